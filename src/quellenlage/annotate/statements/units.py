"""Sentences as reported speech needs them: a unit holds a whole quotation, of however many sentences, and its cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quellenlage.annotate.statements.cues import finite_cues, participle_cues
from quellenlage.annotate.statements.quotations import Quotation
from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.span import Span
from quellenlage.german.tense import shows

QUOTE = "\ue000"
"""Text of the item that stands for a quotation of a whole sentence or clause."""

_LONGEST_UNIT = 800
"""Items of the longest unit that is read: what has no full stop for longer is a list or no prose at all."""
_ENDS = ".!?…"
_NAMED = frozenset(("heißt", "hieß", "heißen", "hießen", "nennt", "nannte", "nennen", "nannten", "genannt"))
_FEWEST_WORDS = 4
"""Words a quotation without any other sign needs to be speech and not a title or a borrowed word."""


def find_units(
    text: str, words: Sequence[Word], starts: frozenset[int], blocks: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[list[Word] | None]:
    """Units in order. In each, quotations that are speech have become one item (`text == QUOTE`); quoted words and
    titles stay words. `starts` are the offsets where sentences start; words outside `blocks` are left out. None stands
    for a unit that is too long to be read."""
    for unit, inside, size in _grouped(words, starts, blocks, quotations):
        yield None if size > _LONGEST_UNIT else _collapsed(text, unit, starts, inside)


def is_quote(word: Word) -> bool:
    """True for an item that stands for a quotation."""
    return word.text == QUOTE


def _grouped(
    words: Sequence[Word], starts: frozenset[int], blocks: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[tuple[list[Word], list[Quotation], int]]:
    """Words of a unit, its quotations, and its size, in which a quotation counts once."""
    unit: list[Word] = []
    inside: list[Quotation] = []
    block, quote, size = 0, 0, 0
    block_starts = {b.start for b in blocks}
    for word in words:
        while block < len(blocks) and blocks[block].end <= word.start:
            block += 1
        if block == len(blocks) or word.start < blocks[block].start:
            continue
        while quote < len(quotations) and quotations[quote].span.end <= word.start:
            quote += 1
        current = quotations[quote] if quote < len(quotations) else None
        running = current is not None and current.span.start < word.start
        opens = current is not None and current.span.start == word.start
        if unit and not running and (word.start in starts or word.start in block_starts):
            colon = unit[-1].text == ":" and opens
            # a quotation right behind a quotation, or the cue behind it
            carries_on = (
                word.start not in block_starts
                and (word.text[0].islower() or word.text in ",;–-" or opens)
                and bool(inside)
                and inside[-1].span.end >= unit[-1].end
            )
            if not colon and not carries_on:
                yield unit, inside, size
                unit, inside, size = [], [], 0
        if opens and current is not None:
            inside.append(current)
        unit.append(word)
        size += not running
    if unit:
        yield unit, inside, size


def _collapsed(text: str, unit: list[Word], starts: frozenset[int], inside: Sequence[Quotation]) -> list[Word]:
    lead = _leading(text, unit, inside)
    for quotation in reversed(inside):
        first = bisect_left(unit, quotation.span.start, key=lambda w: w.start)
        last = bisect_left(unit, quotation.span.end, lo=first, key=lambda w: w.start)
        leads, last_of_lead = quotation in lead, bool(lead) and quotation == lead[-1]
        if _is_speech(text, unit, first, last, starts, quotation, opens=leads, more=leads and not last_of_lead):
            unit = [
                *unit[:first],
                Word(quotation.span.start, quotation.span.end, QUOTE, QUOTE, unit[first].first),
                *unit[last:],
            ]
    return unit


def _leading(text: str, unit: Sequence[Word], inside: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that a unit begins with, one right behind the other: *„Der Damm hält.“ „Noch“, sagte Berg.*"""
    lead: list[Quotation] = []
    for quotation in inside:
        between = text[lead[-1].span.end if lead else unit[0].start : quotation.span.start].strip()
        if between not in ("", "und", "sowie") or (between and not lead):
            break
        lead.append(quotation)
    return lead


