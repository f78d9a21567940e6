"""What changed between two versions of an article: numbers, quotes, who is credited, headlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz import fuzz

from quellenlage.compare.order import first_version, in_order
from quellenlage.compare.words import even, numbers_of, words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Change, ChangeKind, Version
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Span

SAME_SENTENCE = 60
"""Similarity (rapidfuzz ratio of the words, 0 to 100) from which on a dropped and an added sentence are one, edited."""


def find_versions(articles: Sequence[AnnotatedArticle]) -> tuple[Version, ...]:
    """For every later version of an article, its differences from the version before it, sentence by sentence."""
    versions: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for each in in_order(articles):
        versions[first_version(each.article)].append(each)
    rows = []
    for first, members in versions.items():
        members.sort(key=lambda m: (m.article.version_of is not None, _number(m.article.id), m.article.id))
        for before, after in pairwise(members):
            if after.article.version_of is not None:
                rows.append(_row(first, before, after))
    return tuple(sorted(rows, key=lambda r: (r.of, _number(r.article), r.article)))


def _number(article_id: str) -> int:
    """The version's number: `id~3` is 3, the first is 1."""
    tail = article_id.rpartition("~")[2]
    return int(tail) if "~" in article_id and tail.isdecimal() else 1


def _row(first: str, before: AnnotatedArticle, after: AnnotatedArticle) -> Version:
    changes = (*_title_change(before, after), *_sentence_changes(before, after))
    return Version(
        id=digest("version", after.article.id),
        article=after.article.id,
        of=before.article.id,
        changes=changes,
        reasons=(f"version of: {first}",),
    )


def _title_change(before: AnnotatedArticle, after: AnnotatedArticle) -> Iterator[Change]:
    old, new = before.article.title, after.article.title
    if old and new and even(old) != even(new):
        yield Change("headline", old, new)


def _sentence_changes(before: AnnotatedArticle, after: AnnotatedArticle) -> Iterator[Change]:
    old, new = _sentences(before), _sentences(after)
    same = SequenceMatcher(None, [w for w, _ in old], [w for w, _ in new], autojunk=False)
    for tag, a1, a2, b1, b2 in same.get_opcodes():
        if tag == "equal":
            continue
        for left, right in _pair(old[a1:a2], new[b1:b2]):
            kind = _kind(before, left and left[1], after, right and right[1])
            yield Change(kind, left and left[1].of(before.article.text), right and right[1].of(after.article.text))


Sentence = tuple[str, Span]


def _sentences(member: AnnotatedArticle) -> list[Sentence]:
    """The sentences of the prose: words with white space evened out, and where they stand."""
    page = [f.span for f in member.annotations.furniture]
    spans = [s.span for s in member.annotations.sentences]
    return [(even(s.of(member.article.text)), s) for s in spans if not any(p.overlaps(s) for p in page)]


def _pair(old: list[Sentence], new: list[Sentence]) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """Edited sentences side by side in the order of the text; the rest dropped or added."""
    at = 0
    for left in old:
        scored = [(fuzz.ratio(words_of(left[0]), words_of(new[i][0])), -i) for i in range(at, len(new))]
        best = max(scored, default=(0.0, 0))
        if best[0] < SAME_SENTENCE:
            yield left, None
            continue
        match = -best[1]
        for added in new[at:match]:
            yield None, added
        yield left, new[match]
        at = match + 1
    for added in new[at:]:
        yield None, added


def _kind(before: AnnotatedArticle, old: Span | None, after: AnnotatedArticle, new: Span | None) -> ChangeKind:
    """number: nothing else differs; headline: it is one; quote: quoted words; attribution: speaker, cue or via."""
    if _is_headline(before, old) or _is_headline(after, new):
        return "headline"
    if old is None or new is None:
        return "quote" if _quoted(before, old) or _quoted(after, new) else "other"
    left, right = words_of(old.of(before.article.text)), words_of(new.of(after.article.text))
    if numbers_of(left) != numbers_of(right) and _without_numbers(left) == _without_numbers(right):
        return "number"
    if _quoted(before, old) != _quoted(after, new):
        return "quote"
    if _credited(before, old) != _credited(after, new):
        return "attribution"
    return "other"


def _without_numbers(words: list[str]) -> list[str]:
    return [w for w in words if not any(c.isdigit() for c in w)]


def _is_headline(member: AnnotatedArticle, span: Span | None) -> bool:
    parts = [s.span for s in member.annotations.structure if s.kind == "title"]
    return span is not None and any(p.overlaps(span) for p in parts)


def _quoted(member: AnnotatedArticle, span: Span | None) -> list[list[str]]:
    """The words in direct quotes that stand in `span`."""
    if span is None:
        return []
    quotes = [q for s in member.annotations.statements if s.mode == "direct" for q in s.quote if q.overlaps(span)]
    return [words_of(q.of(member.article.text)) for q in sorted(quotes)]


def _credited(member: AnnotatedArticle, span: Span) -> list[list[str]]:
    """The words that say who speaks, how, and through whom, in `span`."""
    parts = [p for s in member.annotations.statements for p in (*s.speaker, *s.cue, *(v.span for v in s.via))]
    return [words_of(p.of(member.article.text)) for p in sorted(set(parts)) if p.overlaps(span)]
