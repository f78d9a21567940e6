"""Which way a clause looks: back (preterite, perfect), or forward (future, modals, present with a date).

The model tells the finite verb, its tense, and what hangs on it. Without a model auxiliaries and modals come from a
lexicon, and other verbs are told by comparing form and lemma.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from spacy.tokens import Token

from quellenlage.domain.annotations import Direction
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words

_AUXILIARIES = frozenset(("aux", "aux:pass", "cop"))
_CLAUSES = frozenset(("root", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "xcomp"))
_LONGEST_CLIMB = 40
"""Steps up the tree to a date's verb; no sentence of news is deeper."""
_MOST_CHILDREN = 80
"""Words that hang on one; what has more is a list without a verb, and no clause."""
_ENDING = re.compile(r"(?:e|en|er|es|em)$")
_PREFIX = "(?:be|er|ver|zer|ent|emp|miss|über|unter|durch|hinter|wider)"
"""Verbs with an inseparable prefix make their participle without ge-."""
_PARTICLE = "(?:an|auf|aus|bei|ein|fest|frei|mit|nach|neu|um|vor|wieder|zu|zurück)"
"""Before such a prefix: "vorbereitet", "einberufen"."""
_PARTICIPLE = re.compile(
    rf"(?:\w{{2,9}})?ge\w{{2,}}(?:t|en)|{_PARTICLE}?{_PREFIX}\w{{3,}}(?:t|en)|(?:\w{{2,9}})?getan|\w{{3,}}iert"
)
_PREFIXED_IN_T = re.compile(rf"{_PREFIX}\w{{2,}}t|\w{{3,}}iert")
_PREFIXED_IN_EN = re.compile(rf"{_PREFIX}\w{{3,}}en")


def direction_at(token: Token) -> Direction | None:
    """Where a date at `token` lies, seen from the day of publication: by the verb that governs it, or by the participle
    it belongs to ("der am Montag vorgestellte Plan"). None if no verb governs it."""
    head = governor_of(token)
    if head is None:
        return None
    finite = finite_verb(head)
    if finite is not None:
        return _direction(head, finite)
    if head.dep_ == "amod" or any(c.lower_ in ("haben", "sein") and c.dep_ == "aux" for c in head.children):
        return "past"
    # "kündigte an, am Mittwoch zu reisen": from then on, perhaps past by now
    governor = direction_at(head.head)
    return None if governor == "past" else governor


def governor_of(token: Token) -> Token | None:
    """The head of the clause that `token` stands in: a verb or predicate with a finite verb, an infinitive behind a
    comma, a participle in front of a noun."""
    for _ in range(_LONGEST_CLIMB):
        attributive = token.dep_ == "amod" and is_participle(_ENDING.sub("", token.lower_))
        if attributive or finite_verb(token) is not None or _is_own_infinitive(token):
            return token
        if token.head.i == token.i:
            break
        token = token.head
    return None


def finite_verb(head: Token) -> Token | None:
    """The finite verb of the clause that `head` heads, which may be an auxiliary; None if there is none."""
    if shows(head, "VerbForm", "Fin"):
        return head
    if head.n_lefts + head.n_rights > _MOST_CHILDREN:
        return None
    return next((c for c in head.children if c.dep_ in _AUXILIARIES and shows(c, "VerbForm", "Fin")), None)


def _is_own_infinitive(token: Token) -> bool:
    """True for an infinitive with zu behind a comma."""
    if not shows(token, "VerbForm", "Inf") or token.dep_ not in _CLAUSES or token.head.i >= token.i:
        return False
    begin = token.left_edge
    return begin.text == "," or (begin.i > 0 and begin.nbor(-1).text == ",")


def _direction(head: Token, finite: Token) -> Direction:
    """Present tense with a date looks forward ("beginnt am Montag"), as do *wird*, *soll*, *will*."""
    infinitives = {c.lower_ for c in head.children if c.dep_ in _AUXILIARIES and c.i != finite.i}
    participle = shows(head, "VerbForm", "Part")
    lemma = finite.lemma_
    perfect = "haben" in infinitives or "worden" in infinitives or _is_perfect_infinitive(head, finite)
    # a participle that looks like the infinitive may be taken for one: "soll unterschrieben haben"
    if perfect and (participle or "haben" in infinitives):
        return "future" if lemma == "werden" and shows(finite, "Mood", "Ind") else "past"
    if lemma == "sein" and finite.dep_ == "aux" and _is_participle_like_infinitive(head):
        return "past"
    if shows(finite, "Tense", "Past") and (not shows(finite, "Mood", "Sub") or _could_be_indicative(finite)):
        return "past"
    if finite.i != head.i and participle and lemma in ("haben", "sein") and finite.dep_ != "cop":
        planned = lemma == "sein" and head.lemma_ in load_words("planning_verbs")
        return "future" if planned and not any(i == "worden" for i in infinitives) else "past"
    return "future"


def _is_perfect_infinitive(head: Token, finite: Token) -> bool:
    """True for *gestorben sein* ("soll gestorben sein"), no passive; "soll fertiggestellt sein" is a state to come."""
    return any(c.lower_ == "sein" and c.dep_ == "aux" and c.i not in (finite.i, head.i) for c in head.children)


