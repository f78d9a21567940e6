"""Stretches of days: what partly known dates come down to, and how two of them stand to each other."""

from __future__ import annotations

from datetime import date

import pytest

from quellenlage.domain.days import Days, days_between, days_of, shared_by

MAY = Days(date(2024, 5, 1), date(2024, 5, 31))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-03-04", "2025-03-04", "2025-03-04"),
        ("2025-03-04T18:30", "2025-03-04", "2025-03-04"),
        ("2025-W10", "2025-03-03", "2025-03-09"),
        ("2025-W10-WE", "2025-03-08", "2025-03-09"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-SP", "2025-03-01", "2025-05-31"),
        ("2025-WI", "2025-12-01", "2026-02-28"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_the_days_that_a_value_names(value: str, first: str, last: str) -> None:
    assert days_of(value) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    [
        *("2021-02-30", "2021-06-31T08:00", "2021-W54", "2025-W53", "2021-13", "0000", "0000-05"),
        *("9999-W52", "9999-WI"),  # they end in the year 10000
        *("199", "XXXX-05", "PRESENT_REF", "P3D", "T20:00", ""),
    ],
)
def test_a_value_that_names_no_days(value: str) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-05", "2024-05", MAY),
        ("2024-05-01T08:00:00+02:00", "2024-05-31", MAY),
        ("2024", None, Days(date(2024, 1, 1), date.max)),
        (None, "2024-02", Days(date.min, date(2024, 2, 29))),
        (None, None, None),
        ("2024-06", "2024-05", None),  # contradictory
    ],
)
def test_an_end_that_nobody_knows_is_open(first: str | None, last: str | None, expected: Days | None) -> None:
    assert days_between(first, last) == expected


def test_a_month_and_a_day_of_it_share_the_day() -> None:
    # as strings "2024-05-12" comes behind "2024-05"
    twelfth = Days(date(2024, 5, 12), date(2024, 5, 12))
    assert (MAY.overlaps(twelfth), twelfth.within(MAY), MAY.within(twelfth)) == (True, True, False)
    assert (MAY.shared(twelfth), MAY.joined(twelfth), twelfth.closer_than(2)) == (twelfth, MAY, True)


def test_what_ends_before_the_other_begins_shares_nothing() -> None:
    june = Days(date(2024, 6, 1), date(2024, 6, 30))
    assert (MAY.before(june), june.before(MAY), MAY.shared(june), shared_by([MAY, june, MAY])) == (
        *(True, False, None, None),
    )
    assert shared_by([MAY, MAY.joined(june)]) == MAY


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (Days(date(2024, 5, 12), date(2024, 5, 12)), ("2024-05-12", "2024-05-12")),
        (MAY, ("2024-05", "2024-05")),
        (Days(date(2023, 9, 1), date(2023, 11, 30)), ("2023-09", "2023-11")),
        (Days(date(2023, 1, 1), date(2024, 12, 31)), ("2023", "2024")),
        (Days(date(2024, 5, 1), date(2024, 5, 30)), ("2024-05-01", "2024-05-30")),
        (Days(date.min, date(2024, 5, 31)), (None, "2024-05-31")),
        (Days(date(2024, 5, 1), date.max), ("2024-05-01", None)),
    ],
)
def test_whole_months_and_years_are_written_as_such(days: Days, expected: tuple[str | None, str | None]) -> None:
    assert days.iso() == expected


def test_the_months_around() -> None:
    assert Days(date(2024, 1, 31), date(2024, 2, 1)).months() == Days(date(2024, 1, 1), date(2024, 2, 29))
