"""Sentences in the subjunctive that no cue goes with: in them reported speech goes on (Duden-Grammatik).

Konjunktiv I tells so by itself; Konjunktiv II may as well be a wish or a condition: it needs reported speech before it.
That of a modal verb (*könnten*, *müssten*) is common in the outlet's own voice and tells nothing alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.annotate.clauses import main_verb
from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.annotations import Mode
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import shows

_CONDITIONS = frozenset(("wenn", "falls", "hätte", "wäre"))
_OPENERS = frozenset(("ob", "dass", "daß", "weil", "wenn", "warum", "weshalb"))
_QUOTES = frozenset('„“”»«"')
"""Quoted words in a sentence in Konjunktiv II behind what somebody said are that speaker's."""
_FINAL = frozenset(".!?…;")
_STRONG = closed_class("strong")
_SHARED_FORMS = closed_class("shared_forms")
_MODALS = closed_class("konjunktiv_of_modals")
_COMPLEMENTIZERS = closed_class("complementizers")
_INDICATIVE = closed_class("indicative")


def free_speech(items: Sequence[Word], before: Mode) -> tuple[Span, ...] | None:
    """The whole unit, if its main verb is a subjunctive: the speaker before goes on. None otherwise."""
    main = main_verb(items)
    if main is None:
        return _free_by_forms(items, before)
    at = next((i for i, w in enumerate(items) if w.token is not None and w.token.i == main.i), None)
    last = next((w.text for w in reversed(items) if w.text not in _QUOTES), "")
    if at is None or last not in _FINAL or not shows(main, "Mood", "Sub") or items[0].lower in _CONDITIONS:
        return None
    if items[at].lower in _SHARED_FORMS:
        return None
    comma = next((i for i, w in enumerate(items) if w.text == ","), 0)
    if at < comma and items[0].lower in _OPENERS:
        return None  # "Ob er gehe, ließ er offen": the tree takes the first clause for the main one
    quoted = before != "narration" and any(w.text in _QUOTES for w in items)
    if items[at].lower in _MODALS and not quoted and not _has_present(items):
        return None  # "Die Preise könnten steigen" is a guess in anybody's voice
    if shows(main, "Tense", "Past") and not quoted:
        # behind a clause of its own, "wäre" mostly tells a condition in the outlet's voice
        spoken = before in ("indirect", "free_indirect") and all(w.text != "," for w in items[:at])
        if not spoken and (items[at].lower in _STRONG or before in ("reported", "narration")):
            return None
    if any(w.text == ":" for w in items[:at]):
        return None
    return (Span(items[0].start, items[-1].end),)


def _has_present(items: Sequence[Word]) -> bool:
    """True with a Konjunktiv I, which only reported speech has."""
    tokens = (w.token for w in items)
    return any(t is not None and shows(t, "Mood", "Sub") and shows(t, "Tense", "Pres") for t in tokens)


def _free_by_forms(items: Sequence[Word], before: Mode) -> tuple[Span, ...] | None:
    """The same by forms alone."""
    if before in ("reported", "narration"):
        return None
    forms = load_words("subjunctive_forms")
    if items[0].lower in _CONDITIONS:
        return None
    for at, word in enumerate(items):
        if word.text[0].islower() and (word.lower in _SHARED_FORMS or word.lower in _MODALS):
            return None
        if word.text[0].islower() and word.lower in forms:
            sure = word.lower not in _STRONG or (
                before in ("indirect", "free_indirect") and all(w.text != "," for w in items[:at])
            )
            return (Span(items[0].start, items[-1].end),) if sure and _in_second_place(items, at) else None
        if word.lower in _INDICATIVE or word.text == ":":
            return None
    return None


def _in_second_place(items: Sequence[Word], at: int) -> bool:
    return not any(w.lower in _COMPLEMENTIZERS or w.lower in ("weil", "obwohl", "nachdem") for w in items[:at])
