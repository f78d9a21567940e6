"""When somebody said what a statement gives: two statements in other words are one only if they are of one occasion."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.annotations import AnnotatedArticle, Statement, Token
from quellenlage.domain.days import Days, days_of
from quellenlage.german.calendar import date_of
from quellenlage.german.lexicon import load_words

CLOSE = 3
"""Days within which two outlets tell one occasion in words of their own. Pairs of sure claims in other words of 33
stories of FANG-COVID, read by the author: of those up to three days apart few were of two occasions, of those four to
ten days apart some, of those farther apart nearly all."""
TOLD_WITHIN = 10
"""Days within which what somebody said is still told with a long run of his words. In the same reading phrases that
were farther apart were said again (*kein Stein auf dem anderen* in two debates)."""
WEEK = 7
"""Days that a date beside a verb of saying spans at most."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The days on which a statement was made, as far as the text and the article's date tell, and whether the text
    tells it as past already (`retold`: *hatte gesagt*) without giving the day."""

    days: Days | None
    retold: bool = False


def occasion_of(member: AnnotatedArticle, statement: Statement) -> Occasion:
    """The day that stands beside the verb of saying (*hatte am 3. März gesagt*), else the day of the article."""
    published = member.article.published
    out = published.days if published is not None else None
    cue = min((s.start for s in statement.cue), default=None)
    if cue is None:
        return Occasion(out)
    marks = member.annotations
    at = marks.sentence_at(cue)
    if at is None:
        return Occasion(out)
    sentence = marks.sentences[at].span
    first = bisect_left(marks.times, sentence.start, key=lambda t: t.start)
    last = bisect_left(marks.times, sentence.end, key=lambda t: t.start)
    dated = [
        (abs(t.start - cue), days)
        for t in marks.times[first:last]
        if t.type in ("DATE", "TIME") and not t.in_furniture and not any(q.overlaps(t.span) for q in statement.quote)
        if (days := days_of(date_of(t, published) or "")) is not None
        if days.length <= WEEK and (out is None or days.first <= out.last)
    ]
    if dated:
        return Occasion(min(dated)[1])
    return Occasion(out, _is_pluperfect(marks.tokens, statement))


def days_apart(a: Occasion, b: Occasion) -> int:
    """Days between two occasions at least; 0 where one is unknown."""
    return 0 if a.days is None or b.days is None else a.days.apart(b.days)


def _is_pluperfect(tokens: Sequence[Token], statement: Statement) -> bool:
    forms = load_words("pluperfect_auxiliaries")
    inside = (
        tokens[i].text.lower()
        for s in statement.cue
        for i in range(
            bisect_left(tokens, s.start, key=lambda t: t.start), bisect_left(tokens, s.end, key=lambda t: t.start)
        )
    )
    return not forms.isdisjoint(inside)
