"""Long stories, a page at a time: a reader of a story of two thousand articles is shown the first rows of each part,
and the rest on pages of their own. They are cut when the story is kept, so that no page reads the whole of it.

A page is a `Story` that holds the rows of one part, and of claims what these rows refer to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from sqlalchemy import Connection, select

from quellenlage.domain.article import ArticleHead
from quellenlage.domain.dossier import (
    Actor,
    ActorRelation,
    Chain,
    Claim,
    Dispute,
    Episode,
    Figure,
    FigureValue,
    Member,
    Row,
    Story,
)
from quellenlage.domain.foremost import Head, foremost, of_claims, of_disputes, of_news, own_news
from quellenlage.domain.span import Span
from quellenlage.domain.standing import corroborated, has_choice, in_several_places, said_by_somebody
from quellenlage.store.browse import AT_A_TIME
from quellenlage.store.records import pack, unpack
from quellenlage.store.schema import stories, story_parts

R = TypeVar("R", bound=Row)

LONG = 12
"""Articles up to which a story is shown whole. Measured: the view of a story of six articles takes 35 ms to make, and
longer with each article that is quoted."""

MANY = 200
"""Statements up to which it is: the ticker of one day has 1,300, and its page half a megabyte compressed. Of 16,000
stories of a thousand news articles, copied, one in a thousand has more than 105."""

ROWS = {
    "timeline": 15,
    "claims": 8,
    "disputes": 5,
    "figures": 6,
    "statements": 20,
    "chains": 5,
    "gaps": 5,
    "wording": 8,
    "quote_drift": 3,
    "findings": 6,
    "relations": 12,
    "actors": 40,
    "articles": 40,
}
"""Rows of a page, by part: about a screen each. All first pages together stand in the story's own page."""

MEMBERS = 8
"""Places that a page of claims holds of one claim, besides the first in each outlet."""

VALUES = 12
"""Values that a page shows of one figure."""

CLAIM_PAGE = 30
"""Places on a page of one claim."""

BRIEF = 8
"""Claims, disputes and figures that the four lists choose from: they show five, without those that say the same."""

WAYS = ("denies", "speculates", "narration", "direct", "indirect", "attributed", "reported", "free_indirect")
"""How an outlet gives a claim, what counts most first: the order in the report's matrix of claims and outlets."""

