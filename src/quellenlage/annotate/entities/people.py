"""Names of people: a first name and what follows it, a title or role before a name, East Asian and Arabic names; and
which later mention (*Peskow*) belongs to which full name (*Dmitri Peskow*)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import simplemma

from quellenlage.annotate.statements.cues import finite_cues
from quellenlage.annotate.words import Word, closed_class, is_function, is_german, is_media_noun, is_role
from quellenlage.german.lexicon import load_words

_NOUN_ENDINGS = tuple(sorted(closed_class("noun_endings")))
_BEFORE_THINGS = closed_class("before_things")
_COMPANY_ROLES = tuple(sorted(closed_class("company_roles")))
_MONTHS = closed_class("month_names")
_BEFORE_MONTHS = closed_class("before_months")
_ARTICLES = frozenset(("der", "die", "das", "den", "dem"))
_ARABIC = re.compile(r"(?:al|el|as|az|ad|ar)-[A-Z]")
_OPENERS = closed_class("nominative") | closed_class("oblique") | closed_class("pronouns")
"""Words that open the title of a work (sein Roman Die Brücke)."""
_DEFINITE = frozenset(("der", "den", "dem"))
_MOST_PARTS = 5
"""Longest name in words, particles included."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name of a person at `words[start:end]`; `family` is the word later mentions use; `reason` says what told."""

    start: int
    end: int
    parts: tuple[str, ...]
    family: str
    reason: str

    @property
    def full(self) -> bool:
        """True if it holds more than one word."""
        return len(self.parts) > 1

    @property
    def name(self) -> str:
        """The name, without a genitive ending."""
        return " ".join(self.parts)


