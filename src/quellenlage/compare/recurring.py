"""Page matter that only the corpus gives away: lines that an outlet repeats under articles about anything."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import groupby
from typing import TypeVar

import networkx as nx
import numpy as np

from quellenlage.compare.columns import Integers
from quellenlage.compare.notices import speaks_of_itself
from quellenlage.compare.order import first_version, order_key
from quellenlage.compare.roots import is_outlet
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

Mark = TypeVar("Mark", Entity, Time, Quantity, Label)
Pages = Mapping[str, tuple[Furniture, ...]]
"""The page matter that the corpus gives away, by article, each with its place."""
Holders = Mapping[int, frozenset[str]]
"""The articles that hold a line, by its key."""

_NOTICE, _SPOKEN = 1, 2
_RECURS = By(rule="recurring_line")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of prose of an article that came out on a day, a column each: where they stand, a digest of outlet and
    wording (0 bytes for an article without an outlet), characters and words of the wording, what sort of page matter
    each would be, and whether it speaks of the publication (1) or somebody is quoted in it by name (2)."""

    article: str
    first: str
    day: str
    size: int
    starts: Integers
    ends: Integers
    keys: Integers
    letters: Integers
    words: Integers
    kinds: tuple[FurnitureKind, ...]
    flags: bytes


def find_recurring(articles: Sequence[Lines], holders: Holders | None = None) -> Pages:
    """The lines that recur across the articles of an outlet, which are page matter; `holders` are those of
    `holders_in`. A line in which somebody is quoted by name never is; an article without an outlet has none."""
    # 1 who repeats what
    holders = holders_in(articles) if holders is None else holders
    # 2 copies of one text say nothing: they repeat everything
    text_of = _texts(articles, holders)
    texts = {k: len({text_of[i] for i in ids}) for k, ids in holders.items()}
    repeated = {k: n for k, n in texts.items() if n >= AT_EDGE}
    # 3 what stands at the edge of its articles, or speaks of the publication itself
    notices = _notices(repeated, articles)
    found = {}
    for each in articles:
        places = [at for at, key in enumerate(each.keys) if key in notices]
        if places:
            found[each.article] = tuple(
                replace(notices[each.keys[at]], start=each.starts[at], end=each.ends[at]) for at in places
            )
    return found


def find_early(articles: Sequence[Lines], holders: Holders | None = None) -> Pages:
    """The page matter of each article that the articles up to its own day give away, so that later ones leave it as it
    is: what is counted and compared over the whole corpus need not be done again. The rules are those of
    `find_recurring` without what takes other articles than the one in question and the earlier ones that have a line.
    """
    again = (holders_in(articles) if holders is None else holders).keys()
    ordered = sorted((a for a in articles if not again.isdisjoint(a.keys)), key=lambda a: (a.day, a.article))
    texts: dict[int, set[str]] = defaultdict(set)
    found = {}
    for _, of_a_day in groupby(ordered, key=lambda a: a.day):
        those = list(of_a_day)
        for each in those:
            for key in again & set(each.keys):
                texts[key].add(each.first)
        for each in those:
            repeated = {key: n for key in each.keys if (n := len(texts.get(key, ()))) >= AT_EDGE}
            if places := _early_places(each, repeated):
                found[each.article] = tuple(
                    Furniture(start=each.starts[at], end=each.ends[at], kind=each.kinds[at], by=_RECURS)
                    for at in places
                )
    return found


def _early_places(each: Lines, repeated: Mapping[int, int]) -> list[int]:
    """Which lines of an article are page matter, given in how many articles each has been so far. In a copy of another
    article no line is its own: there only notices are."""
    edge = _edge(each.keys, repeated)
    copy = len(edge) == len(each.keys)
    found = []
    for at, key in enumerate(each.keys):
        notice = bool(each.flags[at] & _NOTICE)
        if key not in repeated or each.flags[at] & _SPOKEN or each.words[at] < SHORT:
            continue
        often = repeated[key] >= ARTICLES
        if (notice and (often or at in edge)) or (often and at in edge and not copy and each.words[at] <= LONG):
            found.append(at)
    return found


