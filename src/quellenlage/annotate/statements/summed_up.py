"""What a verb sums up in its object: *forderte einen Rücktritt*, *warnte vor Folgen*, *nannte den Bericht erfunden*.

Which object that is, bare or with which preposition, the lexicon says of each verb; where it begins and ends is told
by the tree, without one by word order.
"""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.annotate.clauses import Tree
from quellenlage.annotate.phrases import is_time
from quellenlage.annotate.statements.cues import noun_cue
from quellenlage.annotate.statements.reporting import Saying
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, closed_class, could_be_adjective, is_news_noun
from quellenlage.german.tense import shows

Range = tuple[int, int]
_NEGATIONS = closed_class("negations")
_NO_NEGATION_BEFORE = closed_class("no_negation_before")
_ENDS = frozenset((",", ".", ":", ";", "–", "!", "?"))
_SKIPPED = closed_class("before_objects")
_AFTER = closed_class("after_objects")
_JOINERS = frozenset(("und", "aber", "oder", "sondern", "doch"))
_PREDICATIVE = frozenset(("als", "für"))
_COMPLEMENTS = frozenset(("als", "für", "auf"))
_NAMING = frozenset(("nennen", "bezeichnen"))
_PRONOUNS = frozenset(("das", "dies", "alles", "beides"))
_OBLIQUE_ONLY = frozenset(("dem", "des", "einem", "eines", "ihm", "ihrem", "seinem"))
_PREPOSITIONS = closed_class("before_clauses_of_nouns")
_RELATIVE = closed_class("relative")
_NOUN_WITHIN = 4
"""Words within which the noun stands: *Die neuen schweren Vorwürfe, …*."""
_SHORTEST_CLAUSE = 4
_VOTING = closed_class("voting")
_DECIDING = tuple(sorted(closed_class("deciding_bodies")))
_CONTRACTED = {
    "vom": "von", "zum": "zu", "zur": "zu", "am": "an", "ans": "an", "im": "in", "ins": "in", "beim": "bei",
    "aufs": "auf", "fürs": "für", "übers": "über", "ums": "um", "vorm": "vor",
}  # fmt: skip


def summed_up(items: Sequence[Word], verb: Saying, claimed: Sequence[Range]) -> tuple[Range, ...] | None:
    """The ranges of the object that sums up what was said."""
    cue = verb.cue
    bare = "acc" in cue.objects or "dat" in cue.objects
    if not cue.objects or verb.subject is None or verb.passive:
        return None
    if verb.final:
        return _in_relative_clause(items, verb, claimed, bare=bare)
    if items[verb.subject[0]].lower == "man" or _is_vote(items, verb):
        return None
    judges = bool(cue.fixed) and cue.fixed[0] in _PREDICATIVE  # "hielt das nicht für möglich" says something
    if cue.stance == "asserts" and not judges and is_negated(items, verb, ()):
        return None  # "berichtete nicht über den Brand": nothing was said
    begin, end = _behind_verb(items, verb)
    found = _with_preposition(items, verb, begin, end, bare=bare)
    if found is None and cue.fixed and verb.verbs[-1] + 1 < len(items):
        # "übte Kritik an der Planung"
        last = verb.verbs[-1] + 1
        stop = next((i for i in range(last, len(items)) if items[i].text in _ENDS or is_quote(items[i])), len(items))
        found = _with_preposition(items, verb, last, _before_next_verb(items, last, stop), bare=True)
    if found is None and bare:
        found = _bare(items, verb, begin, end)
    if not found or any(a < stop and start < b for a, b in claimed for start, stop in found):
        return None
    if "bei" in cue.fixed and not any(_is_number(items[i]) for i in range(*found[0])):
        return None  # "blieb bei ihrer Mutter"; a number is what somebody keeps to against another one
    return found


def _is_number(word: Word) -> bool:
    return word.token is not None and word.token.pos_ == "NUM"


