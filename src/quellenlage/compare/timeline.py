"""The chronicle: what happened when, one line per date and happening, told by the clearest sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quellenlage.compare.clauses import Clauses
from quellenlage.compare.happenings import SAME, Happening, Rarity, happenings_of, rarity_in, score
from quellenlage.compare.order import in_order
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Annotations, Event, EventType, Modality, Statement, Time
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Period, TimelineRow
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.calendar import date_of
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_words

SAME_HAPPENING = 0.5
"""Share of the shorter sentence's content words that two sentences about one date must share to be one line."""
RETOLD = 0.8
"""Share of the longer sentence's content words that two sentences of one article share that tell the same twice."""
FEW = 3
"""Content words two sentences must share at least, however short they are."""
LETTERS = 4
"""Letters a content word has at least."""
MOST_ALIKE = 200
"""Lines of one date that may share a name before it says nothing: in a story about one town all share it."""
LONG_BEFORE = timedelta(days=14)
"""What lies longer before an article's day is background in it. Own choice: two weeks, the reach of *vergangene Woche*
and of a date without its year in daily news."""
BEFORE = timedelta(days=7)
"""The same for what is told in the pluperfect."""

SENTENCE = 5
"""Words from which on a line without a full stop is a sentence broken off; shorter ones are notes (*Montag, 9 Uhr*)."""
LONGEST_ADDED = 300
"""Characters before a sentence that are shown with it, because it cannot be read without them."""
POINTING = 12
"""Words of a sentence that only points back."""
FAR_AHEAD = timedelta(days=270)
"""A month or day without its year that is counted to a day so far ahead was told as past in a way that was not seen."""
OLDEST = 1800
"""Bare figures below it are numbers more often than years."""

_COMPARED = re.compile(
    r"\b(?:wie|als) (?:noch|zuletzt|schon)\b(?: \w+)?\s*\Z|\bals (?:noch )?vor\s*\Z|"
    r"\b(?:so \w+|gleich\w*|dieselben?) [^,;]*\bwie (?:\w+ ){0,2}\Z"
)
_POINTS_BACK = re.compile(r"(?:Das|Dies) [a-zäöüß]")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_TITLE_WITH_YEAR = re.compile(r"[„“\"»«‚‘'](?:[\w-]+ ){0,3}\Z")
"""What stands before a year that ends a name in quotation marks (*„Bahnhof 2040“*)."""
_CLOSES = "“”\"»«‘’'"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-\d{2})?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_MONTHS = re.compile(r"(\d{4})-(SP|SU|FA|Q[1-4])")
_FIRST_AND_LAST = {
    "SP": "03 05",
    "SU": "06 08",
    "FA": "09 11",
    "Q1": "01 03",
    "Q2": "04 06",
    "Q3": "07 09",
    "Q4": "10 12",
}
"""Months of a season as meteorology and news count them, and of a quarter; a winter lies in two years."""
_CLOCK = re.compile(r"T(\d\d:\d\d|MO|MI|AF|EV|NI)")
_HOURS = {"MO": "08:00", "MI": "12:00", "AF": "15:00", "EV": "19:00"}
"""Where a part of the day stands among the hours of its day; a night may be that before or after it."""
_NIGHT_BEFORE, _NIGHT_AFTER = "03:00", "23:00"
_NO_HOUR = "24:00"
"""What gives no time of day comes behind what does, in the order in which it is told."""
_CERTAIN: tuple[Modality, ...] = ("factual", "reported", "alleged", "planned", "hypothetical", "denied")
"""From what happened to what did not: where articles differ, the first holds (what was planned has come to pass)."""

_ELSEWHERE: Mapping[Modality, str] = {
    "factual": "elsewhere told as factual",
    "reported": "elsewhere told as reported",
    "alleged": "elsewhere told as alleged",
    "planned": "elsewhere told as planned",
    "hypothetical": "elsewhere told as hypothetical",
    "denied": "elsewhere told as denied",
}


