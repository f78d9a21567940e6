"""What changed between two versions of an article: numbers, quotes, who is credited, headlines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz import fuzz

from quellenlage.compare.content import content_words
from quellenlage.compare.order import first_version, in_order
from quellenlage.compare.reading import Read
from quellenlage.compare.words import WORD, even, words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Change, ChangeKind, Version
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Span
from quellenlage.german.numbers import number_of

SAME_SENTENCE = 60
"""Similarity (rapidfuzz ratio of the words, 0 to 100) from which on a dropped and an added sentence are one, edited."""
_TOLD = re.compile(r"[?„“”»«\"]")
"""Marks that say something: a question, a quotation."""
_COLON = re.compile(r":(?=\s+[A-ZÄÖÜ])")
"""A colon that opens a sentence of its own."""
SAME_BUT_NUMBER = 80
"""Similarity of two sentences' words without their numbers from which on a changed number is what the edit is about:
*bis zu* may become *rund* beside it in a sentence of average length."""


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


def versions_in(articles: Iterable[tuple[str, str]], read: Read) -> tuple[Version, ...]:
    """The same of a corpus, given the ids of its articles, each with that of its first version; the versions of one
    article after the other are read, and no others."""
    families: dict[str, list[str]] = defaultdict(list)
    for article, first in articles:
        families[first].append(article)
    several = (ids for ids in families.values() if len(ids) > 1)
    rows = (row for ids in several for row in find_versions(list(read(ids))))
    return tuple(sorted(rows, key=lambda r: (r.of, _number(r.article), r.article)))


def _number(article_id: str) -> int:
    """The version's number: `id~3` is 3, the first is 1."""
    tail = article_id.rpartition("~")[2]
    return int(tail) if "~" in article_id and tail.isdecimal() else 1


def _row(first: str, before: AnnotatedArticle, after: AnnotatedArticle) -> Version:
    # the headline of the text often is the title, too: what changed in both is one change
    title = tuple(_title_change(before, after))
    told = [_words_changed(c) for c in title]
    changes = (*title, *(c for c in _sentence_changes(before, after) if not _is_told(_words_changed(c), told)))
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


def _is_told(words: tuple[str, str], told: Sequence[tuple[str, str]]) -> bool:
    """True for the headline of the text, or what stands behind its colon."""
    return any(all(words) and words[0] in old and words[1] in new for old, new in told)


def _words_changed(change: Change) -> tuple[str, str]:
    return even(change.before or ""), even(change.after or "")


def _sentence_changes(before: AnnotatedArticle, after: AnnotatedArticle) -> Iterator[Change]:
    old, new = _sentences(before), _sentences(after)
    same = SequenceMatcher(None, [_bare(w) for w, _ in old], [_bare(w) for w, _ in new], autojunk=False)
    found: list[Pair] = []
    for tag, a1, a2, b1, b2 in same.get_opcodes():
        # where only the sentences end elsewhere, nothing changed
        if tag != "equal" and _joined(old[a1:a2]) != _joined(new[b1:b2]):
            found += _credits_side_by_side(list(_pair(old[a1:a2], new[b1:b2])), before, after)
    for left, right in _without_moved(found):
        kind = _kind(before, left and left[1], after, right and right[1])
        yield Change(kind, left and left[1].of(before.article.text), right and right[1].of(after.article.text))


Sentence = tuple[str, Span]
Pair = tuple[Sentence | None, Sentence | None]
"""A sentence and what became of it; None on the side where there is none."""


def _bare(words: str) -> tuple[str, ...]:
    """A sentence without what changes nothing: where its full stop and its closing quotation mark stand."""
    return (*WORD.findall(words), *_marks(words))


def _joined(sentences: Sequence[Sentence]) -> tuple[str, list[str]]:
    """All words of some sentences, run together, and the marks that say something: words written apart, in one, or with
    a capital are the same, too."""
    return "".join(w for words, _ in sentences for w in words_of(words)), _marks(
        " ".join(words for words, _ in sentences)
    )


def _marks(words: str) -> list[str]:
    """The marks that say something, in order of themselves, since they may change places with a full stop."""
    return sorted(_TOLD.findall(words))


def _without_moved(pairs: Sequence[Pair]) -> list[Pair]:
    """Without the sentences that only stand elsewhere now, or are only spelled in another way."""
    dropped = Counter(_bare(left[0]) for left, right in pairs if left and not right)
    added = Counter(_bare(right[0]) for left, right in pairs if right and not left)
    moved = dropped & added
    left_out = {False: moved.copy(), True: moved.copy()}
    kept = []
    for left, right in pairs:
        alone = left or right
        if alone and not (left and right) and left_out[right is None][_bare(alone[0])]:
            left_out[right is None][_bare(alone[0])] -= 1
        elif not (left and right and _joined([left]) == _joined([right])):
            kept.append((left, right))
    return kept


