"""Who and what stands around a trigger in the tree: the slots that the frames of happenings speak of.

Slots of a verb are those of its active voice: in a passive `obj` is the subject and `nsubj` the phrase with *von* or
*durch*. A verb without a subject of its own takes that of the clause it is joined to, or of the verb that controls it.
A noun that a verb carries (*übt Kritik*) takes `subj` and `dat` from the verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from quellenlage.annotate.events.frames import Frame, verb_lemma
from quellenlage.annotate.words import closed_class, is_news_noun
from quellenlage.domain.annotations import Entity
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table
from quellenlage.german.tense import shows

Slots = dict[str, list[Token]]
SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "ccomp", "csubj", "csubj:pass", "parataxis", "xcomp"))
_NOMINALS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"))
_WITH_ARTICLE = {
    "im": "in", "ins": "in", "am": "an", "ans": "an", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei",
    "ums": "um", "aufs": "auf", "durchs": "durch", "fürs": "für", "übers": "über", "vors": "vor", "gegenüber": "gegen",
}  # fmt: skip
_OF_HAPPENINGS = frozenset(("an", "auf", "gegen", "mit", "zwischen", "für", "durch"))
"""Prepositions that say who takes part rather than where or when."""
_LONGEST_CHAIN = 6
"""Steps from a verb without a subject to the one that has it."""
_MOST_JOINED = 30
_MOST_CHILDREN = 80
"""Words that hang on one; what has more is a list and no clause."""


@dataclass(frozen=True, slots=True)
class Governor:
    """A word above a happening (`event_governors.tsv`)."""

    modality: str
    gives: bool
    control: str


@dataclass(frozen=True, slots=True)
class Names:
    """The entities of an article by token: whole names and descriptions, adjectives of names, names in compounds; the
    types of all by span; and which tokens belong to time expressions."""

    whole: Mapping[int, Entity]
    adjectives: Mapping[int, Entity]
    parts: Mapping[int, Entity]
    types: Mapping[Span, str]
    dated: frozenset[int]


@dataclass(slots=True)
class Surroundings:
    """The slots of a trigger; `verb`: the clause it stands in, `governor`: what the word above makes of it."""

    trigger: Token
    slots: Slots
    verb: Token | None
    governor: Governor | None = None
    occurs: bool = False


def surroundings(trigger: Token, names: Names) -> Surroundings:
    """The slots around a trigger, which may be any word with a frame."""
    return _around_noun(trigger, names) if trigger.pos_ in ("NOUN", "PROPN") else _around_verb(trigger, names)


# verbs


def _around_verb(verb: Token, names: Names) -> Surroundings:
    slots = _complements(verb, names)
    passive = is_passive(verb)
    subjects = _subjects(verb, names)
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if own and not passive and _shows_no_nominative(own[0]) and slots.get("obj"):
        # "Ihren Gegner Jan Ott forderte May auf": the article tells the object, whatever the tree says
        subjects, slots["obj"] = slots["obj"], subjects
    if len(own) > 1 and not slots.get("obj"):
        # "Landrätin beruft Kreistag ein": without case the first is the subject
        slots["obj"] = _joined(own[1])
    if passive == "werden":
        slots["obj"], slots["nsubj"] = subjects, [*slots.get("agent", []), *_by(slots)]
        slots["passive"] = [verb]
    elif passive == "sein":
        slots["obj"], slots["nsubj"], slots["state"] = slots.get("obj") or subjects, subjects, [verb]
        slots["passive"] = [verb]
    else:
        slots["nsubj"] = subjects
    if not slots.get("dat"):
        # "wirft Nordkorea vor": a name shows no case
        slots["dat"] = [
            t for t in slots.get("obj", []) if not passive and (t.pos_ == "PROPN" or not shows(t, "Case", "Acc"))
        ]
    if not slots["nsubj"]:
        slots["nobody"] = [verb]
    governor, _ = governor_of_clause(verb)
    return Surroundings(verb, slots, verb, governor)


def for_frame(around: Surroundings, frame: Frame) -> Slots:
    """The slots as a frame reads them: *ist geborsten* is a perfect where the frame knows no object, else a state that
    a passive led to."""
    slots = around.slots
    if "state" in slots:
        return {**slots, "nsubj": _by(slots)} if frame.has_object else {**slots, "obj": []}
    if frame.has_object and not slots.get("obj") and _is_state(around.trigger):
        return {**slots, "obj": slots.get("nsubj", []), "nsubj": _by(slots)}
    return slots


def _is_state(verb: Token) -> bool:
    """True for a participle with *sein*: of a verb with an object a state (*ist beurlaubt*)."""
    auxiliaries = [c.lemma_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")]
    return shows(verb, "VerbForm", "Part") and "sein" in auxiliaries and "haben" not in auxiliaries


def is_passive(verb: Token) -> str:
    """The auxiliary of a passive (werden, sein), or nothing."""
    if not (shows(verb, "VerbForm", "Part") or verb.pos_ == "ADJ" or verb.lower_.endswith(("t", "en"))):
        return ""
    for child in verb.children:
        if child.dep_ in ("aux", "aux:pass", "cop") and child.lemma_ == "werden" and not shows(verb, "VerbForm", "Inf"):
            return "werden"
    if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children):
        return "sein"
    return "sein" if verb.pos_ == "ADJ" and any(c.dep_ == "cop" for c in verb.children) else ""


def _complements(verb: Token, names: Names) -> Slots:
    slots: Slots = {}
    objects: list[Token] = []
    if verb.n_lefts + verb.n_rights > _MOST_CHILDREN:
        return slots
    # "wurde im Winter von Litauen angegriffen": nothing hangs on a time but a time
    late = [
        c for t in verb.children if t.i in names.dated for c in t.children if preposition(c) and c.i not in names.dated
    ]
    for child in (*verb.children, *late):
        if child.dep_ == "obl:agent" and preposition(child):
            slots.setdefault("agent", []).extend(_joined(child))
            continue
        told = antecedent(child)
        if child.lower_ == "sich":
            slots.setdefault("refl", []).append(child)
        elif child.dep_ in CLAUSES and (child.pos_ in ("VERB", "AUX") or shows(child, "VerbForm", "Inf")):
            slots.setdefault("clause", []).append(child)
        elif (
            child.dep_ in ("obj", "iobj", "obl", "obl:arg", "obl:agent", "nmod", "dep", "xcomp")
            and child.pos_ in _NOMINALS
        ):
            case = preposition(child)
            if case == "nach" and is_news_noun(child.text):
                continue  # "nach Angaben"
            if case:
                slots.setdefault(case, []).extend(_joined(told))
            elif child.dep_ in ("iobj", "obl:arg") or (
                shows(child, "Case", "Dat")
                and child.dep_ != "dep"
                and not (child.dep_ == "obj" and child.pos_ == "PROPN")
            ):
                slots.setdefault("dat", []).extend(_joined(told))
            elif child.dep_ in ("obj", "dep"):
                objects.append(told)
    if len(objects) > 1 and "dat" not in slots:
        # "bot Berg ein Grundstück an": a name shows no case, the dative stands first
        slots["dat"] = _joined(objects.pop(0))
    if objects:
        slots["obj"] = [j for o in objects for j in _joined(o)]
    elif verb.dep_ == "xcomp" and verb.head.lemma_ == "lassen":
        slots["obj"] = [c for c in verb.head.children if c.dep_ == "obj"]
    return slots


def _shows_no_nominative(noun: Token) -> bool:
    return any(c.dep_.startswith("det") and c.lower_ in closed_class("oblique") for c in noun.children)


def _by(slots: Slots) -> list[Token]:
    return [*slots.get("von", []), *slots.get("durch", [])]


def _subjects(verb: Token, names: Names) -> list[Token]:
    """The subject, joined ones apart; of a clause without one that of the clause it hangs on."""
    token = verb
    for _ in range(_LONGEST_CHAIN):
        own = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            return _joined(antecedent(own))
        if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX", "ADJ"):
            token = token.head
            continue
        governor, above = governor_of_clause(token)
        if above is None or shows(token, "VerbForm", "Fin") or has_finite(token):
            return []
        control = governor.control if governor is not None else "nsubj" if token.dep_ in ("xcomp", "advcl") else ""
        if control in ("obj", "dat", "an"):
            slots = _complements(above, names)
            if control == "obj" and is_passive(above) == "werden":
                token = above
                continue
            return slots.get(control) or slots.get("dat" if control == "obj" else "obj", [])
        if not control or above.pos_ == "NOUN":
            return []
        token = above
    return []


def antecedent(pronoun: Token) -> Token:
    """For a relative pronoun the noun it stands for, else the word itself."""
    if not shows(pronoun, "PronType", "Rel") and not (pronoun.pos_ == "PRON" and pronoun.head.dep_ == "acl:relcl"):
        return pronoun
    if (
        pronoun.pos_ == "PRON"
        and not shows(pronoun, "PronType", "Rel")
        and pronoun.lower_ not in closed_class("relative")
    ):
        return pronoun
    clause = pronoun.head
    while clause.dep_ == "conj":
        clause = clause.head
    return clause.head if clause.dep_.startswith("acl") else pronoun


def has_finite(verb: Token) -> bool:
    """True if the verb or one of its auxiliaries is finite."""
    return shows(verb, "VerbForm", "Fin") or any(
        c.dep_ in ("aux", "aux:pass", "cop") and shows(c, "VerbForm", "Fin") for c in verb.children
    )


def governor_of_clause(verb: Token) -> tuple[Governor | None, Token | None]:
    """What the verb or noun above a clause makes of it, and that word."""
    token = verb
    while token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    if token.dep_ not in CLAUSES or token.head.i == token.i:
        return None, None
    above = token.head
    if token.dep_ in ("advcl", "acl:relcl"):
        return None, above
    pos = "NOUN" if above.pos_ == "NOUN" else "VERB"
    lemma = above.lemma_ if pos == "NOUN" else verb_lemma(above)
    return _governor(lemma, pos, "clause"), above


# nouns


def _around_noun(noun: Token, names: Names) -> Surroundings:
    slots: Slots = {}
    if noun.n_lefts + noun.n_rights > _MOST_CHILDREN:
        return Surroundings(noun, slots, None)
    for child in noun.children:
        if child.i in names.adjectives:
            slots.setdefault("adj", []).append(child)
        elif child.dep_ in ("nmod", "nmod:poss", "obl", "obl:arg", "dep", "obl:agent") and child.pos_ in _NOMINALS:
            slot = preposition(child) or ("pre" if child.i < noun.i else "gen")
            # "rund vier Kilometer" is no genitive
            if slot not in ("pre", "gen") or child.pos_ == "PROPN" or not shows_other(child, "Case", "Gen"):
                slots.setdefault(slot, []).extend(_joined(child))
        elif child.dep_ == "nummod" or child.lower_ in ("mehrere", "viele", "zahlreiche", "einige"):
            slots.setdefault("num", []).append(child)
        elif child.dep_ == "det:poss":
            slots.setdefault("pre", []).append(child)
        elif child.dep_ in CLAUSES:
            slots.setdefault("clause", []).append(child)
    slots[f"case:{preposition(noun)}"] = [noun]
    for phrase in _behind(noun):
        slots.setdefault(preposition(phrase), []).extend(_joined(phrase))
    if "gen" not in slots and "pre" not in slots and "von" in slots:
        # "der Rücktritt von seinem Amt" has no agent in it
        slots["gen"] = [t for t in slots["von"] if not any(c.dep_ == "det:poss" for c in t.children)]
    if noun.i in names.parts:
        slots["comp"] = [noun]
    if shows(noun, "Number", "Plur"):
        slots["pl"] = [noun]
    around = Surroundings(noun, slots, None)
    _carried(around, names)
    return around


def _behind(noun: Token) -> Iterator[Token]:
    """Phrases with a preposition that belong to the noun though the tree hangs them elsewhere: on its genitive (*die
    Kritik des Verbands an der Stadt*), or on the verb behind both (*Die Sanktionen gegen Belarus wirken*: one part of
    the sentence stands before the finite verb)."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ == "nmod" and not preposition(child):
            yield from (c for c in child.children if preposition(c) in _OF_HAPPENINGS)
    above = noun.head
    if noun.i < above.i and noun.dep_ in SUBJECTS and shows(above, "VerbForm", "Fin"):
        yield from (c for c in above.children if noun.i < c.i < above.i and preposition(c) in _OF_HAPPENINGS)


