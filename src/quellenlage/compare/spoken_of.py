"""Statements in quite other words that speak of one thing told elsewhere: the rest of one sum, or what another one
invokes. That alone does not make them one claim: whoever says what the rest is, or how far a clause reaches, may say
something else. So these are reasons to show two statements side by side, never to count them as one."""

from __future__ import annotations

from quellenlage.compare.alike import one_speaker, same_part
from quellenlage.compare.levels import same_level
from quellenlage.compare.propositions import Proposition
from quellenlage.german.lexicon import load_words
from quellenlage.german.numbers import number_of


def one_rest(a: Proposition, b: Proposition) -> str:
    """The period of the one sum of which both say what the rest is (*der Rest seien Zinsen*, *die übrigen drei
    Millionen*); empty if they do not."""
    return same_level(a.rest_of, b.rest_of) if a.rest_of is not None and b.rest_of is not None else ""


def what_is_invoked(a: Proposition, b: Proposition) -> str:
    """What one of two speakers says and the other speaks of as invoked (*der Vorbehalt der Prüfung, auf den sich die
    Firma berufe, gelte nicht ewig*); empty if neither does."""
    if one_speaker(a, b) or _invokes(a) == _invokes(b):
        return ""
    same, reason = same_part(a, b)
    return reason.partition(": ")[2] if same else ""


def _invokes(each: Proposition) -> bool:
    """True where a relative clause tells that somebody invokes what is spoken of."""
    verbs = load_words("invoking_verbs")
    return any(t.lemma in verbs and (t.dep or "").startswith("acl") for t in each.content)


def is_remainder(each: Proposition) -> bool:
    """True for a statement whose first words are what is left of a sum: *der Rest*, *die übrigen drei Millionen*."""
    article, left, counted = (*each.words[:3], "", "", "")[:3]
    if article not in ("der", "die", "das"):
        return False
    return left == "rest" or (left in load_words("remainder_adjectives") and number_of(counted) is not None)