DIRECT = 2
"""Links of a chain without anybody between the speaker and the outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The beginning of a long story: `head` is the story without rows, `parts` the first page of each part by its
    name, `brief` what the four lists choose from, and `brief_rows` how many lines each of these has. `pages` and `rows`
    count the pages and the sure rows of each part, `statements` and `speakers` those of the story."""

    head: Story
    parts: Mapping[str, Story]
    brief: Story
    brief_rows: Mapping[str, int]
    pages: Mapping[str, int]
    rows: Mapping[str, int]
    statements: int
    speakers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who takes part in a story, and what they do to each other: what pages of people read of it."""

    id: str
    actors: tuple[Actor, ...] = ()
    relations: tuple[ActorRelation, ...] = ()


def part_rows(story: Story, heads: Mapping[str, ArticleHead]) -> list[dict[str, object]]:
    """The pages of a story, if it is long, as rows of `story_parts`; `heads` are those of its articles."""
    if len(story.articles) <= LONG and sum(len(claim.members) for claim in story.claims) <= MANY:
        return []
    outlets = {article: head.outlet or article for article, head in heads.items()}
    days = {article: (head.published.from_ if head.published else None) or "" for article, head in heads.items()}
    whole = replace(story, claims=tuple(ordered_members(claim, outlets) for claim in story.claims))
    pages = dict(cut(whole, outlets))
    rows = [_row(story.id, part, n, page) for part, some in pages.items() for n, page in enumerate(some, 1) if n > 1]
    rows += [
        _row(story.id, f"claim:{claim.id}", n, replace(_bare(story), claims=(some,)))
        for claim in whole.claims
        for n, some in enumerate(claim_pages(claim), 1)
    ]
    known = {i: Head(days[i], outlets[i], head.title or "") for i, head in heads.items()}
    rows.append(_row(story.id, "", 1, opening(whole, pages, known)))
    rows.append(_row(story.id, "cast", 1, Cast(id=story.id, actors=story.actors, relations=story.relations)))
    return rows


def load_opening(connection: Connection, story: str) -> Opening | None:
    """The beginning of a long story."""
    packed = _load(connection, story, "", 1)
    return None if packed is None else unpack(packed, Opening)


def load_casts(connection: Connection, ids: Sequence[str]) -> dict[str, Cast]:
    """Who takes part in these stories, by their ids; those that are gone are left out. Of a short one, or one kept
    before there was this part, the rest of the story is passed over while reading."""
    packed: dict[str, bytes] = {}
    for at in range(0, len(ids), AT_A_TIME):
        some = ids[at : at + AT_A_TIME]
        cut_off = story_parts.c.part == "cast", story_parts.c.page == 1
        rows = select(story_parts.c.story, story_parts.c.packed).where(story_parts.c.story.in_(some), *cut_off)
        packed |= {row.story: row.packed for row in connection.execute(rows)}
        whole = select(stories.c.id, stories.c.packed).where(stories.c.id.in_([i for i in some if i not in packed]))
        packed |= {row.id: row.packed for row in connection.execute(whole)}
    return {story: unpack(row, Cast) for story, row in packed.items()}


def is_long(connection: Connection, story: str) -> bool:
    """True if the story is cut into pages."""
    found = select(story_parts.c.page).where(story_parts.c.story == story, story_parts.c.part == "")
    return connection.execute(found).first() is not None


def load_part(connection: Connection, story: str, part: str, page: int) -> Story | None:
    """A page of one part (from 2 on: the first is in the opening), or of the part `claim:ID` (from 1 on)."""
    packed = _load(connection, story, part, page)
    return None if packed is None else unpack(packed, Story)


def opening(story: Story, pages: Mapping[str, Sequence[Story]], heads: Mapping[str, Head]) -> Opening:
    """The beginning of the story; `heads` has what is known of its articles."""
    outlets = {article: head.outlet for article, head in heads.items()}
    days = {article: head.day for article, head in heads.items()}
    said = [m for claim in story.claims for m in claim.members]
    lists = brief_claims(story)
    newest = newest_figures([f for f in story.figures if f.sure], days)
    news = {row.id: row for row in own_news(story, heads)}
    first: dict[str, None] = {}
    for key, claims in lists.items():
        others = of_news(news.values()) if key == "single_source" else []
        first |= dict.fromkeys(foremost([*of_claims(claims, story), *others], heads)[:BRIEF])
    chosen = {claim.id: few_members(claim, outlets) for claim in story.claims if claim.id in first}
    disputes = [d for d in story.disputes if d.sure]
    weightiest = foremost(of_disputes(disputes), heads)[:BRIEF]
    shown = tuple(d for d in disputes if d.id in weightiest)
    chosen |= {claim.id: few_members(claim, outlets) for claim in sides_of(story)(shown) if claim.id not in chosen}
    return Opening(
        head=replace(_bare(story), reasons=story.reasons[:BRIEF]),
        parts={part: some[0] for part, some in pages.items() if some},
        brief=replace(
            _bare(story),
            claims=tuple(chosen[claim.id] for claim in story.claims if claim.id in chosen),  # those of sides among them
            timeline=tuple(row for row in news.values() if row.id in first),
            disputes=shown,
            figures=tuple(few_values(figure, days) for figure in newest[:BRIEF]),
        ),
        brief_rows={
            "corroborated": len(lists["corroborated"]),
            "single_source": len(lists["single_source"]) + len(news),
            "disputed": len(disputes) or len(lists["disputed"]),
            "figures": len(newest),
        },
        pages={part: len(some) for part, some in pages.items()},
        rows=sure_rows(story),
        statements=len(said),
        speakers=len({m.speaker for m in said if m.speaker}),
    )


def cut(story: Story, outlets: Mapping[str, str]) -> Iterator[tuple[str, list[Story]]]:
    """The pages of each part, sure rows first."""
    bare, claims = _bare(story), {claim.id: claim for claim in story.claims}

    def few(wanted: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(few_members(claim, outlets) for claim in wanted)

    order = episode_of(story)
    told = [row for row in story.timeline if not row.background]
    news = _pages("timeline", sorted(told, key=lambda row: min(map(order, row.articles), default=len(story.episodes))))
    old = _pages("timeline", [row for row in story.timeline if row.background])
    yield (
        "timeline",
        [
            replace(bare, timeline=a + b, episodes=episodes_of(story, (i for row in a for i in row.articles)))
            for a, b in zip_longest(news, old, fillvalue=())
        ],
    )
    several = [claim for claim in story.claims if in_several_places(claim)]
    yield "claims", [replace(bare, claims=few(some)) for some in _pages("claims", several)]
    said = by_speaker(story.claims)
    yield "statements", [replace(bare, claims=few(some)) for some in _pages("statements", said)]
    for_sides = sides_of(story)
    yield (
        "disputes",
        [replace(bare, disputes=some, claims=few(for_sides(some))) for some in _pages("disputes", story.disputes)],
    )
    yield (
        "figures",
        [
            replace(bare, figures=tuple(few_values(figure) for figure in some))
            for some in _pages("figures", story.figures)
        ],
    )
    chains: dict[str, list[Chain]] = {}
    for chain in story.chains:
        chains.setdefault(chain.claim, []).append(chain)
    yield (
        "chains",
        [
            replace(bare, claims=few(some), chains=tuple(c for claim in some for c in chains[claim.id][:MEMBERS]))
            for some in _pages("chains", told_chains(story))
        ],
    )
    yield (
        "gaps",
        [
            replace(bare, claims=few(claims[gap.claim] for gap in some if gap.claim in claims), gaps=some)
            for some in _pages("gaps", story.gaps)
        ],
    )
    chosen = [row for row in story.wording if has_choice(row)]
    yield "wording", [replace(bare, wording=some) for some in _pages("wording", chosen)]
    yield "quote_drift", [replace(bare, quote_drift=some) for some in _pages("quote_drift", story.quote_drift)]
    yield "findings", [replace(bare, findings=some) for some in _pages("findings", story.findings)]
    yield "relations", [replace(bare, relations=some) for some in _pages("relations", story.relations)]
    mentioned = sorted(story.actors, key=lambda actor: (-actor.mentions, actor.name))
    yield "actors", [replace(bare, actors=some) for some in _pages("actors", mentioned)]
    size, ordered = ROWS["articles"], sorted(story.articles, key=order)
    parted = [tuple(ordered[at : at + size]) for at in range(0, len(ordered), size)]
    yield "articles", [replace(bare, articles=some, episodes=episodes_of(story, some)) for some in parted]


def episode_of(story: Story) -> Callable[[str], int]:
    """The place of an article's episode in time, for sorting: pages follow the episodes, as a whole story does. One
    place for all where the story has no two."""
    dated = [e for e in story.episodes if e.from_ is not None or e.to is not None]
    places = {article: n for n, episode in enumerate(dated) for article in episode.articles} if len(dated) > 1 else {}
    return lambda article: places.get(article, len(story.episodes))


def episodes_of(story: Story, articles: Iterable[str]) -> tuple[Episode, ...]:
    """The story's episodes, each with those of its articles that a page shows; all of them, as a page counts them."""
    there = frozenset(articles)
    return tuple(replace(e, articles=tuple(i for i in e.articles if i in there)) for e in story.episodes)