def _carried(around: Surroundings, names: Names) -> None:
    """Fills in what the word above gives a noun."""
    noun = around.trigger
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    above = noun.head
    if above.i == noun.i:
        return
    slots = around.slots
    case = preposition(noun)
    if above.pos_ in ("NOUN", "PROPN"):
        slots["gov"] = [above]
        around.governor = _governor(above.lemma_, "NOUN", case or "gen") or (
            _governor(above.lemma_, "NOUN", "gen") if case == "von" else None
        )
        if around.governor is None and above.dep_ in ("obj", *SUBJECTS) and above.head.pos_ == "VERB":
            # "regt die Einberufung einer Konferenz an"
            over = _governor(verb_lemma(above.head), "VERB", "obj" if above.dep_ == "obj" else "nsubj")
            around.governor = over if over is not None and over.modality != "keep" else None
        return
    if above.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    lemma = verb_lemma(above)
    passive = is_passive(above) == "werden"
    relation = case or ("obj" if noun.dep_ in ("obj", "dep", "nsubj:pass") or passive else "nsubj")
    if noun.dep_ not in ("obj", "nsubj", "nsubj:pass", "dep") and not case:
        return
    if relation == "nsubj" and noun.dep_ not in SUBJECTS:
        return
    if case and noun.dep_ not in ("obl", "obl:arg", "nmod"):
        return
    governor = _governor(lemma, "VERB", relation) or (
        # a tree may take the subject of "stattfinden" for an object
        _governor(lemma, "VERB", "nsubj") if relation == "obj" and not passive else None
    )
    around.verb = above
    around.governor = governor
    if governor is None:
        return
    around.occurs = True
    complements = _complements(above, names)
    if governor.gives and noun.dep_ in SUBJECTS and passive:
        slots["subj"] = _by(complements)
    if governor.gives and noun.dep_ not in SUBJECTS:
        slots["subj"] = _subjects(above, names)
    slots["dat"] = complements.get("dat", [])
    for slot, filled in complements.items():
        # "erhob gegen ihn Vorwürfe": the phrase may hang on the verb
        if relation == "obj" and slot not in ("obj", "dat", "refl", "clause", "agent", "von", "durch", "in"):
            slots.setdefault(slot, filled)


