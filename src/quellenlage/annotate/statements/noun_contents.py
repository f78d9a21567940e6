"""What nouns of saying hold: *die Forderung des Landrats, den Deich zu erhöhen*, *Berichte, wonach der Deich bricht*.

The clause behind the noun is what was said; the speaker stands in the genitive, with *von*, or as a possessive. Which
clause hangs on which noun is told by the tree, so nothing is found without a model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quellenlage.annotate.clauses import Tree
from quellenlage.annotate.statements.contents import Content
from quellenlage.annotate.statements.cues import Cue, noun_cue
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, closed_class, is_news_noun, is_subjunctive
from quellenlage.domain.annotations import Mode
from quellenlage.german.tense import shows

Range = tuple[int, int]
_WHERE_SAID = frozenset(("wonach", "denen", "dem", "der"))
_SAYING_WITH = closed_class("noun_carriers")
_POSSESSIVES = ("sein", "ihr", "unser", "mein")
_MARKS = frozenset(",;:.!?–—-")
_SHORTEST = 3
_LONGEST_VERB = 4
"""Words of the verb that may stand between a noun and its clause."""
_NEWS = Cue("wonach", "", "i", "asserts", "unknown")


def noun_contents(items: Sequence[Word], claimed: Sequence[Range]) -> Iterator[Content]:
    """The clauses that nouns of saying hold in a unit, those left out that belong to a verb (`claimed`)."""
    tree = Tree(items)
    for at, word in enumerate(items):
        if word.token is None or not word.capital or is_quote(word) or word.token.pos_ not in ("NOUN", "PROPN"):
            continue
        cue = noun_cue(word.text)
        if cue is None and not is_news_noun(word.text):
            continue
        if cue is not None and cue.stance == "promises" and _is_topic(word.token):
            continue
        clause = _clause_behind(tree, at)
        if clause is None:
            continue
        found = _where(tree, *clause) or (held_behind(tree, cue, *clause) if cue is not None else None)
        if found is None or any(a < found[0][1] and found[0][0] < b for a, b in claimed):
            continue
        yield content_of(tree, at, cue or _NEWS, *found)


def _is_topic(noun: Token) -> bool:
    """True for *streiten über die Bereitschaft der Stadt, …*: what is talked about was not said."""
    return any(c.dep_ == "case" and c.lower_ in ("über", "um") for c in noun.children)


def _clause_behind(tree: Tree, noun: int) -> Range | None:
    """The range of the clause behind the noun: right behind its phrase, or behind the verb that ends the main clause
    (*hat die Forderung erneuert, …*)."""
    token = tree.items[noun].token
    assert token is not None
    owned = [c for c in token.children if c.dep_ in ("nmod", "appos", "flat") and tree.places.get(c.i, -1) > noun]
    clauses = frozenset(("acl", "acl:relcl", "punct"))
    loose = frozenset(c.i for o in owned for c in o.subtree if c.dep_ in clauses)
    comma = max([noun, *(tree.subtree(c, loose)[1] - 1 for c in owned)]) + 1
    for _ in range(_LONGEST_VERB):
        if comma >= len(tree.items) or tree.items[comma].text == ",":
            break
        between = tree.items[comma].token
        if between is None or not (between.pos_ in ("VERB", "AUX") or between.dep_ == "compound:prt"):
            return None
        comma += 1
    if comma + _SHORTEST >= len(tree.items) or tree.items[comma].text != ",":
        return None
    head = tree.items[comma + 1].token
    found: Range | None = None
    while head is not None and head.i in tree.places:
        start, end = _trimmed(tree, *tree.subtree(head))
        if start == comma + 1 and end - start >= _SHORTEST:
            found = (start, end)
        elif found is not None or start <= comma:
            break
        if head.head.i == head.i:
            break
        head = head.head
    return found


def held_behind(tree: Tree, cue: Cue, start: int, end: int) -> tuple[Range, tuple[int, ...] | None] | None:
    """A clause with dass or ob, an infinitive with zu, or a main clause in the subjunctive."""
    opener = tree.items[start].lower
    words = tree.items[start:end]
    if "i" in cue.frames and opener in ("dass", "daß", "ob"):
        return (start, end), None
    finite = [w for w in words if w.token is not None and shows(w.token, "VerbForm", "Fin")]
    if "z" in cue.frames and _has_zu(words) and opener not in ("um", "ohne", "statt", "anstatt"):
        return (start, end), None
    if "i" not in cue.frames or not finite or not is_subjunctive(finite[0]):
        return None
    opened = any(
        w.token is not None and (shows(w.token, "PronType", "Rel") or w.token.pos_ == "SCONJ") for w in words[:2]
    )
    return None if opened or finite[0].start == words[-1].start else ((start, end), None)


def _has_zu(words: Sequence[Word]) -> bool:
    """True for *zu schließen* and *aufzugeben* before any finite verb."""
    for word in words:
        if word.token is None:
            continue
        if shows(word.token, "VerbForm", "Fin"):
            return False
        if word.lower == "zu" and word.token.dep_ == "mark":
            return True
        if shows(word.token, "VerbForm", "Inf") and "zu" in word.lower[2:-3]:
            return True
    return False


def _where(tree: Tree, start: int, end: int) -> tuple[Range, tuple[int, ...] | None] | None:
    """The clause of *Berichte, wonach …* and *nach denen …*, and the word that opens it."""
    if tree.items[start].lower == "wonach":
        return (start + 1, end), (start,)
    if tree.items[start].lower in ("nach", "laut") and tree.items[start + 1].lower in _WHERE_SAID:
        return (start + 2, end), (start,)
    return None


def _trimmed(tree: Tree, start: int, end: int) -> Range:
    while start < end and tree.items[start].text in _MARKS:
        start += 1
    while end > start and tree.items[end - 1].text in _MARKS:
        end -= 1
    return start, end


def content_of(tree: Tree, noun: int, cue: Cue, said: Range, where: tuple[int, ...] | None) -> Content:
    """What a noun of saying holds: the clause `said`, opened by the words `where` (*wonach*), with whose word it is."""
    first = _opening(tree, noun)
    owner = _owner(tree, noun)
    if owner is None and where is None:
        owner = _carried_by(tree, noun)
    source = (first, noun + 1) if owner is None and where is not None else owner
    cues = where or tuple(range(first + 1 if owner == (first, first + 1) else first, noun + 1))
    kind = "relative clause of a noun" if where else "clause of a noun"
    reason = f"{kind}: {tree.items[noun].text}"
    mode: Mode = "attributed" if where is not None else "indirect"
    return Content((said,), cues, cue, source, None, mode, ((first, noun + 1),), "noun of saying", reason)


def _opening(tree: Tree, noun: int) -> int:
    """Where the noun's phrase begins, its preposition aside."""
    first = noun
    while first > 0 and (before := tree.items[first - 1].token) is not None and before.pos_ in ("DET", "ADJ", "NUM"):
        first -= 1
    return first


