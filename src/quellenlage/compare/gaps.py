"""Gaps: claims of weight that only some outlets carry. Never a verdict, always the list."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from math import log
from pathlib import PurePath

from rapidfuzz import fuzz

from quellenlage.compare.content import PART, content_words
from quellenlage.compare.order import in_order, surely_before
from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import AnnotatedArticle, Quantity
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import Claim, Figure, Gap, Member
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Span
from quellenlage.domain.standing import against_it
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma

INDEPENDENT = 2
"""Outlets that must carry a claim in words of their own before its absence elsewhere is worth a line."""
CONTENT = 3
"""Content words a claim must have: *das*, *den Vorwurf* say nothing that an outlet could leave out."""
COPY = 90
"""Similarity of two sentences (rapidfuzz ratio of characters, 0 to 100) from which on they are one wire text."""
LATER = timedelta(days=3)
"""An outlet that writes longer after the last of the others writes about what came next. Own choice: the length of
a news cycle, weekend included."""
TOLD = 0.4
"""Share of a claim's words, weighed by how rare they are in the story, in two sentences in a row of an article that may
tell it in other words. Set on the claims of `examples`: at 0.5 an outlet that speaks of a claim in passing was silent.
Sentence vectors do not help: two wordings of one claim there have a cosine of 0.86 in the median, the nearest sentence
of an article without it one of 0.90."""
TOLD_OF_SPEAKER = 0.25
"""The same where the two sentences name who says it: *Esken will eine Abgabe* may be what the others quote."""
MOST = 100
"""Gaps kept per story, the weightiest: a list that nobody reads to its end leaves out most of all."""


def find_gaps(
    members: Sequence[AnnotatedArticle], claims: Sequence[Claim], figures: Sequence[Figure] = ()
) -> tuple[Gap, ...]:
    """The claims that at least two outlets carry in words of their own and others do not, in the order of the claims.

    Versions of one article and copies of one wire text are one voice. Only an outlet that surely wrote between the
    first who carries a claim and three days after the last can leave it out: one of whose articles no day is known is
    named in the reasons alone. Whoever may tell it in other words, carries nothing but a denial of it, or gives another
    number of the same figure (which grows), stands on neither side.
    """
    ordered = in_order(members)
    outlets: dict[str, list[Article]] = defaultdict(list)
    for member in ordered:
        outlets[outlet_of(member.article)].append(member.article)
    if len(outlets) <= INDEPENDENT:
        return ()
    index = Index(ordered, figures)
    open_ = _open_links(claims)
    rows = (_row(claim, outlets, index, open_) for claim in claims if claim.sure and _is_substantial(claim))
    return tuple(islice((row for row in rows if row is not None), MOST))


def outlet_of(article: Article) -> str:
    """The outlet; an article without one is named by its input, without the folder."""
    return article.outlet or PurePath(article.input).name


def _open_links(claims: Sequence[Claim]) -> dict[str, set[str]]:
    """The articles that may say the same as a statement: those of the claims that are not sure."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if not claim.sure:
            for member in claim.members:
                found[member.statement].update(m.article for m in claim.members)
    return found


RARE_LETTERS, RARE_BESIDES = 7, 1
"""Letters of a word that tells a claim apart, and the articles that have it besides those which carry the claim."""


