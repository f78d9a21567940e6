"""Which words an attribution covers: *Laut Polizei* its sentence, inside a subordinate clause that clause alone."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.annotate.phrases import relative_clause
from quellenlage.annotate.statements.attributions import Attribution
from quellenlage.annotate.statements.reporting import Saying
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, could_be_adjective, is_function
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import shows

_FINAL = frozenset(".!?…;")
_LONGEST_SUBJECT = 8
"""Words from a comma to the finite verb of the main clause behind it."""
_GOES_ON = frozenset(("und", "sondern", "sowie", "oder", "um", "ohne", "statt", "darunter"))
"""What goes on with the clause before a comma."""


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
    joined = _joined_clause(items, source)
    if joined is not None and begin < joined and not source.bracket:
        begin = joined
    for other in sources:
        own = _joined_clause(items, other) if other.start > source.end else None
        if own is not None and own > source.end:
            end = min(end, own - 2)
        if other is not source and other.start > source.end and other.bracket:
            end = min(end, other.start - 1)
    if not source.bracket:
        end = _own_clause(items, source, (begin, end), claimed)
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
        if b - a == 1 and is_function(items[a]) and not _is_relative(items, a):
            continue
        if b - a >= 1 and not crossing and not any(is_quote(w) for w in items[a:b]):
            ranges.append((a, b))
    if source.bracket and ranges and sum(b - a for a, b in ranges) < 3:
        return ()
    return tuple(ranges)


def _own_clause(
    items: Sequence[Word], source: Attribution, clause: tuple[int, int], claimed: Sequence[tuple[int, int]]
) -> int:
    """Where the clause ends that holds the phrase, if another main clause with its own verb follows the comma: *Es
    kamen nach Zählung der Stadt 300, die Polizei sprach von 90*. Only a count inside its clause ends there; other
    phrases cover what follows, too, unless somebody else says it."""
    begin, end = clause
    for comma in range(source.end, end):
        if items[comma].text != "," or not any(_is_finite(w) for w in items[begin:comma]):
            continue
        stop = next((i for i in range(comma + 1, end) if items[i].text in (",", ";", "–")), end)
        verb = next((i for i in range(comma + 1, stop) if _is_finite(items[i])), None)
        # its verb in second place, behind what can be a subject
        if verb is None or not comma + 1 < verb < stop - 1 or verb - comma > _LONGEST_SUBJECT:
            continue
        first = items[comma + 1]
        if _subordinate_clause(items, comma + 1) or is_quote(first) or first.lower in _GOES_ON:
            continue
        if not any(w.capital or w.text[0].isdigit() for w in items[comma + 1 : verb]):
            continue
        counts = source.start > begin and any(
            items[i].lower.endswith(tuple(sorted(load_words("counting_nouns")))) for i in source.cues
        )
        if counts or any(verb < b and comma < a < end for a, b in claimed):
            return comma
    return end


def _is_finite(word: Word) -> bool:
    return word.token is not None and shows(word.token, "VerbForm", "Fin")


def _joined_clause(items: Sequence[Word], source: Attribution) -> int | None:
    """Where the second main clause begins that holds the phrase: *Die Klinik ist offen, aber laut Stadt fehlen
    Betten*. None if the phrase stands in the first, or covers both."""
    at = left = source.start
    while left > 0 and items[left - 1].text not in (",", ":", ";") and not is_quote(items[left - 1]):
        left -= 1
    if left in (0, at) or items[left - 1].text != "," or items[left].lower not in ("und", "aber", "doch"):
        return None
    token = items[left].token
    if token is None or token.dep_ != "cc":
        return None
    clause = token.head
    behind = items[source.end].token if source.end < len(items) else None
    # "aber laut Stadt fehlen": the finite verb in second place opens a main clause, whatever the tree calls its subject
    second = left + 1 == at and behind is not None and shows(behind, "VerbForm", "Fin")
    own = second or any(c.dep_ in ("nsubj", "nsubj:pass", "csubj", "expl") for c in clause.children)
    follows = clause.dep_ == "conj" and clause.head.i < token.i and clause.head.pos_ in ("VERB", "AUX", "ADJ")
    return left + 1 if own and follows and clause.i > token.i else None


def _is_relative(items: Sequence[Word], at: int) -> bool:
    """True for *die*, *bei denen* that open a relative clause, by the model."""
    words = [w.token for w in items[at : at + 2] if w.token is not None]
    if words and words[0].pos_ == "ADP":
        words = words[1:]
    return bool(words) and words[0].pos_ != "DET" and shows(words[0], "PronType", "Rel")


def _subordinate_clause(items: Sequence[Word], at: int) -> bool:
    lower = items[at].lower
    return _is_relative(items, at) or (
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
