"""Whose words: names stand in sentences, an article's other words for somebody in quotation marks, as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from quellenlage.domain.dossier import Actor
from quellenlage.german.lexicon import load_words, word_class
from quellenlage.report.nominative import nominative
from quellenlage.report.shown import one_line
from quellenlage.report.translate import Translator

QUOTES = "„“”\"»«‚‘’›‹'"


def named(words: str, names: Mapping[str, str]) -> str:
    """Somebody in a list: the name; else that of `names` which the words without their article are a form of; else the
    words in their basic form, or, where that is not certain, as they are, in quotation marks. Empty for a pronoun."""
    label = one_line(words)
    if label.casefold() in personal_pronouns():
        return ""
    if label not in names and (plural := plural_phrase(label)):
        return plural
    if not label or names.get(label) == label or is_name(label):
        return names.get(spelling(label), label)
    basic = nominative(label)
    return names.get(without_article(label)) or (basic if basic and basic != label else f"„{quoted(label)}“")


def quoted(label: str) -> str:
    """Words for somebody without quotation marks of their own; an article that begins a sentence begins none here."""
    first, blank, rest = label.strip(QUOTES).partition(" ")
    return f"{first.casefold() if blank and first.casefold() in openers() else first}{blank}{rest}"


def spelling(label: str) -> str:
    """The key under which a name is found in whatever spelling: *Min Seo*, *Min-seo*."""
    return "\N{ZERO WIDTH SPACE}" + "".join(filter(str.isalnum, label.casefold()))


def plural_phrase(label: str) -> str:
    """A noun in the dative plural with what belongs to it, in the nominative (*Kreisen der Leitung*: Kreise der
    Leitung); empty for anything else."""
    words = label.split()
    if len(words) < 2 or not words[0][:1].isupper() or not words[1].islower():
        return ""
    basic = nominative(label)
    return basic if basic and basic != label else ""


def according_to(words: str, names: Mapping[str, str], _: Translator) -> str:
    """Whose figure it is, in words: *according to NAME*; what is no name stands after a colon. Empty for nobody."""
    label = named(words, names)
    if not label:
        return ""
    changed = label != one_line(words) and " " in label and (label[:1].islower() or bool(plural_phrase(words)))
    phrase = label.startswith("„") or changed
    form = _("source: {words}") if phrase else _("according to {name}")
    return form.format(words=label, name=label)


def is_name(label: str) -> bool:
    """False for pronouns (*sie*), nouns with their article (*des Betriebsrats*, *Der Betriebsrat*) and phrases that
    begin in small letters (*russische Agenturen*); a single word (*dpa*) and what begins with a particle of names (*von
    der Leyen*) may be one."""
    first, _space, rest = label.partition(" ")
    if first.casefold() in openers():
        return False
    return not rest or not first[:1].islower() or first in load_words("name_particles")


def without_article(label: str) -> str:
    """The words after an article or the like."""
    first, _space, rest = label.partition(" ")
    return rest if first.casefold() in openers() else label


def names_of(actors: Iterable[Actor]) -> dict[str, str]:
    """The name for every form that one actor alone bears, and for its own spellings."""
    found: dict[str, set[str]] = {}
    for actor in actors:
        for form in (actor.name, *actor.aliases):
            found.setdefault(form, set()).add(one_line(actor.name))
    known = {form: next(iter(names)) for form, names in found.items() if len(names) == 1}
    return known | {spelling(name): name for name in sorted(set(known.values()), reverse=True)}


@cache
def personal_pronouns() -> frozenset[str]:
    """Pronouns that say nothing of who is meant, in the nominative and the dative."""
    return load_words("personal_pronouns")


@cache
def openers() -> frozenset[str]:
    """Articles and pronouns in all cases."""
    classes = (word_class(kind) for kind in ("pronouns", "nominative", "oblique"))
    return frozenset(word.casefold() for words in classes for word in words) | load_words("definite_articles")