def person_names(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[PersonName]:
    """Names of people among `words`, left to right. `taken[i]` is true for words that belong to another name."""
    # the words of the article, each with those that follow it somewhere
    forms: dict[str, set[str]] = {}
    for at, word in enumerate(words):
        forms.setdefault(word.text, set()).add(words[at + 1].text if at + 1 < len(words) else "")
    at = 0
    while at < len(words):
        name = None if taken[at] or not words[at].capital else _name_at(words, at, taken, forms)
        if name is not None:
            yield name
        at = at + 1 if name is None else name.end


def _name_at(words: Sequence[Word], at: int, taken: Sequence[bool], forms: Mapping[str, set[str]]) -> PersonName | None:
    word = words[at]
    if word.text in load_words("family_names_first"):
        name = _family_name_first(words, at, taken)
        if name is not None:
            return name
    if word.text in load_words("first_names"):
        name = _from_first_name(words, at, taken, forms)
        if name is not None:
            return name
    if at and _introduces_person(words[at - 1]) and not (word.first and is_function(word)):
        return _after_role(words, at, taken, forms)
    if is_german(word.text) or word.text.isupper():
        return None
    if at and says(words[at - 1]) and _family_name_behind(words, at + 1, taken, forms):
        return _made(words, at, at + 2, forms, "behind a verb of saying")
    return _two_foreign_words(words, at, taken, forms)


def _from_first_name(
    words: Sequence[Word], at: int, taken: Sequence[bool], forms: Mapping[str, set[str]]
) -> PersonName | None:
    """*Anna Berg*, *Jaap de Hoop Scheffer*, *John F. Kennedy*, *Anna-Lena von und zu Berg*."""
    end = at + 1
    if words[at].text in _MONTHS and (
        (at and (words[at - 1].lower in _BEFORE_MONTHS or words[at - 1].text[0].isdigit()))
        or (at + 2 < len(words) and words[at + 2].lower in _ARTICLES)
    ):
        return None  # im August von den Rissen gewusst
    while end < len(words) and end - at < _MOST_PARTS and not taken[end]:
        text = words[end].text
        last = end + 1 >= len(words)
        if (text in load_words("first_names") and not last and _may_be_surname(words, end + 1, taken)) or (
            len(text) == 2 and text[1] == "." and text[0].isupper()
        ):
            end += 1
        elif len(text) == 1 and text.isupper() and not last and words[end + 1].text == ".":
            end += 2
        elif text.lower() in load_words("name_particles") and not last and _particle_leads_on(words, end, taken):
            end += 1
        else:
            break
    if end >= len(words) or taken[end] or not _may_be_surname(words, end, taken):
        return None
    surname = words[end]
    if (
        is_german(words[at].text.lower())
        and words[at].first
        and words[at].text not in ("Hans",)
        and is_german(surname.text)
        and words[at].lower in load_words("function_words")
    ):
        return None
    if end - at == 1 and _plain_noun(surname.text) and not at_name_sign(words, at):
        return None
    stop = end + 1
    # a second, foreign family name (Hoop Scheffer, Márquez Vega)
    if (
        stop < len(words)
        and not taken[stop]
        and words[stop].capital
        and len(words[stop].text) > 2
        and not is_german(words[stop].text)
        and not words[stop].text.isupper()
        and words[stop].end - words[stop].start > 2
        and not words[stop].first
    ):
        stop += 1
    return _made(words, at, stop, forms, "first name")


def _family_name_first(words: Sequence[Word], at: int, taken: Sequence[bool]) -> PersonName | None:
    """*Kim Jong-un*, *Ri Pyong Chol*, *Xi Jinping*."""
    end = at + 1
    if end >= len(words) or taken[end] or not words[end].capital or words[end].first:
        return None
    text = words[end].text
    hyphen = "-" in text and text.split("-")[-1][:1].islower()
    if len(text) < 2 or text.isupper() or taken[end] or is_role(text):
        return None
    end += 1
    third = not hyphen and end < len(words) and not taken[end] and not words[end].first and _syllable(words[end].text)
    if third and _syllable(text):
        end += 1
    elif not hyphen and is_german(text):
        return None
    if not hyphen and end - at == 2 and (words[at].text in load_words("first_names") or len(text) > 9):
        return None
    parts = [w.text for w in words[at:end]]
    if (len(parts[-1]) > 2 and parts[-1].endswith("s") and parts[-1][-2] not in "aeiou") or parts[-1].endswith("uns"):
        parts[-1] = parts[-1][:-1]
    return PersonName(at, end, tuple(parts), parts[0], "family name first")


def _syllable(text: str) -> bool:
    """True for what a Korean given name written apart is made of (Kim Jong Un; II is a misread Il)."""
    return (
        text[0].isupper()
        and 2 <= len(text) <= 6
        and text.isalpha()
        and text not in load_words("not_surnames")
        and not is_role(text)
    )


def _after_role(
    words: Sequence[Word], at: int, taken: Sequence[bool], forms: Mapping[str, set[str]]
) -> PersonName | None:
    """*Kanzlerin Merkel*, *Kreml-Sprecher Peskow*: one to three name words after a title or role."""
    if not _may_be_surname(words, at, taken) or is_role(words[at].text) or is_media_noun(words[at].text):
        return None
    text = words[at].text
    if text in load_words("name_titles"):
        return None
    if is_german(text) and (_plain_noun(text) or text.endswith(("s", "en")) or "-" in text):
        return None
    end = at + 1
    while end < len(words) and end - at < 3 and not taken[end]:
        text = words[end].text
        if (
            words[end].capital
            and not words[end].first
            and (not is_german(text))
            and not text.isupper()
            and len(text) > 1
        ) or (
            text.lower() in load_words("name_particles")
            and text.islower()
            and text not in ("der", "den", "dem", "von", "zu", "zum", "vom", "zur")
            and _particle_leads_on(words, end, taken)
        ):
            end += 1
        else:
            break
    if end == at + 1 and end < len(words) and _family_name_behind(words, end, taken, forms):
        end += 1
    return _made(words, at, end, forms, f"after a role: {words[at - 1].text}")


def _family_name_behind(words: Sequence[Word], at: int, taken: Sequence[bool], forms: Mapping[str, set[str]]) -> bool:
    """True if the noun at `at` is the family name to the unknown word before it (*Sprecherin Ylvie Fink*).

    The article never has the one without the other, and the noun is no plural and none that German uses without an
    article in front of its verb (*zog Minister Xander Bilanz*).
    """
    if at >= len(words):
        return False
    given, text = words[at - 1].text, words[at].text
    return (
        not is_german(given)
        and given not in load_words("foreign_common_words")
        and forms[given] == {text}
        and _may_be_surname(words, at, taken)
        and not _plain_noun(text)
        and "-" not in text
        and not (simplemma.is_known(text, lang="de") and simplemma.lemmatize(text, lang="de") != text)
        and not (at + 1 < len(words) and words[at + 1].capital and not words[at + 1].first)
    )


def _two_foreign_words(
    words: Sequence[Word], at: int, taken: Sequence[bool], forms: Mapping[str, set[str]]
) -> PersonName | None:
    """*Fjodor Tertizki*: two capitalised words that German does not know, in front of an apposition or a small word."""
    end = at + 1
    if (
        end >= len(words)
        or taken[end]
        or not words[end].capital
        or words[end].first
        or not words[end].text[1:].islower()
    ):
        return None
    if words[at].text in load_words("name_titles") or words[end].text in load_words("foreign_common_words"):
        return None
    if words[at].text in load_words("foreign_common_words"):
        return None
    if is_german(words[end].text) or len(words[at].text) < 3 or len(words[end].text) < 3:
        return None
    if at and (
        (words[at - 1].capital and not words[at - 1].first and not is_german(words[at - 1].text))
        or words[at - 1].text in '„“"»«'
    ):
        return None
    if at and words[at - 1].lower in _BEFORE_THINGS:
        return None
    if end + 1 < len(words) and words[end + 1].capital and words[end + 1].text.isalpha():
        return None
    return _made(words, at, end + 1, forms, "two foreign words")


def says(word: Word) -> bool:
    """True for a finite form of a verb of saying."""
    return word.text[0].islower() and any("d" in cue.frames for cue in finite_cues(word.lower))


def _introduces_person(word: Word) -> bool:
    """True for titles and roles; a role that fits companies too tells nothing (*der Betreiber Salvenia*)."""
    return word.text in load_words("name_titles") or (is_role(word.text) and not word.lower.endswith(_COMPANY_ROLES))


def at_name_sign(words: Sequence[Word], at: int) -> bool:
    """True if a title or role, or an opening of an apposition, stands before the word."""
    return at > 0 and _introduces_person(words[at - 1])


def _may_be_surname(words: Sequence[Word], at: int, taken: Sequence[bool]) -> bool:
    word = words[at]
    text = word.text
    if _ARABIC.match(text) and not taken[at]:
        return True
    return (
        word.capital
        and len(text) > 1
        and text[1:2].isalpha()
        and not word.first
        and not taken[at]
        and not (text.isupper() and len(text) < 4)
        and text not in load_words("not_surnames")
        and word.lower not in _OPENERS
        and text.isprintable()
        and not any(c.isdigit() for c in text)
    )


def _plain_noun(text: str) -> bool:
    return text.endswith(_NOUN_ENDINGS) or (is_role(text) and text.endswith("in"))


def _particle_leads_on(words: Sequence[Word], at: int, taken: Sequence[bool]) -> bool:
    """True if a name word follows the particle, over at most two more particles. An article alone is no particle in
    front of a noun (*dankte Kim dem Gastgeber*), but in front of a byname (*Karl der Große*)."""
    if words[at].text in _DEFINITE and words[at - 1].capital and at + 1 < len(words):
        behind = words[at + 1].text
        if words[at].text == "dem" or (is_german(behind) and not _byname(behind)):
            return False
    for i in range(at + 1, min(at + 4, len(words))):
        if words[i].text.lower() in load_words("name_particles") and words[i].text[0].islower():
            continue
        return _may_be_surname(words, i, taken)
    return False


def _byname(text: str) -> bool:
    """True for an adjective in *-e* or *-en*, told by its other forms."""
    stem = text.lower().removesuffix("n")
    return stem.endswith("e") and all(is_german(form) for form in (stem, f"{stem}r", f"{stem}s"))


def _made(words: Sequence[Word], start: int, end: int, forms: Collection[str], reason: str) -> PersonName:
    parts = [w.text for w in words[start:end] if w.text != "."]
    parts[-1] = without_genitive(parts[-1], forms, words[end] if end < len(words) else None)
    family = next((p for p in reversed(parts) if p[0].isupper()), parts[-1])
    return PersonName(start, end, tuple(parts), family, reason)


def without_genitive(text: str, forms: Collection[str], after: Word | None) -> str:
    """A name without its genitive -s (*Putins* -> *Putin*), where the article or the next word shows that it is one."""
    if not text.endswith("s") or len(text) < 4 or (text.endswith(("ss", "us", "is", "os")) and text[:-1] not in forms):
        return text.removesuffix("’") if text.endswith("s’") else text
    if text[:-1] in forms:
        return text[:-1]
    if (
        after is not None
        and after.capital
        and not after.first
        and is_german(after.text)
        and text not in load_words("first_names")
    ):
        return text[:-1]
    return text


def gender_shown(words: Sequence[Word], at: int) -> str | None:
    """The gender that a title or role in front of the name at `at` shows (*Herr*, *Ministerin*), None if none does."""
    before = words[at - 1].text if at else ""
    if before in ("Herr", "Herrn", "Frau"):
        return "f" if before == "Frau" else "m"
    if not is_role(before):
        return None
    if before.endswith("in"):
        return "f"
    return "m" if is_role(before + "in") else None


def families(names: Sequence[PersonName]) -> dict[str, str | None]:
    """Word of a later mention to the one full name it can mean, None if there are two."""
    owners: dict[str, set[str]] = {}
    for name in names:
        if name.full:
            owners.setdefault(name.family, set()).add(_key(name))
            given = name.parts[-1]
            if name.reason == "family name first" and "-" in given:
                owners.setdefault(given, set()).add(_key(name))
    spelled = {_key(n): n.name for n in reversed(names) if n.full}
    return {family: spelled[next(iter(keys))] if len(keys) == 1 else None for family, keys in owners.items()}


def spellings(names: Sequence[PersonName]) -> dict[tuple[str, ...], str]:
    """Parts of a full name to the spelling the article uses first (Kim Jong Un and Kim Jong-un are one)."""
    first = {_key(n): n.name for n in reversed(names) if n.full}
    return {n.parts: first[_key(n)] for n in names if n.full}


def _key(name: PersonName) -> str:
    return "".join(name.parts).replace("-", "").lower()
