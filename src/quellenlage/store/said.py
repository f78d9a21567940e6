"""The statements of the stories as the search sees them: each with its claim and its terms. They are entered when a
story is kept and go with it. `store.Store` is the door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, text

from quellenlage.domain.dossier import Claim, Member, Story
from quellenlage.store.browse import AT_A_TIME
from quellenlage.store.query import index_entry
from quellenlage.store.records import unpack
from quellenlage.store.schema import articles, said, stories
from quellenlage.store.sqlite import enter_rows, enter_said_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement, and the claim that it is a member of. `number` is its place in the index of terms."""

    number: int
    story: str
    claim: str
    statement: str
    article: str
    start: int
    end: int
    speaker: str | None
    mode: str
    stance: str
    status: str
    weight: int
    sure: bool


def enter_said(connection: Connection, kept: Sequence[Story]) -> None:
    """Enter the statements of stories that were just kept."""
    last = connection.execute(text("SELECT coalesce(max(number), 0) FROM said")).scalar_one()
    rows = list(_rows(connection, kept))
    enter_rows(connection, said, [{"number": last + n} | row for n, (row, _words) in enumerate(rows, 1)])
    enter_said_terms(connection, [(last + n, words) for n, (_row, words) in enumerate(rows, 1)])


def enter_all(connection: Connection) -> None:
    """Enter the statements of every story anew: the rules of the index changed, or an older version kept them."""
    connection.execute(delete(said))
    for story in list(connection.execute(select(stories.c.id).order_by(stories.c.position)).scalars()):
        packed = connection.execute(select(stories.c.packed).where(stories.c.id == story)).scalar_one()
        enter_said(connection, [unpack(packed, Story)])


def load_said(connection: Connection, numbers: Sequence[int]) -> list[Said]:
    """The statements with these numbers, in the order asked for; those that are gone are left out."""
    found: dict[int, Said] = {}
    for at in range(0, len(numbers), AT_A_TIME):
        some = [int(number) for number in numbers[at : at + AT_A_TIME]]
        for row in connection.execute(select(said).where(said.c.number.in_(some))).mappings():
            found[row["number"]] = Said(**{**row, "sure": bool(row["sure"])})
    return [found[int(number)] for number in numbers if int(number) in found]


def _rows(connection: Connection, kept: Sequence[Story]) -> Iterator[tuple[dict[str, object], str]]:
    """The rows of stories, in the order of their claims, with their terms: the words, and who says them."""
    texts: dict[str, str] = {}
    ids = sorted({member.article for story in kept for claim in story.claims for member in claim.members})
    for at in range(0, len(ids), AT_A_TIME):
        some = select(articles.c.id, articles.c.text).where(articles.c.id.in_(ids[at : at + AT_A_TIME]))
        texts |= {row.id: row.text for row in connection.execute(some)}
    for story in kept:
        for claim in story.claims:
            for member in claim.members:
                if member.article in texts:
                    words = f"{member.speaker or ''} {texts[member.article][member.start : member.end]}"
                    yield _row(story, claim, member), index_entry(words)


def _row(story: Story, claim: Claim, member: Member) -> dict[str, object]:
    return {
        "story": story.id,
        "claim": claim.id,
        "statement": member.statement,
        "article": member.article,
        "start": member.start,
        "end": member.end,
        "speaker": member.speaker,
        "mode": member.mode,
        "stance": member.stance,
        "status": claim.status,
        "weight": claim.weight,
        "sure": int(claim.sure),
    }