def sure_rows(story: Story) -> dict[str, int]:
    """How many sure rows each part has."""
    counted = ("disputes", "figures", "gaps", "quote_drift", "findings", "relations", "actors")
    chained = {claim.id for claim in told_chains(story) if claim.sure}
    return {part: sum(row.sure for row in getattr(story, part)) for part in counted} | {
        "timeline": sum(row.sure and not row.background for row in story.timeline),
        "claims": sum(claim.sure and in_several_places(claim) for claim in story.claims),
        "statements": sum(len(voices(claim)) for claim in story.claims if claim.sure),
        "chains": sum(chain.sure and chain.claim in chained for chain in story.chains),
        "wording": sum(row.sure and has_choice(row) for row in story.wording),
        "articles": len(story.articles),
    }


def brief_claims(story: Story) -> dict[str, list[Claim]]:
    """The claims that the lists choose from, by list."""
    said = [claim for claim in story.claims if claim.sure and said_by_somebody(claim)]
    return {
        "corroborated": [claim for claim in corroborated(story) if said_by_somebody(claim)],
        "single_source": [claim for claim in said if claim.status == "single_source"],
        "disputed": [claim for claim in said if claim.status == "disputed"],
    }


def newest_figures(figures: Sequence[Figure], days: Mapping[str, str]) -> list[Figure]:
    """Figures by the day of their last value, those that several articles give before the rest."""

    def order(figure: Figure) -> tuple[bool, str]:
        given = {value.article for value in figure.values}
        return len(given) > 1, max((days.get(article, "") for article in given), default="")

    return sorted(figures, key=order, reverse=True)


