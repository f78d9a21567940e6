"""Figures side by side: what the articles give as numbers of the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from quellenlage.compare.order import in_order
from quellenlage.compare.words import WORD, even
from quellenlage.domain.annotations import AnnotatedArticle, Quantity
from quellenlage.domain.dossier import Figure, FigureValue
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_words
from quellenlage.german.tokens import lemma_of

CLAUSE = 120
"""Characters after a number in which the end of its clause is looked for."""
CLAUSE_END = re.compile(r"[,.;:!?–(\n„“\"]|\bund\b|\boder\b")
VERB = 4
"""Letters that a verb at the end of a clause has at least."""
SINGLES = 20
"""Figures that only one article gives, kept per story: they compare with nothing, and a long report has dozens."""

Key = tuple[str, str, str, str]
"""What is counted, what is said of it where that is needed, unit, kind."""
Found = tuple[AnnotatedArticle, Quantity]


def find_figures(members: Sequence[AnnotatedArticle]) -> tuple[Figure, ...]:
    """Numbers outside page matter, grouped by what they count (lemma of the object's head) and unit; figures of several
    articles first. Compounds stay apart from their heads (Schwerverletzte are not Verletzte). Values stand in the
    order of publication, and a number that an article repeats stands once, with all its evidence."""
    groups: dict[Key, list[Found]] = defaultdict(list)
    for member in in_order(members):
        for quantity in member.annotations.quantities:
            if quantity.object and not quantity.in_furniture and _bounds(quantity) != (None, None):
                groups[_key(member, quantity)].append((member, quantity))
    figures = [_figure(key, found) for key, found in groups.items()]
    figures.sort(key=_rank)
    compared = [f for f in figures if _articles(f) > 1]
    alone = [f for f in figures if _articles(f) == 1]
    return tuple(compared + alone[:SINGLES])


def _key(member: AnnotatedArticle, quantity: Quantity) -> Key:
    """Equal for numbers of the same thing. Of people as such the same must be said, too: twelve were hurt, 800 left."""
    head = lemma_of(_head(quantity.object or ""))
    said = _said_of(member, quantity) if head in load_words("general_nouns") else ""
    return fold(head), said, fold(quantity.unit or ""), quantity.kind


def _said_of(member: AnnotatedArticle, quantity: Quantity) -> str:
    """The lemma of the verb that ends the clause after the number, for German puts it there ("wurden zwölf Menschen
    verletzt"); where none stands, something no other number shares."""
    rest = member.article.text[quantity.end : quantity.end + CLAUSE]
    clause = CLAUSE_END.split(rest, maxsplit=1)[0]
    words = [w for w in WORD.findall(clause) if not w[0].isdigit()]
    if words and words[-1][0].islower() and len(words[-1]) >= VERB:
        return fold(lemma_of(words[-1]))
    return f"{member.article.id} {quantity.start}"


def _label(member: AnnotatedArticle, quantity: Quantity) -> str:
    """The object and what is said of it, as the article has it: from the noun to the end of the clause."""
    text = member.article.text
    clause = CLAUSE_END.split(text[quantity.end : quantity.end + CLAUSE], maxsplit=1)[0]
    words = even(text[quantity.start : quantity.end] + clause).split()
    nouns = [i for i, w in enumerate(words) if lemma_of(w.strip(".,;:")) == lemma_of(_head(quantity.object or ""))]
    return " ".join(words[nouns[0] :]) if nouns else even(quantity.object or "")


def _head(thing: str) -> str:
    """The head noun: the first capitalised word that no further capitalised word follows directly."""
    words = thing.split()
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word[:1].isupper() and not following[:1].isupper():
            return word.strip('.,;:()„“"»«')
    return words[-1] if words else ""


def _bounds(quantity: Quantity) -> tuple[float | None, float | None]:
    """The lowest and the highest value it stands for: *mindestens* is open above, *bis zu* below."""
    if quantity.value is None:
        return quantity.low, quantity.high
    if quantity.comparator == "at_least":
        return quantity.value, None
    if quantity.comparator == "up_to":
        return None, quantity.value
    return quantity.value, quantity.value


def _figure(key: Key, found: list[Found]) -> Figure:
    objects = Counter(_label(m, q) if key[1] else even(q.object or "") for m, q in found)
    units = Counter(q.unit for _, q in found if q.unit)
    values: dict[tuple[object, ...], list[Found]] = defaultdict(list)
    for member, quantity in found:
        values[member.article.id, *_bounds(quantity), quantity.comparator, quantity.owner].append((member, quantity))
    first = found[0][0].article.id
    return Figure(
        id=digest("figure", *key, first),
        object=min(objects, key=lambda o: (-objects[o], len(o), o)),
        unit=min(units, key=lambda u: (-units[u], u)) if units else None,
        values=tuple(_value(same) for same in values.values()),
        reasons=(f"same object: {key[0]}",) if len(found) > 1 else (),
        sure=not key[1],
    )


def _value(same: list[Found]) -> FigureValue:
    member, quantity = same[0]
    low, high = _bounds(quantity)
    return FigureValue(
        low=low,
        high=high,
        comparator=quantity.comparator,
        owner=quantity.owner,
        article=member.article.id,
        evidence=tuple(Evidence(member.article.id, q.start, q.end) for _, q in same),
    )


def _articles(figure: Figure) -> int:
    return len({v.article for v in figure.values})


def _rank(figure: Figure) -> tuple[object, ...]:
    """Most articles first, then those in which the numbers differ, then most values."""
    differ = len({(v.low, v.high) for v in figure.values}) > 1
    return -_articles(figure), not differ, -len(figure.values), figure.object, figure.unit or "", figure.id
