"""Which words an attribution covers: *Laut Polizei* its sentence, inside a subordinate clause that clause alone."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.annotate.phrases import relative_clause
from quellenlage.annotate.statements.attributions import Attribution
from quellenlage.annotate.statements.reporting import Saying
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, could_be_adjective, is_function
from quellenlage.german.lexicon import load_words

_FINAL = frozenset(".!?…;")


def covered(
    items: Sequence[Word], source: Attribution, sources: Sequence[Attribution], claimed: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The clause an attribution covers: its sentence without the phrase, or the subordinate clause it stands in."""
    begin, end = next(
        ((a, b) for a, b in claimed if a <= source.start and source.end <= b and b - a > source.end - source.start),
        (0, len(items)),
    )
    while end > 0 and items[end - 1].text in _FINAL:
        end -= 1
    semicolons = [i for i in range(begin, end) if items[i].text == ";"]
    begin = max((i + 1 for i in semicolons if i < source.start), default=begin)
    end = min((i for i in semicolons if i >= source.end), default=end)
    left = source.start
    while left > 0 and items[left - 1].text not in (",", ":", ";") and not is_quote(items[left - 1]):
        left -= 1
    if left > 0 and left < source.start and not source.bracket and _subordinate_clause(items, left):
        begin = left
        end = next((i for i in range(source.end, end) if items[i].text in (",", ";", "–")), end)
    for other in sources:
        if other is not source and other.start > source.end and other.bracket:
            end = min(end, other.start - 1)
    ranges = []
    behind = source.end
    if behind < len(items) and items[behind].text == ",":
        closes = relative_clause(items, behind, end)
        behind = closes if closes is not None else behind
    for a, b in ((begin, source.start), (behind, end)):
        while a < b and items[a].text in (",", "–", ":", "."):
            a += 1
        while b > a and items[b - 1].text in (",", "–", ":", "("):
            b -= 1
        quote = next((i for i in range(a, b) if is_quote(items[i])), None)
        if quote is not None and a == begin and source.bracket and source.end <= quote:
            b = quote
        # what is told inside what is told stays inside it
        crossing = any(x < b and a < y and not (a <= x and y <= b) and not (x <= a and b <= y) for x, y in claimed)
        if b - a == 1 and is_function(items[a]):
            continue
        if b - a >= 1 and not crossing and not any(is_quote(w) for w in items[a:b]):
            ranges.append((a, b))
    if source.bracket and ranges and sum(b - a for a, b in ranges) < 3:
        return ()
    return tuple(ranges)


def _subordinate_clause(items: Sequence[Word], at: int) -> bool:
    lower = items[at].lower
    return (
        lower in load_words("subordinators")
        or lower in ("dass", "ob", "wo", "deren", "dessen", "denen")
        or (
            lower in ("der", "die", "das", "dem", "den")
            and at + 1 < len(items)
            and not (items[at + 1].capital or could_be_adjective(items[at + 1]))
        )
    )


def beside_speaker(source: Attribution, verbs: Sequence[Saying], spoken: set[int], items: Sequence[Word]) -> bool:
    """True if the attribution stands in the clause of a verb that has its own speaker: it is a channel then."""
    for number, verb in enumerate(verbs):
        if number in spoken and source.kind != "so":
            stop = verb.end
            while stop < len(items) and items[stop].text not in (",", ":", ".") and not is_quote(items[stop]):
                stop += 1
            if min(verb.opening, verb.verbs[0]) <= source.start < stop:
                return True
    return False