def few_values(figure: Figure, days: Mapping[str, str] | None = None) -> Figure:
    """The figure with some of its values: the lowest, the highest and the newest, then each number once; its reasons
    say that there are more."""
    if len(figure.values) <= VALUES:
        return figure
    whole = [v for v in figure.values if v.low is not None or v.high is not None]
    kept = {
        id(v): v
        for v in (
            min(whole, key=_low, default=None),
            max(whole, key=_high, default=None),
            max(figure.values, key=lambda v: (days or {}).get(v.article, "")),
        )
        if v is not None
    }
    numbers: set[object] = set()
    for value in figure.values:
        number = value.low, value.high, value.comparator
        if number not in numbers and len(kept) < VALUES:
            kept[id(value)] = value
        numbers.add(number)
    shown = tuple(value for value in figure.values if id(value) in kept)
    note = f"values shown: {len(shown)}/{len(figure.values)}"
    return replace(figure, values=shown, reasons=(*figure.reasons, note))


def _low(value: FigureValue) -> float:
    ends = [end for end in (value.low, value.high) if end is not None]
    return min(ends)


def _high(value: FigureValue) -> float:
    ends = [end for end in (value.low, value.high) if end is not None]
    return max(ends)


def told_chains(story: Story) -> list[Claim]:
    """The claims whose chains tell anything, in their order: those in several places, and those that came to an outlet
    through somebody."""
    through = {chain.claim for chain in story.chains if len(chain.path) > DIRECT}
    chained = {chain.claim for chain in story.chains}
    return [c for c in story.claims if c.id in chained and (in_several_places(c) or c.id in through)]


def sides_of(story: Story) -> Callable[[Sequence[Dispute]], list[Claim]]:
    """What finds the claims that disputes are about: they know who takes a side."""
    at: dict[str, list[tuple[Span, Claim]]] = {}
    for claim in story.claims:
        for member in claim.members:
            at.setdefault(member.article, []).append((Span(member.start, member.end), claim))

    def found(disputes: Sequence[Dispute]) -> list[Claim]:
        places = [place for dispute in disputes for side in dispute.sides for place in side.evidence]
        there = (claim for p in places for span, claim in at.get(p.article, ()) if span.overlaps(p.span))
        return list({claim.id: claim for claim in there}.values())

    return found


