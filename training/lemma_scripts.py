"""Lemmas as edits of the form, which a model can choose: `gesagten` -> cut `ge`, cut `ten`, add `en`.

After the edit scripts of UDPipe 2 (Straka 2018, section 3.2): the longest substring that form and lemma share stays,
what stands before and after it is replaced. A form that shares nothing with its lemma has it spelt out.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

WHOLE = "="
"""Begins a script that spells the lemma out."""


def script_of(form: str, lemma: str) -> str:
    """The edit that makes `lemma` of `form`: `case|cut before|add before|cut after|add after`, or `=lemma`."""
    low_form, low_lemma = form.lower(), lemma.lower()
    if len(low_form) != len(form) or len(low_lemma) != len(lemma):
        return WHOLE + lemma
    match = SequenceMatcher(None, low_form, low_lemma, autojunk=False).find_longest_match()
    if match.size < 2 and low_form != low_lemma:
        return WHOLE + lemma
    before, after = low_lemma[: match.b], low_lemma[match.b + match.size :]
    for case in ("k", "l", "t", "u"):
        script = f"{case}|{match.a}|{before}|{len(form) - match.a - match.size}|{after}"
        if edited(form, script) == lemma:
            return script
    return WHOLE + lemma


@lru_cache(maxsize=1 << 17)
def edited(form: str, script: str) -> str:
    """The lemma that `script` makes of `form`; the form itself where the edit does not fit it."""
    if script.startswith(WHOLE):
        return script[len(WHOLE) :]
    case, cut_before, before, cut_after, after = script.split("|")
    start, end = int(cut_before), len(form) - int(cut_after)
    if end - start < 1:
        return form
    core = form[start:end]
    match case:
        case "k":
            return before + core + after
        case "l":
            return (before + core + after).lower()
        case "u":
            return (before + core + after).upper()
    word = (before + core + after).lower()
    return word[:1].upper() + word[1:]