def _is_participle_like_infinitive(head: Token) -> bool:
    """True for "sei ... erlegen": a participle that looks like the infinitive; "ist zu erwarten" has its zu."""
    return shows(head, "VerbForm", "Inf") and not any(c.lower_ == "zu" and c.pos_ == "PART" for c in head.children)


def _could_be_indicative(finite: Token) -> bool:
    """True for the forms of full verbs that preterite and subjunctive II share ("regnete")."""
    return finite.dep_ not in _AUXILIARIES and finite.lower_.endswith(("te", "ten"))


def shows(token: Token, feature: str, value: str) -> bool:
    """True if the model gives the token this value of a UD feature (*Mood*, *Sub*)."""
    return value in token.morph.get(feature, [])


def direction_of(words: Sequence[str]) -> Direction | None:
    """Where a date in this clause lies, seen from the day of publication; None without a finite verb.

    Present tense with a date looks forward ("beginnt am Montag"), as does *wird*, *soll*, *will*.
    """
    if _has_perfect_infinitive(words):
        return "future" if "wird" in words else "past"
    times = {t for t in (_time_of(w) for w in words) if t is not None}
    if "past" in times or ("perfect" in times and any(_is_participle(w) for w in words)):
        return "past"
    # "beginnt", "erklärt": a present if no auxiliary makes it a participle
    if times & {"future", "present", "perfect"} or any(_PREFIXED_IN_T.fullmatch(w) for w in words):
        return "future"
    if any(_is_plural_present(w) for w in words):
        return "future"
    return "past" if any(_is_prefixed_preterite(words, i) for i in range(len(words))) else None


def is_participle(word: str) -> bool:
    """True for a past participle ("durchsucht", "kontrolliert", "vorbereitet"); a form that is a present too ("er
    erklärt") counts."""
    return _is_participle(word)


@lru_cache(maxsize=1 << 15)
def _time_of(word: str) -> str | None:
    """`past`, `present`, `future` or `perfect` if the word is a finite verb and shows its tense, else None."""
    known = _auxiliaries().get(word.lower())
    if known is not None:
        return known
    if not word.islower() or len(word) < 3:
        return None
    if word in load_words("preterites_in_t"):
        return "past"
    lemma = lemma_of(word)
    if not _is_infinitive(lemma) or _is_no_finite_form(word, lemma) or _PARTICIPLE.fullmatch(word):
        return None
    if word.endswith(("te", "ten")):
        # "sagte", "arbeitete"; but "arbeite", "warten" are present
        return "past" if not lemma.endswith("ten") or word.endswith(("tete", "teten")) else None
    if word.endswith("t"):
        return "present"
    # another vowel than the infinitive: a strong preterite ("traf", "kamen")
    return None if word.endswith("e") or word in load_words("subjunctive_forms") else "past"


def _is_infinitive(lemma: str) -> bool:
    return lemma.islower() and (lemma.endswith(("en", "ern", "eln")) or lemma == "tun")


def _is_no_finite_form(word: str, lemma: str) -> bool:
    """True for infinitives ("einzuführen" too), and for adjectives and participles: they begin with their lemma
    ("offenen", "dringend") or have an ending that no verb has ("vergangener")."""
    with_zu = any(word[: m.start()] + word[m.end() :] == lemma for m in re.finditer("zu", word))
    return with_zu or word.startswith(lemma) or lemma.endswith(word) or word.endswith(("er", "em"))


@lru_cache(maxsize=1 << 15)
def _is_participle(word: str) -> bool:
    return _PARTICIPLE.fullmatch(word) is not None and lemma_of(word).endswith("n")


def _has_perfect_infinitive(words: Sequence[str]) -> bool:
    """True for "soll geliefert haben", "vorbereitet haben könnte"; not for *sein*, which tells a state as well ("soll
    im Juli fertiggestellt sein")."""
    return any(after == "haben" and _is_participle(word) for word, after in pairwise(words))


@lru_cache(maxsize=1 << 15)
def _is_plural_present(word: str) -> bool:
    """True for "beginnen": its third person is a form of the same verb; "gegen" has none."""
    return word.islower() and len(word) > 4 and word.endswith("en") and lemma_of(word[:-2] + "t") == word


def _is_prefixed_preterite(words: Sequence[str], at: int) -> bool:
    """True for "versuchten" and "begannen", which look like participles; not for "die bestätigten Fälle"."""
    before = words[at - 1].lower() if at else ""
    return before not in load_words("definite_articles") and _could_be_preterite(words[at])


@lru_cache(maxsize=1 << 15)
def _could_be_preterite(word: str) -> bool:
    lemma = lemma_of(word)
    if not word.islower() or not _PREFIXED_IN_EN.fullmatch(word) or not _is_infinitive(lemma) or word == lemma:
        return False
    # the singular is a word too: "begann", "versuchte"; "begonn" is none
    singular = word[:-1] if word.endswith("ten") and lemma_of(word[:-1]) == lemma else word[:-2]
    return lemma_of(singular) == lemma


@cache
def _auxiliaries() -> dict[str, str]:
    return {row["word"]: row["time"] for row in load_table("tense_words")}
