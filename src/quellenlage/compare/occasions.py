"""Two articles of one occasion: what the one calls the first visit since a year, and the other counts back from.

*Ihr erster Besuch in Lerchau seit 2000* and *zum ersten Mal hatte sie Lerchau vor 24 Jahren besucht*, told with news of
a visit: between the two visits there was none, so both articles are about one, and came out around the same days.
"""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.happenings import Happening, kind_at, name_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import word_class


def counts_from_the_last(member: AnnotatedArticle, each: Happening) -> bool:
    """True for *ihr erster Besuch seit dem Jahr 2000* of somebody, somewhere: the news is the next of its kind."""
    if not _is_told(each) or each.time.needs_dct:
        return False
    clauses = clauses_of(member.annotations.tokens)
    at = clauses.last_in(each.time.span)
    return at is not None and clauses.since(at) and _is_called_first(clauses, each.sentence, each.time.start)


def looks_back_to_the_last(member: AnnotatedArticle, each: Happening) -> bool:
    """True for *zum ersten Mal hatte sie Lerchau vor 24 Jahren besucht* in an article that tells of another visit of
    hers there without a date: its news."""
    shift = each.time.shift or ""
    if not _is_told(each) or not (shift.startswith("-") and shift.endswith("Y")):
        return False
    clauses = clauses_of(member.annotations.tokens)
    return _is_called_first(clauses, each.sentence, each.sentence.end) and _is_news(member, clauses, each)


def is_one_occasion(a: Happening, b: Happening) -> bool:
    """True if both are of one kind, and share somebody and a place."""
    return a.kind == b.kind and not a.people.isdisjoint(b.people) and not a.places.isdisjoint(b.places)


def _is_told(each: Happening) -> bool:
    return bool(each.kind and each.people and each.places)


def _is_called_first(clauses: Clauses, sentence: Span, end: int) -> bool:
    """True where an inflected *erste* stands in a sentence before `end`; *erst* alone says something else."""
    first = word_class("first")
    return any(clauses.tokens[i].text.lower() in first for i in clauses.within([Span(sentence.start, end)]))


def _is_news(member: AnnotatedArticle, clauses: Clauses, each: Happening) -> bool:
    """True if another sentence of the article tells of the same kind, person and place, with no date and not in the
    pluperfect."""
    marks = member.annotations
    dated = [t.span for t in marks.times if t.type != "SET"]
    for sentence in marks.sentences:
        if sentence.span.overlaps(each.sentence) or any(sentence.span.contains(d) for d in dated):
            continue
        names = {name_of(e) for e in marks.entities if sentence.span.contains(e.span) and not e.in_furniture}
        if names.isdisjoint(each.people) or names.isdisjoint(each.places):
            continue
        if any(kind == each.kind and not clauses.pluperfect(at) for at, kind in _kinds_in(clauses, sentence.span)):
            return True
    return False


def _kinds_in(clauses: Clauses, sentence: Span) -> Iterator[tuple[int, str]]:
    for at in clauses.within([sentence]):
        if clauses.tokens[at].pos in ("NOUN", "VERB"):
            kind = kind_at(clauses, at)
            if kind is not None:
                yield at, kind
