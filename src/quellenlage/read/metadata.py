"""What is known about an article besides its text: front matter, sidecar, table of metadata, options; dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from quellenlage.domain.article import Published
from quellenlage.read.encoding import whole_characters

BERLIN = ZoneInfo("Europe/Berlin")
"""Zone of an outlet whose dates name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Metadata as found, before it is understood. `date_from` names where the date stands."""

    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    date: object = None
    date_from: str = "given"
    title: str | None = None
    authors: tuple[str, ...] = ()

    def over(self, other: Given) -> Given:
        """These fields where they are known, else those of `other`."""
        values = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        values["date_from"] = self.date_from if self.date else other.date_from
        return Given(**values)


def published(given: Given) -> Published | None:
    """When the article came out, from `given.date`: ISO 8601, "14. Oktober 2025", "14.10.2025, 13:45 Uhr", RFC 2822, a
    month or a year. None if there is no date; raises ValueError if there is one that is not understood."""
    if given.date is None or not str(given.date).strip():
        return None
    first, last = _moment(given.date)
    return Published(first, last, given.date_from)


def outlet_of(url: str | None) -> str | None:
    """The host of an address without `www.`, or None."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


_FIELDS = {
    "id": "id",
    "url": "url",
    "link": "url",
    "outlet": "outlet",
    "source": "outlet",
    "date": "date",
    "published": "date",
    "title": "title",
    "header": "title",
    "authors": "authors",
    "author": "authors",
}


def given_in(row: Mapping[str, object], date_from: str) -> Given:
    """The metadata among the fields of a row, a sidecar or a front-matter block. A field has two names (outlet or
    source, date or published, title or header); the first wins."""
    lowered = {str(k).strip().casefold(): v for k, v in row.items()}
    values: dict[str, object] = {}
    for name, target in _FIELDS.items():
        value = lowered.get(name)
        if value is None or target in values or (isinstance(value, str) and not value.strip()):
            continue
        values[target] = whole_characters(value) if isinstance(value, str) else value
    authors = values.get("authors")
    return Given(
        id=_words(values.get("id")),
        url=_words(values.get("url")),
        outlet=_words(values.get("outlet")),
        date=values.get("date"),
        date_from=date_from,
        title=_words(values.get("title")),
        authors=_authors(authors),
    )


_FRONT = re.compile(r"---[ \t]*(?:\r\n|\n|\r)((?:[^\r\n]*(?:\r\n|\n|\r)){1,60}?)---[ \t]*(?:(?:\r\n|\n|\r)|$)")
_FRONT_LINE = re.compile(r"(\w[\w-]*)\s*:\s*(.*)")


def front_matter(text: str) -> tuple[Given, str]:
    """The metadata block that `text` begins with, and the text after it; a block counts only if every line has the form
    `key: value` and one key is known. Without one: nothing, and the text as it is."""
    hit = _FRONT.match(text)
    if hit is None:
        return Given(), text
    row: dict[str, object] = {}
    for line in hit.group(1).splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = re.match(r"\s*-\s+(.*)", line)
        pair = _FRONT_LINE.fullmatch(line.strip())
        if item and row and pair is None:
            last = next(reversed(row))
            row[last] = f"{row[last]};{_unquoted(item.group(1))}".strip(";")
        elif pair:
            row[pair.group(1).casefold()] = _unquoted(pair.group(2))
        else:
            return Given(), text
    if not set(row) & set(_FIELDS):
        return Given(), text
    return given_in(row, "front matter"), text[hit.end() :].lstrip("\r\n")


def _unquoted(value: str) -> str:
    plain = (
        value.strip().removeprefix("[").removesuffix("]").strip() if value.strip().startswith("[") else value.strip()
    )
    return plain[1:-1] if len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'" else plain


def _words(value: object) -> str | None:
    if value is None or isinstance(value, dict | list | bool):
        return None
    return " ".join(whole_characters(str(value)).split()) or None


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        parts: list[object] = list(re.split(r"\s*;\s*" if ";" in value else r"\s*,\s*|\s+und\s+", value))
    elif isinstance(value, list | tuple):
        parts = [v.get("name") if isinstance(v, dict) else v for v in value]
    else:
        return ()
    names = (_words(p) for p in parts)
    return tuple(dict.fromkeys(n.strip("\"'") for n in names if n))


# --- dates -----------------------------------------------------------------------------------------------------------

