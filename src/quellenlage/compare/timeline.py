"""The chronicle: what happened when, one line per date and happening, told by the clearest sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.happenings import SAME, Happening, Rarity, happenings_of, rarity_in, score
from quellenlage.compare.hours import NO_HOUR, hour_of, statement_around
from quellenlage.compare.leads import lead_happening
from quellenlage.compare.order import in_order
from quellenlage.compare.placing import Place, is_ahead, last_day, places_in
from quellenlage.compare.weekdays import UNPLACED, weekday_places
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Annotations, Event, EventType, Modality, Statement, Time
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Period, TimelineRow
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span
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

TWO = 2
"""People that two lines must both name to be one happening without a date that they share."""
SENTENCE = 5
"""Words from which on a line without a full stop is a sentence broken off; shorter ones are notes (*Montag, 9 Uhr*)."""
LONGEST_ADDED = 300
"""Characters before a sentence that are shown with it, because it cannot be read without them."""
POINTING = 12
"""Words of a sentence that only points back."""
OLDEST = 1800
"""Bare figures below it are numbers more often than years."""

_COMPARED = re.compile(
    r"\b(?:wie|als) (?:noch|zuletzt|schon)\b(?: \w+)?\s*\Z|\bals (?:noch )?vor\s*\Z|"
    r"\b(?:so \w+|gleich\w*|dieselben?) [^,;]*\bwie (?:\w+ ){0,2}\Z"
)
_FOR = re.compile(r"\bfür (?:(?:das|den|die|dieses|diesen|diese) )?(?:\w+[ens] )?\Z")
_POINTS_BACK = re.compile(r"(?:Das|Dies) [a-zäöüß]")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_TITLE_WITH_YEAR = re.compile(r"[„“\"»«‚‘'](?:[\w-]+ ){0,3}\Z")
"""What stands before a year that ends a name in quotation marks (*„Bahnhof 2040“*)."""
_CLOSES = "“”\"»«‘’'"
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
    """A sentence and one date it gives: what it says happened then, and how the date hangs in it; `tells` is False for
    one without a verb."""

    place: Place
    evidence: Evidence
    text: str
    words: frozenset[str]
    said: str
    happening: Happening | None
    event_type: EventType | None
    modality: Modality
    background: bool
    heading: bool
    tells: bool
    of_a_thing: bool
    negated: bool = False
    looks_back: bool = False
    hour: str = NO_HOUR
    weekday: int = UNPLACED


def find_timeline(members: Sequence[AnnotatedArticle]) -> tuple[TimelineRow, ...]:
    """The dated sentences of a story in the order of their dates: a month or year before its first day (*2025*,
    *2025-03*, *2025-03-01*), a limit (*bis Freitag*) at its end, *Mitte Mai* and *Ende 2025* where they lie in it.

    Within a day: by the time of day, as far as the texts give it, then in the order of telling. Sentences that say the
    same of one date share a line, whatever their articles; the text is the clearest of them, verbatim. The date is as
    precise as the text gives it. Background is what every article of a line tells as long past. A line whose date
    belongs to a thing (*im Vertrag von 2018*), not to what happens, is not sure; neither is one that tells what might
    have been, nor a sentence that breaks off or has no verb.
    """
    ordered = in_order(members)
    found = {(h.article, h.time.start): h for member in ordered for h in happenings_of(member)}
    rarity = rarity_in(found.values())
    by_date: dict[Period, list[Dated]] = defaultdict(list)
    for member in ordered:
        for dated in _dated_sentences(member, found):
            by_date[dated.place.shown].append(dated)
    order = {member.article.id: place for place, member in enumerate(ordered)}
    groups = _with_looks_back([group for dated in by_date.values() for group in _happenings(dated, rarity)])
    rows = [(_place(group, order), _row(group, order)) for group in groups]
    return tuple(row for _, row in sorted(rows, key=lambda r: r[0]))


def _place(group: Sequence[Dated], order: Mapping[str, int]) -> tuple[object, ...]:
    """What lines are ordered by: date, weekday of an article whose day is not known, time of day, then where it is
    told first."""
    told = min((order[d.evidence.article], d.evidence.start, d.evidence.end) for d in group)
    shown = group[0].place.shown
    # days of an unknown week: article by article
    week = min(((order[d.evidence.article], d.weekday) for d in group if d.place.about), default=(-1, 0))
    return min(d.place.sorted for d in group), shown.to or "", week, min(d.hour for d in group), told


def _dated_sentences(member: AnnotatedArticle, found: Mapping[tuple[str, int], Happening]) -> Iterator[Dated]:
    """Every sentence of the prose once for each date in it that stands in a calendar."""
    article, marks = member.article, member.annotations
    clauses = clauses_of(marks.tokens)
    weekdays = weekday_places(member, clauses)
    lead = lead_happening(member, clauses)
    if lead is not None:
        yield _of_the_lead(member, *lead)
    for span, times in _times_by_sentence(marks, article.text):
        seen: set[Period] = set()
        section = next((p.kind for p in marks.structure if p.span.overlaps(span)), "body")
        heading = section in ("title", "standfirst", "subhead")
        tells = heading or clauses.tells(span)
        for time, place in places_in(times, span, article.published, article.text):
            if place.shown in seen:
                continue
            seen.add(place.shown)
            statement = _statement_at(marks.statements, time, clauses)
            spoken = _is_saying(time, marks.statements, clauses)
            event = _event_at(marks.events, marks.statements, time, span, statement, spoken)
            if spoken and event is not None and event.modality == "reported":
                # that it was said is told by the outlet, whatever it was
                event = replace(event, modality="factual")
            at = _told_at(time, statement, marks.statements, clauses)
            saying = at is None and clauses.last_in(time.span) is not None
            whole = _readable(span, marks, article.text)
            yield Dated(
                place=place,
                evidence=Evidence(article.id, *whole),
                text=whole.of(article.text),
                words=_content(span.of(article.text), time.span, span),
                said=time.span.of(article.text),
                happening=found.get((article.id, time.start)),
                event_type=event.type if event is not None else None,
                modality=_modality(event, statement, time, clauses, at, is_ahead(place, time, article.published)),
                background=_is_background(place.shown, time, article.published, clauses),
                heading=heading,
                tells=tells,
                of_a_thing=(not saying and _of_a_thing(time, event, clauses, span, article.text))
                or _of_a_relative(place.named, time, clauses)
                or _only_compared(place.named, time, span, article.text)
                or (place.limit and time.shift == "P0D"),
                negated=clauses.negated(time.span),
                hour=hour_of(time, span, marks, article.text),
                weekday=weekdays.get(time.start, UNPLACED),
            )


def _of_the_lead(member: AnnotatedArticle, sentence: Span, event: Event) -> Dated:
    """What the lead tells without a date, on the days on which its article may have come out."""
    article = member.article
    days = article.published
    period = Period(days.from_, days.to) if days is not None else Period(None, None)
    section = next((p.kind for p in member.annotations.structure if p.span.overlaps(sentence)), "body")
    return Dated(
        place=Place(period, period, period.from_ or "", about=True),
        evidence=Evidence(article.id, sentence.start, sentence.end),
        text=sentence.of(article.text),
        words=_content(sentence.of(article.text), Span(sentence.start, sentence.start), sentence),
        said="",
        happening=None,
        event_type=event.type,
        modality=event.modality,
        background=False,
        heading=section != "body",
        tells=True,
        of_a_thing=False,
    )


def _with_looks_back(groups: Sequence[list[Dated]]) -> list[list[Dated]]:
    """The lines, what one article looks back to (*vergangenen Herbst hatte ...*) with the news of another: the same
    kind of happening with the same two people, and days that are not known closer but overlap. Where several lines
    would do, none is taken; the days are those that both allow."""
    news = [g for g in groups if all(d.place.about and not d.background for d in g)]
    joined: dict[int, list[Dated]] = {}
    taken: set[int] = set()
    for group in groups:
        if not all(d.background for d in group):
            continue
        near = [g for g in news if id(g) not in joined and _is_looked_back_to(group, g)]
        if len(near) == 1:
            days = _shared_days(group[0].place.shown, near[0][0].place.shown)
            told = [_on(d, days) for d in near[0]]
            joined[id(near[0])] = [*told, *(replace(d, background=False, looks_back=True) for d in group)]
            taken.add(id(group))
            # its other weekdays are of the same week
            for other in news:
                if id(other) not in joined and all(_is_same_week(d, near[0][0]) for d in other):
                    joined[id(other)] = [_on(d, days) for d in other]
    return [joined.get(id(g), g) for g in groups if id(g) not in taken]


def _is_looked_back_to(back: Sequence[Dated], news: Sequence[Dated]) -> bool:
    """True if two lines of different articles tell of one kind of happening with the same people in fitting days."""
    a, b = back[0].happening, news[0].happening
    if a is None or b is None or not a.kind or a.kind != b.kind or a.people != b.people or len(a.people) < TWO:
        return False
    if {d.evidence.article for d in back} & {d.evidence.article for d in news}:
        return False
    shown, period = back[0].place.shown, news[0].place.shown
    if not (shown.from_ and shown.to and period.from_ and period.to):
        return False
    # months and years apart are two happenings; a year alone holds too many
    return len(shown.from_) > len("2024") and shown.from_ <= period.to and period.from_ <= shown.to


def _is_same_week(a: Dated, b: Dated) -> bool:
    """True for two bare weekdays of one article."""
    weekdays = a.weekday != UNPLACED and b.weekday != UNPLACED
    return weekdays and a.evidence.article == b.evidence.article and a.place.shown == b.place.shown


def _on(told: Dated, days: Period) -> Dated:
    return replace(told, place=replace(told.place, shown=days, sorted=days.from_ or ""))


def _shared_days(a: Period, b: Period) -> Period:
    """The days that both periods have, as closely as the closer of two bounds says."""
    return Period(max(a.from_ or "", b.from_ or ""), min(a.to or "", b.to or ""))


def _times_by_sentence(marks: Annotations, text: str) -> Iterator[tuple[Span, list[Time]]]:
    """The sentences of the prose that have dates, with these."""
    times: dict[int, list[Time]] = defaultdict(list)
    for time in marks.times:
        index = marks.sentence_at(time.start)
        if not time.in_furniture and time.type != "SET" and index is not None and _is_a_date(time, text, marks):
            times[index].append(time)
    for index in sorted(times):
        yield marks.sentences[index].span, sorted(times[index], key=lambda t: t.span)


def _event_at(
    events: Sequence[Event],
    statements: Sequence[Statement],
    time: Time,
    sentence: Span,
    said: Statement | None,
    spoken: Sequence[Span],
) -> Event | None:
    """The event that the date is said to be of, else the one whose words it stands in: of what somebody says, if the
    date stands there, and not the saying; of the outlet's own words otherwise. `spoken` are the words for a saying that
    the date is of: then nothing but that happened on it."""

    def told_alike(event: Event) -> bool:
        if said is not None:
            return any(q.contains(event.trigger) for q in said.quote)
        if spoken:
            return any(event.trigger.overlaps(c) for c in spoken)
        quoting = statement_around(statements, event.trigger)
        return quoting is None or quoting.mode == "reported"

    inside = [e for e in events if not e.in_furniture and sentence.contains(e.trigger) and told_alike(e)]
    dated = [e for e in inside if e.date_span is not None and e.date_span.overlaps(time.span)]
    around = [e for e in inside if e.date_span is None and e.evidence.contains(time.span)]
    return min(dated or around, key=lambda e: (e.evidence.length, e.trigger), default=None)


def _is_saying(time: Time, statements: Sequence[Statement], clauses: Clauses) -> tuple[Span, ...]:
    """The words for a saying, refusing or denying that the date is of (*lehnte es am Freitag ab*); empty for none."""
    at = clauses.last_in(time.span)
    verb = None if at is None else clauses.verb_above(at)
    if verb is None:
        return ()
    token = Span(clauses.tokens[verb].start, clauses.tokens[verb].end)
    return next((s.cue for s in statements if any(c.overlaps(token) for c in s.cue)), ())


def _statement_at(statements: Sequence[Statement], time: Time, clauses: Clauses) -> Statement | None:
    """The statement that the date stands in; None where it is the day of the saying (*wies das am Freitag zurück*)."""
    said = statement_around(statements, time.span)
    at = clauses.last_in(time.span)
    verb = None if at is None or said is None or said.mode != "reported" else clauses.verb_above(at)
    if said is None or verb is None:
        return said
    token = clauses.tokens[verb]
    return None if any(c.overlaps(Span(token.start, token.end)) for c in said.cue) else said


def _told_at(time: Time, said: Statement | None, statements: Sequence[Statement], clauses: Clauses) -> int | None:
    """The word of the date whose clause tells how; None where that clause is somebody's and the date is of the saying
    (*könnte schließen, so der Wirt am Freitag*)."""
    at = clauses.last_in(time.span)
    verb = None if at is None or said is not None else clauses.verb_above(at)
    if verb is None:
        return at
    token = clauses.tokens[verb]
    quoting = statement_around(statements, Span(token.start, token.end))
    return at if quoting is None or quoting.mode == "reported" else None


def _modality(
    event: Event | None, statement: Statement | None, time: Time, clauses: Clauses, at: int | None, ahead: bool
) -> Modality:
    """How the sentence tells it; `at` is the word whose clause decides; `ahead`: on a day after the article's, which
    nobody can tell as a fact."""
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
    if at is not None and clauses.doubted(at):
        return "alleged"
    return event.modality if event is not None else "factual"


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
    end = last_day(period)
    if published is None or published.first is None:
        return (time.shift or "").startswith("-") and "Y" in (time.shift or "")
    if end is None:
        return False
    at = clauses.last_in(time.span)
    pluperfect = at is not None and clauses.pluperfect(at)
    return published.first - end > (BEFORE if pluperfect else LONG_BEFORE)


def _of_a_thing(time: Time, event: Event | None, clauses: Clauses, sentence: Span, text: str) -> bool:
    """True for the date of a noun that is no happening (*der Vertrag von 2018*, *die Zahlen für Juni*), for one that
    tells from when on something holds (*das erste Treffen seit 2020*, *seit der Schließung im Januar 2020*), for one of
    an attribute (*die ab 2022 laufenden Tests*), and for a mere mention in brackets (*die frühere Ministerin
    (2001-2005)*)."""
    at = clauses.last_in(time.span)
    if at is not None and (clauses.since(at) or clauses.in_attribute(at, time.span)):
        return True
    if _in_brackets(time, sentence, text, clauses):
        return True
    noun = None if at is None else clauses.noun_above(at, time.span)
    if noun is None:
        # "als der Jahrgang von 2019 oder der von 2021"
        before, after = text[sentence.start : time.start].split()[-1:], text[time.end : sentence.end].split()[:1]
        return before == ["von"] and bool(_YEAR.fullmatch(time.span.of(text))) and after not in (["an"], ["bis"])
    token = clauses.tokens[noun]
    return event is None or not event.trigger.overlaps(Span(token.start, token.end))


def _in_brackets(time: Time, sentence: Span, text: str, clauses: Clauses) -> bool:
    """True for a date in brackets that hold no sentence."""
    before, after = text[sentence.start : time.start], text[time.end : sentence.end]
    opened, closed = before.rfind("("), after.find(")")
    if opened < 0 or closed < 0 or ")" in before[opened:] or "(" in after[:closed]:
        return False
    return not clauses.tells(Span(sentence.start + opened, time.end + closed))


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
    if _YEAR.fullmatch(said) and text[: time.start].endswith("/"):  # an issue: "Heft 4/2020"
        return False
    return not _in_a_name(text, time) and not _of_a_paper(text, time)


def _of_a_paper(text: str, time: Time) -> bool:
    """True for the weekday in the name of a newspaper: *sagte sie der Welt am Sonntag*."""
    words = text[max(0, time.start - 40) : time.start].split()[-2:]
    return len(words) == 2 and words[1] == "am" and words[0].lstrip(_CLOSES) in load_words("papers_of_a_weekday")


def _in_a_name(text: str, time: Time) -> bool:
    """True for the year of a title: *das Papier „Bahnhof 2040“* gives no date."""
    bare = _YEAR.fullmatch(time.span.of(text))
    closed = text[time.end : time.end + 1] in _CLOSES and time.end < len(text)
    return bool(bare and closed and _TITLE_WITH_YEAR.search(text, max(0, time.start - 60), time.start))


def _content(text: str, time: Span, sentence: Span) -> frozenset[str]:
    """Lemmas of the longer words, without those of the date itself."""
    at = time.shift(-sentence.start)
    words = words_of(text[: at.start] + " " + text[at.end :])
    return frozenset(fold(lemma_of(w)) for w in words if len(w) >= LETTERS)


def _only_compared(period: Period, time: Time, sentence: Span, text: str) -> bool:
    """True for what is said for a month or a year (*die Prognose für das laufende Jahr*), and for a date that something
    is compared with (*so billig wie zuletzt 1999*, *mehr als noch vor einem Monat*)."""
    before = text[sentence.start : time.start].casefold()
    return (len(period.from_ or "") < 10 and _FOR.search(before) is not None) or bool(_COMPARED.search(before))


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
    shown = min(group, key=lambda d: d.looks_back).place.shown
    evidence = tuple(sorted({d.evidence for d in group}))
    clearest = min(group, key=_clearness)
    # "der erste Besuch seit 2000 ist geplant": that is not how the one of 2000 is told
    telling = [d for d in group if not d.of_a_thing] or group
    modality = min((d.modality for d in telling), key=_CERTAIN.index)
    types = [d.event_type for d in sorted(group, key=_clearness) if d.event_type is not None]
    phrase = "date in the text" if _YEAR.search(clearest.said) else "counted from the publication date"
    if clearest.place.about:
        phrase = "counted from the days on which the article may have come out"
    dated = f"{phrase}: {even(clearest.said)}" if clearest.said else "no date in the lead, so the article's own days"
    others = sorted({d.modality for d in telling} - {modality}, key=_CERTAIN.index)
    # what a page cut in two says neither who nor what
    # "Mai 2010: Mühlenbrand" is a note; "im Mai 2010" alone, and longer words without a verb, tell nothing
    empty = not any(d.tells for d in group) and (
        not any(d.words for d in group) or len(words_of(clearest.text)) >= SENTENCE
    )
    negated = all(d.negated for d in group)
    broken = not clearest.heading and not _whole(clearest.text) and len(words_of(clearest.text)) >= SENTENCE
    return TimelineRow(
        id=digest("timeline", shown.from_ or f"-{shown.to}", *(str(x) for x in _identity(group))),
        date=shown,
        text=even(clearest.text),
        event_type=next((t for t in types if t != "OTHER"), types[0] if types else None),
        modality=modality,
        articles=tuple(sorted({d.evidence.article for d in group}, key=order.__getitem__)),
        evidence=evidence,
        background=all(d.background for d in group),
        reasons=(
            dated,
            *(f"another article looks back to it: {even(d.said)}" for d in group if d.looks_back),
            *(_ELSEWHERE[m] for m in others),
            *(("date of a thing",) if all(d.of_a_thing for d in group) else ()),
            *(("no verb, no happening",) if empty else ()),
            *(("sentence broken off",) if broken else ()),
            *(("told as not having happened",) if negated else ()),
        ),
        sure=not (all(d.of_a_thing for d in group) or modality == "hypothetical" or broken or empty or negated),
    )


def _clearness(dated: Dated) -> tuple[object, ...]:
    """Whole sentences that tell what happened, in the outlet's words, of somebody who is named; then the shortest."""
    words = words_of(dated.text)
    return (
        dated.looks_back,
        not _whole(dated.text) or dated.heading or not dated.tells,
        dated.of_a_thing,
        _CERTAIN.index(dated.modality),
        not words or words[0] in load_words("clause_pronouns"),
        len(dated.text),
        dated.evidence,
    )


def _identity(group: list[Dated]) -> tuple[str, int, int]:
    first = min(d.evidence for d in group if not d.looks_back)
    return first.article, first.start, first.end


def _whole(text: str) -> bool:
    """True for a sentence that ends as one and is no heading."""
    return text.rstrip('"“”»«’‘)').endswith((".", "!", "?", "…", ":")) and len(words_of(text)) >= SENTENCE
