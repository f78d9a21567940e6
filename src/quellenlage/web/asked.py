"""What a reader asks of the search, and the same as an address."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Annotated, Literal

from fastapi import Query

from quellenlage.web.days import FromDay, ToDay
from quellenlage.web.faults import Refusal

Kind = Literal["articles", "statements", "claims", "people"]
By = Literal["words", "meaning"]

Words = Annotated[str, Query(max_length=500, description='Words, `"in a row"`, `-without`, `begin*`.')]
Name = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is searched for; empty is no matter.

    `by` says how `words` are read: as words that must occur, or as a sentence that is near in meaning; then `must` are
    words that the article must hold besides. `person` and `place` are ids, or names of which any will do; days are ISO,
    both included. `speaker`, `mode` and `stance` choose among statements, `status` among claims, `type` among people.
    """

    words: str = ""
    by: By = "words"
    must: str = ""
    outlet: str = ""
    person: str = ""
    place: str = ""
    from_: str = ""
    to: str = ""
    speaker: str = ""
    mode: str = ""
    stance: str = ""
    status: str = ""
    type: str = ""

    @property
    def is_empty(self) -> bool:
        """True if everything is wanted."""
        return not self.query(by="")

    @property
    def filters(self) -> bool:
        """True if more is asked than the words."""
        return any(getattr(self, name) for name in ("outlet", "person", "place", "from_", "to", *OF_ROWS))

    def query(self, **changed: object) -> dict[str, str]:
        """The same as the fields of an address, with some changed; an empty one is left out."""
        own = {"q" if f.name == "words" else f.name.removesuffix("_"): getattr(self, f.name) for f in fields(self)}
        found = {key: str(value) for key, value in (own | changed).items() if value}
        if found.get("by") == "words":
            del found["by"]
        return found

    def bare(self) -> Asked:
        """Without what only rows of one kind have."""
        return replace(self, speaker="", mode="", stance="", status="", type="")


OF_ROWS = ("speaker", "mode", "stance", "status", "type")
"""Fields that only rows of one kind have."""


def asked(
    q: Words = "",
    by: Annotated[By, Query(description="Read `q` as words, or as a sentence near in meaning.")] = "words",
    must: Annotated[str, Query(max_length=500, description="By meaning: words that the article must hold.")] = "",
    outlet: Name = "",
    person: Annotated[str, Query(max_length=300, description="Id or name of somebody who takes part.")] = "",
    place: Annotated[str, Query(max_length=300, description="Id or name of a place that occurs.")] = "",
    from_: FromDay = "",
    to: ToDay = "",
    speaker: Annotated[str, Query(max_length=300, description="Who says it (statements, claims).")] = "",
    mode: Annotated[str, Query(max_length=20, description="Of statements.")] = "",
    stance: Annotated[str, Query(max_length=20, description="Of statements.")] = "",
    status: Annotated[str, Query(max_length=20, description="Of claims.")] = "",
    type_: Annotated[str, Query(alias="type", max_length=20, description="Of people and organisations.")] = "",
) -> Asked:
    """What the address asks for. Raises Refusal for a day that is none."""
    for name, given in (("from", from_), ("to", to)):
        if given and not day(given):
            raise Refusal("bad_parameter", name)
    return Asked(
        words=q.strip(),
        by=by,
        must=must.strip(),
        outlet=outlet,
        person=person.strip(),
        place=place.strip(),
        from_=from_,
        to=to,
        speaker=speaker,
        mode=mode,
        stance=stance,
        status=status,
        type=type_,
    )


def asked_leniently(
    q: Words = "",
    by: Annotated[str, Query(max_length=20)] = "words",
    must: Annotated[str, Query(max_length=500)] = "",
    outlet: Name = "",
    person: Name = "",
    place: Name = "",
    from_: Annotated[str, Query(alias="from", max_length=100)] = "",
    to: Annotated[str, Query(max_length=100)] = "",
    speaker: Name = "",
    mode: Annotated[str, Query(max_length=20)] = "",
    stance: Annotated[str, Query(max_length=20)] = "",
    status: Annotated[str, Query(max_length=20)] = "",
    type_: Annotated[str, Query(alias="type", max_length=20)] = "",
) -> Asked:
    """The same for a page: a day that is none is left out, what else is not understood is read as words."""
    return asked(
        q=q, by="meaning" if by == "meaning" else "words", must=must, outlet=outlet, person=person, place=place,
        from_=day(from_), to=day(to), speaker=speaker, mode=mode, stance=stance, status=status, type_=type_,
    )  # fmt: skip


def day(given: str) -> str:
    """An ISO day as a form sends it; empty for anything else."""
    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError:
        return ""