_YEARS = range(1800, 2200)
_LEAD = re.compile(
    r"(?:(?:stand|veröffentlicht|aktualisiert|erschienen|erstellt|publiziert)(?:\s+am)?\s*:?\s+)?(?:[a-zäöü]+\.?,?\s+)?(?:den\s+)?(?=\d)",
    re.IGNORECASE,
)
_CLOCK = r"(?:\s*(?:[,|–-]|um|T)?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?\s*(?:Uhr|h)?)?"
_DAY_MONTH_YEAR = re.compile(
    rf"(?P<day>\d{{1,2}})\.\s*(?:(?P<month>\d{{1,2}})\.|(?P<name>[^\W\d]{{3,10}})\.?)\s*(?P<year>\d{{4}}|\d{{2}}){_CLOCK}\s*(?P<zone>MESZ|CEST|MEZ|CET)?\.?"
)
_ENGLISH = re.compile(rf"(?P<name>[A-Z][a-z]{{2,8}})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_CLOCK}")
_SLASHES = re.compile(rf"(?P<year>\d{{4}})[/.-](?P<month>\d{{1,2}})[/.-](?P<day>\d{{1,2}}){_CLOCK}")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})|(?P<name>[^\W\d]{3,10})\s+(?P<year2>\d{4})")


def _moment(value: object) -> tuple[str, str]:
    """First and last bound of a date; raises ValueError."""
    if isinstance(value, datetime):
        moment = _instant(value)
        return moment, moment
    if isinstance(value, date):
        return _checked(value).isoformat(), value.isoformat()
    if not isinstance(value, str):
        raise ValueError(str(value))  # noqa: TRY004 - one error for all unreadable dates
    words = " ".join(value.split())[:100]
    for form in (_iso, _written, _rfc2822):
        moment_or_none = form(words)
        if moment_or_none is not None:
            return moment_or_none, moment_or_none
    span = _period(words)
    if span is None:
        raise ValueError(words)
    return span


def _iso(words: str) -> str | None:
    if not re.match(r"\d{4}-?\d{2}-?\d{2}(?!\d)|\d{4}-W\d", words):
        return None
    try:
        return _checked(date.fromisoformat(words)).isoformat()
    except ValueError:
        pass
    try:
        return _instant(datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$|Z$)", "", words)))
    except ValueError:
        return None


def _written(words: str) -> str | None:
    plain = words[match.end() :] if (match := _LEAD.match(words)) else words
    hit = _DAY_MONTH_YEAR.fullmatch(plain) or _ENGLISH.fullmatch(words) or _SLASHES.fullmatch(words)
    if hit is None:
        return None
    parts = hit.groupdict()
    month = int(parts["month"]) if parts.get("month") else _months().get((parts.get("name") or "").casefold())
    if month is None:
        return None
    year = int(parts["year"])
    year += 2000 if len(parts["year"]) == 2 else 0
    try:
        day = date(year, month, int(parts["day"]))
        if parts["hour"] is None:
            return _checked(day).isoformat()
        return _instant(
            datetime(*day.timetuple()[:3], int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0)), False
        )
    except ValueError:
        return None


def _rfc2822(words: str) -> str | None:
    if not re.search(r"\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d", words):  # the parser makes dates of any three numbers
        return None
    try:
        return _instant(parsedate_to_datetime(words))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _period(words: str) -> tuple[str, str] | None:
    """A month ("2025-09", "September 2025") or a year, as its first and last day."""
    if re.fullmatch(r"\d{4}", words) and int(words) in _YEARS:
        return f"{words}-01-01", f"{words}-12-31"
    hit = _MONTH.fullmatch(words)
    if hit is None:
        return None
    year = int(hit["year"] or hit["year2"])
    month = int(hit["month"]) if hit["month"] else _months().get(hit["name"].casefold(), 0)
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    return f"{year}-{month:02}-01", f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _instant(moment: datetime, midnight_is_day: bool = True) -> str:
    """ISO instant with zone; midnight without a zone is a day; universal time is told in Berlin's."""
    _checked(moment.date())
    if moment.tzinfo is None and midnight_is_day and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    zoned = moment.replace(tzinfo=BERLIN) if moment.tzinfo is None else moment
    if zoned.tzinfo is UTC or not zoned.utcoffset():
        zoned = zoned.astimezone(BERLIN)
    return zoned.replace(microsecond=0).isoformat()


def _checked(day: date) -> date:
    if day.year not in _YEARS:
        raise ValueError(day.isoformat())
    return day


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in ("en", "de_AT", "de"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                names[name.casefold().rstrip(".")] = number
    return names | {"maerz": 3, "sept": 9, "mrz": 3, "feber": 2}
