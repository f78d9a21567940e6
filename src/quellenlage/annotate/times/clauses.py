"""Which way a date looks: from its preposition, else from the verb of the clause it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quellenlage.annotate.statements.cues import is_speech_form
from quellenlage.annotate.times.words import ARTICLES, Phrase, Word, low_at
from quellenlage.domain.annotations import Direction
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import direction_at, direction_of, finite_verb, governor_of, shows

CLAUSE_REACH = 80
"""Words on either side in which the verb of a time expression is looked for; no sentence of news is longer."""

_CLAUSE_END = frozenset([",", ";", ":", "–", "—"])
_FORWARD = frozenset(["für", "auf"])
_STATE = frozenset(["war", "waren", "hatte", "hatten"])


def direction_in(words: Sequence[Word], phrase: Phrase) -> Direction | None:
    """From the preposition, else from the tense of the clause around the phrase, else from that of the sentence."""
    before = {w.low for w in words[max(0, phrase.first - 2) : phrase.first]}
    ranged = any(w.low in ("bis", "an") for w in words[phrase.last + 1 : phrase.last + 5])
    # "seit Januar" and "der Beschluss vom Mittwoch" look back, whatever the verb; "Träume vom Sommer" do not
    if "seit" in before or ("vom" in before and not ranged and phrase.rule != "season"):
        return "past"
    if _beside_a_speaker(words, phrase):
        return "past"
    token = _governed(words, phrase)
    if token is not None:
        looks = "past" if _says(token, phrase) else direction_at(token)
        if _looks_forward(words, phrase):
            head = governor_of(token)
            verb = finite_verb(head) if head is not None else None
            # "war für Freitag geplant": told from then, the day may have passed
            return None if verb is not None and verb.lower_ in _STATE else "future"
        return None if "bis" in before and looks == "past" else looks
    first, last = _between_marks(words, phrase)
    clause = [w.text for w in words[first : last + 1]]
    if _looks_forward(words, phrase):
        return None if any(w in _STATE for w in clause) else "future"
    near = words[max(0, phrase.first - CLAUSE_REACH) : phrase.last + CLAUSE_REACH]
    looks = direction_of(clause) or direction_of([w.text for w in near])
    return None if "bis" in before and looks == "past" else looks


def _says(token: Token, phrase: Phrase) -> bool:
    """True for the weekday of a saying told in the present: *sagt sie am Freitag*."""
    head = governor_of(token)
    if phrase.rule != "weekday" or head is None or finite_verb(head) != head:
        return False
    particle = next((c.lower_ for c in head.children if c.dep_ == "compound:prt"), "")
    lemma = str(head.lemma_).lower()
    lemma = lemma if lemma.startswith(particle) else particle + lemma
    return lemma in load_words("said_in_present") and shows(head, "Mood", "Ind")


def _beside_a_speaker(words: Sequence[Word], phrase: Phrase) -> bool:
    """True for *so die Sprecherin am Freitag*, words without a verb that say when something was said."""
    first, last = _between_marks(words, phrase)
    tokens = [t for w in words[first : last + 1] if (t := w.token) is not None]
    verbs = any(t.pos_ in ("VERB", "AUX") for t in tokens)
    return phrase.rule == "weekday" and words[first].low == "so" and bool(tokens) and not verbs


def _between_marks(words: Sequence[Word], phrase: Phrase) -> tuple[int, int]:
    """First and last word between the marks around the phrase."""
    first, last = phrase.first, phrase.last
    while first > 0 and first > phrase.first - CLAUSE_REACH and words[first - 1].text not in _CLAUSE_END:
        first -= 1
    while last + 1 < len(words) and last < phrase.last + CLAUSE_REACH and words[last + 1].text not in _CLAUSE_END:
        last += 1
    return first, last


def _governed(words: Sequence[Word], phrase: Phrase) -> Token | None:
    """The token whose governing verb decides; None without a model. Where the tree goes over a comma although the
    phrase has a finite verb beside it, the nearest verb beside it counts."""
    token = words[phrase.last].token
    if token is None:
        return None
    first, last = _between_marks(words, phrase)
    head = governor_of(token)
    beside = [t for w in words[first : last + 1] if (t := w.token) is not None and shows(t, "VerbForm", "Fin")]
    governing = None if head is None else (finite_verb(head) or head).i
    if not beside or governing in {t.i for t in beside} or (head is not None and head.dep_ == "amod"):
        return token
    return min(beside, key=lambda t: abs(t.i - token.i))


def is_reported(words: Sequence[Word], phrase: Phrase) -> bool:
    """True if the clause of the phrase stands in the subjunctive of reported speech."""
    verb = _verb_of(words, phrase)
    return verb is not None and shows(verb, "Mood", "Sub")


def is_of_saying(words: Sequence[Word], phrase: Phrase) -> bool:
    """True if the phrase tells when something is said ("sagte sie am Montag")."""
    verb = _verb_of(words, phrase)
    return verb is not None and is_speech_form(verb.lower_)


def _verb_of(words: Sequence[Word], phrase: Phrase) -> Token | None:
    token = words[phrase.last].token
    head = governor_of(token) if token is not None else None
    return finite_verb(head) if head is not None else None


def sentence_looks(words: Sequence[Word]) -> Direction | None:
    """Which way a sentence looks: its main verb, without a model any of its verbs."""
    root = next((w.token for w in words if w.token is not None and w.token.dep_ == "root"), None)
    return direction_at(root) if root is not None else direction_of([w.text for w in words])


def _looks_forward(words: Sequence[Word], phrase: Phrase) -> bool:
    """True for "für Donnerstag" and "auf den 5. November"; not for "in der Nacht von Montag auf Dienstag"."""
    at = phrase.first - 1
    if low_at(words, at) in ARTICLES:
        at -= 1
    reach = _FORWARD if phrase.rule == "weekday" else _FORWARD - {"für"} if phrase.rule == "day" else frozenset()
    return low_at(words, at) in reach and not any(low_at(words, i) in ("von", "vom") for i in range(at - 4, at))