@dataclass(frozen=True)
class Dated:
    """A sentence and one date it gives: what it says happened then, and how the date hangs in it."""

    period: Period
    evidence: Evidence
    text: str
    words: frozenset[str]
    said: str
    happening: Happening | None
    event_type: EventType | None
    modality: Modality
    background: bool
    heading: bool
    of_a_thing: bool
    hour: str = _NO_HOUR


def find_timeline(members: Sequence[AnnotatedArticle]) -> tuple[TimelineRow, ...]:
    """The dated sentences of a story in the order of their dates.

    Within a day: by the time of day, as far as the texts give it, then in the order of telling. Sentences that say the
    same of one date share a line, whatever their articles; the text is the clearest of them, verbatim. The date is as
    precise as the text gives it. Background is what every article of a line tells as long past. A line whose date
    belongs to a thing (*im Vertrag von 2018*), not to what happens, is not sure; neither is one that tells what might
    have been, nor a sentence that breaks off.
    """
    ordered = in_order(members)
    found = {(h.article, h.time.start): h for member in ordered for h in happenings_of(member)}
    rarity = rarity_in(found.values())
    by_date: dict[Period, list[Dated]] = defaultdict(list)
    for member in ordered:
        for dated in _dated_sentences(member, found):
            by_date[dated.period].append(dated)
    order = {member.article.id: place for place, member in enumerate(ordered)}
    rows = [(_place(group, order), _row(group, order)) for d in by_date.values() for group in _happenings(d, rarity)]
    return tuple(row for _, row in sorted(rows, key=lambda r: r[0]))


def _place(group: Sequence[Dated], order: Mapping[str, int]) -> tuple[object, ...]:
    """What lines are ordered by: date, time of day, then where it is told first."""
    period = group[0].period
    told = min((order[d.evidence.article], d.evidence.start, d.evidence.end) for d in group)
    return _start(period), period.to or "", min(d.hour for d in group), told


def _dated_sentences(member: AnnotatedArticle, found: Mapping[tuple[str, int], Happening]) -> Iterator[Dated]:
    """Every sentence of the prose once for each date in it that stands in a calendar."""
    article, marks = member.article, member.annotations
    seen: set[tuple[int, Period]] = set()
    clauses = Clauses(marks.tokens)
    for time in marks.times:
        index = marks.sentence_at(time.start)
        if time.in_furniture or time.type == "SET" or index is None or not _is_a_date(time, article.text, marks):
            continue
        value = date_of(time, article.published)
        period = period_of(value) if value else None
        if period is None or (index, period) in seen or not _possible(period, time, article.published, article.text):
            continue
        seen.add((index, period))
        span = marks.sentences[index].span
        event = _event_at(marks.events, time, span)
        statement = _statement_at(marks.statements, time)
        section = next((p.kind for p in marks.structure if p.span.overlaps(span)), "body")
        whole = _readable(span, marks, article.text)
        yield Dated(
            period=period,
            evidence=Evidence(article.id, *whole),
            text=whole.of(article.text),
            words=_content(span.of(article.text), time.span, span),
            said=time.span.of(article.text),
            happening=found.get((article.id, time.start)),
            event_type=event.type if event is not None else None,
            modality=_modality(event, statement, time, clauses, ahead=_is_ahead(period, time, article.published)),
            background=_is_background(period, time, article.published, clauses),
            heading=section in ("title", "standfirst", "subhead"),
            of_a_thing=_of_a_thing(time, event, clauses)
            or _of_a_relative(period, time, clauses)
            or _only_compared(period, time, span, article.text),
            hour=_hour(time, span, marks, article.text),
        )


