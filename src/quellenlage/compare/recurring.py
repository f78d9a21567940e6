"""Page matter that only the corpus gives away: lines that an outlet repeats under articles about anything."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import networkx as nx

from quellenlage.compare.notices import speaks_of_itself
from quellenlage.compare.order import first_version
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import (
    AnnotatedArticle,
    By,
    Entity,
    Event,
    Furniture,
    FurnitureKind,
    Label,
    Quantity,
    Statement,
    Structure,
    Time,
)
from quellenlage.domain.span import Span

ARTICLES, AT_EDGE = 3, 2
"""Articles of one outlet, not copies of one another, that must carry a line; fewer where it stands at the edge of all
of them and speaks of the publication. Of the lines found in 2,000 articles (13 outlets, two weeks) with 3 all were page
matter; with 2 everywhere, 3 of 40 looked at were prose."""
SHORT, LONG = 4, 40
"""Words. Shorter lines are often broken off at a line end in the middle of a sentence, or one word of a table; a longer
one that says nothing of the publication itself is a repeated explanation, which is prose."""
COPY = 0.3
"""Share of the shorter article, in characters of identical lines, from which on two articles count as one text."""
KNOWN_COPIES = 20
"""Lines that more articles have are not asked whether their articles are copies: such a line is no sign of it."""

_FIGURES = re.compile(r"\d+")

Key = tuple[str, str]
"""An outlet and a line of words."""
Mark = TypeVar("Mark", Entity, Time, Quantity, Label)


def mark_recurring(articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """The articles in the given order; lines that recur across an outlet become furniture, and what was marked inside
    them is flagged. A line in which somebody is quoted by name is never page matter; an article without an outlet is
    left as it is. Nothing is annotated anew."""
    # 1 who repeats what
    lines = {a.article.id: _lines(a) for a in articles}
    holders = _holders(articles, lines)
    # 2 copies of one text say nothing: they repeat everything
    text_of = _texts(articles, holders)
    texts = {k: len({text_of[i] for i in ids}) for k, ids in holders.items()}
    repeated = {k: n for k, n in texts.items() if n >= AT_EDGE}
    # 3 what stands at the edge of its articles, or speaks of the publication itself
    notices = _notices(repeated, lines, articles)
    return [_mark(a, [(s, n) for s, k in lines[a.article.id] if (n := notices.get(k))]) for a in articles]


def _lines(member: AnnotatedArticle) -> list[tuple[Span, Key]]:
    """Every line of prose with its outlet and its words, white space evened out; empty without an outlet."""
    article = member.article
    if article.outlet is None:
        return []
    page = [f.span for f in member.annotations.furniture]
    found = []
    for match in re.finditer(r"[^\n]+", article.text):
        span = Span(*match.span()).strip(article.text)
        if span.length and not any(p.overlaps(span) for p in page):
            found.append((span, (article.outlet, _wording(span.of(article.text)))))
    return found


def _wording(line: str) -> str:
    """The line, white space evened out; in a notice about the publication the figures are, too: it gives the day's date
    or the number of an issue."""
    words = even(line)
    return _FIGURES.sub("0", words) if _FIGURES.search(words) and speaks_of_itself(words_of(words)) else words


def _holders(
    articles: Sequence[AnnotatedArticle], lines: dict[str, list[tuple[Span, Key]]]
) -> dict[Key, frozenset[str]]:
    """Which articles hold a line, versions of one article counted once; only lines that at least two hold."""
    found: dict[Key, set[str]] = defaultdict(set)
    for each in articles:
        for _, key in lines[each.article.id]:
            found[key].add(first_version(each.article))
    return {k: frozenset(ids) for k, ids in found.items() if len(ids) > 1}


def _texts(articles: Sequence[AnnotatedArticle], holders: dict[Key, frozenset[str]]) -> dict[str, str]:
    """For every article, the least id of those that are copies of the same text."""
    size = {first_version(a.article): max(1, len(a.article.text)) for a in articles}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for (_, words), ids in holders.items():
        if len(ids) <= KNOWN_COPIES and not speaks_of_itself(words_of(words)):
            for one in ids:
                for other in ids:
                    if one < other:
                        shared[one, other] += len(words)
    copies = nx.Graph()
    copies.add_nodes_from(size)
    copies.add_edges_from(p for p, n in shared.items() if n >= COPY * min(size.get(p[0], n), size.get(p[1], n)))
    return {i: min(group) for group in nx.connected_components(copies) for i in group}


def _notices(
    repeated: dict[Key, int], lines: dict[str, list[tuple[Span, Key]]], articles: Sequence[AnnotatedArticle]
) -> dict[Key, Furniture]:
    """The lines that are page matter, of those in `repeated` (in how many texts each), with a mark to copy."""
    at_edge: dict[Key, int] = defaultdict(int)
    seen: dict[Key, int] = defaultdict(int)
    spoken: set[Key] = set()
    for each in articles:
        own = lines[each.article.id]
        keys = [k for _, k in own]
        edge = _edge(keys, repeated)
        named = [s.span for s in each.annotations.statements if s.speaker_name and not s.in_furniture]
        for index, (span, key) in enumerate(own):
            if key in repeated:
                seen[key] += 1
                at_edge[key] += index in edge
                if any(n.overlaps(span) for n in named):
                    spoken.add(key)
    found = {}
    for key, texts in repeated.items():
        words = words_of(key[1])
        notice = speaks_of_itself(words)
        if key in spoken or len(words) < SHORT:
            continue
        if texts < ARTICLES and not (notice and at_edge[key] == seen[key]):
            continue
        if not notice and (2 * at_edge[key] <= seen[key] or len(words) > LONG):
            continue
        by = By(rule="recurring_line", reason=f"recurs in articles of the outlet: {texts}")
        found[key] = Furniture(start=0, end=0, kind=_kind(key[1], words, notice), by=by)
    return found


def _edge(keys: list[Key], repeated: dict[Key, int]) -> set[int]:
    """Indices of the lines before the first and after the last that does not recur."""
    own = [i for i, k in enumerate(keys) if k not in repeated]
    if not own:
        return set(range(len(keys)))
    return set(range(own[0])) | set(range(own[-1] + 1, len(keys)))


def _kind(line: str, words: list[str], notice: bool) -> FurnitureKind:
    """What sort of page matter: a pointer to other articles, a notice, or a standing heading."""
    if line.endswith(":") or line.startswith("["):
        return "related"
    return "notice" if notice or len(words) >= 8 else "nav"


def _mark(member: AnnotatedArticle, found: list[tuple[Span, Furniture]]) -> AnnotatedArticle:
    """The article with the new page matter, and with everything inside it flagged."""
    if not found:
        return member
    old = member.annotations
    new = [replace(f, start=s.start, end=s.end) for s, f in found]
    holes = [s for s, _ in found]
    return replace(
        member,
        annotations=replace(
            old,
            furniture=tuple(sorted((*old.furniture, *new), key=lambda f: f.span)),
            structure=tuple(_cut(old.structure, holes, member.article.text)),
            entities=_flag(old.entities, holes),
            times=_flag(old.times, holes),
            statements=_flag_statements(old.statements, holes),
            quantities=_flag(old.quantities, holes),
            events=_flag_events(old.events, holes),
            labels=_flag(old.labels, holes),
        ),
    )


def _cut(structure: Iterable[Structure], holes: list[Span], text: str) -> Iterable[Structure]:
    for part in structure:
        for rest in part.span.without(holes):
            if (kept := rest.strip(text)).length:
                yield replace(part, start=kept.start, end=kept.end)


def _flag(marks: tuple[Mark, ...], holes: list[Span]) -> tuple[Mark, ...]:
    """The marks, flagged where they touch one of `holes`."""
    return tuple(replace(m, in_furniture=True) if _touches(Span(m.start, m.end), holes) else m for m in marks)


def _flag_statements(marks: tuple[Statement, ...], holes: list[Span]) -> tuple[Statement, ...]:
    return tuple(replace(m, in_furniture=True) if _touches(m.span, holes) else m for m in marks)


def _flag_events(marks: tuple[Event, ...], holes: list[Span]) -> tuple[Event, ...]:
    return tuple(replace(m, in_furniture=True) if _touches(m.trigger, holes) else m for m in marks)


def _touches(span: Span, holes: list[Span]) -> bool:
    return any(span.overlaps(h) for h in holes)