def _in_relative_clause(
    items: Sequence[Word], verb: Saying, claimed: Sequence[Range], *, bare: bool
) -> tuple[Range, ...] | None:
    """*Versagen* of *eine Rede, in der er der Regierung Versagen vorwarf*: the object stands before the verb."""
    at = verb.opening
    inside = at > 0 and items[at - 1].text == "," and at + 1 < len(items)
    if not inside or items[at].lower != "in" or items[at + 1].lower not in _RELATIVE:
        return None
    if verb.subject is None or is_negated(items, verb, ()):
        return None
    begin, end = verb.subject[1], min(verb.verbs)
    if any(w.text in _ENDS or is_quote(w) for w in items[begin:end]):
        return None
    found = _with_preposition(items, verb, begin, end, bare=False)
    if found is None and bare:
        start = _object_in_tree(items, verb, begin, end)
        if start is None and _is_bare_noun(items, end - 1) and begin < end:
            start = end - 1
        found = ((start, end),) if start is not None else None
    return None if found is None or any(a < y and x < b for a, b in claimed for x, y in found) else found


def _is_bare_noun(items: Sequence[Word], at: int) -> bool:
    """True for a noun without article and preposition."""
    token = items[at].token
    return token is not None and token.pos_ == "NOUN" and not any(c.dep_ in ("det", "case") for c in token.children)


def is_negated(items: Sequence[Word], verb: Saying, said: Sequence[Range]) -> bool:
    """True if a negation outside what is said belongs to the verb itself: *sagte am Montag nicht, ob …*."""
    tree = Tree(items)
    predicate = tree.predicate(verb.verbs)
    if predicate is None:
        return False
    for child in predicate.children:
        at = tree.places.get(child.i)
        if at is None or child.lower_ not in _NEGATIONS or any(a <= at < b for a, b in said):
            continue
        hollow = at + 1 < len(items) and items[at + 1].lower in _NO_NEGATION_BEFORE
        comma = any(items[i].text in _ENDS for i in range(min(at, verb.verbs[0]), max(at, verb.verbs[0])))
        if not hollow and not comma:
            return True
    return False


def _is_vote(items: Sequence[Word], verb: Saying) -> bool:
    """*Der Bundesrat stimmte dem Gesetz zu*, *der Kreistag lehnte den Antrag ab*: a body that votes acts, it says
    nothing."""
    if verb.cue.lemma not in _VOTING or verb.subject is None:
        return False
    words = items[verb.subject[0] : verb.subject[1]]
    nouns = (w for w in words if w.capital and (w.token is None or w.token.pos_ in ("NOUN", "PROPN")))
    head = next(nouns, None)
    return head is not None and head.lower.endswith(_DECIDING)


def _behind_verb(items: Sequence[Word], verb: Saying) -> Range:
    """The words behind verb, subject and addressee, up to the end of the clause."""
    begin = verb.opening if verb.elided else verb.verbs[0] + 1
    if verb.inverted and verb.subject is not None:
        begin = max(begin, verb.subject[1])
    if verb.addressee is not None and verb.addressee[0] == begin:
        begin = verb.addressee[1]
    predicative = bool(verb.cue.fixed) and verb.cue.fixed[0] in _PREDICATIVE
    while begin in verb.verbs and not predicative:
        begin += 1
    end = begin
    while end < len(items) and items[end].text not in _ENDS and not is_quote(items[end]):
        if end in verb.verbs and not predicative:
            break
        end += 1
    end = _before_next_verb(items, begin, end)
    while begin < end and items[begin].lower in _SKIPPED:
        begin += 2 if items[begin].lower == "am" else 1
    while end > begin and (items[end - 1].lower in _AFTER or items[end - 1].lower in _NEGATIONS):
        end -= 1
    return begin, end


