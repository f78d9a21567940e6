"""Where a subject ends: what stands right behind it is often an adverb or its verb's object, not part of its name.

German marks neither with a word: *verlangte die Gewerkschaft Reformen*, *nannte die Dezernentin „Unsinn“*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.annotate.statements.cues import Cue, finite_cues
from quellenlage.annotate.words import Word, is_function, is_media_noun, is_role
from quellenlage.domain.annotations import Entity
from quellenlage.german.tense import shows

Range = tuple[int, int]
_MARKS = frozenset('„“”»«"')


def without_object(items: Sequence[Word], names: Mapping[int, Entity], cue: Cue, subject: Range) -> Range:
    """The subject without the verb's object behind it. The range stays where nothing shows that one begins."""
    if cue.lemma == "nennen":
        return _before_name_given(items, subject)
    return _before_plural(items, names, subject) if "acc" in cue.objects else subject


def may_be_relative(items: Sequence[Word], at: int) -> bool:
    """False for *die Firma habe gezahlt* in *Vorwürfe, die Firma habe gezahlt, nannte er …*: *die* is an article."""
    tokens = [w.token for w in items[at : at + 2]]
    return any(t is None or shows(t, "PronType", "Rel") or t.pos_ == "PRON" for t in tokens)


def without_adverbs(items: Sequence[Word], end: int, verb: int) -> int:
    """End of a subject before the verb: all that stands there belongs to it, adverbs and relative clauses aside."""
    rest = items[end:verb]
    if any(w.text == "," or (w.text[0].islower() and finite_cues(w.lower)) for w in rest) or not rest:
        return end
    stop = verb
    while (
        stop > end
        and (is_function(items[stop - 1]) or not items[stop - 1].text[0].isalnum())
        and items[stop - 1].text not in ')“”"'
    ):
        stop -= 1
    return stop


def _before_name_given(items: Sequence[Word], subject: Range) -> Range:
    """*nannte die Dezernentin „Unsinn“*: what stands in quotation marks behind the subject is what she called it."""
    mark = next((i for i in range(subject[0] + 1, subject[1]) if items[i].text in _MARKS), None)
    if mark is None or not items[mark - 1].capital or is_media_noun(items[mark - 1].text):
        return subject
    return subject[0], mark


def _before_plural(items: Sequence[Word], names: Mapping[int, Entity], subject: Range) -> Range:
    """*forderte die Gewerkschaft Reformen*: a bare plural behind a subject in the singular is what it asks for."""
    for at in range(subject[0] + 1, subject[1]):
        noun, before = items[at].token, items[at - 1].token
        if noun is None or before is None or not before.dep_.startswith("nsubj"):
            continue
        if noun.pos_ != "NOUN" or before.pos_ != "NOUN" or items[at].start in names or is_role(items[at].text):
            continue
        bare = not any(c.dep_ in ("det", "case") for c in noun.children)
        if bare and shows(noun, "Number", "Plur") and shows(before, "Number", "Sing"):
            return subject[0], at
    return subject
