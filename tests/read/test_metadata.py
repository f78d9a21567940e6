"""Dates as people write them, front matter, addresses."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.read.metadata import Given, front_matter, given_in, outlet_of, published


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("2025-10-14", "2025-10-14"),
        ("2025-10-4", "2025-10-04"),
        ("20251014", "2025-10-14"),
        ("2025-10-14 13:45", "2025-10-14T13:45:00+02:00"),
        ("2025-10-14T13:45:09+02:00", "2025-10-14T13:45:09+02:00"),
        ("2025-10-14T13:45:09.123Z", "2025-10-14T15:45:09+02:00"),
        ("2025-01-14T23:30:00Z", "2025-01-15T00:30:00+01:00"),
        ("2025-10-14T08:00:00-04:00", "2025-10-14T08:00:00-04:00"),
        ("2025-10-14T00:00:00", "2025-10-14"),
        ("2025/10/14", "2025-10-14"),
        ("14. Oktober 2025", "2025-10-14"),
        ("Dienstag, 14. Oktober 2025", "2025-10-14"),
        ("Di., 14. Okt. 2025", "2025-10-14"),
        ("14.10.2025", "2025-10-14"),
        ("1.3.25", "2025-03-01"),
        ("14.10.2025, 13:45 Uhr", "2025-10-14T13:45:00+02:00"),
        ("14.10.2025 um 13.45 Uhr", "2025-10-14T13:45:00+02:00"),
        ("Stand: 14.01.2025, 13:45 Uhr", "2025-01-14T13:45:00+01:00"),
        ("14. Jänner 2025", "2025-01-14"),
        ("3. März 2024", "2024-03-03"),
        ("October 14, 2025", "2025-10-14"),
        ("Tue, 14 Oct 2025 13:45:00 +0200", "2025-10-14T13:45:00+02:00"),
        ("Tue, 14 Oct 2025 11:45:00 GMT", "2025-10-14T13:45:00+02:00"),
        (date(2025, 10, 14), "2025-10-14"),
        (datetime(2025, 10, 14, 13, 45, tzinfo=ZoneInfo("UTC")), "2025-10-14T15:45:00+02:00"),
    ],
)
def test_a_date(written: object, first: str) -> None:
    when = published(Given(date=written, date_from="front matter"))
    assert when is not None
    assert (when.from_, when.to, when.reason) == (first, first, "front matter")


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("September 2025", ("2025-09-01", "2025-09-30")),
        ("2025", ("2025-01-01", "2025-12-31")),
    ],
)
def test_a_month_or_year_is_an_interval(written: str, bounds: tuple[str, str]) -> None:
    when = published(Given(date=written))
    assert when is not None
    assert (when.from_, when.to) == bounds


@pytest.mark.parametrize(
    "written", ["gestern", "32.10.2025", "14.13.2025", "0001-01-01", "2025-02-30", "9999", 17, "14. Brumaire 2025"]
)
def test_no_date_is_invented(written: object) -> None:
    with pytest.raises(ValueError):
        published(Given(date=written))


@pytest.mark.parametrize("written", [None, "", "  "])
def test_no_date_given(written: str | None) -> None:
    assert published(Given(date=written)) is None


@given(st.text(max_size=60))
def test_any_date_is_read_or_refused(written: str) -> None:
    try:
        when = published(Given(date=written))
    except ValueError:
        return
    assert when is None or (when.first is not None and when.last is not None and when.first <= when.last)


def test_front_matter() -> None:
    text = '---\nurl: https://a.example/1\noutlet: "Musterblatt"\ndate: 2025-10-14\nauthors: A. Muster; B. Muster\n'
    text += "---\n\nDer Text.\n"
    found, rest = front_matter(text)
    assert rest == "Der Text.\n"
    assert (found.url, found.outlet, found.date) == ("https://a.example/1", "Musterblatt", "2025-10-14")
    assert found.authors == ("A. Muster", "B. Muster")


def test_front_matter_with_windows_line_ends_and_a_list() -> None:
    found, rest = front_matter(
        "---\r\ntitle: Eins: Zwei\r\nauthors:\r\n  - Max Muster\r\n  - Erika Muster\r\n---\r\nText\r\n"
    )
    assert (found.title, found.authors, rest) == ("Eins: Zwei", ("Max Muster", "Erika Muster"), "Text\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\nEin Text zwischen Strichen.\n---\nMehr.",
        "---\nfarbe: rot\n---\nMehr.",
        "--- \nurl: x\nund Text\n---\n",
        "---\nurl: x\n",
        "Text\n---\nurl: x\n---\n",
    ],
)
def test_dashes_that_are_text(text: str) -> None:
    assert front_matter(text) == (Given(), text)


def test_fields_with_two_names() -> None:
    found = given_in(
        {
            "Source": "Blatt",
            "published": "2025-10-14",
            "header": " Ein  Titel ",
            "author": "Max Muster und Erika Muster",
        },
        "given",
    )
    assert (found.outlet, found.date, found.title) == ("Blatt", "2025-10-14", "Ein Titel")
    assert found.authors == ("Max Muster", "Erika Muster")


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.musterblatt.example/a", "musterblatt.example"),
        ("http://news.musterblatt.example:8080/", "news.musterblatt.example"),
        ("musterblatt.example/a", "musterblatt.example"),
        ("http://[", None),
        ("kein-host", None),
        (None, None),
    ],
)
def test_outlet_from_an_address(url: str | None, outlet: str | None) -> None:
    assert outlet_of(url) == outlet
