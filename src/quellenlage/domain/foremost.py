"""Which lines a reader sees first: what many tell, what titles and openings tell, what is newest, deeds before
opinions; no two of the same matter, and few of one speaker or one outlet.

Only what a dossier has is looked at, no text: the order must be the same when a story is kept and when it is shown.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from quellenlage.domain.annotations import Stance
from quellenlage.domain.dossier import Claim, Dispute, DisputeKind, Member, RootKind, Story, TimelineRow
from quellenlage.domain.span import Evidence, Span
from quellenlage.domain.standing import said_by_somebody

OPENING = 400
"""Code points from the beginning of an article in which it tells what it is about: headline and lead. The first two
paragraphs of the sample articles end between 250 and 600."""
MANY = 4
"""Articles or outlets more than which weigh no more: of an agency's text there are dozens."""
OF_ONE_SPEAKER, OF_ONE_OUTLET = 1, 2
"""Lines of one list that one speaker has, and that one outlet alone has, as long as others have some to fill it."""
CHOSEN = 20
"""Lines that are chosen against each other: no list shows more."""
ALIKE = 0.5
"""Share of the smaller line's content words that two lines of one matter have in common."""
IN_TITLE = 2
"""Content words of the story's titles in a line that tells its matter."""
FEWEST = 3
"""Content words of a line that can be understood alone; one less where the whole sentence is shown with it."""
SHORT = 3
"""Letters of *Die* and *Der*, which begin sentences and name nothing."""
STEM = 5
"""Letters at the beginning of a noun that its cases share."""
OPINIONS: Mapping[Stance, float] = {
    "speculates": -1.5,
    "asks": -1.0,
    "praises": -1.0,
    "criticises": -0.5,
    "warns": -0.5,
    "other": -1.0,
    "promises": 0.5,
}
"""What is less than a deed, a decision or a finding, and what is more, by what is done in saying it."""
SECOND_HAND: frozenset[RootKind] = frozenset(("medium", "state_medium", "agency", "unnamed", "unknown"))
"""Kinds of roots that are nobody who acts or decides."""
QUARRELS: Mapping[DisputeKind, float] = {"denial": 0.5, "number": 0.5, "date": -1.5, "attribution": -1.0}
"""What is disputed, the matter before who said it."""
LONGEST = 30
"""Words of a line that is taken in at a glance."""
DEEDS = frozenset(("factual", "reported"))
OVERTAKEN = ("a later article tells that it came about", "a later article tells that it was stopped", "told as a plan")
"""How the reasons of plans begin that are no news any more."""

