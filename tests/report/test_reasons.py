"""The reasons that the steps give on the sample articles are translated, phrase by phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from quellenlage.corpus import Corpus
from quellenlage.report.translate import catalogue


@pytest.fixture(scope="module")
def found(root: Path) -> frozenset[str]:
    with Corpus.open() as corpus:
        corpus.add([root / "examples"])
        corpus.analyse()
        dossier = corpus.dossier()
        marks = [annotated.annotations for annotated in corpus.articles_of(dossier).values()]
    return frozenset(reason for thing in (dossier, *marks) for reason in reasons(thing))


def reasons(thing: object) -> Iterator[str]:
    """Every reason in `thing`."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from reasons(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name in ("reason", "why"):
                yield value
            elif field.name == "reasons":
                yield from value
            else:
                yield from reasons(value)


def test_every_phrase_is_translated(found: frozenset[str]) -> None:
    known = catalogue("de")
    phrases = {reason if known.gettext(reason) != reason else reason.partition(": ")[0] for reason in found if reason}
    assert len(phrases) > 20
    same_in_german = {"in"}
    assert {p for p in phrases if known.gettext(p) == p} - same_in_german == set()
