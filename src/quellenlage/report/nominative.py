"""Descriptions in the form a list shows them: *des Betriebsrats* is Betriebsrat, *einen Mitarbeiter des Kremls* ein
Mitarbeiter des Kremls. Only where the article and the noun tell the case for certain; else the words stay as they are.

Rules: Duden grammar, inflection of nouns and adjectives.
"""

from __future__ import annotations

from functools import cache

from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_table, load_words, word_class

SHORTEST_PART = 5
"""Letters of the last part of a compound that is looked up where the whole word is in no list."""
STRONG = {"Masc": "er", "Fem": "e", "Neut": "es"}
"""Endings of an adjective without an article in the nominative singular."""
WOMAN = ("in", "frau")
"""Endings of what a woman is."""


def nominative(words: str) -> str | None:
    """The nominative of a phrase of article, adjective and noun, without a definite article; what follows the noun
    (*des Kremls*, *aus Südkorea*) stays. None where the case cannot be told, or the phrase is of another kind."""
    parts = words.split()
    article = parts[0].casefold() if parts and (parts[0].casefold() in _definite() | _indefinite().keys()) else ""
    bare = parts[1:] if article else parts
    at = next((n for n, w in enumerate(bare) if w[:1].isupper() and not (n == 0 and _adjective(w, bare))), None)
    if at is None or at > 1 or not _is_tail(bare[at + 1 :]):
        return None
    adjective, noun, rest = bare[:at], bare[at], bare[at + 1 :]
    if adjective and not adjective[0].isalpha():
        return None
    found = (
        _indefinite_phrase(article, adjective, noun) if article in _indefinite() else _phrase(article, adjective, noun)
    )
    return " ".join([found, *rest]) if found else None


def role(words: str, gender: str = "") -> str:
    """What somebody is, as a list says it: *russischen Präsidenten* russischer Präsident, *frühere Ministerin* the
    same, *Technische Direktor* Technischer Direktor; with the gender (`Masc`, `Fem`) *Abgeordneten* is Abgeordneter or
    Abgeordnete."""
    parts = words.split()
    at = next((n for n, w in enumerate(parts) if w[:1].isupper()), None)
    if at is None:
        return words
    if parts[at][-1:] == "s" and at + 1 < len(parts) and parts[at + 1][:1].isupper():
        # Russlands Präsident
        at += 1
    if is_title(parts[at : at + 2]):
        return " ".join([*parts[:at], f"{_stem(parts[at])}{_ending(parts[at + 1])}", *parts[at + 1 :]])
    if is_adjectival(parts[at]):
        return strong(words, gender) if gender else words
    noun = noun_lemma(parts[at])
    if noun != lemma_of(parts[at]):
        # Abgeordneten: an adjective in its ending
        return words
    if noun.casefold() == parts[at].replace("-", "").casefold():
        # the word list writes Konzern-Chefin as one word
        noun = parts[at]
    return strong(" ".join([*parts[:at], noun, *parts[at + 1 :]]))


def is_title(parts: list[str]) -> bool:
    """True for an adjective with a capital, in the nominative behind an article, and its noun: *Technische Direktor*.
    Not for *Erste Abgeordnete*, which a man or a woman may be."""
    if len(parts) < 2 or not parts[1][:1].isupper() or is_adjectival(parts[1]) or not parts[0].endswith("e"):
        return False
    lemma = lemma_of(parts[0].casefold())
    return lemma.islower() and lemma != parts[0].casefold()


def is_adjectival(noun: str) -> bool:
    """True for a noun for people that has the endings of an adjective, in the singular: *Abgeordnete(n)*."""
    low = noun.casefold()
    return any(low.endswith((word, f"{word}n")) for word in load_words("adjectival_nouns"))


def strong(words: str, gender: str = "") -> str:
    """The same words with the endings that adjectives have without an article: *grüne Senator*, *grüner Senator*. For
    what somebody or something is called. `gender` is that of the noun (`Masc`, `Fem`, `Neut`), guessed by its ending
    where it is empty."""
    parts = words.split()
    at = next((n for n, w in enumerate(parts) if w[:1].isupper()), 0)
    ending = STRONG.get(gender) or (_ending(parts[at]) if parts else "")
    if gender and parts and is_adjectival(parts[at]):
        parts[at] = f"{_stem(parts[at])}{ending}"
    return " ".join([*(f"{_stem(w)}{ending}" if w.islower() and _stem(w) else w for w in parts[:at]), *parts[at:]])


def _ending(noun: str) -> str:
    """The ending of an adjective before the noun for a man, a woman, or one that ends as an adjective itself."""
    return "e" if noun.casefold().endswith(WOMAN) or noun.endswith("e") else "er"


