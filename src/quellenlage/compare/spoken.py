"""Passages that are somebody's words: who is quoted in them, and to whom they were said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.span import Span

MOSTLY, ALL_BUT = 0.6, 0.8
"""Share of a passage that stands in direct quotations, and share that belongs to statements together with who says it
and the verb, from which on the passage is the speaker's. Of 450 passages called copies 15 became quotations by this or
by their marks; of the nine read all were words of one speaker or title."""
MARKED = 0.9
"""Share of a passage between quotation marks from which on all of it is quoted."""

_MARKED = re.compile(r"„[^„“”\"\n]*[“”\"]|»[^«»\n]*«|«[^«»\n]*»|“[^“”\n]*”|\"[^\"\n]*\"")


def speakers_of(member: AnnotatedArticle, passage: Span) -> frozenset[str] | None:
    """The speakers named in a passage that is mostly direct quotations, and otherwise what the same statements and
    others report; None for any other passage."""
    said = [
        s
        for s in member.annotations.statements
        if s.mode != "narration" and any(q.overlaps(passage) for q in (*s.quote, *s.cue, *s.speaker))
    ]
    direct = [s for s in said if s.mode == "direct"]
    if _share(passage, (q for s in direct for q in s.quote)) < MOSTLY:
        return None
    if _share(passage, (part for s in said for part in (*s.quote, *s.cue, *s.speaker))) < ALL_BUT:
        return None
    return frozenset(s.speaker_name for s in direct if s.speaker_name)


def of_one_speaker(named: Sequence[frozenset[str] | None]) -> str | None:
    """The speaker of a passage, given those whom `speakers_of` found at each of its places; None if any place is none
    of somebody's, or nobody is named at all of them."""
    shared = [speakers for speakers in named if speakers is not None]
    if len(shared) < len(named) or not shared:
        return None
    return min(frozenset.intersection(*shared), default=None)


def told_to(member: AnnotatedArticle, passage: Span) -> frozenset[str]:
    """The media to whom the words of a passage were said (*sagte sie dem Inselkurier*), in folded words."""
    said = (s for s in member.annotations.statements if any(q.overlaps(passage) for q in s.quote))
    return frozenset(" ".join(words_of(v.name)) for s in said for v in s.via if v.kind in ("interview", "medium"))


def between_marks(text: str, passage: Span) -> bool:
    """True if nearly all of a passage stands between quotation marks that open and close in its lines: words of a
    document have no speaker."""
    start, end = text.rfind("\n", 0, passage.start) + 1, text.find("\n", passage.end)
    marked = (Span(*m.span()) for m in _MARKED.finditer(text, start, len(text) if end < 0 else end))
    return _share(passage, marked) >= MARKED


def _share(passage: Span, parts: Iterable[Span]) -> float:
    """Share of a passage that `parts` cover together."""
    left = sum(rest.length for rest in passage.without([p for p in parts if p.overlaps(passage)]))
    return 1 - left / max(1, passage.length)