_WORD = re.compile(r"[^\W\d_][\w-]*|\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of an article: the ISO day from which on it may have come out (empty if unknown), its outlet, or
    its id, and its title."""

    day: str
    outlet: str
    title: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be shown: `places` are articles with the code point where each tells it, `speakers` who says it,
    `bonus` what its kind adds to its weight, `whole` that
    not the words but the sentence that reports them is shown, `standing` that its words need not be read alone."""

    id: str
    text: str
    places: tuple[tuple[str, int], ...]
    speakers: frozenset[str]
    bonus: float
    whole: bool = False
    standing: bool = False


def foremost(candidates: Sequence[Candidate], heads: Mapping[str, Head]) -> list[str]:
    """The ids of the candidates, the weightiest first, behind them those of an outlet that has its share, of a
    speaker who has it, and those that repeat a matter. In equal weight the given order holds."""
    stems = {c.id: content_words(c.text) for c in candidates}
    late = lateness(heads)
    titles = title_words(heads)
    ordered = sorted(candidates, key=lambda c: -weight(c, stems[c.id], titles, heads, late))
    chosen: list[Candidate] = []
    left: list[list[Candidate]] = [[], [], []]
    speakers: Counter[str] = Counter()
    outlets: Counter[str] = Counter()
    matters: list[frozenset[str]] = []
    for one in ordered:
        own, of = stems[one.id], {outlet_of(article, heads) for article, _start in one.places}
        again = any(len(own & other) > ALIKE * max(1, min(len(own), len(other))) for other in matters)
        spoken = any(speakers[name] >= OF_ONE_SPEAKER for name in one.speakers)
        carried = len(of) == 1 and outlets[next(iter(of))] >= OF_ONE_OUTLET
        if again or spoken or carried or len(chosen) == CHOSEN:
            left[2 if again else int(spoken)].append(one)
            continue
        chosen.append(one)
        matters.append(own)
        speakers.update(one.speakers)
        outlets.update(of if len(of) == 1 else ())
    return [one.id for one in chain(chosen, *left)]


def weight(
    one: Candidate,
    own: frozenset[str],
    titles: Mapping[str, float],
    heads: Mapping[str, Head],
    late: Mapping[str, float],
) -> float:
    """How much a line matters; the parts are of like size, so that none decides alone."""
    articles = {article for article, _start in one.places}
    outlets = {outlet_of(article, heads) for article in articles}
    told = min(len(articles), MANY) - 1 + min(len(outlets), MANY) - 1
    opening = 2.0 if any(start < OPENING for _article, start in one.places) else 0.0
    in_titles = min(2.0, sum(titles.get(word, 0.0) for word in sorted(own)))
    newest = 4.0 * max((late.get(heads[a].day, 0.5) for a in articles if a in heads), default=0.5)
    number = 0.5 if any(word[0].isdigit() for word in own) else 0.0
    fragment = -5.0 if len(own) < FEWEST - one.whole and not one.standing else 0.0
    long = -1.0 if len(one.text.split()) > LONGEST else 0.0
    return 0.75 * told + opening + in_titles + newest + number + fragment + long + one.bonus


def title_words(heads: Mapping[str, Head]) -> dict[str, float]:
    """The content words of the titles, each with the share of the titles that have it."""
    found = Counter(word for head in heads.values() for word in content_words(head.title))
    return {word: n / len(heads) for word, n in found.items()}


def lateness(heads: Mapping[str, Head]) -> dict[str, float]:
    """How late in the story each of its days is, from 0 to 1; half for a day that is not known."""
    days = sorted({head.day for head in heads.values() if head.day})
    return {day: n / (len(days) - 1) for n, day in enumerate(days)} if len(days) > 1 else {}


def outlet_of(article: str, heads: Mapping[str, Head]) -> str:
    """The outlet of an article; of none that is known, the article itself."""
    return heads[article].outlet if article in heads else article


def content_words(text: str) -> frozenset[str]:
    """Nouns, names and numbers of a German text: what is written with a capital or in digits, as stems."""
    # articles and the like begin sentences: short words count in capitals only
    words = (word for word in _WORD.findall(text) if word[0].isdigit() or word.isupper() or len(word) > SHORT)
    return frozenset(word.casefold()[:STEM] for word in words if not word[0].islower())


def of_claims(claims: Iterable[Claim], story: Story) -> list[Candidate]:
    """Claims as candidates: named sources before nameless ones, deeds and findings before opinions and quotations; what
    a later article overtakes steps far back."""
    news = [row for row in story.timeline if row.sure and not row.background and row.modality in DEEDS]
    deeds = places_of(e for row in news if row.event_type is not None for e in row.evidence)
    gone = places_of(e for row in story.timeline if overtaken(row) for e in row.evidence)
    return [
        Candidate(
            claim.id,
            claim.text,
            tuple((m.article, m.start) for m in claim.members),
            frozenset(m.speaker for m in claim.members if m.speaker),
            sum(
                (
                    -1.0 if claim.sources == 0 or all(root.kind in SECOND_HAND for root in claim.roots) else 0.0,
                    max((OPINIONS.get(m.stance, 0.0) for m in claim.members if m.mode != "narration"), default=0.0),
                    -1.0 if all(m.mode == "direct" for m in claim.members) else 0.0,
                    1.0 if stands_in(claim, deeds) else 0.0,
                    -8.0 if stands_in(claim, gone) else 0.0,
                )
            ),
            whole=all(m.mode == "reported" for m in claim.members),
        )
        for claim in claims
    ]


def places_of(evidence: Iterable[Evidence]) -> dict[str, list[Span]]:
    """Places by article."""
    found: dict[str, list[Span]] = defaultdict(list)
    for one in evidence:
        found[one.article].append(one.span)
    return found


def stands_in(claim: Claim, places: Mapping[str, Sequence[Span]]) -> bool:
    """True if a member of the claim stands in one of the places."""
    return any(span.overlaps(place(m)) for m in claim.members for span in places.get(m.article, ()))


def place(member: Member) -> Span:
    """Where a member of a claim stands."""
    return Span(member.start, member.end)


def of_disputes(disputes: Iterable[Dispute]) -> list[Candidate]:
    """Disputes as candidates; who is on which side counts for nothing: both are to be heard."""
    return [
        Candidate(
            row.id,
            " ".join((row.text, *(side.position for side in row.sides))),
            tuple((e.article, e.start) for side in row.sides for e in side.evidence),
            frozenset(),
            QUARRELS[row.kind],
            standing=True,
        )
        for row in disputes
    ]


def overtaken(row: TimelineRow) -> bool:
    """True for a plan that came about, was stopped or was given up."""
    return any(reason.startswith(OVERTAKEN) for reason in row.reasons)


def own_news(story: Story, heads: Mapping[str, Head]) -> list[TimelineRow]:
    """What the opening of one article alone tells on its own account as having happened: the news itself has often no
    other source than who was there. It is of the story's matter: an event, or told with words of the titles."""
    said = places_of(
        Evidence(m.article, m.start, m.end) for c in story.claims if c.sure and said_by_somebody(c) for m in c.members
    )
    titles = title_words(heads).keys()
    return [
        row
        for row in story.timeline
        if row.sure
        and not row.background
        and row.modality in DEEDS
        and len(row.articles) == 1
        and any(e.start < OPENING for e in row.evidence)
        and (row.event_type is not None or len(content_words(row.text) & titles) >= IN_TITLE)
        and not any(span.overlaps(e.span) for e in row.evidence for span in said.get(e.article, ()))
    ]


def of_news(rows: Iterable[TimelineRow]) -> list[Candidate]:
    """What happened, as candidates: deeds."""
    return [
        Candidate(row.id, row.text, tuple((e.article, e.start) for e in row.evidence), frozenset(), 1.0) for row in rows
    ]
