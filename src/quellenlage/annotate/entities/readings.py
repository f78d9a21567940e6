"""A name as a step of `entities` hands it to the next: which words, what they name, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.annotate.entities.people import PersonName
from quellenlage.annotate.words import Word
from quellenlage.domain.annotations import By, Entity, EntityType


@dataclass(frozen=True, slots=True)
class Reading:
    """The name at `words[start:end]`. `sure`: from a list, or by a form that tells enough; else a rule's guess.
    `person` holds the parts of a person's name."""

    start: int
    end: int
    type: EntityType
    name: str
    by: By
    sure: bool = True
    person: PersonName | None = None
    metonym: bool = False
    adjectival: bool = False
    part: bool = False

    def entity(self, words: Sequence[Word]) -> Entity:
        """The mention, its text filled in later."""
        return Entity(
            start=words[self.start].start,
            end=words[self.end - 1].end,
            text=" ".join(w.text for w in words[self.start : self.end]),
            type=self.type,
            name=self.name,
            by=self.by,
            metonym=self.metonym,
            adjectival=self.adjectival,
            part=self.part,
        )
