"""Dates that say nothing of when something happened: years of titles, dates of a thing, what is only compared."""

from __future__ import annotations

import re
from functools import cache

from quellenlage.compare.clauses import Clauses
from quellenlage.compare.placing import YEAR, Place
from quellenlage.compare.told_how import Telling
from quellenlage.domain.annotations import Annotations, Event, Time
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table, load_words, word_class

OLDEST = 1800
"""Bare figures below it are numbers more often than years."""

_YEAR = re.compile(r"\d{4}")
_TITLE_WITH_YEAR = re.compile(r"[„“\"»«‚‘'](?:[\w-]+ ){0,3}\Z")
"""What stands before a year that ends a name in quotation marks (*„Bahnhof 2040“*)."""
_CLOSES = "“”\"»«‘’'"


def is_a_date(time: Time, text: str, marks: Annotations) -> bool:
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


def of_a_thing(place: Place, time: Time, told: Telling, clauses: Clauses, sentence: Span, text: str) -> bool:
    """True for a date of something else than what the sentence tells: of a noun, an attribute or an aside, of what is
    only compared, and *bis heute*."""
    saying = told.at is None and clauses.last_in(time.span) is not None
    return (
        (not saying and _of_a_noun(time, told.event, clauses, sentence, text))
        or _of_a_relative(place, time, told, clauses)
        or _only_compared(place, time, sentence, text)
        or _only_counted(time, clauses)
        or _beside_it(time, clauses)
        or (place.limit and time.shift == "P0D")
    )


def _of_a_noun(time: Time, event: Event | None, clauses: Clauses, sentence: Span, text: str) -> bool:
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


def _of_a_relative(place: Place, time: Time, told: Telling, clauses: Clauses) -> bool:
    """True in a relative clause for a year (*das Werk, das 1998 gebaut wurde*), where the sentence goes on behind it
    (*der Kran, der am Montag umstürzte, gehört der Stadt*), and in a few words that somebody quotes (*nannte es „einen
    Fehler, den man am Montag gemacht hat“*): the sentence tells something else."""
    at = clauses.last_in(time.span)
    if at is None or clauses.relative_above(at) is None:
        return False
    if place.named.length >= YEAR or clauses.in_aside(at):
        return True
    verb = clauses.outside_relative(at)
    if verb is None or told.statement is None or told.statement.mode != "direct":
        return False
    return not any(q.covers(clauses.tokens[verb].start) for q in told.statement.quote)


def _only_compared(place: Place, time: Time, sentence: Span, text: str) -> bool:
    """True for what is said for a month or a year (*die Prognose für das laufende Jahr*), and for a date that something
    is compared with (*so billig wie zuletzt 1999*, *mehr als noch vor einem Monat*)."""
    before = text[sentence.start : time.start].casefold()
    whole = place.named == place.named.months()
    return (whole and _said_for().search(before) is not None) or bool(_compared().search(before))


def _beside_it(time: Time, clauses: Clauses) -> bool:
    """True for a date that something is before, after or like: *nach 1976*, *vergleichbar mit 1945*."""
    at = clauses.last_in(time.span)
    return at is not None and time.type == "DATE" and clauses.preposition(at) in load_words("not_at_dates")


def _only_counted(time: Time, clauses: Clauses) -> bool:
    """True where the sentence only counts the time up to a date or from it: *bis Mai sind es noch zwei Monate*."""
    at = clauses.last_in(time.span)
    head = None if at is None else clauses.verb_above(at)
    if at is None or head is None or head == at or clauses.tokens[head].pos != "NOUN":
        return False
    return (clauses.tokens[head].lemma or clauses.tokens[head].text).casefold() in load_words("lengths_of_time")


def _of_a_paper(text: str, time: Time) -> bool:
    """True for the weekday in the name of a newspaper: *sagte sie der Welt am Sonntag*."""
    words = text[max(0, time.start - 40) : time.start].split()[-2:]
    return len(words) == 2 and words[1] == "am" and words[0].lstrip(_CLOSES) in load_words("papers_of_a_weekday")


def _in_a_name(text: str, time: Time) -> bool:
    """True for the year of a title: *das Papier „Bahnhof 2040“* gives no date."""
    bare = _YEAR.fullmatch(time.span.of(text))
    closed = text[time.end : time.end + 1] in _CLOSES and time.end < len(text)
    return bool(bare and closed and _TITLE_WITH_YEAR.search(text, max(0, time.start - 60), time.start))


@cache
def _compared() -> re.Pattern[str]:
    """What ends in front of a date that something is compared with: a phrase of the lexicon, *so teuer wie*."""
    phrases = (rf"{re.escape(r['words'])}(?: \w+){{0,{int(r['more'])}}}\s*" for r in load_table("compared_dates"))
    likened, like = ("|".join(sorted(word_class(name))) for name in ("likened", "like"))
    return re.compile(rf"\b(?:{'|'.join(phrases)}|(?:{likened}) [^,;]*\b(?:{like}) (?:\w+ ){{0,2}})\Z")


@cache
def _said_for() -> re.Pattern[str]:
    """What ends in front of a month or year that something is said for, over an article and an adjective."""
    prepositions, articles = ("|".join(sorted(word_class(name))) for name in ("said_for", "for_which"))
    return re.compile(rf"\b(?:{prepositions}) (?:(?:{articles}) )?(?:\w+[ens] )?\Z")
