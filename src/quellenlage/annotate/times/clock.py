"""Readers of clock times, parts of the day, *heute* and its kin, vague words and frequencies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage.annotate.times.words import YEAR, Phrase, Word, deictic_before, is_at, low_at, number_at, plays
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import finite_verb, governor_of, shows

SENTENCE = 80
"""Words on either side that tell what *heute* means; no sentence of news is longer."""
_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")


def read_part(words: Sequence[Word], at: int) -> Phrase | None:
    """*am Abend*, *in der Nacht*, *am frühen Morgen*."""
    value = f"XXXX-XX-XXT{words[at].value}"
    before = low_at(words, at - 1)
    if is_at(words, at - 1, "day"):
        return None
    if is_at(words, at - 1, "every"):
        return Phrase(at - 1, at, "SET", value, "every part of the day")
    first = at - 1 if before in load_words("part_adjectives") else at
    opener, further = low_at(words, first - 1), low_at(words, first - 2)
    if opener in ("am", "gegen") or (words[at].value == "NI" and opener == "der" and further == "in"):
        return Phrase(first, at, "TIME", value, "part of the day", anchored="P0D")
    # "bis zum Nachmittag", "bis Mittag", "seit dem Morgen", "vom Vormittag an"
    until = (opener == "zum" and further == "bis") or (opener == "dem" and further in ("seit", "ab"))
    if until or opener == "bis" or (opener == "vom" and low_at(words, at + 1) == "an"):
        return Phrase(first, at, "TIME", value, "part of the day", anchored="P0D")
    if (opener in ("diesem", "jenem") and further == "an") or (opener in ("dieser", "jener") and further == "in"):
        return Phrase(first - 1, at, "TIME", value, "part of the day", anchored="P0D")
    return None


def read_part_hours(words: Sequence[Word], at: int) -> Phrase | None:
    """*den frühen Morgenstunden*, *Abendstunden des Mittwochs*."""
    first = at - 1 if low_at(words, at - 1) in load_words("part_adjectives") else at
    first = first - 1 if low_at(words, first - 1) in ("den", "der", "die") else first
    day = at + 2
    if low_at(words, at + 1) in ("des", "am", "vom") and is_at(words, day, "weekday") and "T" not in words[day].value:
        weekday = f"XXXX-WXX-{words[day].value}T{words[at].value}"
        return Phrase(first, day, "TIME", weekday, "part of the day", tense=True)
    return Phrase(first, at, "TIME", f"XXXX-XX-XXT{words[at].value}", "part of the day", anchored="P0D")


def read_every_part(words: Sequence[Word], at: int) -> Phrase | None:
    """*morgens*, *nachts*."""
    return Phrase(at, at, "SET", f"XXXX-XX-XXT{words[at].value}", "every part of the day")


def read_day(words: Sequence[Word], at: int) -> Phrase | None:
    """*heute*, *gestern Abend*, *morgen früh*."""
    word = words[at]
    if word.text == "Morgen" or _is_overnight(words, at):
        return None
    if is_at(words, at + 1, "part", "part_adverb"):
        return Phrase(at, at + 1, "TIME", f"XXXX-XX-XXT{words[at + 1].value}", "day seen from today", word.value)
    before = low_at(words, at - 1)
    if before == "von" and word.low != "heute" and low_at(words, at + 1) != "an":
        value = "PAST_REF" if word.value.startswith("-") else "FUTURE_REF"
        return Phrase(at, at, "DATE", value, "vague")
    if word.low == "heute" and _means_nowadays(words, at):
        return Phrase(at, at, "DATE", "PRESENT_REF", "vague")
    return Phrase(at, at, "DATE", "XXXX-XX-XX", "day seen from today", word.value)


def read_ref(words: Sequence[Word], at: int) -> Phrase | None:
    """*damals*, *derzeit*: a time that no calendar fixes."""
    after = low_at(words, at + 1)
    if words[at].low == "früher" and (
        after in ("als", "oder")
        or is_at(words, at - 1, "unit")
        or plays(words, at - 1, "more")
        or _is_unreal(words, at)
    ):
        return None
    return Phrase(at, at, "DATE", words[at].value, "vague")


def _is_unreal(words: Sequence[Word], at: int) -> bool:
    """True in a clause with the subjunctive II: "hätte man früher gewarnt" compares."""
    token = words[at].token
    head = governor_of(token) if token is not None else None
    verb = finite_verb(head) if head is not None else None
    return verb is not None and shows(verb, "Mood", "Sub") and shows(verb, "Tense", "Past")


def read_ref_noun(words: Sequence[Word], at: int) -> Phrase | None:
    """*in Zukunft*, *der Vergangenheit*, *im Moment*."""
    before = low_at(words, at - 1)
    if words[at].value == "PRESENT_REF":
        return Phrase(at - 1, at, "DATE", "PRESENT_REF", "vague") if before == "im" else None
    if before == "in":
        return Phrase(at, at, "DATE", words[at].value, "vague")
    if before in ("der", "die") and low_at(words, at - 2) in ("in", "aus", "über"):
        # "berichtet über die Zukunft der Klinik": what becomes of it
        if low_at(words, at - 2) == "über" and low_at(words, at + 1) in ("der", "des", "von", "seiner", "ihrer"):
            return None
        return Phrase(at - 1, at, "DATE", words[at].value, "vague")
    return None


def read_zeit(words: Sequence[Word], at: int) -> Phrase | None:
    """*in letzter Zeit*, *zur Zeit*."""
    before = low_at(words, at - 1)
    if before in ("dieser", "jener") and low_at(words, at - 2) in ("in", "zu", "seit", "während", "aus"):
        return Phrase(at - 1, at, "DATE", "PAST_REF", "vague")
    if plays(words, at - 1, "lately"):
        return Phrase(at - 1, at, "DATE", "PAST_REF", "vague")
    if words[at].text == "Zeit" and deictic_before(words, at) == "-1" and low_at(words, at - 2) == "der":
        return Phrase(at - 2, at, "DATE", "PAST_REF", "vague")
    if (
        words[at].text == "Zeit"
        and before == "zur"
        and low_at(words, at + 1) not in ("der", "des", "von", "seiner", "ihrer")
    ):
        return Phrase(at - 1, at, "DATE", "PRESENT_REF", "vague")
    return None


def read_frequency(words: Sequence[Word], at: int) -> Phrase | None:
    """*täglich*, *dreimal wöchentlich*."""
    before = low_at(words, at - 1)
    first = at - 1 if before.endswith("mal") and len(before) > 3 else at
    return Phrase(first, at, "SET", words[at].value, "frequency")


def read_length(words: Sequence[Word], at: int) -> Phrase | None:
    """*jahrelang*."""
    return Phrase(at, at, "DURATION", words[at].value, "open length")


def read_clock(words: Sequence[Word], at: int) -> Phrase | None:
    """*20.30 Uhr*, *neun Uhr*, *18 Uhr 15*."""
    clock = _hour_and_minute(words, at - 1)
    if clock is None:
        return None
    hour, minute = clock
    last = at
    if number_at(words, at - 1) is not None and re.fullmatch(r"[0-5]?\d", low_at(words, at + 1)):
        minute, last = int(words[at + 1].text), at + 1
    return Phrase(at - 1, last, "TIME", f"XXXX-XX-XXT{hour:02d}:{minute:02d}", "clock", anchored="P0D")


def read_clock_of_range(words: Sequence[Word], at: int) -> Phrase | None:
    """The 16 of "zwischen 16 und 17 Uhr", the 8.00 of "8.00 – 18.00 Uhr"."""
    if low_at(words, at + 1) not in ("und", "bis", "–", "-") or not is_at(words, at + 3, "clock"):
        return None
    clock = _hour_and_minute(words, at)
    if clock is None or _hour_and_minute(words, at + 2) is None:
        return None
    return Phrase(at, at, "TIME", f"XXXX-XX-XXT{clock[0]:02d}:{clock[1]:02d}", "clock", anchored="P0D")


def _hour_and_minute(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The clock time written at `at`: *20.30*, *neun*."""
    match = _CLOCK.fullmatch(low_at(words, at))
    if match is not None:
        return int(match[1]), int(match[2])
    number = number_at(words, at)
    return (int(number), 0) if number is not None and 0 <= number <= 24 and number == int(number) else None


