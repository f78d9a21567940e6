"""Passages that are somebody's words: who is quoted in them, and to whom they were said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import word_class
from quellenlage.german.together import parted

MOSTLY, ALL_BUT = 0.6, 0.8
"""Share of a passage that stands in direct quotations, and share that belongs to statements together with who says it
and the verb, from which on the passage is the speaker's. Of 450 passages called copies 15 became quotations by this or
by their marks; of the nine read all were words of one speaker or title."""
NEARLY = 0.9
"""Share of a passage between quotation marks, or in statements, from which on all of it is."""

_MARKED = re.compile(r"„[^„“”\"\n]*[“”\"]|»[^«»\n]*«|«[^«»\n]*»|“[^“”\n]*”|(?<![\w.,!?…])\"(?=\S)[^\"\n]*\"(?!\w)")
"""Marks that look alike at both ends open behind a blank: else the words between two quotations would be one."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a passage is told: whether one direct quotation, or quotation marks, hold nearly all of it (`quoted`), or it
    is a quotation from its first word to its last (`whole`); the share of it that stands in direct quotations or
    between marks, and the share that gives somebody's words, direct or not, with verb and speaker; who says it, if one
    does; all whose words it gives, and those who are quoted, None where it is not mostly theirs; and the media to whom
    they said it, in folded words."""

    quoted: bool
    marked: bool
    whole: bool
    direct: float
    told: float
    speaker: str | None
    names: frozenset[str]
    speakers: frozenset[str] | None
    to: frozenset[str]


UNSPOKEN = Spoken(False, False, False, 0.0, 0.0, None, frozenset(), None, frozenset())


def spoken_in(member: AnnotatedArticle, passage: Span) -> Spoken:
    """How a passage is told."""
    near = [s for s in member.annotations.statements if _touches(s, passage)]
    marks = _marks(member.article.text, passage)
    if not near and not marks:
        return UNSPOKEN
    said = [s for s in near if s.mode != "narration"]
    quotes = [q for s in said if s.mode == "direct" for q in s.quote]
    parts = [part for s in said for part in (*s.quote, *s.cue, *s.speaker)]
    worded = [s for s in said if _gives_words(s, member)]
    given = [part for s in worded for part in (*s.quote, *s.cue, *s.speaker)]
    named = [(s, name) for s in said if (name := _one_speaker(s, member.article.text))]
    direct, told = _share(passage, quotes), _share(passage, parts)
    most = direct >= MOSTLY and told >= ALL_BUT
    return Spoken(
        quoted=any(_holds(q, passage) for q in quotes),
        marked=_share(passage, marks) >= NEARLY,
        whole=any(q.overlap(passage) >= NEARLY * max(passage.length, q.length) for q in quotes),
        direct=_share(passage, (*quotes, *marks)),
        told=_share(passage, (*given, *marks)),
        speaker=next((name for s, name in named if any(_holds(q, passage) for q in s.quote)), None),
        names=frozenset(name for s, name in named if s in worded),
        speakers=frozenset(s.speaker_name for s in said if s.mode == "direct" and s.speaker_name) if most else None,
        to=frozenset(
            " ".join(words_of(v.name))
            for s in near
            if any(q.overlaps(passage) for q in s.quote)
            for v in s.via
            if v.kind in ("interview", "medium")
        ),
    )


def of_one_speaker(named: Sequence[frozenset[str] | None]) -> str | None:
    """The speaker of a passage, given the `speakers` at each of its places; None if any place is none of somebody's,
    or nobody is named at all of them."""
    shared = [speakers for speakers in named if speakers is not None]
    if len(shared) < len(named) or not shared:
        return None
    return min(frozenset.intersection(*shared), default=None)


def _touches(statement: Statement, passage: Span) -> bool:
    return any(part.overlaps(passage) for part in (*statement.quote, *statement.cue, *statement.speaker))


def _gives_words(statement: Statement, member: AnnotatedArticle) -> bool:
    """True unless it is a summary (*forderte mehr Personal*), or told as a fact before its source is named (*Der Deich
    ist gebrochen. Das teilte das Amt mit.*)."""
    if statement.mode == "reported":
        return False
    if statement.mode != "indirect" or not statement.cue or not statement.quote:
        return True
    sentence = member.annotations.sentence_at
    return sentence(statement.quote[-1].end - 1) == sentence(statement.cue[0].start)


def _holds(quote: Span, passage: Span) -> bool:
    return quote.overlap(passage) >= NEARLY * passage.length


def _one_speaker(statement: Statement, text: str) -> str | None:
    """Who says it; None where the name is the first of several who say it together (*die Kanzlerin und die Länder*):
    what they agree on is no one's words."""
    name = statement.speaker_name
    if name is None or len(parted(name)) > 1:
        return name
    last = words_of(name)[-1:]
    for speaker in statement.speaker:
        words = words_of(speaker.of(text))
        first = next((n for n, word in enumerate(words) if word in word_class("and")), 0)
        if last and last[0] in words[:first]:
            return None
    return name


def _marks(text: str, passage: Span) -> list[Span]:
    """What quotation marks that open and close in its lines hold of a passage: words of a document have no speaker."""
    start, end = text.rfind("\n", 0, passage.start) + 1, text.find("\n", passage.end)
    marked = (Span(*m.span()) for m in _MARKED.finditer(text, start, len(text) if end < 0 else end))
    return [span for span in marked if span.overlaps(passage)]


def _share(passage: Span, parts: Iterable[Span]) -> float:
    """Share of a passage that `parts` cover together."""
    left = sum(rest.length for rest in passage.without([p for p in parts if p.overlaps(passage)]))
    return 1 - left / max(1, passage.length)