def _owner(tree: Tree, noun: int) -> Range | None:
    """Whose word it is: a genitive, *von*, or a possessive."""
    token = tree.items[noun].token
    assert token is not None
    for child in token.children:
        at = tree.places.get(child.i)
        if at is None:
            continue
        if child.lower_.startswith(_POSSESSIVES) and child.dep_.startswith("det") and at < noun:
            return at, at + 1
        case = next((c.lower_ for c in child.children if c.dep_ == "case"), None)
        if child.dep_ == "nmod" and (
            case in ("von", "vom") or (case is None and child.morph.get("Case", []) == ["Gen"])
        ):
            loose = frozenset(c.i for c in child.children if c.dep_ in ("acl", "acl:relcl"))
            start, end = _trimmed(tree, *tree.subtree(child, loose))
            start += case == "von"
            return (start, end) if not start <= noun < end else None
    return None


def _carried_by(tree: Tree, noun: int) -> Range | None:
    """Who makes the demand, holds the view: the subject of a verb that carries the noun (*wagte die Prognose, …*)."""
    token = tree.items[noun].token
    assert token is not None
    if token.dep_ not in ("obj", "obl") or token.head.lemma_ not in _SAYING_WITH:
        return None
    at = tree.places.get(token.head.i)
    subject = tree.subject((at,)) if at is not None else None
    if subject is None:
        return None
    head = tree.items[subject].token
    if head is None:
        return None
    loose = frozenset(c.i for c in head.children if c.dep_ in ("acl", "acl:relcl", "parataxis"))
    start, end = _trimmed(tree, *tree.subtree(head, loose))
    return None if start <= noun < end else (start, end)
