"""What one article says: the marks that the steps of `annotate/` put on its text.

The dataclasses mirror the JSON of `quellenlage annotate --format jsonl`, field for field. Offsets count code points
of the article's text, end exclusive. Unknown is None; nothing found is an empty tuple.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quellenlage.domain.article import Article
from quellenlage.domain.span import Span

FurnitureKind = Literal["nav", "credit", "caption", "related", "notice", "byline", "ad"]
StructureKind = Literal["title", "standfirst", "dateline", "subhead", "body"]
EntityType = Literal["PER", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK", "MISC"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Direction = Literal["past", "future"]
Mode = Literal["direct", "indirect", "attributed", "reported", "free_indirect", "narration"]
Stance = Literal[
    "asserts", "denies", "demands", "promises", "warns", "speculates", "praises", "criticises", "asks", "other"
]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Section = Literal["body", "title", "standfirst", "subhead", "caption"]
ViaKind = Literal["interview", "agency", "medium", "document", "person"]
Comparator = Literal["exact", "about", "at_least", "up_to", "range", "unspecified"]
QuantityKind = Literal["cardinal", "money", "percent", "rate"]
EventType = Literal[
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN", "OTHER",
]  # fmt: skip
Modality = Literal["factual", "reported", "alleged", "planned", "denied", "hypothetical"]
Voice = Literal["outlet", "quoted", "reported"]

REJECTED = "rejected"
"""The rule of a statement that a person rejected."""


@dataclass(frozen=True, slots=True)
class By:
    """What put a mark there: the name of a rule or of a model, and why, in the form `phrase` or `phrase: detail`."""

    rule: str | None = None
    model: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Page matter that is not the article's prose."""

    start: int
    end: int
    kind: FurnitureKind
    by: By

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A part of the article's prose: headline, standfirst, dateline, subhead, body."""

    start: int
    end: int
    kind: StructureKind
    by: By

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out. `blocks` part the whole text, white space aside, into stretches (a paragraph, a
    headline, a caption) that no sentence crosses; each is wholly furniture or wholly prose."""

    furniture: tuple[Furniture, ...]
    structure: tuple[Structure, ...]
    blocks: tuple[Span, ...]

    def in_furniture(self, span: Span) -> bool:
        """True if `span` touches page matter, which stands in order and does not overlap."""
        at = bisect_left(self.furniture, span.end, key=lambda f: f.start)
        return at > 0 and self.furniture[at - 1].span.overlaps(span)

    def section(self, span: Span) -> Section:
        """The part of the article that `span` stands in."""
        if any(f.kind == "caption" and f.span.overlaps(span) for f in self.furniture):
            return "caption"
        for part in self.structure:
            if part.span.overlaps(span) and part.kind in ("title", "standfirst", "subhead"):
                return part.kind
        return "body"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a headline without a full stop.

    `vector` says what it is about: signed bytes, to be compared by their cosine (`german.vectors` makes and compares
    them); None without a model. It is for later steps: `annotate --format jsonl` does not print it.
    """

    start: int
    end: int
    vector: bytes | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `head` is the index of the governing token, a root points to itself; None without a parser."""

    start: int
    end: int
    text: str
    lemma: str | None = None
    pos: str | None = None
    morph: str | None = None
    head: int | None = None
    dep: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A mention: a span that names or describes someone or something; `name` is the canonical form in the article."""

    start: int
    end: int
    text: str
    type: EntityType
    name: str
    by: By
    nominal: bool = False
    adjectival: bool = False
    metonym: bool = False
    part: bool = False
    pronoun: bool = False
    in_furniture: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A TIMEX3 time expression. `shift` counts from the publication date, `direction` comes from tense; both serve
    `german.calendar.resolve` to fill `value` once the publication date is known."""

    start: int
    end: int
    type: TimeType
    value: str
    by: By
    needs_dct: bool = False
    shift: str | None = None
    direction: Direction | None = None
    in_furniture: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Via:
    """One link between speaker and outlet."""

    kind: ViaKind
    name: str
    span: Span


CALLED_FALSE = "clause of what is called false"
"""How the reason of a statement begins that stands inside a verdict on it (*Gerüchte, er gehe, nannte sie falsch*)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A reported proposition. The quote of a direct statement includes its quotation marks; `via` runs from the
    speaker to the outlet; `parent` is the statement it is nested in; `hedge` the word that weakens it."""

    id: str
    quote: tuple[Span, ...]
    mode: Mode
    by: By
    cue: tuple[Span, ...] = ()
    speaker: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    speaker_name: str | None = None
    stance: Stance = "asserts"
    polarity: Polarity = "positive"
    certainty: Certainty = "unknown"
    parent: str | None = None
    section: Section = "body"
    hedge: str | None = None
    via: tuple[Via, ...] = ()
    in_furniture: bool = False

    @property
    def span(self) -> Span:
        """From the first to the last code point of the quote; of the cue, where the text does not give what is said."""
        spans = self.quote or self.cue
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    @property
    def rejected(self) -> bool:
        """True for what a person said is no statement: the article keeps the mark, comparing leaves it out."""
        return self.by.rule == REJECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it counts. A single number has `value`; a range has `low` and `high`; *mehrere* has none."""

    start: int
    end: int
    comparator: Comparator
    kind: QuantityKind
    by: By
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    object: str | None = None
    owner: str | None = None
    in_furniture: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or where in an event."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens (PLOVER 2.0 type). `subtype` is the trigger's lemma."""

    type: EventType
    subtype: str | None
    trigger: Span
    evidence: Span
    modality: Modality
    polarity: Polarity
    by: By
    agents: tuple[Participant, ...] = ()
    patients: tuple[Participant, ...] = ()
    place: Participant | None = None
    date: str | None = None
    date_span: Span | None = None
    in_furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The words an article uses for a referent."""

    start: int
    end: int
    referent: str
    label: str
    voice: Voice
    by: By
    in_furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Everything stage 1 says about one article."""

    furniture: tuple[Furniture, ...] = ()
    structure: tuple[Structure, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: Sequence[Token] = ()  # a tuple, or a stored corpus's columns that make tokens on demand
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    labels: tuple[Label, ...] = ()

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds the code point at `offset`, or None."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.sentences) and self.sentences[low].start <= offset else None


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article and what was found in it: what stages 2 and 3 work on."""

    article: Article
    annotations: Annotations
