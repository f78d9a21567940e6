"""Dates with an open end: what begins then is told apart from what lasts at least until then."""

from __future__ import annotations

import pytest

from quellenlage.domain.dossier import Period, TimelineRow
from quellenlage.report.parts.chronicle import ends_then


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Der Fährverkehr ruht mindestens bis Montag.", True),
        ("Bis mindestens zum 5. Mai bleibt der Hafen zu.", True),
        ("Die Fähre fährt frühestens am Montag wieder.", False),
        ("Der Hafen bleibt mindestens bis Montag zu, gebaut wird frühestens im Mai.", False),
        ("Ab Montag fährt die Fähre wieder.", False),
    ],
)
def test_what_ends_at_the_earliest_then_does_not_begin_then(text: str, until: bool) -> None:
    row = TimelineRow(
        id="t", date=Period("2025-05-05", None), text=text, event_type=None, modality="planned", articles=(),
        evidence=(),
    )  # fmt: skip
    assert ends_then(row) is until


def test_a_closed_stretch_has_its_end() -> None:
    row = TimelineRow(
        id="t", date=Period("2025-05-05", "2025-05-05"), text="Der Fährverkehr ruht mindestens bis Montag.",
        event_type=None, modality="planned", articles=(), evidence=(),
    )  # fmt: skip
    assert not ends_then(row)
