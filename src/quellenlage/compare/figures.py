"""Figures side by side: what the articles give as numbers of the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quellenlage.compare.order import first_version, in_order
from quellenlage.compare.words import WORD, even
from quellenlage.domain.annotations import AnnotatedArticle, Quantity
from quellenlage.domain.dossier import Figure, FigureValue
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_words

CLAUSE = 120
"""Characters after a number in which the end of its clause is looked for."""
CLAUSE_END = re.compile(r"[,.;:!?–(\n„“\"]|\bund\b|\boder\b")
VERB = 4
"""Letters that a verb at the end of a clause has at least."""
PART_OF = re.compile(r"\s(?:der|von|aus|des)\s(?:\w+\s)?[\dA-ZÄÖÜ]")
"""Between a number and its object: *500 der 640 Stellen* counts another thing than *640 Stellen*, and *die neun des
Betreibers* no operators."""
SHARE = "Anteil"
"""The unit of fractions: *die Hälfte der Stellen* is a number of the same thing wherever it is said."""
SINGLES = 20
"""Figures that only one article gives, kept per story: they compare with nothing, and a long report has dozens."""

Key = tuple[str, str, str, str]
"""What is counted, what is said of it where that is needed, unit, kind."""
Found = tuple[AnnotatedArticle, Quantity]


def find_figures(members: Sequence[AnnotatedArticle]) -> tuple[Figure, ...]:
    """Numbers outside page matter, grouped by what they count (lemma of the object's head) and unit; figures of several
    articles first. Compounds stay apart from their heads (Schwerverletzte are not Verletzte), parts from the whole.
    Values stand in the order of publication; a number that an article repeats, in itself or in its later versions,
    stands once, with all its evidence."""
    groups: dict[Key, list[Found]] = defaultdict(list)
    for member in in_order(members):
        for quantity in member.annotations.quantities:
            if quantity.object and not quantity.in_furniture and _bounds(quantity) != (None, None):
                groups[_key(member, quantity)].append((member, quantity))
    figures = [_figure(key, found) for key, found in groups.items()]
    text_of = {member.article.id: first_version(member.article) for member in members}
    figures.sort(key=lambda f: _rank(f, text_of))
    compared = [f for f in figures if _articles(f, text_of) > 1]
    alone = [f for f in figures if _articles(f, text_of) == 1]
    return tuple(compared + alone[:SINGLES])


def _key(member: AnnotatedArticle, quantity: Quantity) -> Key:
    """Equal for numbers of the same thing. Of people as such the same must be said, too: twelve were hurt, 800 left. A
    part of a number (500 of the 640) compares with nothing."""
    head = lemma_of(_head(quantity.object or ""))
    said = _said_of(member, quantity) if head in load_words("general_nouns") else ""
    if quantity.kind == "cardinal" and quantity.unit != SHARE and PART_OF.search(_words(member, quantity)):
        said = _alone(member, quantity)
    return fold(head), said, fold(quantity.unit or ""), quantity.kind


def _words(member: AnnotatedArticle, quantity: Quantity) -> str:
    return member.article.text[quantity.start : quantity.end]


def _said_of(member: AnnotatedArticle, quantity: Quantity) -> str:
    """The lemma of the verb that ends the clause after the number, for German puts it there ("wurden zwölf Menschen
    verletzt"); where none stands, something no other number shares."""
    rest = member.article.text[quantity.end : quantity.end + CLAUSE]
    clause = CLAUSE_END.split(rest, maxsplit=1)[0]
    words = [w for w in WORD.findall(clause) if not w[0].isdigit()]
    if words and words[-1][0].islower() and len(words[-1]) >= VERB:
        return fold(lemma_of(words[-1]))
    return _alone(member, quantity)


def _alone(member: AnnotatedArticle, quantity: Quantity) -> str:
    """What no other number shares but the same one in another version of the article: the words after it."""
    following = member.article.text[quantity.start : quantity.end + CLAUSE]
    return f"{first_version(member.article)} {CLAUSE_END.split(even(following), maxsplit=1)[0]}"


def _label(member: AnnotatedArticle, quantity: Quantity, *, said: bool) -> str:
    """The object as the article has it (*Betten*); with what is said of it if that belongs to what is compared: from
    the noun to the end of the clause."""
    text = member.article.text
    clause = CLAUSE_END.split(text[quantity.end : quantity.end + CLAUSE], maxsplit=1)[0]
    head = lemma_of(_head(quantity.object or ""))
    words = even(text[quantity.start : quantity.end] + clause).split()
    nouns = [i for i, w in enumerate(words) if lemma_of(w.strip('.,;:„“"»«()')) == head]
    if not nouns:
        return even(quantity.object or "")
    return " ".join(words[nouns[0] :] if said else words[nouns[0] : nouns[0] + 1]).strip('.,;:„“"»«()')


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
    said = bool(key[1]) and not PART_OF.search(_words(*found[0]))
    objects = Counter(_label(m, q, said=said) for m, q in found)
    units = Counter(q.unit for _, q in found if q.unit)
    values: dict[tuple[object, ...], list[Found]] = defaultdict(list)
    for member, quantity in found:
        value = (*_bounds(quantity), quantity.comparator, quantity.owner)
        values[first_version(member.article), *value].append((member, quantity))
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
        evidence=tuple(Evidence(m.article.id, q.start, q.end) for m, q in same),
    )


def _articles(figure: Figure, text_of: Mapping[str, str]) -> int:
    """How many articles give it; the versions of one article are one."""
    return len({text_of[v.article] for v in figure.values})


def _rank(figure: Figure, text_of: Mapping[str, str]) -> tuple[object, ...]:
    """Most articles first, then those in which the numbers differ, then most values."""
    differ = len({(v.low, v.high) for v in figure.values}) > 1
    return -_articles(figure, text_of), not differ, -len(figure.values), figure.object, figure.unit or "", figure.id