def _before_next_verb(items: Sequence[Word], begin: int, end: int) -> int:
    """Where *forderte Geld und drohte mit Streik* goes on with another verb."""
    joint = end
    for at in range(begin, end):
        if items[at].lower in _JOINERS:
            joint = at
        elif joint < at and _is_finite(items[at]):
            return joint
    return end


def _is_finite(word: Word) -> bool:
    token = word.token
    if token is None or token.pos_ not in ("VERB", "AUX"):
        return False
    return not (shows(token, "VerbForm", "Inf") or shows(token, "VerbForm", "Part"))


def _with_preposition(
    items: Sequence[Word], verb: Saying, begin: int, end: int, *, bare: bool
) -> tuple[Range, ...] | None:
    """*vor Folgen* of *warnte vor Folgen*; without *von*, which says no more than that something follows."""
    wanted = {o.partition("+")[0] for o in verb.cue.objects if "+" in o}
    if verb.cue.stance == "asserts":
        wanted.discard("über")  # "berichtete über den Brand" tells what it was about, not what was said
    if not wanted:
        return None
    for at in range(begin, min(begin + 1 if bare else end, end)):
        if _preposition(items[at]) == "über" and "über" in wanted and verb.cue.fixed and at + 1 < end:
            return _with_feeling(items, verb, at, end)
        if _preposition(items[at]) in wanted and at + 1 < end:
            return ((at + 1 if items[at].lower in ("von", "vom") else at, end),)
    first = verb.opening
    if bare or not verb.inverted or first >= verb.verbs[0] - 1 or _preposition(items[first]) not in wanted:
        return None
    # "Von einem Fehler sprach Berg"
    return ((first + 1 if items[first].lower in ("von", "vom") else first, verb.verbs[0]),)


def _with_feeling(items: Sequence[Word], verb: Saying, at: int, end: int) -> tuple[Range, ...]:
    """*große Sorge über den Brand*, *sehr besorgt über die Lage*, *über die Lage besorgt*: what the phrase tells stands
    in its noun or adjective, the object alone is only what it is about."""
    fixed = [
        v for v in verb.verbs if v != verb.verbs[0] and items[v].lower in verb.cue.fixed and items[v].text != "sich"
    ]
    if not fixed:
        return ((at, end),)
    first, last = fixed[0], fixed[-1]
    if first == end:
        return ((at, last + 1),)
    while first - 1 > verb.verbs[0] and first - 1 not in verb.verbs and _modifies(items, first - 1):
        first -= 1
    if last > at or (verb.subject is not None and verb.subject[0] <= first < verb.subject[1]):
        return ((at, end),)
    return ((first, end),) if last + 1 == at else ((first, last + 1), (at, end))


def _modifies(items: Sequence[Word], at: int) -> bool:
    """True for a determiner, an adjective or a degree in front of the word behind it: *sehr*, *große*, *seine*."""
    token = items[at].token
    behind = items[at + 1].token
    return (
        token is not None
        and behind is not None
        and token.pos_ in ("DET", "ADJ", "ADV")
        and (token.head.i == behind.i or token.head.i == behind.head.i)
        and items[at].lower not in _NEGATIONS
    )


def _preposition(word: Word) -> str:
    return _CONTRACTED.get(word.lower, word.lower)


def _bare(items: Sequence[Word], verb: Saying, begin: int, end: int) -> tuple[Range, ...] | None:
    """An object without a preposition, with what it is called: *den Bericht erfunden*, *… für zu niedrig*."""
    front = _object_in_front(items, verb)
    if front is not None:
        complement = begin < end and (items[begin].lower in _COMPLEMENTS or verb.cue.lemma in _NAMING)
        return (front, (begin, end)) if complement else (front,)
    if begin >= end or items[begin].lower in ("und", "oder", "nicht"):
        return None
    start = _object_in_tree(items, verb, begin, end)
    if start is not None:
        return ((start, end),)
    if _bare_pronoun(items, begin, end):
        if begin + 1 < end and _preposition(items[begin + 1]) in {o.partition("+")[0] for o in verb.cue.objects}:
            return ((begin, end),)  # "begründete das mit Kosten", "bezifferte das auf drei Millionen"
        # a denial must not be lost; anything else that was only said of "das" says nothing
        if verb.cue.lemma in _NAMING or (verb.cue.fixed and verb.cue.fixed[0] in _PREDICATIVE):
            return ((begin, end),)
        return ((begin, begin + 1),) if verb.cue.stance == "denies" else None
    if _is_preposition(items[begin]) or not any(w.capital for w in items[begin:end]):
        return None
    return ((begin, end),)