def _phrase(article: str, adjective: list[str], noun: str) -> str | None:
    """With a definite article or none."""
    if article == "den" and _gender(noun_lemma(noun)) == "Fem":
        # "den Behörden": the accusative of one would be "die Behörde"
        return noun if not adjective else None
    if article in ("des", "dem") or (article in ("der", "die", "das", "den") and noun_lemma(noun) == noun):
        # "den Experten" is one or many: its noun is no lemma
        one = _singular(noun)
    elif article == "den" and noun_lemma(noun) != noun and _plural(noun) == noun:
        return None
    elif not article and noun.casefold().endswith(_plural_adjectives()):
        one = noun[:-1]  # "hohen Beamten in Washington"
    else:
        one = _plural(noun)
    if one is None or not adjective:
        return one
    if article == "der" and noun_lemma(noun) == noun and adjective[0].endswith("en"):
        return f"{_stem(adjective[0])}e {one}"
    many = noun_lemma(noun) != noun or noun.endswith("en")
    if not article and many and adjective[0].endswith(("en", "er")) and _stem(adjective[0]):
        return f"{_stem(adjective[0])[:1].lower()}{_stem(adjective[0])[1:]}e {one}"
    return None


def _indefinite_phrase(article: str, adjective: list[str], noun: str) -> str | None:
    first, one = _indefinite()[article], noun_lemma(noun)
    if first == "eine":
        if one != noun or (adjective and not adjective[0].endswith(("en", "e"))):
            return None
        return " ".join([first, *(f"{_stem(a)}e" for a in adjective), noun])
    gender = "Masc" if article == "einen" else _gender(one)
    if lemma_of(noun) != one or (one.endswith("e") and _gender(one) != "Masc"):
        # Beamte, Abgeordnete: an adjective in its ending
        return None
    if not adjective:
        return f"{first} {one}"
    return f"{first} {_stem(adjective[0])}{STRONG[gender]} {one}" if gender and adjective[0].endswith("en") else None


def _gender(noun: str) -> str:
    """The gender of a noun for what or who is cited; empty where the list lacks it."""
    low = noun.casefold()
    return next((gender for tail, gender in _genders() if low.endswith(tail)), "")


def _singular(noun: str) -> str | None:
    """The lemma; none for a noun that ends as an adjective (*des Abgeordneten*)."""
    return noun_lemma(noun) if noun_lemma(noun) == lemma_of(noun) else None


def _plural(noun: str) -> str | None:
    """The nominative plural of a noun that may stand in the dative; of a singular the word itself."""
    if noun.casefold().endswith("leuten"):
        return noun[:-1]
    head, _hyphen, last = noun.rpartition("-")
    known = _known(last)
    if known is None:
        return noun
    first, word = last[: len(last) - len(known)], known if len(known) == len(last) else known.capitalize()
    lemma, base = noun_lemma(word), word[:-1]
    if lemma == word or not word.endswith("n"):
        return noun
    other = base != lemma and noun_lemma(base) == lemma
    if (lemma == base and base.endswith(("er", "el"))) or (other and base.endswith(("e", "er"))):
        found = base
    elif lemma == base or word == f"{lemma}en" or lemma.endswith("um"):
        found = word
    else:
        return None
    joined = first + (found if not first else found.lower())
    return f"{head}-{joined}" if head else joined


def _known(noun: str) -> str | None:
    """The noun, or its last part where only that is in the word list (*Polizeikreisen*: kreisen); None where neither
    is."""
    if noun_lemma(noun) != noun or not noun.endswith("n"):
        return noun
    parts = (noun[at:] for at in range(2, len(noun) - SHORTEST_PART + 1))
    return next((p for p in parts if noun_lemma(p.capitalize()) not in (p.capitalize(), p)), None)


def _adjective(word: str, parts: list[str]) -> bool:
    """True for the first word of a phrase that is an adjective with a capital (*Offiziellen Berichten*)."""
    return (
        len(parts) > 1
        and parts[1][:1].isupper()
        and word.endswith(("en", "er"))
        and lemma_of(word.lower()) != word.lower()
    )


def _is_tail(rest: list[str]) -> bool:
    """True for what may follow a noun and does not change with it: a genitive or a preposition."""
    return not rest or rest[0] in _tails() or (rest[0][:1].isupper() and rest[0].endswith("s"))


def _stem(adjective: str) -> str:
    """An adjective without its ending; empty if it has none."""
    ending = next(
        (e for e in ("en", "er", "em", "es", "e") if adjective.endswith(e) and len(adjective) > len(e) + 2), ""
    )
    return adjective[: -len(ending)] if ending else ""


@cache
def _genders() -> tuple[tuple[str, str], ...]:
    return tuple((row["tail"], row["gender"]) for row in load_table("source_genders"))


@cache
def _plural_adjectives() -> tuple[str, ...]:
    """The nouns for people that are adjectives in their endings, as the dative plural has them: *Beamten*."""
    return tuple(f"{word}n" for word in sorted(load_words("adjectival_nouns")))


@cache
def _definite() -> frozenset[str]:
    return frozenset(w for w in load_words("definite_articles") if w.startswith("d"))


@cache
def _indefinite() -> dict[str, str]:
    """The nominative for the oblique forms of the indefinite article."""
    return {"einem": "ein", "einen": "ein", "eines": "ein", "einer": "eine"}


@cache
def _tails() -> frozenset[str]:
    return word_class("prepositions") | {"des", "der", "eines", "einer"}