def _is_speech(
    text: str,
    unit: Sequence[Word],
    first: int,
    last: int,
    starts: frozenset[int],
    quotation: Quotation,
    *,
    opens: bool,
    more: bool,
) -> bool:
    """True for a quoted sentence or clause; false for a title, a borrowed word, a fragment inside reported speech.
    `opens` is true for one that the unit begins with, `more` if another follows right behind it."""
    inner = quotation.inner.strip(text).of(text)
    size = sum(1 for w in unit[first:last] if w.text[0].isalnum())
    before = unit[first - 1].text if first else ""
    after = unit[last].text if last < len(unit) else ""
    behind = unit[last + 1].lower if last + 1 < len(unit) else ""
    ended = inner[-1] in _ENDS or inner[-1] == "," or inner.endswith(("...", "…"))
    capital = inner[0].isupper() or inner[0].isdigit() or inner[0] in "…[.(¿¡"
    if any(
        w.start in starts and quotation.inner.start + 3 < w.start < quotation.inner.end - 3 for w in unit[first:last]
    ):
        return True
    if before == ":":
        told = after == "," and _speaks_next(unit, last + 1, behind)
        title = (not (ended or told) and not _has_verb(unit[first:last]) and not _cue_before(unit, first)) or (
            first > 1 and _names_a_work(unit[first - 2].text) and not _cue_before(unit, first)
        )
        return size >= 1 and (capital or size > 3 or ended) and not title
    if before in ("Worten", "Worte") and size > 1:
        return True
    if opens and (after == "" or more or (after in ".;–-" and last + 1 >= len(unit))):
        return (ended and capital) or size >= _FEWEST_WORDS
    if opens and (after in ",–-" and after) and _speaks_next(unit, last + 1, behind):
        return True
    if opens and after == "," and capital and (ended or size >= _FEWEST_WORDS) and told_by(unit, last + 1) is not None:
        return True
    if opens and ended and ((after[:1].islower() and bool(finite_cues(after))) or after == "so"):
        return True
    resumed = any(is_quote(w) for w in unit[last:]) or (
        before == "," and first > 1 and '"“”«»'.find(unit[0].text[:1]) >= 0
    )
    if before in (",", "–") and capital and (size >= _FEWEST_WORDS or ended) and _cue_before(unit, first):
        return True
    if (
        before in (",", "–")
        and unit[0].text[0] in '„“"»«'
        and first > 2
        and _cue_before(unit, first)
        and (size >= _FEWEST_WORDS or ended)
    ):
        return True
    if opens and resumed and size >= 2 and after == "," and _cue_before(unit, len(unit)):
        return True
    return bool(ended and capital and size >= _FEWEST_WORDS and (opens or before in "–)") and inner[-1] != "…")


def _has_verb(words: Sequence[Word]) -> bool:
    """False only where the model finds no verb: a title, a slogan."""
    return any(w.token is None or w.token.pos_ in ("VERB", "AUX") for w in words)


def _speaks_next(unit: Sequence[Word], at: int, behind: str) -> bool:
    """True if what follows the comma is a cue: *sagte*, *so*, *hat ... gesagt*, *heißt es*."""
    if behind in ("so", "wie", "lautet", "lautete") and _names(unit, at):
        return False
    if behind in ("so", "heißt", "hieß", "wie", "lautet", "lautete", "laut"):
        return True
    if finite_cues(behind):
        return True
    if behind in ("hat", "hatte", "haben", "hatten", "wird", "wurde", "werden", "soll", "habe"):
        return any(participle_cues(w.lower) for w in unit[at : at + 25])
    return False


def _names(unit: Sequence[Word], at: int) -> bool:
    """True for *„Nordlicht“, so heißt das Projekt*, *…, wie er genannt wurde*, *…, so lautet der Titel*."""
    end = next((i for i in range(at + 1, len(unit)) if unit[i].text in ",.:;"), len(unit))
    words = unit[at:end]
    if any(w.lower in _NAMED for w in words):
        return not any(w.lower == "es" for w in words)
    return any(w.lower in ("lautet", "lautete") for w in words) and any(_names_a_work(w.text) for w in words)


def told_by(unit: Sequence[Word], at: int) -> int | None:
    """*„…“, freut sich Berg*, *„…“, winkt sie ab*: German tells direct speech with nearly any verb that stands first
    behind the comma, its subject behind it. Where that subject's head stands; None without a model."""
    token = unit[at].token if at < len(unit) else None
    if token is None or token.pos_ != "VERB" or not shows(token, "VerbForm", "Fin") or unit[at].capital:
        return None
    if shows(token, "Mood", "Sub"):
        return None
    subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i > token.i), None)
    if subject is None:
        return None
    place = next((n for n in range(at + 1, len(unit)) if (t := unit[n].token) is not None and t.i == subject.i), None)
    return None if place is None or any(w.text == "," for w in unit[at:place]) else place


def _names_a_work(word: str) -> bool:
    """True for *Motto*, *Erstlingsroman*: what follows behind a colon is a title or a slogan."""
    lower = word.lower()
    return word[:1].isupper() and (lower.endswith(tuple(sorted(closed_class("titled")))))


def _cue_before(unit: Sequence[Word], at: int) -> bool:
    return any(w.text[0].islower() and (finite_cues(w.lower) or participle_cues(w.lower)) for w in unit[:at])
