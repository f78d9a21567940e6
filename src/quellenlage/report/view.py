"""View models: what the pages of a dossier show, resolved, translated and grouped, ready for any output.

`compose.dossier_view` makes the whole of it. The dataclasses of each part live beside the function that fills them, in
`parts/`; this module has the two around them (`DossierView`, `StoryView`) and hands on all the others, so that a
template's author finds every name here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from quellenlage.report.lines import EvidenceView, LineView, Part, Piece, earliest, entries, sources
from quellenlage.report.parts.actors import ActorsView, ActorView
from quellenlage.report.parts.articles import (
    ArticleView,
    ChangeView,
    RefusedView,
    Stretch,
    VersionView,
    WholeView,
)
from quellenlage.report.parts.brief import BriefLine, BriefList
from quellenlage.report.parts.chains import ChainView, ClaimChainsView, LinkView
from quellenlage.report.parts.chronicle import DayView, HappeningView
from quellenlage.report.parts.claims import ClaimView, DifferenceView, MemberView, RootView
from quellenlage.report.parts.disputes import DisputeView, SideView
from quellenlage.report.parts.drift import DriftView, FormView
from quellenlage.report.parts.figures import Bar, FigureView, PointView, SeriesView, ValueView
from quellenlage.report.parts.findings import FindingView
from quellenlage.report.parts.gaps import GapView, OutletGapsView
from quellenlage.report.parts.matrix import CellView, MatrixRowView, MatrixView
from quellenlage.report.parts.relations import PairView, RelationView
from quellenlage.report.parts.reuse import ReuseView
from quellenlage.report.parts.statements import SpeakerView, StatementView
from quellenlage.report.parts.wording import WordingView, WordView

T = TypeVar("T")

__all__ = [
    "ActorView",
    "ActorsView",
    "ArticleView",
    "Bar",
    "BriefLine",
    "BriefList",
    "CellView",
    "ChainView",
    "ChangeView",
    "ClaimChainsView",
    "ClaimView",
    "DayView",
    "DifferenceView",
    "DisputeView",
    "DossierView",
    "DriftView",
    "EvidenceView",
    "FigureView",
    "FindingView",
    "FormView",
    "GapView",
    "HappeningView",
    "LineView",
    "LinkView",
    "MatrixRowView",
    "MatrixView",
    "MemberView",
    "OutletGapsView",
    "PairView",
    "Part",
    "Piece",
    "PointView",
    "RefusedView",
    "RelationView",
    "ReuseView",
    "RootView",
    "SectionView",
    "SeriesView",
    "SideView",
    "SpeakerView",
    "StatementView",
    "StoryView",
    "Stretch",
    "ValueView",
    "VersionView",
    "WholeView",
    "WordView",
    "WordingView",
    "earliest",
    "entries",
    "sources",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One section of a story's page: `key` is the name of the field of `StoryView`, `anchor` where it begins, `n` how
    many sure entries it has."""

    key: str
    title: str
    anchor: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """One story, part by part. `facts` are its counts in words; `reasons` say why the articles belong together;
    `sections` has the parts in the order every output shows them in.

    `brief` are the four lists a reader sees first; `claims` those that stand in several places, `matrix` the same by
    outlet, `chains` how they came to the outlets, `gaps` what only some outlets carry and `left_out` the same by
    outlet; `background` is what articles recall from before the matter, apart from its `chronicle`; `drift` are
    quotations that change on their way, `findings` headlines that say more than their text, `relations` who did what
    to whom, `actors` who is who. `pages` counts the pages of each part, by its key, of which this view holds the first;
    it is empty where the view holds everything. `cautions` say where the title comes from and what is not known about
    the articles, `legend` what words mean that all parts use, `explained` by what rule a part lists what it lists, by
    its key.
    """

    id: str
    anchor: str
    title: str
    language: str
    when: str
    outlets: tuple[str, ...]
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool
    sections: tuple[SectionView, ...]
    brief: tuple[BriefList, ...]
    chronicle: Part[DayView]
    background: Part[DayView]
    claims: Part[ClaimView]
    matrix: MatrixView
    disputes: Part[DisputeView]
    figures: Part[FigureView]
    statements: Part[SpeakerView]
    chains: Part[ClaimChainsView]
    gaps: Part[GapView]
    left_out: tuple[OutletGapsView, ...]
    wording: Part[WordingView]
    drift: Part[DriftView]
    findings: Part[FindingView]
    relations: Part[PairView]
    reuse: Part[ReuseView]
    notices: Part[ReuseView]
    actors: Part[ActorsView]
    articles: tuple[ArticleView, ...]
    pages: Mapping[str, int] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    explained: Mapping[str, str] = field(default_factory=dict)

    def title_of(self, key: str) -> str:
        """The heading of the section `key`."""
        return next(section.title for section in self.sections if section.key == key)

    def lines(self) -> Iterator[LineView]:
        """Every line of every part, sure or not, in the order of the page; the four lists repeat some of them."""
        for day in (*both(self.chronicle), *both(self.background)):
            yield from day.lines
        yield from both(self.claims)
        yield from both(self.disputes)
        for speaker in both(self.statements):
            yield from speaker.lines
        for claim in both(self.chains):
            yield from claim.lines
        yield from both(self.gaps)
        yield from both(self.drift)
        yield from both(self.findings)
        for pair in both(self.relations):
            yield from pair.lines


def both(part: Part[T]) -> tuple[T, ...]:
    """The rows of a part, the unsure ones last."""
    return part.rows + part.unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """The whole page. `whole` holds articles only with `--full-text`; `made_with` says what produced the dossier,
    `made` when (empty where that is not told); `unsure` is True where outputs that have no switch (terminal, Markdown,
    PDF, DOCX) are to show unsure rows, each under a line that says so."""

    ui: str
    title: str
    stories: tuple[StoryView, ...]
    loose: tuple[ArticleView, ...]
    versions: Part[VersionView]
    refused: tuple[RefusedView, ...]
    whole: tuple[WholeView, ...]
    made: str
    made_with: str
    empty: str
    unsure: bool

    def lines(self) -> Iterator[LineView]:
        """Every line of every story, sure or not, in the order of the page."""
        for story in self.stories:
            yield from story.lines()