def _object_in_front(items: Sequence[Word], verb: Saying) -> Range | None:
    """*Den Vorwurf wies Berg zurück*, *Das bestreitet sie*: what stands before the verb, the subject behind."""
    start, stop = verb.opening, verb.verbs[0]
    if verb.first and verb.inverted:
        return _clause_in_front(items, stop)
    if not verb.inverted or start >= stop:
        return None
    first = items[start]
    if stop - start == 1 and first.lower in _PRONOUNS:
        return (start, stop) if verb.cue.stance == "denies" else None
    nominal = first.token is not None and first.token.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "NUM")
    nouns = [w for w in items[start:stop] if w.capital and (w.token is None or w.token.pos_ in ("NOUN", "PROPN"))]
    if not nominal or not nouns or is_time(nouns[0]) or first.lower in _OBLIQUE_ONLY:
        return None
    return start, stop


def _clause_in_front(items: Sequence[Word], verb: int) -> Range | None:
    """*Gerüchte, der Zoo schließe, nannte er falsch*, *Dass der Zoo schließe, nannte er Unsinn*: a noun of saying with
    its clause, or the clause alone, from the start of the sentence up to the comma at the verb."""
    end = verb - 1
    if end < _SHORTEST_CLAUSE or items[end].text != "," or any(w.text in ":;" or is_quote(w) for w in items[:end]):
        return None
    if items[0].lower in ("dass", "daß"):
        return 0, end
    comma = next((i for i in range(end) if items[i].text == ","), end)
    noun = next((i for i in range(min(comma, _NOUN_WITHIN)) if _names_words(items[i])), None)
    if noun is None or comma == end or any(_is_finite(w) for w in items[:comma]):
        return None
    if any(w.lower in _PREPOSITIONS for w in items[:noun]) or items[0].lower in _OBLIQUE_ONLY:
        return None
    return 0, end


def _names_words(word: Word) -> bool:
    """True for a noun for what was said: *Gerüchte*, *Vorwurf*, *Bericht*."""
    if not word.capital or (word.token is not None and word.token.pos_ not in ("NOUN", "PROPN")):
        return False
    return noun_cue(word.text) is not None or is_news_noun(word.text)


def _object_in_tree(items: Sequence[Word], verb: Saying, begin: int, end: int) -> int | None:
    """Where the object begins by the tree, behind an adverbial (*wies in Ulm den Vorwurf zurück*)."""
    tree = Tree(items)
    token = tree.predicate(verb.verbs)
    if token is None:
        return None
    for child in token.children:
        if child.dep_ == "obj" and child.i in tree.places and child.pos_ in ("NOUN", "PROPN"):
            loose = frozenset(c.i for c in child.children if c.dep_ in ("acl:relcl", "acl", "punct"))
            start, stop = tree.subtree(child, loose)
            if begin <= start < end and not any(start <= v < stop for v in verb.verbs):
                return start
    return None


def _is_preposition(word: Word) -> bool:
    return word.token is not None and word.token.pos_ == "ADP"


def _bare_pronoun(items: Sequence[Word], begin: int, end: int) -> bool:
    """True for *das* and *dies* without a noun."""
    if items[begin].lower not in _PRONOUNS:
        return False
    after = items[begin + 1] if begin + 1 < end else None
    return after is None or not (after.capital or after.text[0].isdigit() or could_be_adjective(after))