def lines_of(member: AnnotatedArticle) -> Lines:
    """Every line of prose of an article; none without an outlet."""
    article = member.article
    rows: list[tuple[int, int, int, int, int]] = []
    kinds: list[FurnitureKind] = []
    flags = bytearray()
    if article.outlet is not None:
        page = [f.span for f in member.annotations.furniture]
        # what the publication says of itself in a notice is not quoted from anybody
        named = [
            s.span
            for s in member.annotations.statements
            if s.speaker_name and not s.in_furniture and not is_outlet(s.speaker_name, article.outlet)
        ]
        for match in re.finditer(r"[^\n]+", article.text):
            span = Span(*match.span()).strip(article.text)
            if not span.length or any(p.overlaps(span) for p in page):
                continue
            line = even(span.of(article.text))
            words = words_of(line)
            notice = speaks_of_itself(words)
            if notice:
                # it gives the day's date or the number of an issue
                line = _FIGURES.sub("0", line)
                words = words_of(line)
            rows.append((span.start, span.end, _key(article.outlet, line), len(line), len(words)))
            kinds.append(_kind(line, words, notice))
            flags.append((_NOTICE if notice else 0) | (_SPOKEN if any(n.overlaps(span) for n in named) else 0))
    columns = list(zip(*rows, strict=True)) or [()] * 5
    starts, ends, keys, letters, counts = (array("q", c) for c in columns)
    return Lines(
        article.id,
        first_version(article),
        order_key(article)[0],
        len(article.text),
        starts,
        ends,
        keys,
        letters,
        counts,
        tuple(kinds),
        bytes(flags),
    )


def _key(outlet: str, line: str) -> int:
    """64 bits for an outlet's line of words."""
    said = blake2b(f"{outlet}\n{line}".encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(said.digest(), "big", signed=True)


def holders_in(articles: Sequence[Lines]) -> Holders:
    """Which articles hold a line, versions of one article counted once; only lines that at least two hold."""
    every = np.concatenate([np.frombuffer(a.keys, np.int64) for a in articles] or [np.zeros(0, np.int64)])
    distinct, counts = np.unique(every, return_counts=True)
    twice = set(distinct[counts > 1].tolist())
    found: dict[int, set[str]] = defaultdict(set)
    for each in articles:
        for key in twice.intersection(each.keys):
            found[key].add(each.first)
    return {k: frozenset(ids) for k, ids in found.items() if len(ids) > 1}


def _texts(articles: Sequence[Lines], holders: Holders) -> dict[str, str]:
    """For every article, the least id of those that are copies of the same text."""
    size = {a.first: max(1, a.size) for a in articles}
    said = {
        key: (n, flags)
        for a in articles
        for key, n, flags in zip(a.keys, a.letters, a.flags, strict=True)
        if key in holders
    }
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for key, ids in holders.items():
        letters, flags = said[key]
        if len(ids) <= KNOWN_COPIES and not flags & _NOTICE:
            for one in ids:
                for other in ids:
                    if one < other:
                        shared[one, other] += letters
    copies = nx.Graph()
    copies.add_nodes_from(size)
    copies.add_edges_from(p for p, n in shared.items() if n >= COPY * min(size.get(p[0], n), size.get(p[1], n)))
    return {i: min(group) for group in nx.connected_components(copies) for i in group}


def _notices(repeated: dict[int, int], articles: Sequence[Lines]) -> dict[int, Furniture]:
    """The lines that are page matter, of those in `repeated` (in how many texts each), with a mark to copy."""
    at_edge: dict[int, int] = defaultdict(int)
    seen: dict[int, int] = defaultdict(int)
    spoken: set[int] = set()
    said: dict[int, tuple[int, int, FurnitureKind]] = {}
    for each in articles:
        if repeated.keys().isdisjoint(each.keys):
            continue
        edge = _edge(each.keys, repeated)
        for at, key in enumerate(each.keys):
            if key in repeated:
                seen[key] += 1
                at_edge[key] += at in edge
                said[key] = (each.words[at], each.flags[at], each.kinds[at])
                if each.flags[at] & _SPOKEN:
                    spoken.add(key)
    found = {}
    for key, texts in repeated.items():
        words, flags, kind = said[key]
        notice = bool(flags & _NOTICE)
        if key in spoken or words < SHORT:
            continue
        if texts < ARTICLES and not (notice and at_edge[key] == seen[key]):
            continue
        if not notice and (2 * at_edge[key] <= seen[key] or words > LONG):
            continue
        by = By(rule="recurring_line", reason=f"recurs in articles of the outlet: {_at_least(texts)}")
        found[key] = Furniture(start=0, end=0, kind=kind, by=by)
    return found


def _at_least(number: int) -> str:
    """The number, from ten on its first digit and noughts (127: 100+): with each article more that has a line, all that
    have it would be other ones than before, and so would their stories."""
    if number < 10:
        return str(number)
    step: int = 10 ** (len(str(number)) - 1)
    return f"{number // step * step}+"


def _edge(keys: Sequence[int], repeated: Mapping[int, int]) -> set[int]:
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


def mark(member: AnnotatedArticle, new: Sequence[Furniture]) -> AnnotatedArticle:
    """The article with the new page matter, and with everything inside it flagged."""
    if not new:
        return member
    old = member.annotations
    holes = [f.span for f in new]
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
