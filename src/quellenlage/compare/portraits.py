"""What stories are made from: the little that is kept of an article while the whole corpus is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quellenlage.compare.order import first_version, order_key
from quellenlage.compare.overviews import lists_matters
from quellenlage.compare.vocabulary import Terms, terms_of
from quellenlage.domain.annotations import AnnotatedArticle, Time
from quellenlage.domain.article import Published
from quellenlage.domain.days import Days, days_of
from quellenlage.domain.span import Span
from quellenlage.german.calendar import date_of

LEAD = 3
"""Sentences at the beginning of an article that say when its news happened; dates further down may be of its past."""
CLOSE = 33
"""Days that what the lead gives for its news has less of: a month, or a stretch up to the same day of the next one."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """An article without its text: some kB instead of a hundred.

    `place` is where it stands in the order of the corpus: day, moment, id. `published` bounds the time it came out at.
    `told` is the stretch that the text itself gives for its news, where it was published on no known day. `family` is
    the id of its first version. `overview` is True where the text sets many matters side by side."""

    place: tuple[str, str, str]
    family: str
    outlet: str | None
    title: str
    published: Published | None
    told: Days | None
    terms: Terms
    overview: bool = False

    @property
    def article(self) -> str:
        """The article's id."""
        return self.place[2]

    @property
    def day(self) -> str:
        """The day under which the article is sorted."""
        return self.place[0]

    @property
    def began(self) -> str:
        """Sorts articles in time; those without a date come last."""
        return (self.published.from_ if self.published else None) or "~"

    @property
    def first(self) -> date | None:
        """The earliest day known of the time it came out at; the latest where no other is known."""
        return (self.published.first or self.published.last) if self.published else None

    @property
    def last(self) -> date | None:
        """The latest day known of the time it came out at; the earliest where no other is known."""
        return (self.published.last or self.published.first) if self.published else None


def portray(member: AnnotatedArticle) -> Portrait:
    """The portrait of an article."""
    article = member.article
    return Portrait(
        place=order_key(article),
        family=first_version(article),
        outlet=article.outlet,
        title=title_of(member),
        published=article.published,
        told=None if article.published and article.published.day else told_in_lead(member),
        terms=terms_of(member),
        overview=lists_matters(article.text),
    )


def title_of(member: AnnotatedArticle) -> str:
    """The article's own words: its title, else its headline, else its first sentence."""
    article, marks = member.article, member.annotations
    if article.title and article.title.strip():
        return " ".join(article.title.split())
    for kind in ("title", "standfirst"):
        for part in marks.structure:
            if part.kind == kind:
                return " ".join(part.span.of(article.text).split())
    prose = _prose(member)
    return " ".join((prose[0].of(article.text) if prose else article.text[:120]).split())


def told_in_lead(member: AnnotatedArticle) -> Days | None:
    """The latest day or month that the beginning of the article gives in full and does not announce; None if it gives
    none, or if a later date stands further down: then the article is younger, nobody knows by how much."""
    prose = _prose(member)
    times = [(t, days) for t in member.annotations.times if not t.in_furniture and (days := _days_of(t)) is not None]
    past = [(t, days) for t, days in times if t.direction != "future"]
    lead = [days for t, days in past if any(s.contains(t.span) for s in prose[:LEAD])]
    exact = [days for days in lead if days.closer_than(CLOSE)]
    if not exact:
        return None
    latest = max(exact, key=lambda days: (days.last, days.first))
    return None if any(latest.before(days) for _, days in past) else latest


def _prose(member: AnnotatedArticle) -> list[Span]:
    """The sentences outside page matter."""
    page = [f.span for f in member.annotations.furniture]
    return [s.span for s in member.annotations.sentences if not any(p.overlaps(s.span) for p in page)]


def _days_of(time: Time) -> Days | None:
    """The days that a time expression names by itself, whenever it was written."""
    value = date_of(time, None) if time.type in ("DATE", "TIME") else None
    return days_of(value) if value else None
