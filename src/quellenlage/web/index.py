"""Where pages look up stories and people: in tables that are made when results are kept, a page at a time. Nothing of
the corpus is held in memory but the names of its outlets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quellenlage.corpus import Corpus
from quellenlage.domain.cards import Card, Known, Wanted
from quellenlage.domain.dossier import Reuse, Version
from quellenlage.report.shown import one_line

__all__ = ["Card", "Index", "Known", "Wanted", "gather", "once"]


AT_A_TIME = 50
"""Cards read at a time by what goes through all of them."""


@dataclass(frozen=True, slots=True)
class Index:
    """What one analysis made; `state` names it. `outlets` have the number of their articles; `spelt` gives the names as
    the articles have them for a name as it is shown."""

    state: str | None
    corpus: Corpus | None = None
    outlets: tuple[tuple[str, int], ...] = ()
    spelt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def listed(self, wanted: Wanted, start: int, limit: int) -> tuple[list[Card], int]:
        """`limit` of the stories that pass, from the one at `start` on, and how many pass: with scores the best first,
        else the one that was written about last."""
        return self.corpus.lists.cards(wanted, start, limit) if self.corpus else ([], 0)

    def spellings(self, outlet: str) -> tuple[str, ...]:
        """The names of an outlet as the articles have it, by the name that is shown."""
        return self.spelt.get(outlet, (outlet,))

    def card(self, story: str) -> Card | None:
        """The card of a story."""
        return next(iter(self.cards_of([story])), None)

    def cards_of(self, stories: Sequence[str]) -> list[Card]:
        """The cards of these stories, in their order; those that are gone are left out."""
        return self.corpus.lists.cards_of(stories) if self.corpus else []

    def actor(self, actor: str) -> Known | None:
        """Somebody by id; None if nobody bears it."""
        return self.corpus.lists.actor(actor) if self.corpus else None

    def people_named(self, terms: Sequence[Sequence[str]], start: int, limit: int) -> list[Known]:
        """Those whose names hold, for each of the words, one that begins with one of its terms; those mentioned most
        first."""
        return self.corpus.lists.people(terms, start, limit) if self.corpus else []

    def people_in(self, article: str) -> list[Known]:
        """Who takes part in an article, those mentioned most in its story first."""
        found = (self.actor(actor) for actor, _names in self.names_in(article))
        return [known for known in found if known is not None]

    def names_in(self, article: str) -> list[tuple[str, tuple[str, ...]]]:
        """Who takes part in an article: ids, each with every name in its story."""
        return self.corpus.lists.names_in(article) if self.corpus else []

    def passages_of(self, articles: Sequence[str]) -> list[Reuse]:
        """The passages of these articles that stand in others too."""
        return self.corpus.lists.passages_of(articles) if self.corpus else []

    def versions_of(self, articles: Sequence[str]) -> tuple[Version, ...]:
        """What changed between two versions, where one of them is among these articles."""
        return tuple(self.corpus.lists.versions_of(articles)) if self.corpus else ()

    def after(self, wanted: Wanted, story: str, limit: int) -> list[Card]:
        """The `limit` cards behind that story, in the same order."""
        return self.corpus.lists.cards_after(wanted, story, limit) if self.corpus else []

    def ids_from(self, story: str) -> Iterator[str]:
        """The ids of the stories from that one on, the latest first; all of them if it is empty."""
        if story:
            yield story
        while some := self.after(Wanted(), story, AT_A_TIME):
            yield from (card.id for card in some)
            story = some[-1].id


def gather(corpus: Corpus) -> Index:
    """The corpus as it is now."""
    state = corpus.results_state
    counts: dict[str, int] = {}
    spelt: dict[str, list[str]] = {}
    for outlet, n in corpus.lists.outlets():
        shown = one_line(outlet)
        counts[shown] = counts.get(shown, 0) + n
        spelt.setdefault(shown, []).append(outlet)
    return Index(
        state=state,
        corpus=corpus,
        outlets=tuple(sorted(((name, n) for name, n in counts.items() if name), key=lambda pair: pair[0].casefold())),
        spelt={shown: tuple(names) for shown, names in spelt.items()},
    )


def once(items: Iterable[str]) -> tuple[str, ...]:
    """Each item once, in order."""
    return tuple(dict.fromkeys(items))
