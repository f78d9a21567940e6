"""What a relative or incomplete date means, seen from the day of publication (12 September 2023, a Tuesday)."""

from __future__ import annotations

from datetime import date

import pytest

from quellenlage.domain.annotations import By, Direction, Time, TimeType
from quellenlage.domain.article import Published
from quellenlage.german.calendar import date_of, resolve, shifted, to_day

TUESDAY = Published("2023-09-12", "2023-09-12", "given")


def time(value: str, shift: str | None = None, direction: Direction | None = None, type_: TimeType = "DATE") -> Time:
    return Time(
        start=0, end=1, type=type_, value=value, by=By(rule="t"), needs_dct=True, shift=shift, direction=direction
    )


@pytest.mark.parametrize(
    ("value", "shift", "direction", "expected"),
    [
        ("XXXX-WXX-3", None, "past", "2023-09-06"),
        ("XXXX-WXX-3", None, "future", "2023-09-13"),
        ("XXXX-WXX-2", None, "past", "2023-09-12"),
        ("XXXX-WXX-2", None, "future", "2023-09-12"),
        ("XXXX-WXX-2", None, None, "2023-09-12"),
        ("XXXX-WXX-3", None, None, "XXXX-WXX-3"),
        ("XXXX-WXX-2", "-P1D", "past", "2023-09-05"),
        ("XXXX-WXX-2", "P1D", "future", "2023-09-19"),
        ("XXXX-WXX-4", "P1W", None, "2023-09-21"),
        ("XXXX-WXX-4", "-P1W", None, "2023-09-07"),
        ("XXXX-WXX-3TEV", None, "past", "2023-09-06TEV"),
        ("XXXX-07", None, "past", "2023-07"),
        ("XXXX-07", None, "future", "2024-07"),
        ("XXXX-11", None, "past", "2022-11"),
        ("XXXX-11", None, "future", "2023-11"),
        ("XXXX-09", None, None, "2023-09"),
        ("XXXX-07", None, None, "XXXX-07"),
        ("XXXX-07", "-P1Y", None, "2022-07"),
        ("XXXX-07-20", None, "past", "2023-07-20"),
        ("XXXX-10-03", None, "future", "2023-10-03"),
        ("XXXX-09-30", None, None, "2023-09-30"),
        ("XXXX-02-01", None, "past", "XXXX-02-01"),
        ("XXXX-02-30", None, "past", "XXXX-02-30"),
        ("XXXX-05-08", "P0Y", None, "2023-05-08"),
        ("XXXX-SU", None, "past", "2023-SU"),
        ("XXXX-FA", None, "past", "2023-FA"),
        ("XXXX-WI", None, "past", "2022-WI"),
        ("XXXX-WI", None, "future", "2023-WI"),
        ("XXXX-SU", "-P3M", "past", "2023-SU"),
        ("XXXX-XX-XX", "P0D", None, "2023-09-12"),
        ("XXXX-XX-XX", "-P1D", None, "2023-09-11"),
        ("XXXX-XX-XXTEV", "P1D", None, "2023-09-13TEV"),
        ("XXXX-WXX", "-P1W", None, "2023-W36"),
        ("XXXX-WXX-WE", "P0W", None, "2023-W37-WE"),
        ("XXXX-XX", "-P1M", None, "2023-08"),
        ("XXXX", "P1Y", None, "2024"),
        ("XXX", "-P10Y", None, "201"),
        ("XX", "-P100Y", None, "19"),
        ("XXXX-QX", "P0M", None, "2023-Q3"),
        ("XXXX-XX-XX", None, None, "XXXX-XX-XX"),
    ],
)
def test_seen_from_a_tuesday(value: str, shift: str | None, direction: Direction | None, expected: str) -> None:
    assert resolve(time(value, shift, direction), TUESDAY) == expected


@pytest.mark.parametrize("value", ["XXXX-WXX-3", "XXXX-07", "XXXX-XX-XX"])
@pytest.mark.parametrize("published", [None, Published(None, None, "unknown"), Published("2023-01-01", None, "after")])
def test_without_a_date_it_stays_open(value: str, published: Published | None) -> None:
    assert resolve(time(value, "-P1D", "past"), published) == value


def test_an_interval_in_which_all_days_agree() -> None:
    week = Published("2023-09-11", "2023-09-12", "inferred")
    assert resolve(time("XXXX-WXX-3", direction="past"), week) == "2023-09-06"
    assert resolve(time("XXXX-07", direction="past"), week) == "2023-07"


def test_an_interval_that_is_too_wide() -> None:
    month = Published("2023-09-01", "2023-09-30", "inferred")
    assert resolve(time("XXXX-WXX-3", direction="past"), month) == "XXXX-WXX-3"
    assert resolve(time("XXXX", "-P1Y"), month) == "2022"


def test_the_hour_of_publication_does_not_matter() -> None:
    late = Published("2023-09-12T23:50:00+02:00", "2023-09-12T23:50:00+02:00", "given")
    assert resolve(time("XXXX-XX-XX", "-P1D"), late) == "2023-09-11"


def test_a_full_date_needs_nothing() -> None:
    full = Time(start=0, end=1, type="DATE", value="2022-04-13", by=By(rule="t"))
    assert resolve(full, None) == "2022-04-13"
    assert date_of(full, None) == "2022-04-13"


@pytest.mark.parametrize(
    ("value", "shift", "expected"),
    [
        ("P24Y", "-P24Y", "1999"),
        ("P3M", "-P3M", "2023-06"),
        ("P2W", "P2W", "2023-W39"),
        ("P5D", "-P5D", "2023-09-07"),
        ("P5D", None, None),
    ],
)
def test_a_length_keeps_its_value_and_leads_to_a_date(value: str, shift: str | None, expected: str | None) -> None:
    length = time(value, shift, type_="DURATION")
    assert resolve(length, TUESDAY) == value
    assert date_of(length, TUESDAY) == expected


def test_no_date_comes_from_what_stays_open() -> None:
    assert date_of(time("XXXX-07"), TUESDAY) is None
    assert date_of(time("PRESENT_REF"), TUESDAY) is None
    assert date_of(time("P1D", type_="SET"), TUESDAY) is None


def test_shifts_over_the_end_of_a_month() -> None:
    assert shifted(date(2023, 3, 31), "-P1M") == date(2023, 2, 28)
    assert shifted(date(2024, 2, 29), "P1Y") == date(2025, 2, 28)
    assert shifted(date(2023, 1, 1), "-PT24H") == date(2022, 12, 31)


def test_a_shift_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="gestern"):
        shifted(date(2023, 3, 31), "gestern")


def test_years_before_the_first_stay_open() -> None:
    assert resolve(time("XXXX", "-P5000Y"), TUESDAY) == "XXXX"


def test_the_day_of_a_value() -> None:
    assert to_day("2023-09-12TEV") == date(2023, 9, 12)
    assert to_day("2023-09") is None
    assert to_day("2023-13-40") is None