class Index:
    """The articles by id, and their sentences by content word."""

    __slots__ = ("_backwards", "_counted", "_figures", "_forwards", "_places", "_sentences", "members")

    def __init__(self, ordered: Sequence[AnnotatedArticle], figures: Sequence[Figure] = ()) -> None:
        self._figures: dict[str, list[tuple[Span, frozenset[str]]]] = defaultdict(list)
        for figure in figures:
            giving = frozenset(v.article for v in figure.values)
            for place in (place for value in figure.values for place in value.evidence if len(giving) > 1):
                self._figures[place.article].append((place.span, giving))
        self.members = {m.article.id: m for m in ordered}
        self._places: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._sentences = 0
        self._counted: dict[str, set[str]] = defaultdict(set)
        for member in ordered:
            for n, sentence in enumerate(member.annotations.sentences):
                self._sentences += 1
                for word in set(content_words(sentence.span.of(member.article.text))):
                    self._places[word].append((member.article.id, n))
            for quantity in member.annotations.quantities:
                if (noun := _counted_noun(quantity)) is not None:
                    self._counted[noun].add(member.article.id)
        self._forwards = sorted(self._places)
        self._backwards = sorted(w[::-1] for w in self._places)

    def telling(self, words: frozenset[str], speakers: frozenset[str]) -> set[str]:
        """The articles with two sentences in a row that have most of `words`, rare ones above all; fewer are enough
        where a word of `speakers` stands there, too."""
        weights: dict[tuple[str, int], float] = defaultdict(float)
        total = 0.0
        for word in sorted(words - speakers):
            places = {place for form in self._related(word) for place in self._places[form]}
            weight = log(1 + self._sentences / max(1, len(places)))
            total += weight
            for place in _in_pairs(places):
                weights[place] += weight
        named = _in_pairs({place for word in speakers for place in self._places.get(word, ())})
        return {
            place[0]
            for place, weight in weights.items()
            if weight >= (TOLD_OF_SPEAKER if place in named else TOLD) * total
        }

    def naming(self, words: frozenset[str], speakers: frozenset[str], carrying: int) -> set[str]:
        """The articles that have one of `words` which hardly any has but those `carrying` the claim, and one of its
        speakers: they may write about what was said (*die Sache mit der Ewigkeit*)."""
        named = {article for word in speakers for article, _n in self._places.get(word, ())}
        rare = (word for word in words - speakers if len(word) >= RARE_LETTERS and not word[0].isdigit())
        having = ({article for article, _n in self._places.get(word, ())} for word in rare)
        return {article for some in having if len(some) <= carrying + RARE_BESIDES for article in some & named}

    def counting(self, article: str, span: Span) -> set[str]:
        """The articles that count what is counted in `span` of `article`, too."""
        quantities = self.members[article].annotations.quantities
        nouns = {_counted_noun(q) for q in quantities if q.span.overlaps(span)} - {None}
        others = {other for noun in nouns if noun is not None for other in self._counted[noun]}
        return others.union(*(giving for place, giving in self._figures[article] if place.overlaps(span)))

    def _related(self, word: str) -> Iterator[str]:
        """The word itself, compounds that begin or end with it, and what it is a compound of."""
        if word in self._places:
            yield word
        if len(word) < PART:
            return
        yield from (w for w in _starting(self._forwards, word) if w != word)
        yield from (w[::-1] for w in _starting(self._backwards, word[::-1]) if w[::-1] != word)
        cuts = {word[:n] for n in range(PART, len(word))} | {word[-n:] for n in range(PART, len(word))}
        yield from sorted(cuts & self._places.keys())


