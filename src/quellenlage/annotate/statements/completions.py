"""What belongs to an object that sums up what was said, though a comma parts it: *warnte vor Fluten, sollte der Damm
brechen*, *forderte ein Gesetz, das den Verkauf verbietet*, *die Gefahr, dass der Damm bricht*.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quellenlage.annotate.clauses import Tree
from quellenlage.annotate.statements.reporting import Saying
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word
from quellenlage.german.tense import shows

Range = tuple[int, int]
_CHANCES = ("möglichkeit", "gefahr", "risiko", "wahrscheinlichkeit")
_CONDITIONS = frozenset(("falls", "sofern", "sollte", "sollten"))
_INDEFINITE = ("ein", "jed", "all", "kein", "solch", "derjenig", "diejenig", "dasjenig", "denjenig", "irgend", "manch")
_WITH_ARTICLE = frozenset(("vom", "zum", "zur", "am", "im", "beim", "ans", "ins"))
_MARKS = frozenset(",;:.!?–—-")


def completed(
    items: Sequence[Word], verb: Saying, ranges: tuple[Range, ...], verbs: Sequence[Saying]
) -> tuple[Range, ...]:
    """The object's ranges with the condition beside it and the clause that says which thing is meant. A clause with a
    verb of saying of its own is left out."""
    tree = Tree(items)
    ranges = _with_clause(tree, verb, ranges, verbs)
    behind = _condition_behind(tree, verb, ranges)
    ranges = _joined(ranges, behind) if behind is not None and not _says(behind, verb, verbs) else ranges
    front = _condition_in_front(tree, verb)
    return (front, *ranges) if front is not None and not _says(front, verb, verbs) else ranges


def chance_before(items: Sequence[Word], clause: Range) -> Range | None:
    """The clause together with the noun that makes it a mere possibility: *die Gefahr, dass der Damm bricht*."""
    noun = clause[0] - 2
    if noun < 0 or items[clause[0] - 1].text != "," or not is_chance(items[noun].text):
        return None
    first = noun
    while first > 0 and (t := items[first - 1].token) is not None and t.pos_ in ("DET", "ADJ"):
        first -= 1
    return first, clause[1]


def is_chance(word: str) -> bool:
    """True for *Gefahr*, *Unfallrisiko*: what is a possibility and no fact."""
    return word[:1].isupper() and word.lower().endswith(_CHANCES)


def _with_clause(tree: Tree, verb: Saying, ranges: tuple[Range, ...], verbs: Sequence[Saying]) -> tuple[Range, ...]:
    """The ranges with the clause behind the last noun, if it tells which of several is meant."""
    start = ranges[-1][0]
    comma = _comma_behind(tree.items, verb, ranges[-1])
    if comma is None:
        return ranges
    for at in range(start, ranges[-1][1]):
        noun = tree.token(at)
        if noun is None or noun.pos_ != "NOUN":
            continue
        for child in noun.children:
            if not child.dep_.startswith(("acl", "ccomp", "xcomp")) or child.i not in tree.places:
                continue
            clause = _trimmed(tree, *tree.subtree(child))
            if clause[0] != comma + 1 or _says(clause, verb, verbs):
                continue
            pronoun = _relative_pronoun(tree, clause[0])
            if pronoun is None:
                wanted = is_chance(noun.text)
            else:
                wanted = _is_indefinite(_antecedent(tree, noun, pronoun, ranges[-1]))
            if wanted:
                return _joined(ranges, clause)
    return ranges


def _relative_pronoun(tree: Tree, at: int) -> Token | None:
    """The relative pronoun that opens the clause at `at`, a preposition before it or not."""
    words = [t for w in tree.items[at : at + 2] if (t := w.token) is not None]
    if words and words[0].pos_ == "ADP":
        words = words[1:]
    return words[0] if words and words[0].pos_ != "DET" and shows(words[0], "PronType", "Rel") else None


def _antecedent(tree: Tree, noun: Token, pronoun: Token, said: Range) -> Token:
    """The noun that the clause hangs on, or the last one before the comma if only that agrees with the pronoun."""
    tokens = (w.token for w in reversed(tree.items[said[0] : said[1]]))
    last = next((t for t in tokens if t is not None and t.pos_ == "NOUN"), noun)
    return last if _agree(last, pronoun) and not _agree(noun, pronoun) else noun


def _agree(noun: Token, pronoun: Token) -> bool:
    same = (noun.morph.get(f, []) == pronoun.morph.get(f, []) for f in ("Number", "Gender") if pronoun.morph.get(f, []))
    return all(same)


def _is_indefinite(noun: Token) -> bool:
    """True for *jede Abmachung*, *ein Gesetz*, *neue Regeln*: a relative clause behind it says which one."""
    for child in noun.children:
        if child.pos_ == "DET" or child.dep_.startswith("det"):
            return child.lower_.startswith(_INDEFINITE)
        if child.dep_ == "case" and child.lower_ in _WITH_ARTICLE:
            return False
    return shows(noun, "Number", "Plur")


def _condition_behind(tree: Tree, verb: Saying, ranges: tuple[Range, ...]) -> Range | None:
    comma = _comma_behind(tree.items, verb, ranges[-1])
    if comma is None or not _opens_condition(tree.items, comma + 1, verb):
        return None
    clause = _clause_at(tree, comma + 1)
    return clause if clause is not None and clause[0] == comma + 1 else None


def _condition_in_front(tree: Tree, verb: Saying) -> Range | None:
    """*Falls die Löhne nicht steigen, droht die Gewerkschaft mit Streik*: the verb comes right behind the comma."""
    at = verb.verbs[0]
    if not verb.inverted or at < 3 or tree.items[at - 1].text != "," or not _opens_condition(tree.items, 0, verb):
        return None
    clause = _clause_at(tree, 0)
    return clause if clause == (0, at - 1) else None


def _opens_condition(items: Sequence[Word], at: int, verb: Saying) -> bool:
    if verb.cue.stance not in ("warns", "demands", "promises") or at >= len(items):
        return False
    word = items[at].lower
    return word in _CONDITIONS or (word == "wenn" and verb.cue.stance == "warns" and items[at + 1].lower != "auch")


def _clause_at(tree: Tree, at: int) -> Range | None:
    """The clause whose first word stands at `at`."""
    token = tree.token(at)
    if token is None or token.dep_ not in ("mark", "aux", "aux:pass", "cop") or token.head.i not in tree.places:
        return None
    start, end = _trimmed(tree, *tree.subtree(token.head))
    stop = next((i for i in range(at, end) if is_quote(tree.items[i]) or tree.items[i].text in ":;"), end)
    return (start, end) if start == at and stop == end else None


def _comma_behind(items: Sequence[Word], verb: Saying, last: Range) -> int | None:
    """The comma behind the object, parts of the verb between them aside (*kündigte ein Gesetz an, das …*)."""
    at = last[1]
    while at in verb.verbs:
        at += 1
    return at if at + 2 < len(items) and items[at].text == "," else None


def _says(clause: Range, verb: Saying, verbs: Sequence[Saying]) -> bool:
    return any(v is not verb and any(clause[0] <= i < clause[1] for i in v.verbs) for v in verbs)


def _joined(ranges: tuple[Range, ...], clause: Range) -> tuple[Range, ...]:
    if clause[0] == ranges[-1][1] + 1:
        return (*ranges[:-1], (ranges[-1][0], clause[1]))
    return (*ranges, clause)


def _trimmed(tree: Tree, start: int, end: int) -> Range:
    while start < end and tree.items[start].text in _MARKS:
        start += 1
    while end > start and tree.items[end - 1].text in _MARKS:
        end -= 1
    return start, end