def _hour(time: Time, sentence: Span, marks: Annotations, text: str) -> str:
    """The time of day that the date itself gives (*am Dienstagabend*), else one of the same day beside it (*am Dienstag
    um 4 Uhr*): in the same words of somebody, or both in those of the outlet."""
    own = _hour_of(time, text)
    if own != _NO_HOUR:
        return own
    said = _statement_at(marks.statements, time)
    beside = (
        t
        for t in marks.times
        if sentence.contains(t.span) and t.value.startswith(f"{time.value}T") and not t.in_furniture
    )
    return next((_hour_of(t, text) for t in beside if _statement_at(marks.statements, t) is said), _NO_HOUR)


def _hour_of(time: Time, text: str) -> str:
    found = _CLOCK.search(time.value)
    if found is None:
        return _NO_HOUR
    if found[1] != "NI":
        return _HOURS.get(found[1], found[1])
    words = time.span.of(text).casefold()
    if " zu" in words:
        # "in der Nacht zum Mittwoch" is dated by the Wednesday
        return _NIGHT_BEFORE
    return _NIGHT_AFTER if re.search(r"\wnacht\b", words) else _NO_HOUR


def _event_at(events: Sequence[Event], time: Time, sentence: Span) -> Event | None:
    """The event that the date is said to be of, else the one whose words it stands in."""
    inside = [e for e in events if not e.in_furniture and sentence.contains(e.trigger)]
    dated = [e for e in inside if e.date_span is not None and e.date_span.overlaps(time.span)]
    around = [e for e in inside if e.date_span is None and e.evidence.contains(time.span)]
    return min(dated or around, key=lambda e: (e.evidence.length, e.trigger), default=None)


def _statement_at(statements: Sequence[Statement], time: Time) -> Statement | None:
    """The innermost statement of somebody that the date stands in."""
    around = [
        s
        for s in statements
        if s.mode != "narration" and not s.in_furniture and any(q.contains(time.span) for q in s.quote)
    ]
    return min(around, key=lambda s: (s.span.length, s.span), default=None)


def _modality(
    event: Event | None, statement: Statement | None, time: Time, clauses: Clauses, *, ahead: bool
) -> Modality:
    """How the sentence tells it; `ahead`: on a day after the article's, which nobody can tell as a fact."""
    at = clauses.last_in(time.span)
    if at is not None and (clauses.unreal(at) or (statement is None and clauses.conditional(at))):
        return "hypothetical"
    if statement is not None and statement.stance == "denies":
        return "denied"
    forecast = statement is not None and statement.stance == "speculates"
    if not ahead and at is not None and clauses.hearsay(at):
        # whatever it is that was planned then: "soll den Umzug vorbereitet haben"
        return "reported" if statement is not None and not forecast else "alleged"
    if event is not None and event.modality not in ("factual", "reported"):
        return event.modality
    if forecast and (ahead or time.direction == "future"):
        # "werde voraussichtlich verkündet" is to come; "würden sechs überleben" nobody plans
        return "alleged" if at is None or clauses.subjunctive_two(at) else "planned"
    if ahead or (at is not None and clauses.announced(at)):
        return "planned"
    if statement is not None:
        open_ = forecast or statement.certainty in ("possible", "probable")
        return "alleged" if open_ else "reported"
    return event.modality if event is not None else "factual"


def _is_ahead(period: Period, time: Time, published: Published | None) -> bool:
    """True for what begins after the last day on which the article may have come out; the verb decides where that is
    not known."""
    last = published.last if published is not None else None
    if last is None or period.from_ is None:
        return time.direction == "future"
    return period.from_ > last.isoformat()[: len(period.from_)]


def _readable(sentence: Span, marks: Annotations, text: str) -> Span:
    """A sentence that ends a quotation of several, with all of it; a short one that only says who said so (*Das teilte
    der Kreis am Montag mit*), with the one before it."""
    starts = [
        q.start for s in marks.statements if s.mode == "direct" for q in s.quote if q.start < sentence.start < q.end
    ]
    if starts and sentence.start - min(starts) <= LONGEST_ADDED:
        return Span(min(starts), sentence.end)
    index = marks.sentence_at(sentence.start)
    if _POINTS_BACK.match(sentence.of(text)) and len(words_of(sentence.of(text))) <= POINTING and index:
        before = marks.sentences[index - 1].span
        if "\n" not in text[before.end : sentence.start] and before.length <= LONGEST_ADDED:
            return Span(before.start, sentence.end)
    return sentence