def read_half_past(words: Sequence[Word], at: int) -> Phrase | None:
    """*um halb neun*: 8.30."""
    number = number_at(words, at + 1)
    if low_at(words, at - 1) not in ("um", "gegen", "ab", "bis", "seit") or number is None or not 1 <= number <= 12:
        return None
    return Phrase(at, at + 1, "TIME", f"XXXX-XX-XXT{(int(number) - 1) % 12:02d}:30", "clock", anchored="P0D")


def _is_overnight(words: Sequence[Word], at: int) -> bool:
    """True for both days of "von heute auf morgen", which names none."""
    return any([low_at(words, i + k) for k in range(4)] == ["von", "heute", "auf", "morgen"] for i in (at - 1, at - 3))


def _means_nowadays(words: Sequence[Word], at: int) -> bool:
    """True if *heute* means these days, not this day: "bis heute", "noch heute", or a contrast with the past."""
    if low_at(words, at - 1) in load_words("nowadays_before") or low_at(words, at + 1) in load_words("nowadays_after"):
        return True
    near = words[max(0, at - SENTENCE) : at + SENTENCE]
    if any(w.value == "PAST_REF" or YEAR.fullmatch(w.text) for w in near):
        return True
    today = any(w.low in load_words("today_cues") or w.kind in ("weekday", "part") or w.text == "Uhr" for w in near)
    return not today