def _sentences(member: AnnotatedArticle) -> list[Sentence]:
    """The sentences of the prose: words with white space evened out, and where they stand. What a colon announces is a
    sentence of its own (*Jetzt kommt heraus: Vier Tonnen ...*): whether a sentence ends there is read one way in one
    version and another way in the next."""
    text = member.article.text
    page = [f.span for f in member.annotations.furniture]
    spans = [s.span for s in member.annotations.sentences if not any(p.overlaps(s.span) for p in page)]
    parts = [part.strip(text) for span in spans for part in _at_colons(span, text)]
    return [(even(part.of(text)), part) for part in parts if part.length]


def _at_colons(span: Span, text: str) -> Iterator[Span]:
    at = span.start
    for match in _COLON.finditer(text, span.start, span.end):
        yield Span(at, match.end())
        at = match.end()
    yield Span(at, span.end)


def _pair(old: list[Sentence], new: list[Sentence]) -> Iterator[Pair]:
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


def _credits_side_by_side(pairs: list[Pair], before: AnnotatedArticle, after: AnnotatedArticle) -> Iterator[Pair]:
    """A dropped sentence and one added in its place as one edit if both do no more than say who said it: "Das sagte ein
    Feuerwehrmann." -> "Das teilte die Polizei mit." """
    at = 0
    while at < len(pairs):
        left, right = pairs[at][0], pairs[at + 1][1] if at + 1 < len(pairs) else None
        alone = pairs[at][1] is None and right is not None and pairs[at + 1][0] is None
        if left and right and alone and _only_credits(before, left[1]) and _only_credits(after, right[1]):
            yield left, right
            at += 2
            continue
        yield pairs[at]
        at += 1


def _only_credits(member: AnnotatedArticle, span: Span) -> bool:
    """True for a short sentence that names a speaker and holds no words of theirs."""
    found = [s for s in member.annotations.statements if any(p.overlaps(span) for p in s.speaker)]
    return bool(found) and not any(q.overlaps(span) for s in found for q in s.quote)


def _kind(before: AnnotatedArticle, old: Span | None, after: AnnotatedArticle, new: Span | None) -> ChangeKind:
    """headline: it is one; number: its numbers differ and hardly anything else; quote: quoted words; attribution:
    speaker, cue or via."""
    if _is_headline(before, old) or _is_headline(after, new):
        return "headline"
    if old is None or new is None:
        return "quote" if _quoted(before, old) or _quoted(after, new) else "other"
    left, right = words_of(old.of(before.article.text)), words_of(new.of(after.article.text))
    if "".join(left) == "".join(right):
        # set in quotation marks, or asked
        return "quote" if len(_quoted(before, old)) != len(_quoted(after, new)) else "other"
    if _numbers(left) != _numbers(right) and _rest_agrees(left, right):
        return "number"
    if _quoted(before, old) != _quoted(after, new):
        return "quote"
    if _credited(before, old) != _credited(after, new):
        return "attribution"
    return "other"


def _numbers(words: list[str]) -> list[float | str]:
    """The numbers in figures or words, in order; other signs with figures (a date, a grade) as they stand."""
    return [w if (n := number_of(w)) is None else n for w in words if _is_number(w)]


def _is_number(word: str) -> bool:
    return any(c.isdigit() for c in word) or number_of(word) is not None


def _rest_agrees(left: list[str], right: list[str]) -> bool:
    rest = [[w for w in words if not _is_number(w)] for words in (left, right)]
    return fuzz.ratio(*rest) >= SAME_BUT_NUMBER


def _is_headline(member: AnnotatedArticle, span: Span | None) -> bool:
    parts = [s.span for s in member.annotations.structure if s.kind == "title"]
    return span is not None and any(p.overlaps(span) for p in parts)


def _quoted(member: AnnotatedArticle, span: Span | None) -> list[list[str]]:
    """The words in direct quotes that stand in `span`."""
    if span is None:
        return []
    quotes = [q for s in member.annotations.statements if s.mode == "direct" for q in s.quote if q.overlaps(span)]
    return [words_of(q.of(member.article.text)) for q in sorted(quotes)]


def _credited(member: AnnotatedArticle, span: Span) -> list[tuple[str, ...]]:
    """The content words that say who speaks, how, and through whom, in `span`: *sein Kollege* may become *Kollege*."""
    parts = [p for s in member.annotations.statements for p in (*s.speaker, *s.cue, *(v.span for v in s.via))]
    return [content_words(p.of(member.article.text)) for p in sorted(set(parts)) if p.overlaps(span)]
