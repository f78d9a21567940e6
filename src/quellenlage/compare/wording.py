"""How the outlets name one and the same: whose *Machthaber* is whose *Staatschef*."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from quellenlage.compare.bearers import Who
from quellenlage.compare.bodies import Mention
from quellenlage.compare.order import first_version, in_order
from quellenlage.compare.resolution import resolve_actors
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Label
from quellenlage.domain.dossier import Wording, WordingRow
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence
from quellenlage.german.designations import designation, is_evaluative
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words

PLAIN_ROWS = 20
"""Referents that everybody names by the same word, kept per story: there is nothing to compare."""
SHORTEST_HEAD = 5
"""Letters of a noun that counts as the same where a compound ends with it (Geschäftsführer, Klinik-Geschäftsführer)."""
_CONTRASTED, _DIFFERENT, _SEVERAL, _PLAIN = 0, 1, 2, 3
"""Some outlets judge and others do not; two outlets have no word in common; several words; one word for all."""
_PLACED = re.compile(r"(.+)-(\w+)")


class _Found(NamedTuple):
    """A label with its article."""

    member: AnnotatedArticle
    label: Label


def find_wording(
    members: Sequence[AnnotatedArticle], who: Mapping[Mention, Who] | None = None
) -> tuple[WordingRow, ...]:
    """The labels of each referent by outlet and voice, page matter left out. First the referents that some outlets
    judge in their own words and others do not, then those for which two outlets have no word in common, then those
    with several words, then the rest; within that the most spoken of. Two words for one event in one place
    (Ukraine-Krieg, Ukraine-Konflikt) have one row. A label that an article repeats in its later versions counts once.
    `who` says who is who in the whole corpus (`resolve_actors`); without it the members are one story that stands
    alone."""
    known = who if who is not None else resolve_actors(members, None)
    ordered = in_order(members)
    named = _by_name(ordered, known)
    groups: dict[str, list[_Found]] = defaultdict(list)
    sure: dict[str, bool] = {}
    for member in ordered:
        for label in member.annotations.labels:
            if not label.in_furniture and _means_one(label.label):
                meant = named.get((member.article.id, label.referent)) or named.get(("", label.referent))
                key = meant.id if meant is not None else _key(label.referent)
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


def _means_one(label: str) -> bool:
    """False for *bestimmte Fachleute*, which names nobody in particular."""
    return label.split(maxsplit=1)[0].casefold() not in load_words("vague_adjectives")


def _key(referent: str) -> str:
    """The same for two words for one event in one place: Ukraine-Krieg, Ukraine-Konflikt."""
    placed = _PLACED.fullmatch(even(referent))
    found = designation(placed[2]) if placed else None
    if placed is None or found is None or found.of != "event" or not found.group:
        return fold(even(referent))
    return f"{fold(placed[1])}\n{found.group}"


def _rank(found: Sequence[_Found]) -> tuple[int, int]:
    words = {_folded(f.label.label) for f in found}
    if _is_contrast(found):
        order = _CONTRASTED
    elif _strangers(found):
        order = _DIFFERENT
    else:
        order = _SEVERAL if len(words) > 1 else _PLAIN
    return order, -len(found)


def _own_words(found: Sequence[_Found]) -> dict[str, list[str]]:
    """The labels of every outlet in its own voice."""
    own: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if one.label.voice == "outlet":
            own[_outlet(one.member)].append(even(one.label.label))
    return own


def _is_contrast(found: Sequence[_Found]) -> bool:
    """True if one outlet judges in its own words and another has none but neutral ones."""
    judged = {any(is_evaluative(label) for label in labels) for labels in _own_words(found).values()}
    return len(judged) > 1


def _strangers(found: Sequence[_Found]) -> tuple[str, str] | None:
    """A label of each of two outlets that have no noun in common in their own voice."""
    own = sorted(_own_words(found).items())
    for (_, a), (_, b) in combinations(own, 2):
        if not any(_same_noun(x, y) for x in set(a) for y in set(b)):
            return Counter(a).most_common(1)[0][0], Counter(b).most_common(1)[0][0]
    return None


@lru_cache(maxsize=1 << 14)
def _same_noun(a: str, b: str) -> bool:
    """True for one noun, alone or as the last part of a compound, whoever it is said of (Sprecher, Sprecherin)."""
    short, long = sorted((_head(a), _head(b)), key=len)
    return short == long or (len(short) >= SHORTEST_HEAD and long.endswith(short))


def _head(label: str) -> str:
    """The noun of a label, folded, without what tells women from men and strong from weak (*ein Beauftragter*)."""
    noun = next((w for w in label.split() if designation(w) is not None), label.rsplit(maxsplit=1)[-1])
    lemma = fold(noun_lemma(noun))
    bare = lemma.removesuffix("in") if len(lemma) > SHORTEST_HEAD + 2 else lemma
    return bare.removesuffix("r") if bare.endswith("er") else bare


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
    own = _own_words(found)
    if _is_contrast(found):
        judging = {label for labels in own.values() for label in labels if is_evaluative(label)}
        others = [labels for labels in own.values() if not any(is_evaluative(label) for label in labels)]
        neutral = {label for labels in others for label in labels}
        return (
            f"not every outlet judges: {', '.join(sorted(judging))}",
            f"other outlets in plain words: {', '.join(sorted(neutral))}",
        )
    if pair := _strangers(found):
        return (f"no word in common: {' / '.join(pair)}",)
    some = {label for labels in own.values() for label in labels if _is_missed(label, own)}
    return (f"not every outlet says so: {', '.join(sorted(some))}",) if some else ()


def _is_missed(label: str, own: Mapping[str, Sequence[str]]) -> bool:
    return any(not any(_same_noun(label, other) for other in set(labels)) for labels in own.values())


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
