"""Who put a mark there and why, in words of the interface: names of rules, and details that are codes of ours."""

from __future__ import annotations

from quellenlage.domain.annotations import By
from quellenlage.report.reasons import CODES
from quellenlage.report.shown import one_line
from quellenlage.report.terms import MARKS, MODES
from quellenlage.report.translate import Translator, msg

RULES = {
    "adjective": msg("adjective"),
    "attribution": msg("attribution"),
    "beside a name": msg("beside a name"),
    "continued quotation": msg("continued quotation"),
    "description": msg("description"),
    "first verb": msg("verb right behind the quotation"),
    "free indirect speech": msg("indirect speech without a verb of saying"),
    "hearsay": msg("hearsay"),
    "inhabitants": msg("inhabitants"),
    "known name": msg("known name"),
    "later mention": msg("later mention"),
    "name and colon": msg("name before a colon"),
    "name of a person": msg("name of a person"),
    "named event": msg("named event"),
    "narration": msg("narration"),
    "noun of saying": msg("noun of saying"),
    "organisation by its shape": msg("organisation by its shape"),
    "part of a compound": msg("part of a compound"),
    "place by its context": msg("place by its context"),
    "points back": msg("points back"),
    "predicate": msg("predicate"),
    "quantities": msg("numbers"),
    "quotation": msg("quotation"),
    "quoted words": msg("quoted words"),
    "refusal": msg("refusal"),
    "reuse": msg("the same words elsewhere"),
    "role": msg("role"),
    "role alone": msg("role without a name"),
    "sentence and colon": msg("sentence before a colon"),
    "times": msg("times"),
    "verb of saying": msg("verb of saying"),
    "with words": msg("with the words"),
}
"""Rules by the name they sign with; `name: detail` is looked up without its detail."""

FORMS = {
    "figures": msg("in figures"),
    "word": msg("in letters"),
    "fraction": msg("a fraction"),
    "range": msg("from and to"),
    "no figure": msg("without a figure"),
    "no comparator": "",
}
"""How a number is written; anything else are words of the article."""

NAMED = frozenset(["read as a name", "name in quotation marks"])
"""Phrases whose detail is a type of name."""

BARE = frozenset(["calendar words"])
"""Phrases whose detail only a developer understands."""


def maker(by: By, _: Translator) -> str:
    """What put the mark there: the model, or the rule by its name."""
    if by.model:
        return _("model {name}").format(name=one_line(by.model))
    if not by.rule:
        return ""
    name, colon, detail = one_line(by.rule).partition(": ")
    if name.startswith("event frame "):
        said = _("event word “{word}”").format(word=name.removeprefix("event frame "))
    else:
        said = _(RULES.get(name, name))
    more = f" ({_(MODES[detail])})" if detail in MODES else f": {detail}" if colon else ""
    return _("rule {name}").format(name=f"{said}{more}")


def why(by: By, _: Translator) -> str:
    """The reason without codes: `read as a name: LOC` is a place."""
    reason = one_line(by.reason)
    phrase, _colon, detail = reason.partition(": ")
    if phrase in BARE:
        return _(phrase)
    if phrase in NAMED and detail in MARKS:
        return f"{_(phrase)}: {_(MARKS[detail])}"
    if detail in CODES.get(phrase, {}):
        return f"{_(phrase)}: {_(CODES[phrase][detail])}"
    if phrase == "number with what it counts":
        parts = [_(FORMS[part]) if part in FORMS else f"„{part}“" for part in detail.split(", ") if part]
        said = ", ".join(part for part in parts if part)
        return f"{_(phrase)}: {said}" if said else _(phrase)
    return _.reason(reason)
