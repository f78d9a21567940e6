"""Which way a date looks: from its preposition, else from the verb of the clause it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.annotate.time_words import ARTICLES, Phrase, Word, low_at
from quellenlage.domain.annotations import Direction
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import direction_of, is_participle, waits_for_participle

CLAUSE_REACH = 80
"""Words on either side in which the verb of a time expression is looked for; no sentence of news is longer."""

_CLAUSE_END = frozenset([",", ";", ":", "–", "—"])
_JOINING = frozenset(["und", "aber", "doch", "oder"])
_FORWARD = frozenset(["für", "auf"])
_STATE = frozenset(["war", "waren", "hatte", "hatten"])
_VERB_WITHIN = 8
"""How many words on the verb of a second main clause stands: behind one phrase at most."""
_PARTICIPLE_WITHIN = 4
"""How many commas on the participle of a perfect is looked for: a list or a relative clause may stand between."""


def direction_in(words: Sequence[Word], phrase: Phrase) -> Direction | None:
    """From the preposition, else from the tense of the clause around the phrase, else from that of the sentence."""
    before = {w.low for w in words[max(0, phrase.first - 2) : phrase.first]}
    ranged = any(w.low in ("bis", "an") for w in words[phrase.last + 1 : phrase.last + 5])
    # "seit Januar" and "der Beschluss vom Mittwoch" look back, whatever the verb; "Träume vom Sommer" do not
    if "seit" in before or ("vom" in before and not ranged and phrase.rule != "season"):
        return "past"
    lowest, highest = max(0, phrase.first - CLAUSE_REACH), min(len(words), phrase.last + 1 + CLAUSE_REACH)
    first, last = _clause(words, phrase, lowest, highest)
    clause = [w.text for w in words[first : last + 1]]
    if _looks_forward(words, phrase):
        # "war für Freitag geplant": told from then, the day may have passed
        return None if any(w in _STATE for w in clause) else "future"
    looks = direction_of(clause) or direction_of([w.text for w in words[lowest:highest]])
    if looks == "future" and waits_for_participle(clause) and _participle_follows(words[last + 1 : highest]):
        looks = "past"
    # "die bis Montag verlängerten Regeln": an end may still lie ahead
    return None if "bis" in before and looks == "past" else looks


def _clause(words: Sequence[Word], phrase: Phrase, lowest: int, highest: int) -> tuple[int, int]:
    """First and last word of the clause around the phrase, between marks, and between *und* and its like where a verb
    of its own follows ("war vertagt worden und beginnt nun")."""
    first, last = phrase.first, phrase.last
    while first > lowest and words[first - 1].text not in _CLAUSE_END:
        first -= 1
    while last + 1 < highest and words[last + 1].text not in _CLAUSE_END:
        last += 1
    cuts = [i for i in range(first + 1, last) if words[i].low in _JOINING and _parts(words, first, i, last)]
    start = max((i + 1 for i in cuts if i < phrase.first), default=first)
    end = min((i - 1 for i in cuts if i > phrase.last), default=last)
    return start, end


def _parts(words: Sequence[Word], first: int, at: int, last: int) -> bool:
    """True if both sides of the joining word at `at` have a finite verb. On the right it is not the last word, which
    may be a participle or an infinitive that hangs on the left side's verb ("hat gelobt und am Montag besucht")."""
    right = [w.text for w in words[at + 1 : min(last, at + _VERB_WITHIN) + 1] if w.text[0].isalnum()]
    if len(right) < _VERB_WITHIN:
        right = right[:-1]
    return direction_of(right) is not None and direction_of([w.text for w in words[first:at]]) is not None


def _looks_forward(words: Sequence[Word], phrase: Phrase) -> bool:
    """True for "für Donnerstag" and "auf den 5. November"; not for "in der Nacht von Montag auf Dienstag"."""
    at = phrase.first - 1
    if low_at(words, at) in ARTICLES:
        at -= 1
    reach = _FORWARD if phrase.rule == "weekday" else _FORWARD - {"für"} if phrase.rule == "day" else frozenset()
    return low_at(words, at) in reach and not any(low_at(words, i) in ("von", "vom") for i in range(at - 4, at))


def _participle_follows(words: Sequence[Word]) -> bool:
    """True if the participle comes behind a list or a relative clause: "haben Büros, Lager und Höfe durchsucht"."""
    for piece in list(_pieces(words))[:_PARTICIPLE_WITHIN]:
        opener = piece[0].low
        if opener in ARTICLES or opener in load_words("subordinators") or opener == "dass":
            continue
        texts = [w.text for w in piece]
        if is_participle(texts[-1]):
            return direction_of(texts[:-1]) is None
        if direction_of(texts) is not None:
            return False
    return False


def _pieces(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The stretches between marks, without marks."""
    piece: list[Word] = []
    for word in words:
        if word.text in _CLAUSE_END:
            if piece:
                yield piece
            piece = []
        elif word.text[0].isalnum():
            piece.append(word)
    if piece:
        yield piece
