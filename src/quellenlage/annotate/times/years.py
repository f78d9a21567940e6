"""A bare figure of four digits: the signs that it counts something and is no year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from quellenlage.annotate.times.words import ARTICLES, Word, is_every_or_this, low_at, number_at, plays
from quellenlage.annotate.words import closed_class
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.tense import direction_of

QUOTES = frozenset("„“”\"»«‚‘›‹'")

_COUNTED_ADJECTIVE = re.compile(r"[a-zäöüß]\w{2,}e[nr]?")
_COUNTED_PERSONS = re.compile(r"\w{3,}(?:ende|enden|[glrtz]te|[glrtz]ten)")
"""Participles as nouns: *Demonstrierende*, *Geimpfte*; their lemma tells no plural."""
_PAIRING = frozenset(["bis", "auf", "zu", "oder", "und"])
_SPANNED = (1900, 2050)
"""Years between which "von ... bis" gives years, whatever noun follows."""
_NAME_WORDS = 4
"""How many words a name in quotation marks may have before its figure."""
_ADJECTIVES = 3
"""How many may stand between a figure and what it counts."""


def counts_something(words: Sequence[Word], at: int) -> bool:
    """True for the figure of "1945 Besucher", "1800 neue Stellen", "2000 m", "1950 zu 1870 Stimmen"."""
    before, after = low_at(words, at - 1), words[at + 1].text if at + 1 < len(words) else ""
    if after == "er" or after in _units() or before in ("§", "€", "$", "+") or _is_result(words, at):
        return True
    if before == "um" and low_at(words, at + 1) == "auf":
        return True
    # "seit 2015 Flüchtlinge kommen"; but "dieses Jahr 2100 Besucher", "500 bis 1500 Flüchtlinge"
    since = plays(words, at - 1, "since") and not is_every_or_this(words, at - 2)
    since = since and (number_at(words, at - 2) is None or before != "bis")
    if before in load_words("no_year_after") and low_at(words, at - 2) not in load_words("compared_nouns"):
        return True
    if _is_span_of_years(words, at):
        return False
    if not since and (_is_counted(words, at + 1) or _is_counted_over_adjectives(words, at)):
        return True
    # "1500 bis 2000 Menschen", "von 1850 auf 1950 Euro", "1950 zu 1870"
    pair = low_at(words, at + 1)
    paired = pair in _PAIRING and (pair != "auf" or before == "von") and (number_at(words, at + 2) or 0) >= 1000
    if paired and (pair == "zu" or _is_counted(words, at + 3)):
        return True
    # "mehr als 2000", but "8 Prozent mehr als 2019"
    if before == "als" and low_at(words, at - 2) in ("mehr", "weniger"):
        return number_at(words, at - 3) is None and number_at(words, at - 4) is None
    # "im Jahr davor waren es 2011."; but "84 Millionen waren es 2019."
    if before != "es" or any(c.isalnum() for c in after):
        return False
    clause = takewhile(lambda i: low_at(words, i) not in (",", ""), range(at - 1, -1, -1))
    return all(number_at(words, i) is None for i in clause)


def _is_span_of_years(words: Sequence[Word], at: int) -> bool:
    """True for both figures of "war von 2014 bis 2020 Leiterin", "zwischen 1990 und 1998 Bürgermeister"."""
    for first in (at, at - 2):
        pair = (low_at(words, first - 1), low_at(words, first + 1))
        low, high = number_at(words, first), number_at(words, first + 2)
        if pair in (("von", "bis"), ("zwischen", "und")) and low is not None and high is not None:
            return _SPANNED[0] <= low < high <= _SPANNED[1] and bool(low % 100) and words[first].text.isdigit()
    return False


def names_something(words: Sequence[Word], at: int) -> bool:
    """True for the figure of "Agenda 2010", "Programm Netz 2026" and "„Netz 2026“": part of a name, no date. Behind
    other nouns it is one ("hat das Werk 2019 verkauft"), as behind words of the calendar ("Herbst 2026")."""
    before = words[at - 1] if at else None
    if before is None or before.kind or not before.text[0].isupper():
        return False
    if low_at(words, at + 1) in QUOTES:
        back = at - 1
        while back >= 0 and words[back].text[0].isupper() and not words[back].kind and at - back <= _NAME_WORDS:
            back -= 1
        if low_at(words, back) in QUOTES:
            return True
    return _ends_so(before, "with_figure") or (at > 1 and _ends_so(words[at - 2], "with_name"))


def _ends_so(word: Word, goes: str) -> bool:
    """True for a head noun of the lexicon and compounds with it: *Bauprojekt*."""
    return word.text[0].isupper() and word.low.endswith(_name_heads(goes))


@cache
def _name_heads(goes: str) -> tuple[str, ...]:
    return tuple(row["ending"] for row in load_table("named_by_year") if row["goes"] in (goes, "both"))


def _is_result(words: Sequence[Word], at: int) -> bool:
    """True for "1950:1870", without a space behind the colon."""
    return low_at(words, at + 1) == ":" and at + 2 < len(words) and words[at + 2].start == words[at + 1].end


def starts_with_year(words: Sequence[Word], at: int) -> bool:
    """True if the figure that opens a sentence is its date and not its subject: a finite verb follows, in the
    singular or with another subject ("1871 entstanden neue Städte"; not "1800 durften hinein")."""
    verb = words[at + 1].text if at + 1 < len(words) else ""
    if direction_of([verb]) is None:
        return False
    return not verb.endswith(("n", "nd")) or _has_subject(words[at + 2 :])


def _has_subject(words: Sequence[Word]) -> bool:
    """True if a noun or pronoun in the clause hangs on no preposition."""
    free = True
    for word in words:
        if word.text in (",", ";", ":", ".", "–"):
            return False
        if word.low in closed_class("pronouns") and free:
            return True
        if word.text[0].isupper():
            if free:
                return True
            free = True
        elif word.low in closed_class("prepositions") or word.low in closed_class("oblique"):
            free = False
    return False


def _is_counted(words: Sequence[Word], at: int) -> bool:
    """True for a unit, for a noun of the lexicon, and for a plural."""
    if at >= len(words):
        return False
    text = words[at].text
    if text in load_words("counted_after_years") or text in _units():
        return True
    if not text[0].isupper() or words[at].kind or text in load_words("sentence_starters"):
        return False
    return lemma_of(text) != text or _COUNTED_PERSONS.fullmatch(text) is not None


def _is_counted_over_adjectives(words: Sequence[Word], at: int) -> bool:
    """ "1800 neue Stellen". Later figures are years rather: "die 2019 gegründeten Firmen", "hat 2019 neue Wege"."""
    figure = int(words[at].text)
    if figure >= 1900 and figure % 100:
        return False
    noun = at + 1
    while noun < len(words) and noun <= at + _ADJECTIVES and _COUNTED_ADJECTIVE.fullmatch(words[noun].text):
        noun += 1
    if noun == at + 1 or direction_of([words[at + 1].text]) is not None:
        return False
    # "die 1800 gegründete Schule": the weak ending is a singular
    if low_at(words, at - 1) in ARTICLES and words[at + 1].text.endswith("e"):
        return False
    return _is_counted(words, noun)


@cache
def _units() -> frozenset[str]:
    return frozenset(row["form"] for row in load_table("units"))
