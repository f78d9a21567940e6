"""Sentences as reported speech needs them: a unit holds a whole quotation, of however many sentences, and its cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quellenlage.annotate.statements.cues import finite_cues, participle_cues
from quellenlage.annotate.statements.quotations import Quotation
from quellenlage.annotate.words import Word
from quellenlage.domain.span import Span

QUOTE = "\ue000"
"""Text of the item that stands for a quotation of a whole sentence or clause."""

_LONGEST_UNIT = 800
"""Items of the longest unit that is read: what has no full stop for longer is a list or no prose at all."""
_ENDS = ".!?…"
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
            carries_on = (
                word.start not in block_starts
                and (word.text[0].islower() or word.text in ",;–-")
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
    for quotation in reversed(inside):
        first = bisect_left(unit, quotation.span.start, key=lambda w: w.start)
        last = bisect_left(unit, quotation.span.end, lo=first, key=lambda w: w.start)
        if _is_speech(text, unit, first, last, starts, quotation):
            unit = [
                *unit[:first],
                Word(quotation.span.start, quotation.span.end, QUOTE, QUOTE, unit[first].first),
                *unit[last:],
            ]
    return unit


def _is_speech(
    text: str, unit: Sequence[Word], first: int, last: int, starts: frozenset[int], quotation: Quotation
) -> bool:
    """True for a quoted sentence or clause; false for a title, a borrowed word, a fragment inside reported speech."""
    inner = quotation.inner.strip(text).of(text)
    size = sum(1 for w in unit[first:last] if w.text[0].isalnum())
    opens = first == 0
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
        title = not ended and not _has_verb(unit[first:last]) and not _cue_before(unit, first)
        return size >= 1 and (capital or size > 3 or ended) and not title
    if opens and (after == "" or (after in ".;–-" and last + 1 >= len(unit))):
        return (ended and capital) or size >= _FEWEST_WORDS
    if opens and (after in ",–-" and after) and _speaks_next(unit, last + 1, behind):
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
    if behind in ("so", "heißt", "hieß", "wie", "lautet", "lautete", "laut"):
        return True
    if finite_cues(behind):
        return True
    if behind in ("hat", "hatte", "haben", "hatten", "wird", "wurde", "werden", "soll", "habe"):
        return any(participle_cues(w.lower) for w in unit[at : at + 25])
    return False


def _cue_before(unit: Sequence[Word], at: int) -> bool:
    return any(w.text[0].islower() and (finite_cues(w.lower) or participle_cues(w.lower)) for w in unit[:at])