def by_speaker(claims: Sequence[Claim]) -> list[Claim]:
    """Claims as the list of statements has them: whoever says most first, those without a name and the outlets' own
    account at the end, the unsure ones last."""
    count = Counter(claim.members[0].speaker for claim in claims if claim.members)

    def order(claim: Claim) -> tuple[bool, int, int, str]:
        first = claim.members[0] if claim.members else None
        speaker = first.speaker if first else None
        rank = 2 if first is None or first.mode == "narration" else 0 if speaker else 1
        return not claim.sure, rank, -count[speaker], speaker or ""

    return sorted(claims, key=order)


def ordered_members(claim: Claim, outlets: Mapping[str, str]) -> Claim:
    """The claim with those members first that decide how an outlet gives it: of those behind them a page shows some."""
    first = deciding(claim, outlets)
    rest = (member for member in claim.members if member not in first)
    return replace(claim, members=(*(member for member in claim.members if member in first), *rest))


def few_members(claim: Claim, outlets: Mapping[str, str]) -> Claim:
    """The claim, its members in order, with the first of them: those that decide, and some more."""
    if len(claim.members) <= MEMBERS:
        return claim
    return _with(claim, claim.members[: max(MEMBERS, len(deciding(claim, outlets)))])


def deciding(claim: Claim, outlets: Mapping[str, str]) -> set[Member]:
    """Of each outlet a denial and what else it says with most weight, and two members that contradict each other."""
    best: dict[tuple[str, bool], Member] = {}
    for member in claim.members:
        side = outlets.get(member.article, ""), member.stance == "denies"
        if side not in best or _way(member) < _way(best[side]):
            best[side] = member
    known = {member.statement: member for member in claim.members}
    against: dict[str, tuple[Member, Member]] = {}
    for relation in claim.relations:
        a, b = known.get(relation.a), known.get(relation.b)
        if relation.relation == "contradicts" and a and b:
            outlet = outlets.get(a.article, "")
            if outlet == outlets.get(b.article, ""):
                against.setdefault(outlet, (a, b))
    return {*best.values(), *(member for pair in against.values() for member in pair)}


def claim_pages(claim: Claim) -> Iterator[Claim]:
    """The claim a page of places at a time."""
    for at in range(0, max(len(claim.members), 1), CLAIM_PAGE):
        yield _with(claim, claim.members[at : at + CLAIM_PAGE])


def voices(claim: Claim) -> set[tuple[str | None, str, bool]]:
    """Who says it with which stance."""
    return {(m.speaker, m.stance, m.mode == "narration") for m in claim.members}


def _pages(part: str, rows: Sequence[R]) -> list[tuple[R, ...]]:
    """The rows in their order, those nobody should rely on last, a page at a time."""
    ordered, size = sorted(rows, key=lambda row: not row.sure), ROWS[part]
    return [tuple(ordered[at : at + size]) for at in range(0, len(ordered), size)]


def _with(claim: Claim, members: Sequence[Member]) -> Claim:
    there = {member.statement for member in members}
    roots = tuple(replace(root, evidence=root.evidence[:MEMBERS]) for root in claim.roots[:MEMBERS])
    relations = tuple(r for r in claim.relations if r.a in there and r.b in there)
    return replace(claim, members=tuple(members), relations=relations, roots=roots)


def _way(member: Member) -> int:
    return WAYS.index(member.stance if member.stance in WAYS else member.mode)


def _bare(story: Story) -> Story:
    return Story(
        id=story.id,
        title=story.title,
        from_=story.from_,
        to=story.to,
        articles=(),
        outlets=story.outlets,
        sure=story.sure,
    )


def _row(story: str, part: str, page: int, what: object) -> dict[str, object]:
    return {"story": story, "part": part, "page": page, "packed": pack(what)}


def _load(connection: Connection, story: str, part: str, page: int) -> bytes | None:
    found = select(story_parts.c.packed).where(
        story_parts.c.story == story, story_parts.c.part == part, story_parts.c.page == page
    )
    return connection.execute(found).scalar()
