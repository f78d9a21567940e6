"""Articles as they were read, and inputs that were refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quellenlage.domain.days import Days, day_of, days_between, last_day_of


@dataclass(frozen=True, slots=True)
class Published:
    """When an article came out: an instant, a day, or an interval with a reason.

    `from_` and `to` are ISO 8601: a day (`2025-09-12`) or an instant with its zone (`2025-09-12T14:30:00+02:00`); a
    bound that evidence gives no closer is a month (`2025-09`) or a year (`2025`). They are equal when the moment is
    known as closely as they are written; None is an open end. `reason` says where they come from.
    """

    from_: str | None
    to: str | None
    reason: str

    @property
    def first(self) -> date | None:
        """The earliest possible day."""
        return day_of(self.from_)

    @property
    def last(self) -> date | None:
        """The latest possible day."""
        return last_day_of(self.to)

    @property
    def days(self) -> Days | None:
        """The days on which it may have come out, an unknown end open; None where neither is known."""
        return days_between(self.from_, self.to)

    @property
    def day(self) -> date | None:
        """The day, if both bounds fall on the same one; what relative dates are counted from."""
        return self.first if self.first is not None and self.first == self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text published by one outlet.

    `text` equals the decoded input code point for code point (for HTML: the extraction); every offset counts in it.
    `input` is the name of what was read, or `name:row` (`-` is standard input). `content_hash` is the SHA-256 of the
    bytes read, kept where text was extracted from them (HTML, DOCX), so that the same bytes are not read again.
    """

    id: str
    text: str
    input: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: Published | None = None
    language: str | None = None
    given_id: str | None = None
    other_urls: tuple[str, ...] = ()
    content_hash: str | None = None
    version_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """An article without its text. `number` counts in order of arrival; `published` is the settled date, if there is
    one, else the given one."""

    number: int
    id: str
    input: str
    outlet: str | None
    url: str | None
    title: str | None
    language: str | None
    version_of: str | None
    published: Published | None


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was not taken, with one line that says why and what to do.

    `reason` has the form `phrase` or `phrase: detail`; the phrase comes from a closed set that the interface
    translates, the detail is data (a number, a name, the words of another program).
    """

    input: str
    reason: str
