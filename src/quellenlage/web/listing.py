"""The list of stories: filtered, in order, a page at a time, each with a small line of when it was written about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quellenlage.corpus import Corpus
from quellenlage.domain.dossier import Period
from quellenlage.report.shown import number, one_line, period
from quellenlage.report.translate import Translator
from quellenlage.web.find import best_meant, is_place
from quellenlage.web.index import Card, Index, Wanted

PAGE = 30
"""Stories on a page: about four screens."""

POINTS = 48
"""Steps of the activity line; a longer stretch is summed up."""

WIDEST = 3.0
"""Width of a bar at most, in hundredths: a story of five days must not look like a wall."""

OUTLETS_SHOWN = 4

OTHERS_SHOWN = 4
"""Others of a name that are offered."""

SUGGESTED = 40
"""Names that are offered while typing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the reader asked for; empty is no matter. Days are ISO, both included. `actor` is an id; `person` and
    `place` are names or ids, of which the first that is meant counts."""

    words: str = ""
    outlet: str = ""
    actor: str = ""
    person: str = ""
    place: str = ""
    from_: str = ""
    to: str = ""

    @property
    def is_empty(self) -> bool:
        """True if everything is wanted."""
        return not self.query()

    def query(self, **changed: object) -> dict[str, str]:
        """The same filter as the fields of an address."""
        fields = {
            "q": self.words,
            "outlet": self.outlet,
            "actor": self.actor,
            "person": self.person,
            "place": self.place,
            "from": self.from_,
            "to": self.to,
        }
        return {key: str(value) for key, value in (fields | changed).items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One story as a card. `more` counts the outlets that are not named; `line` are the points of the activity line in
    a box of 100 by 20, `activity` says the same in words."""

    id: str
    title: str
    language: str
    when: str
    outlets: tuple[str, ...]
    more: int
    facts: tuple[str, ...]
    corroborated: str
    disputes: str
    bars: tuple[tuple[float, float, float], ...]
    activity: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list. `found` says how many there are; `page` counts from 1."""

    cards: tuple[CardView, ...]
    found: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Meant:
    """Who or what is filtered by: ids, their names, and for each typed name others that may be meant, as the fields of
    the address with them. `unknown` are names that nobody bears; `person` and `place` are what their fields show."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    others: tuple[tuple[str, dict[str, str]], ...] = ()
    unknown: tuple[str, ...] = ()
    person: str = ""
    place: str = ""


def meant(corpus: Corpus, asked: Filter) -> Meant:
    """Who is meant by the names of the filter."""
    if not (asked.actor or asked.person or asked.place):
        return Meant()
    known = corpus.searching.catalogue()
    ids, others, unknown = [], [], []
    for field, given in (("actor", asked.actor), ("person", asked.person), ("place", asked.place)):
        found = [given] if field == "actor" and given else best_meant(corpus, given, places=field == "place")
        ids += found[:1]
        unknown += [given] if given and not found else []
        others += [
            (known.cast[known.somebody_of[i]].name, asked.query(**{field: i})) for i in found[1 : 1 + OTHERS_SHOWN]
        ]
    names = [known.cast[known.somebody_of[i]].name for i in ids if i in known.somebody_of]
    return Meant(
        tuple(ids),
        tuple(map(one_line, names)),
        tuple((one_line(name), query) for name, query in others),
        tuple(map(one_line, unknown)),
        *(
            one_line(known.cast[known.somebody_of[given]].name if given in known.somebody_of else given)
            for given in (asked.person, asked.place)
        ),
    )


def suggested(corpus: Corpus) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of people and bodies, and of places, that are offered while typing: those mentioned most."""
    known = corpus.searching.catalogue()
    some = known.cast[: 6 * SUGGESTED]
    people = [one_line(each.name) for each in some if not is_place(known, each.id)]
    places = [one_line(each.name) for each in some if is_place(known, each.id)]
    return tuple(dict.fromkeys(people))[:SUGGESTED], tuple(dict.fromkeys(places))[:SUGGESTED]


def wanted(index: Index, asked: Filter, scores: Mapping[str, float] | None, who: Meant) -> Wanted:
    """What the filter asks for; `scores` are the stories with the words, None where none were given."""
    if who.unknown:
        scores = {}  # nobody bears the name: no story fits
    return Wanted(
        outlets=index.spellings(asked.outlet) if asked.outlet else (),
        actors=who.ids,
        first=asked.from_,
        last=asked.to,
        scores=scores,
    )


def listing(index: Index, wish: Wanted, page: int, _: Translator) -> Listing:
    """One page of the stories that are wanted."""
    cards, found = index.listed(wish, (page - 1) * PAGE, PAGE)
    pages = max(1, -(-found // PAGE))
    if page > pages:
        page = pages
        cards, found = index.listed(wish, (page - 1) * PAGE, PAGE)
    return Listing(
        cards=tuple(card_view(card, _) for card in cards),
        found=_.plural("{n} story", "{n} stories", found).format(n=number(found, _.ui)),
        page=page,
        pages=pages,
    )


def card_view(card: Card, _: Translator) -> CardView:
    """One story for the eye."""
    counts = (
        (_.plural("{n} article", "{n} articles", card.articles), card.articles),
        (_.plural("{n} outlet", "{n} outlets", len(card.outlets)), len(card.outlets)),
        (_.plural("{n} named speaker", "{n} named speakers", card.sources), card.sources),
    )
    days = tuple((date.fromisoformat(day), n) for day, n in card.days)
    return CardView(
        id=card.id,
        title=one_line(card.title) or _("Untitled story"),
        language=card.language,
        when=period(Period(card.from_ or card.to, card.to or card.from_), _) if card.from_ or card.to else _("undated"),
        outlets=tuple(one_line(outlet) for outlet in card.outlets[:OUTLETS_SHOWN]),
        more=max(0, len(card.outlets) - OUTLETS_SHOWN),
        facts=tuple(form.format(n=number(n, _.ui)) for form, n in counts if n),
        corroborated=_.plural("{n} claim corroborated", "{n} claims corroborated", card.corroborated).format(
            n=number(card.corroborated, _.ui)
        )
        if card.corroborated
        else "",
        disputes=_.plural("{n} dispute", "{n} disputes", card.disputes).format(n=number(card.disputes, _.ui))
        if card.disputes
        else "",
        bars=bars(days),
        activity=_.plural("{n} day with articles", "{n} days with articles", len(days)).format(n=len(days)),
        sure=card.sure,
    )


def bars(days: Sequence[tuple[date, int]]) -> tuple[tuple[float, float, float], ...]:
    """The articles per day as bars (left, width, height) in a box of 100 by 20; empty where there is but one day."""
    if len(days) < 2:
        return ()
    first, last = days[0][0], days[-1][0]
    span = (last - first).days + 1
    steps = min(span, POINTS)
    heights = [0] * steps
    for day, n in days:
        heights[(day - first).days * steps // span] += n
    top, step = max(heights), 100 / steps
    width = min(step - 0.5, WIDEST)
    return tuple(
        (round(i * (100 - width) / (steps - 1), 2), round(width, 2), round(max(20 * n / top, 2), 2))
        for i, n in enumerate(heights)
        if n
    )
