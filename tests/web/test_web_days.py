"""The pattern of a day allows what the calendar has, and nothing else."""

from __future__ import annotations

import re
from datetime import date

import pytest

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")

from quellenlage.web.days import PATTERN


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@pytest.mark.parametrize("year", ["0000", "0001", "0004", "0100", "0400", "1900", "2000", "2024", "2025", "9999"])
def test_every_day_of_the_year_and_no_other(year: str) -> None:
    for month in range(14):
        for day in range(33):
            text = f"{year}-{month:02}-{day:02}"
            assert bool(re.fullmatch(PATTERN, text)) == is_day(text), text


@pytest.mark.parametrize(
    ("text", "fits"), [("", True), ("2025-1-1", False), ("20250101", False), ("2025-01-01T10", False)]
)
def test_the_form_is_that_of_iso_or_empty(text: str, fits: bool) -> None:
    assert bool(re.fullmatch(PATTERN, text)) == fits