def shows_other(token: Token, feature: str, value: str) -> bool:
    """True if the model gives the token another value of the feature."""
    given = token.morph.get(feature, [])
    return bool(given) and value not in given


# words and conditions


def preposition(token: Token) -> str:
    """The preposition in front of a noun without an article in it (*im*: in); nothing if there is none."""
    case = next((c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i), "")
    return _WITH_ARTICLE.get(case, case)


def _joined(token: Token) -> list[Token]:
    """The word and what is joined to it by *und* or a comma."""
    found, todo = [token], [token]
    while todo and len(found) < _MOST_JOINED:
        more = [c for c in todo.pop().children if c.dep_ == "conj" and c.pos_ in _NOMINALS]
        found += more
        todo += more
    return found


@cache
def _governors() -> dict[tuple[str, str, str], Governor]:
    table: dict[tuple[str, str, str], Governor] = {}
    for row in load_table("event_governors"):
        governor = Governor(row["modality"], row["gives"] == "nsubj", row["control"])
        table |= {(row["lemma"], row["pos"], slot): governor for slot in row["slots"].split()}
    return table


def _governor(lemma: str, pos: str, slot: str) -> Governor | None:
    found = _governors().get((lemma, pos, slot))
    if found is None and pos == "NOUN":
        # Ausstiegsplan, Klagedrohung
        tails = (lemma[cut:].capitalize() for cut in range(3, len(lemma) - 3))
        found = next((g for tail in tails if (g := _governors().get((tail, pos, slot))) is not None), None)
    return found


def hull(tokens: Sequence[Token]) -> tuple[int, int]:
    """Offsets from the first to the last of the tokens."""
    return min(t.idx for t in tokens), max(t.idx + len(t.text) for t in tokens)