def _is_background(period: Period, time: Time, published: Published | None, clauses: Clauses) -> bool:
    """True for a date long before the article came out, and for one told in the pluperfect that is not just past."""
    end = _last_day(period)
    if published is None or published.first is None:
        return (time.shift or "").startswith("-") and "Y" in (time.shift or "")
    if end is None:
        return False
    at = clauses.last_in(time.span)
    pluperfect = at is not None and clauses.pluperfect(at)
    return published.first - end > (BEFORE if pluperfect else LONG_BEFORE)


def _first_day(value: str) -> date:
    """The first day of a day, month or year."""
    return date.fromisoformat(value + "-01-01"[: 10 - len(value)])


def _last_day(period: Period) -> date | None:
    """The last day of a period, whatever its precision."""
    to = period.to
    if to is None:
        return None
    if len(to) == 10:
        return date.fromisoformat(to)
    year, month = (int(to), 12) if len(to) == 4 else (int(to[:4]), int(to[5:]))
    first_of_next = date(year + month // 12, month % 12 + 1, 1) if year < date.max.year else date.max
    return first_of_next - timedelta(days=1)


def _of_a_thing(time: Time, event: Event | None, clauses: Clauses) -> bool:
    """True for the date of a noun that is no happening (*der Vertrag von 2018*, *die Zahlen für Juni*), for one that
    tells from when on something holds (*das erste Treffen seit 2020*, *seit der Schließung im Januar 2020*), and for
    one of an attribute (*die ab 2022 laufenden Tests*)."""
    at = clauses.last_in(time.span)
    if at is not None and (clauses.since(at) or clauses.in_attribute(at, time.span)):
        return True
    noun = None if at is None else clauses.noun_above(at, time.span)
    if noun is None:
        return False
    token = clauses.tokens[noun]
    return event is None or not event.trigger.overlaps(Span(token.start, token.end))


def _of_a_relative(period: Period, time: Time, clauses: Clauses) -> bool:
    """True for a year in a relative clause (*das Werk, das 1998 gebaut wurde*): the sentence tells something else."""
    at = clauses.last_in(time.span)
    return at is not None and period.from_ == period.to and len(period.from_ or "") == 4 and clauses.in_relative(at)


def _is_a_date(time: Time, text: str, marks: Annotations) -> bool:
    """False for the year of a title, a bare number (*von 500 bis 1500*), and a span that leads to no date (*in den
    nächsten sechs Monaten*)."""
    said = time.span.of(text)
    if time.type == "DURATION" and said.partition(" ")[0].lower() in load_words("definite_articles"):
        return False
    if _YEAR.fullmatch(said) and (int(said) < OLDEST or any(q.span.overlaps(time.span) for q in marks.quantities)):
        return False
    return not _in_a_name(text, time)


def _in_a_name(text: str, time: Time) -> bool:
    """True for the year of a title: *das Papier „Bahnhof 2040“* gives no date."""
    bare = _YEAR.fullmatch(time.span.of(text))
    closed = text[time.end : time.end + 1] in _CLOSES and time.end < len(text)
    return bool(bare and closed and _TITLE_WITH_YEAR.search(text, max(0, time.start - 60), time.start))


def _possible(period: Period, time: Time, published: Published | None, text: str) -> bool:
    """False for a date that the sentence around it contradicts: one that was counted from another day and lies ahead of
    an article that tells it as past, or behind one that announces it (*lud für Donnerstag ein*)."""
    if published is None or published.first is None or published.last is None or _YEAR.search(time.span.of(text)):
        return True
    if time.shift is None and period.from_ and _first_day(period.from_) - published.last > FAR_AHEAD:
        return False
    # "für Donnerstag" is announced whatever the verb; "die Zahlen für Juni" are not
    day_after_for = len(period.from_ or "") == 10 and text[max(0, time.start - 5) : time.start].endswith(" für ")
    ahead = time.direction == "future" or day_after_for
    behind = not ahead and (time.direction == "past" or (time.type == "TIME" and not time.needs_dct))
    if ahead and period.to:
        return period.to >= published.first.isoformat()[: len(period.to)]
    if behind and period.from_:
        return period.from_ <= published.last.isoformat()[: len(period.from_)]
    return True


def period_of(value: str) -> Period | None:
    """The period that a TIMEX3 value names, as precise as it is: a day, a month, a year, the days of a
    week, the months of a season or quarter."""
    if value.startswith("0000"):
        return None
    if match := _DAY.fullmatch(value):
        return Period(match[1], match[1])
    if _MONTH_OR_YEAR.fullmatch(value):
        return Period(value, value)
    if match := _MONTHS.fullmatch(value):
        first, last = _FIRST_AND_LAST[match[2]].split()
        return Period(f"{match[1]}-{first}", f"{match[1]}-{last}")
    if match := _WEEK.fullmatch(value):
        monday = _monday(int(match[1]), int(match[2]))
        if monday is not None:
            start, end = monday + timedelta(5 if match[3] else 0), monday + timedelta(6)
            return Period(start.isoformat(), end.isoformat())
    return None


def _monday(year: int, week: int) -> date | None:
    return date.fromisocalendar(year, week, 1) if 1 <= week <= 52 or (week == 53 and _has_53_weeks(year)) else None


def _has_53_weeks(year: int) -> bool:
    return date(year, 12, 28).isocalendar().week == 53


def _content(text: str, time: Span, sentence: Span) -> frozenset[str]:
    """Lemmas of the longer words, without those of the date itself."""
    at = time.shift(-sentence.start)
    words = words_of(text[: at.start] + " " + text[at.end :])
    return frozenset(fold(lemma_of(w)) for w in words if len(w) >= LETTERS)


def _only_compared(period: Period, time: Time, sentence: Span, text: str) -> bool:
    """True for what is said for a month or a year (*die Prognose für das laufende Jahr*), and for a date that something
    is compared with (*so billig wie zuletzt 1999*, *mehr als noch vor einem Monat*)."""
    before = text[sentence.start : time.start].casefold()
    return (len(period.from_ or "") < 10 and before.endswith("für ")) or bool(_COMPARED.search(before))


def _happenings(dated: list[Dated], rarity: Rarity) -> list[list[Dated]]:
    """Sentences about one date, grouped by what they say: each joins the group whose first sentence it agrees with
    most, and only groups that share a word or name are looked at."""
    groups: list[list[Dated]] = []
    with_word: dict[str, list[int]] = defaultdict(list)
    for each in sorted(dated, key=lambda d: (d.heading, -len(d.words), d.evidence)):
        keys = _keys(each)
        near = sorted({i for w in keys if len(with_word[w]) <= MOST_ALIKE for i in with_word[w]})
        scored = [(value, -i) for i in near if (value := _agreement(each, groups[i], rarity)) > 0]
        if scored:
            groups[-max(scored)[1]].append(each)
            continue
        for word in keys:
            with_word[word].append(len(groups))
        groups.append([each])
    return groups


def _keys(each: Dated) -> frozenset[str]:
    happening = each.happening
    return each.words if happening is None else each.words | happening.people | happening.places | happening.words


def _agreement(each: Dated, group: Sequence[Dated], rarity: Rarity) -> float:
    """How much speaks for one happening, from half a point on for shared words and from one on for what, who and where;
    0 if nothing does. Sentences in one article differ, unless one is a heading or they are nearly the same."""
    first = group[0]
    own = [d for d in group if d.evidence.article == each.evidence.article and not d.heading]
    if not each.heading and any(not _is_retold(each, d) for d in own):
        return 0.0
    if _other_people(each.happening, first.happening):
        return 0.0
    shared = len(each.words & first.words)
    share = shared / min(len(each.words), len(first.words)) if shared >= FEW else 0.0
    told = 0.0
    if each.happening is not None and first.happening is not None:
        told = score(each.happening, first.happening, rarity) / SAME
        told = told if each.happening.kind and each.happening.kind == first.happening.kind else 0.0
    if told >= 1.0:
        return told
    return share if share >= SAME_HAPPENING else 0.0


def _is_retold(a: Dated, b: Dated) -> bool:
    """True for two sentences of one article that are nearly the same, numbers and all."""
    shared = len(a.words & b.words)
    numbers = (_NUMBER.findall(a.text), _NUMBER.findall(b.text))
    return shared >= FEW and shared >= RETOLD * max(len(a.words), len(b.words)) and numbers[0] == numbers[1]


def _other_people(a: Happening | None, b: Happening | None) -> bool:
    """True where both name people and nobody is the same, be it by the family name alone."""
    if a is None or b is None or not a.people or not b.people:
        return False
    return not any(x.endswith(y) or y.endswith(x) for x in a.people for y in b.people)


def _row(group: list[Dated], order: Mapping[str, int]) -> TimelineRow:
    """One line; `order` is the place of each article by publication."""
    evidence = tuple(sorted({d.evidence for d in group}))
    clearest = min(group, key=_clearness)
    # "der erste Besuch seit 2000 ist geplant": that is not how the one of 2000 is told
    telling = [d for d in group if not d.of_a_thing] or group
    modality = min((d.modality for d in telling), key=_CERTAIN.index)
    types = [d.event_type for d in sorted(group, key=_clearness) if d.event_type is not None]
    phrase = "date in the text" if _YEAR.search(clearest.said) else "counted from the publication date"
    others = sorted({d.modality for d in telling} - {modality}, key=_CERTAIN.index)
    # what a page cut in two says neither who nor what
    broken = not clearest.heading and not _whole(clearest.text) and len(words_of(clearest.text)) >= SENTENCE
    return TimelineRow(
        id=digest("timeline", clearest.period.from_ or "", *(str(x) for x in _identity(group))),
        date=clearest.period,
        text=even(clearest.text),
        event_type=next((t for t in types if t != "OTHER"), types[0] if types else None),
        modality=modality,
        articles=tuple(sorted({d.evidence.article for d in group}, key=order.__getitem__)),
        evidence=evidence,
        background=all(d.background for d in group),
        reasons=(
            f"{phrase}: {even(clearest.said)}",
            *(_ELSEWHERE[m] for m in others),
            *(("date of a thing",) if all(d.of_a_thing for d in group) else ()),
            *(("sentence broken off",) if broken else ()),
        ),
        sure=not all(d.of_a_thing for d in group) and modality != "hypothetical" and not broken,
    )


def _clearness(dated: Dated) -> tuple[object, ...]:
    """Whole sentences that tell what happened, in the outlet's words, of somebody who is named; then the shortest."""
    words = words_of(dated.text)
    return (
        not _whole(dated.text) or dated.heading,
        dated.of_a_thing,
        _CERTAIN.index(dated.modality),
        not words or words[0] in load_words("clause_pronouns"),
        len(dated.text),
        dated.evidence,
    )


def _identity(group: list[Dated]) -> tuple[str, int, int]:
    first = min(d.evidence for d in group)
    return first.article, first.start, first.end


def _whole(text: str) -> bool:
    """True for a sentence that ends as one and is no heading."""
    return text.rstrip('"“”»«’‘)').endswith((".", "!", "?", "…", ":")) and len(words_of(text)) >= SENTENCE


def _start(period: Period) -> str:
    """A month or year sorts before its first day."""
    return period.from_ or ""