def _in_pairs(places: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """The pairs of sentences in a row, by the place of the first, that have one of `places`."""
    return places | {(article, n - 1) for article, n in places}


def _starting(ordered: Sequence[str], prefix: str) -> Iterator[str]:
    for word in islice(ordered, bisect_left(ordered, prefix), None):
        if not word.startswith(prefix):
            return
        yield word


def _counted_noun(quantity: Quantity) -> str | None:
    """What a number counts, where that is one kind of thing (beds, injured people); money and shares are anything's."""
    noun = quantity.object or quantity.unit
    if quantity.in_furniture or quantity.kind != "cardinal" or not noun:
        return None
    return fold(noun_lemma(noun.split()[-1]))


def _is_substantial(claim: Claim) -> bool:
    return len({m.article for m in claim.members}) >= INDEPENDENT and len(set(content_words(claim.text))) >= CONTENT


def _row(
    claim: Claim, outlets: Mapping[str, Sequence[Article]], index: Index, open_: Mapping[str, set[str]]
) -> Gap | None:
    against = against_it(claim)
    there = [m for m in claim.members if m.article in index.members]
    carried = [m for m in there if m.statement not in against]
    carriers = {outlet_of(index.members[m.article].article) for m in carried}
    opponents = {outlet_of(index.members[m.article].article) for m in there} - carriers
    voices = _voices(carried, index.members) if INDEPENDENT <= len(carriers) < len(outlets) else 0
    if voices < INDEPENDENT:
        return None
    told = [index.members[i].article for i in sorted({m.article for m in carried})]
    perhaps = _perhaps_told(claim, carried, index).union(*(open_.get(m.statement, ()) for m in carried))
    without: list[str] = []
    reasons: dict[str, list[str]] = defaultdict(list)
    if opponents:
        reasons["only what speaks against it"] += sorted(opponents)
    for name in sorted(outlets.keys() - carriers - opponents):
        standing, articles = _standing(outlets[name], told)
        if standing in ("at the time", "date unknown") and any(a.id in perhaps for a in articles):
            reasons["perhaps told in other words"].append(name)
            continue
        if standing == "at the time":
            without.append(name)
        if standing in ("published before", "date unknown"):
            reasons[standing].append(name)
    if not without:
        return None
    return Gap(
        id=digest("gap", claim.id),
        claim=claim.id,
        outlets_with=tuple(sorted(carriers)),
        outlets_without=tuple(without),
        reasons=(
            f"carried in words of their own: {voices}",
            *(f"{phrase}: {', '.join(names)}" for phrase, names in sorted(reasons.items())),
        ),
    )


def _voices(carried: Sequence[Member], members: Mapping[str, AnnotatedArticle]) -> int:
    """How many outlets carry a claim in words of their own; one that has none but those of others adds nothing."""
    texts: dict[str, set[str]] = defaultdict(set)
    for member in carried:
        texts[outlet_of(members[member.article].article)].add(_words(members, member))
    heard: set[str] = set()
    voices = 0
    for outlet in sorted(texts, key=lambda o: (-len(texts[o]), o)):
        own = [w for w in texts[outlet] if not any(fuzz.ratio(w, other, score_cutoff=COPY) for other in heard)]
        voices += bool(own)
        heard |= texts[outlet]
    return voices


def _words(members: Mapping[str, AnnotatedArticle], place: Member) -> str:
    """The words of the sentence that a statement begins in."""
    member, span = members[place.article], Span(place.start, place.end)
    index = member.annotations.sentence_at(place.start)
    whole = member.annotations.sentences[index].span.hull(span) if index is not None else span
    return " ".join(words_of(whole.of(member.article.text)))


def _perhaps_told(claim: Claim, carried: Sequence[Member], index: Index) -> set[str]:
    """Articles that may tell a claim in other words, or count what it counts."""
    spans = {(m.article, Span(m.start, m.end)) for m in carried}
    wordings = {frozenset(content_words(span.of(index.members[i].article.text))) for i, span in spans}
    wordings.add(frozenset(content_words(claim.text)))
    speakers = frozenset(content_words(" ".join(m.speaker.split()[-1] for m in carried if m.speaker)))
    found = {article for words in wordings if _says_something(words) for article in index.telling(words, speakers)}
    found |= index.naming(frozenset().union(*wordings), speakers, len({article for article, _span in spans}))
    return found.union(*(index.counting(article, span) for article, span in spans))


def _says_something(words: frozenset[str]) -> bool:
    return len(words) >= CONTENT or (len(words) > 1 and any(w[0].isdigit() for w in words))


def _standing(articles: Sequence[Article], told: Sequence[Article]) -> tuple[str, list[Article]]:
    """When an outlet wrote, seen from those who carry a claim, and which of its articles could have told it."""
    before = [a for a in articles if all(surely_before(a.published, t.published) for t in told)]
    later = [a for a in articles if a not in before and _long_after(a.published, told)]
    rest = [a for a in articles if a not in before and a not in later]
    if not rest:
        return ("published before" if before else "later"), []
    at_the_time = [a for a in rest if _surely_not_before(a, told)]
    return ("at the time", at_the_time) if at_the_time else ("date unknown", rest)


def _long_after(published: Published | None, told: Sequence[Article]) -> bool:
    last = [t.published.last for t in told if t.published is not None and t.published.last is not None]
    if published is None or published.first is None or len(last) < len(told):
        return False
    return published.first - max(last) > LATER


def _surely_not_before(article: Article, told: Sequence[Article]) -> bool:
    """True if it came out on a known day on which, or after which, one of the others did."""
    published = article.published
    if published is None or published.day is None:
        return False
    days = [t.published.last for t in told if t.published is not None and t.published.last is not None]
    return any(day <= published.day for day in days) and not all(
        surely_before(published, t.published) for t in told if t.published is not None
    )
