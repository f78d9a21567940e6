"""The list of stories: filtered, in order, a page at a time, each with a small line of when it was written about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quellenlage.domain.dossier import Period
from quellenlage.report.shown import number, one_line, period
from quellenlage.report.translate import Translator
from quellenlage.web.index import Card, Index

PAGE = 30
"""Stories on a page: about four screens."""

POINTS = 48
"""Steps of the activity line; a longer stretch is summed up."""

WIDEST = 3.0
"""Width of a bar at most, in hundredths: a story of five days must not look like a wall."""

OUTLETS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the reader asked for; empty is no matter. Days are ISO, both included."""

    words: str = ""
    outlet: str = ""
    actor: str = ""
    from_: str = ""
    to: str = ""

    @property
    def is_empty(self) -> bool:
        """True if everything is wanted."""
        return not (self.words or self.outlet or self.actor or self.from_ or self.to)

    def query(self, **changed: object) -> dict[str, str]:
        """The same filter as the fields of an address."""
        fields = {"q": self.words, "outlet": self.outlet, "actor": self.actor, "from": self.from_, "to": self.to}
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


def wanted(index: Index, asked: Filter, scores: dict[str, float] | None) -> list[Card]:
    """The stories that pass the filter: with words the best match first, else the latest. `scores` are the stories with
    the words, None where none were given."""
    cards = [card for card in index.cards if passes(card, asked)]
    if asked.actor:
        known = index.actors.get(asked.actor)
        cards = [card for card in cards if known is not None and card.id in known.stories]
    if scores is None:
        return cards
    return sorted((card for card in cards if card.id in scores), key=lambda card: -scores[card.id])


def passes(card: Card, asked: Filter) -> bool:
    """True if the story has the outlet, and was written about within the days."""
    if asked.outlet and asked.outlet not in card.outlets:
        return False
    first, last = card.from_ or card.to, card.to or card.from_
    if (asked.from_ or asked.to) and first is None:
        return False
    return not (asked.from_ and (last or "") < asked.from_) and not (asked.to and (first or "") > asked.to)


def listing(cards: Sequence[Card], page: int, _: Translator) -> Listing:
    """One page of these stories."""
    pages = max(1, -(-len(cards) // PAGE))
    page = min(max(page, 1), pages)
    return Listing(
        cards=tuple(card_view(card, _) for card in cards[(page - 1) * PAGE : page * PAGE]),
        found=_.plural("{n} story", "{n} stories", len(cards)).format(n=number(len(cards), _.ui)),
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
