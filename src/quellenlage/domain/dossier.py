"""The dossier: what the articles say together. The dataclasses mirror the JSON of `quellenlage report -o X.json`.

Every row has `id`, `reasons` and `sure`; `evidence` is always a tuple of article spans: no line without a span. A
reason has the form `phrase` or `phrase: detail`; the interface translates the phrase. `from_` is written `from`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quellenlage.domain.annotations import Comparator, EntityType, EventType, Modality, Mode, Stance, Via, Voice
from quellenlage.domain.article import Published, Refused
from quellenlage.domain.span import Evidence

ReuseKind = Literal["boilerplate", "wire", "copy", "self", "quotation"]
Nearness = Literal["verbatim", "near_verbatim", "paraphrased"]
ClaimStatus = Literal["corroborated", "single_source", "disputed", "unsourced"]
RootKind = Literal[
    "official",
    "company",
    "agency",
    "medium",
    "state_medium",
    "expert",
    "document",
    "person",
    "reporter",
    "unnamed",
    "unknown",
]
RelationKind = Literal["same", "more_specific", "differs_in_number", "differs_in_attribution", "contradicts"]
DisputeKind = Literal["number", "denial", "date", "attribution"]
LinkKind = Literal["speaker", "document", "medium", "agency", "outlet", "unknown"]
DriftKind = Literal["verbatim", "shortened", "indirect", "other_speaker"]
ChangeKind = Literal["number", "quote", "attribution", "headline", "other"]
FindingKind = Literal["headline"]
PartOfStretch = Literal["START", "MID", "END", "SP", "SU", "FA", "WI", "Q1", "Q2", "Q3", "Q4", "H1", "H2"]
Sign = Literal["cooperative", "conflictual", "neutral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every line of the dossier carries."""

    id: str
    reasons: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """ISO dates with the precision the text gives (`2025-09-12`, `2025-09`, `2025`); None is an open end. `part` is
    what the words name in it, in the signs of TIMEX3: its beginning, middle or end (*Ende 2028*), or the season,
    quarter or half that it is (*Herbst 2023*)."""

    from_: str | None
    to: str | None
    part: PartOfStretch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article of the corpus; `file` is the input's name, or `name:row`; `reasons` say what people corrected and
    noted."""

    id: str
    file: str
    outlet: str | None
    url: str | None
    title: str | None
    published: Published | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A stretch of a story in time."""

    from_: str | None
    to: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow(Row):
    """A line of the chronicle: one extracted sentence at a resolved date. `background`: told as what came before, not
    as news."""

    date: Period
    text: str
    event_type: EventType | None
    modality: Modality | None
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    background: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Where a claim starts."""

    name: str | None
    kind: RootKind
    known: bool
    why: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A statement as a member of a claim."""

    statement: str
    article: str
    start: int
    end: int
    speaker: str | None
    mode: Mode
    stance: Stance
    via: tuple[Via, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberRelation:
    """How two members of a claim stand to each other (`a`, `b` are statement ids)."""

    a: str
    b: str
    relation: RelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """Statements from anywhere that express the same proposition. `sources` is *at least*, `sources_at_most` *at most*;
    `weight` is the number of articles that carry it, the versions of one article counted once."""

    text: str
    status: ClaimStatus
    weight: int
    sources: int
    sources_at_most: int
    roots: tuple[Root, ...]
    members: tuple[Member, ...]
    relations: tuple[MemberRelation, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One position in a dispute."""

    position: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Row):
    """Where articles disagree."""

    kind: DisputeKind
    text: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """One number given for an object, by one article."""

    low: float | None
    high: float | None
    comparator: Comparator
    owner: str | None
    article: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Row):
    """Quantities of the same object side by side."""

    object: str
    unit: str | None
    values: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Row):
    """Somebody or something that takes part; `mentions` counts mentions outside page matter."""

    name: str
    type: EntityType
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRelation(Row):
    """A directed event between two actors, named as in `Actor.name`, their ids beside them; `mutual` where both do the
    same (they meet, they agree): then source and target stand in the order of their names."""

    source: str
    target: str
    event_type: EventType
    date: str | None
    evidence: tuple[Evidence, ...]
    source_id: str | None = None
    target_id: str | None = None
    sign: Sign = "neutral"
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One station of a source chain."""

    kind: LinkKind
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain(Row):
    """Who passed a claim to whom, from the root to the outlet."""

    claim: str
    path: tuple[Link, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Row):
    """A claim of weight that only some outlets carry."""

    claim: str
    outlets_with: tuple[str, ...]
    outlets_without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteForm:
    """One form a quotation takes: who is said to have spoken, and what became of the words."""

    kind: DriftKind
    evidence: tuple[Evidence, ...]
    speaker: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDrift(Row):
    """One quotation through the outlets; `quote` is its fullest form, verbatim, `speaker` who is named for that."""

    quote: str
    forms: tuple[QuoteForm, ...]
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One label in one outlet."""

    label: str
    outlet: str | None
    count: int
    voice: Voice
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow(Row):
    """How the outlets name one referent."""

    referent: str
    labels: tuple[Wording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Row):
    """What a reader should know about how an article tells its matter: a headline that says more than its text."""

    kind: FindingKind
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Row):
    """Articles about one developing matter, and everything found in them together."""

    title: str
    from_: str | None
    to: str | None
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    episodes: tuple[Episode, ...] = ()
    timeline: tuple[TimelineRow, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[Actor, ...] = ()
    relations: tuple[ActorRelation, ...] = ()
    chains: tuple[Chain, ...] = ()
    gaps: tuple[Gap, ...] = ()
    quote_drift: tuple[QuoteDrift, ...] = ()
    wording: tuple[WordingRow, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions; `before` or `after` is None where words were added or dropped."""

    kind: ChangeKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Row):
    """What changed between two versions of an article."""

    article: str
    of: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse(Row):
    """A passage that stands in more than one article. `first` is the article that had it first, None while open;
    `nearness` says how close the wordings of its places are."""

    kind: ReuseKind
    text: str
    places: tuple[Evidence, ...]
    first: str | None
    why: str
    nearness: Nearness = "verbatim"


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What produced a dossier; `model` is None while rules alone read the text."""

    version: str
    model: str | None
    judgements: int


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """The articles a dossier rests on."""

    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The whole answer."""

    schema: int
    made_with: MadeWith
    refused: tuple[Refused, ...]
    corpus: CorpusPart
    stories: tuple[Story, ...]
    versions: tuple[Version, ...]
    reuse: tuple[Reuse, ...]
