"""View models: what a page of the dossier shows, resolved, translated and grouped, ready for any output.

Every text is made for the reader: control codes gone, dates and numbers in the interface's language, reasons
translated. No text is escaped yet: that is the business of each output. `compose.py` fills these in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marked` if the line of the dossier rests on these very words."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """Where a line of the dossier comes from: one place in one article.

    `before` and `after` are the neighbour sentences (empty at the edges), `pieces` the sentence or sentences that
    hold the words; both are empty if the article's text was not given. `date` and `day` are the same date in full
    and in short; `url` is set for http and https only; `whole` is the anchor of the whole article, if the page
    holds it; `language` is that of the quoted text.
    """

    article: str
    title: str
    outlet: str
    date: str
    day: str
    url: str | None
    before: str
    pieces: tuple[Piece, ...]
    after: str
    whole: str | None
    language: str

    @property
    def sentence(self) -> str:
        """The sentence or sentences that hold the words, as one text."""
        return "".join(piece.text for piece in self.pieces)


def sources(evidence: Sequence[EvidenceView]) -> tuple[tuple[str, str], ...]:
    """Outlet and short date of every article behind a line, each once, in order."""
    return tuple(dict.fromkeys((place.outlet, place.day) for place in evidence))


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part of a story's page. `unsure` are the rows nobody should rely on unseen, shown behind a fold; `empty`
    says why there are no rows at all."""

    rows: tuple[T, ...]
    unsure: tuple[T, ...]
    empty: str

    def __bool__(self) -> bool:
        return bool(self.rows or self.unsure)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line: a sentence of the chronicle, a statement or a claim.

    `anchor` is unique on the page; `labels` are short words about the line (`planned`, `alleged`); `reasons`
    say why the line is there.
    """

    anchor: str
    text: str
    labels: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RootView:
    """Where a claim starts, and why we think so."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView(LineView):
    """One of the strongest lines: who says it, how many articles carry it, and on how much it rests."""

    speakers: tuple[str, ...]
    carried: str
    status: str
    status_key: str
    roots: tuple[RootView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The lines of the chronicle that share a date; `iso` is what a machine reads, None without a date."""

    date: str
    iso: str | None
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView(LineView):
    """One statement: `who` are the article's words for a speaker without a name, `stance` and `mode` in words,
    `hedge` how sure it is given, `via` through whom it came, `again` what the same claim looks like elsewhere."""

    who: str
    stance: str
    mode: str
    mode_key: str
    hedge: str
    via: tuple[str, ...]
    again: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """Everything one speaker says; `named` is False for the groups without a name."""

    anchor: str
    name: str
    named: bool
    count: str
    lines: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A value on the common scale of its figure, in hundredths of the width. `left` and `right` bound it; an open
    side runs on beyond the number; `point` has no width; `vague` is *about*."""

    left: float
    right: float
    point: bool
    open_left: bool
    open_right: bool
    vague: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """One number given for an object by one article; `bar` is None where no chart helps."""

    number: str
    owner: str
    evidence: tuple[EvidenceView, ...]
    bar: Bar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """The numbers for one object side by side; `low` and `high` label the ends of the common scale."""

    anchor: str
    object: str
    values: tuple[ValueView, ...]
    low: str
    high: str
    agree: bool
    reasons: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """True if only one place gives a number."""
        return len(self.values) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """One word for somebody or something, in one voice; `about` says whose word it is where it is not the outlets'
    own, and how often it stands."""

    label: str
    about: tuple[str, ...]
    judging: bool
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """The words for one referent."""

    anchor: str
    referent: str
    words: tuple[WordView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseView:
    """A passage that stands in several places; `first` says who had it first, or that this is open;
    `why` says why it is open."""

    anchor: str
    kind: str
    kind_key: str
    text: str
    words: str
    first: str
    why: str
    places: tuple[EvidenceView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """Somebody or something that takes part; `evidence` is the first mention in each article."""

    anchor: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: str
    evidence: tuple[EvidenceView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsView:
    """The actors of one type."""

    type: str
    actors: tuple[ActorView, ...]


def entries(rows: Sequence[object]) -> int:
    """How many entries `rows` hold: lines of days and speakers, actors of types, else the rows themselves."""
    return sum(len(getattr(row, "lines", None) or getattr(row, "actors", None) or (row,)) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article of the list; `reason` says where its date comes from, `file` what was read."""

    id: str
    title: str
    outlet: str
    authors: tuple[str, ...]
    date: str
    iso: str | None
    reason: str
    url: str | None
    file: str
    whole: str | None
    language: str

    @property
    def dated(self) -> str:
        """The date, with the evidence where it was found out: *bis 4. Mai 2025 (als bevorstehend erzählt: ...)*; that
        it was given in the file's head needs no telling."""
        return f"{self.date} ({self.reason})" if ": " in self.reason else self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """One story, part by part. `facts` are its counts in words; `reasons` say why the articles belong together."""

    id: str
    anchor: str
    title: str
    language: str
    when: str
    outlets: tuple[str, ...]
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool
    claims: Part[ClaimView]
    chronicle: Part[DayView]
    statements: Part[SpeakerView]
    figures: Part[FigureView]
    wording: Part[WordingView]
    reuse: Part[ReuseView]
    notices: Part[ReuseView]
    actors: Part[ActorsView]
    articles: tuple[ArticleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedView:
    """An input that was not taken, and why."""

    input: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One difference between two versions; empty where words were added or dropped."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A later version of an article, and what changed."""

    anchor: str
    article: ArticleView
    earlier: ArticleView
    changes: tuple[ChangeView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a whole article: page matter is `furniture`, words of a statement are `stated`."""

    text: str
    furniture: bool
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeView:
    """A whole article, for internal use only."""

    anchor: str
    article: ArticleView
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """The whole page. `whole` holds articles only with `--full-text`; `made_with` says what produced the dossier."""

    ui: str
    title: str
    stories: tuple[StoryView, ...]
    loose: tuple[ArticleView, ...]
    versions: Part[VersionView]
    refused: tuple[RefusedView, ...]
    whole: tuple[WholeView, ...]
    made_with: str
    empty: str

    def lines(self) -> Iterator[LineView]:
        """Every line of every story, sure or not, in the order of the page."""
        for story in self.stories:
            yield from story.claims.rows + story.claims.unsure
            for day in story.chronicle.rows + story.chronicle.unsure:
                yield from day.lines
            for speaker in story.statements.rows + story.statements.unsure:
                yield from speaker.lines
