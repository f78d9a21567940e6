"""How the outlets name one and the same: whose *Machthaber* is whose *Staatschef*."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quellenlage.compare.bodies import Mention
from quellenlage.compare.order import first_version, in_order
from quellenlage.compare.resolution import Who, resolve_actors
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Label
from quellenlage.domain.dossier import Wording, WordingRow
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence
from quellenlage.german.designations import is_evaluative
from quellenlage.german.folding import fold

PLAIN_ROWS = 20
"""Referents that everybody names by the same word, kept per story: there is nothing to compare."""
_CONTRASTED, _SEVERAL, _PLAIN = 0, 1, 2
"""Some outlets judge and others do not; several words; one word for all."""


class _Found(NamedTuple):
    """A label with its article."""

    member: AnnotatedArticle
    label: Label


def find_wording(
    members: Sequence[AnnotatedArticle], who: Mapping[Mention, Who] | None = None
) -> tuple[WordingRow, ...]:
    """The labels of each referent by outlet and voice, page matter left out. First the referents that some outlets
    judge in their own words and others do not, then those with several words, then the rest; within that the most
    spoken of. A label that an article repeats in its later versions counts once. `who` says who is who in the whole
    corpus (`resolve_actors`); without it the members are one story that stands alone."""
    known = who if who is not None else resolve_actors(members, None)
    ordered = in_order(members)
    named = _by_name(ordered, known)
    groups: dict[str, list[_Found]] = defaultdict(list)
    sure: dict[str, bool] = {}
    for member in ordered:
        for label in member.annotations.labels:
            if not label.in_furniture:
                meant = named.get((member.article.id, label.referent)) or named.get(("", label.referent))
                key = meant.id if meant is not None else fold(even(label.referent))
                sure[key] = meant is None or meant.sure
                groups[key].append(_Found(member, label))
    rows = [(_rank(found), _row(key, found, sure=sure[key])) for key, found in groups.items()]
    rows.sort(key=lambda pair: (pair[0], pair[1].referent, pair[1].id))
    compared = [row for rank, row in rows if rank[0] < _PLAIN]
    return tuple(compared + [row for rank, row in rows if rank[0] == _PLAIN][:PLAIN_ROWS])


def _by_name(members: Sequence[AnnotatedArticle], who: Mapping[Mention, Who]) -> dict[tuple[str, str], Who]:
    """Article and name to who is meant; with an empty article a place that the article has as an adjective only."""
    found: dict[tuple[str, str], Who] = {}
    for member in members:
        for entity in member.annotations.entities:
            meant = who.get((member.article.id, entity.type, entity.name))
            if meant is not None:
                found.setdefault((member.article.id, entity.name), meant)
                if entity.type == "GPE":
                    found.setdefault(("", entity.name), meant)
    return found


def _rank(found: Sequence[_Found]) -> tuple[int, int]:
    words = {_folded(f.label.label) for f in found}
    order = _CONTRASTED if _is_contrast(found) else _SEVERAL if len(words) > 1 else _PLAIN
    return order, -len(found)


def _is_contrast(found: Sequence[_Found]) -> bool:
    """True if one outlet judges in its own words and another has none but neutral ones."""
    judged: dict[str, bool] = {}
    for one in found:
        if one.label.voice == "outlet":
            outlet = _outlet(one.member)
            judged[outlet] = judged.get(outlet, False) or is_evaluative(one.label.label)
    return len(set(judged.values())) > 1


def _outlet(member: AnnotatedArticle) -> str:
    """The outlet; an article without one stands for itself."""
    return member.article.outlet or f"\n{first_version(member.article)}"


def _row(key: str, found: Sequence[_Found], *, sure: bool) -> WordingRow:
    names = Counter(even(f.label.referent) for f in found)
    groups: dict[tuple[str, str, str], list[_Found]] = defaultdict(list)
    for one in found:
        groups[_folded(one.label.label), _outlet(one.member), one.label.voice].append(one)
    labels = [_wording(same) for same in groups.values()]
    labels.sort(key=lambda w: (-w.count, w.label, w.outlet or "", w.voice))
    # the fullest of the common names
    most = max(names.values())
    referent = min(names, key=lambda n: (-len(n.split()) if 3 * names[n] >= most else 0, -names[n], n))
    return WordingRow(
        id=digest("wording", key, found[0].member.article.id),
        referent=referent,
        labels=tuple(labels),
        reasons=_reasons(found),
        sure=sure,
    )


def _reasons(found: Sequence[_Found]) -> tuple[str, ...]:
    if not _is_contrast(found):
        return ()
    judging = {even(f.label.label) for f in found if f.label.voice == "outlet" and is_evaluative(f.label.label)}
    return (f"not every outlet judges: {', '.join(sorted(judging))}",)


def _wording(found: Sequence[_Found]) -> Wording:
    """One label of one outlet in one voice."""
    forms = Counter(even(f.label.label) for f in found)
    by_version: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        by_version[first_version(one.member.article)][one.member.article.id] += 1
    return Wording(
        label=min(forms, key=lambda form: (-forms[form], form)),
        outlet=found[0].member.article.outlet,
        count=sum(max(counts.values()) for counts in by_version.values()),
        voice=found[0].label.voice,
        evidence=tuple(Evidence(f.member.article.id, f.label.start, f.label.end) for f in found),
    )


def _folded(label: str) -> str:
    return fold(even(label))
