"""Names of organisations told by their shape: a head noun (Universität, GmbH, Ministerium), a medium, an acronym."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from quellenlage.annotate.entities.gazetteer import adjective, place_adjective
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.words import Word, closed_class, could_be_adjective, is_german, is_media_noun, is_role
from quellenlage.domain.annotations import By
from quellenlage.domain.article import Article
from quellenlage.german.lexicon import load_table, load_words

_LEGAL_FORMS = closed_class("legal_forms")
_COMPANY_NOUNS = tuple(sorted(closed_class("company_nouns")))
_SHORTEST_COMPANY = 4
"""Letters of a name that only the noun before it marks as a company's."""
_SHORTEST_OUTLET = 7
"""Letters that the last word of an outlet's name needs to stand for it."""
_LONGEST_CODE = 5
"""Letters of an agency's or author's code."""
_MOST_BEFORE = 3
"""Words taken before a head noun (Neue Harlstedter Zeitung)."""
_OPENING, _CLOSING = '„"»«“‚', '“”"«»‘'
_BEFORE_BODIES = frozenset(("der", "die", "das", "dem", "den", "des", "beim", "vom", "im", "zum", "zur", "am", "laut"))
"""Articles, and *laut*, which needs none."""
_ARTICLES = ("der", "die", "das", "dem", "den", "des", "beim", "vom", "im", "zum", "zur", "am")


def organisation_names(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, name and reason of organisations that no list knows."""
    acronyms = _introduced(words)
    at = 0
    while at < len(words):
        found = None if taken[at] or not words[at].capital else _at(words, at, taken, acronyms)
        if found is None:
            at += 1
        else:
            yield at, *found
            at = found[0]


def outlet_names(article: Article, words: Sequence[Word]) -> Iterator[Reading]:
    """The name of the article's own outlet, in any case of letters, with a channel's number (*MORGENECHO*, *Welle 2*),
    or its last word where that is no common noun for media (*das Kreisblatt*)."""
    parts = (article.outlet or "").split()
    if not parts:
        return
    by = By(rule="known name", reason="the article's outlet")
    wanted = [p.casefold() for p in parts]
    short = (
        parts[-1] if len(parts) > 1 and len(parts[-1]) >= _SHORTEST_OUTLET and not is_media_noun(parts[-1]) else None
    )
    at = 0
    while at < len(words):
        end = at + len(parts)
        here = [w.text.casefold() for w in words[at:end]]
        if words[at].capital and here[:-1] == wanted[:-1] and here[-1:] and here[-1] in _inflected(wanted[-1]):
            name = article.outlet or ""
            if end < len(words) and words[end].text.isdigit() and not words[end].first:
                name, end = f"{name} {words[end].text}", end + 1
            yield Reading(at, end, "ORG", name, by)
            at = end
        else:
            if short is not None and words[at].text in _inflected(short):
                yield Reading(at, at + 1, "ORG", article.outlet or "", by)
            at += 1


def _inflected(name: str) -> tuple[str, ...]:
    return name, name + "s", name + "es"


def dateline_agencies(words: Sequence[Word], known: Sequence[Reading]) -> Iterator[Reading]:
    """*nna* in *Harlstedt (nna)* and *(dpa/nna)*: an agency's letters, written small, behind the place of a report;
    then wherever the article has them again."""
    ends = {r.end for r in known}
    codes = {
        words[i].text
        for i in range(1, len(words) - 1)
        if _is_code(words[i].text)
        and words[i + 1].text in ")/"
        and words[i - 1].text in "(/"
        and (i - 1 in ends or words[i - 1].text == "/" or words[i - 2].capital)
    }
    for at, word in enumerate(words):
        if word.text in codes:
            yield Reading(
                at, at + 1, "ORG", word.text, By(rule="known name", reason=f"letters of an agency: {word.text}")
            )


def _is_code(text: str) -> bool:
    return 2 < len(text) <= _LONGEST_CODE and text.isalpha() and text.islower() and not is_german(text)


def _at(words: Sequence[Word], at: int, taken: Sequence[bool], acronyms: frozenset[str]) -> tuple[int, str, str] | None:
    text = words[at].text
    for rule in (_with_head_behind, _with_head_before, _medium, _after_company_noun):
        found = rule(words, at, taken)
        if found is not None:
            return found
    if _is_acronym(text) and (text in acronyms or (at and words[at - 1].lower in _ARTICLES and not words[at].first)):
        return at + 1, text, "acronym"
    if (
        text.lower().endswith(tuple(load_words("organisation_endings")))
        and text.lower() not in load_words("organisation_endings")
        and at
        and (words[at - 1].lower in _BEFORE_BODIES or could_be_adjective(words[at - 1]))
    ):
        return at + 1, _base(text), f"head noun: {text}"
    if text.endswith(("werke", "werken")) and not is_german(text):
        return at + 1, text.removesuffix("n"), f"head noun: {text}"
    head, hyphen, tail = text.rpartition("-")
    if (
        hyphen
        and tail in ("Institut", "Agentur", "Stiftung", "Universität", "Konzern", "Gruppe", "Bank", "Partei", "Verband")
        and not is_german(head)
    ):
        return at + 1, text, f"head noun: {tail}"
    return None


def _after_company_noun(words: Sequence[Word], at: int, taken: Sequence[bool]) -> tuple[int, str, str] | None:
    """*dem Betreiber Xylona*: one word no German dictionary has, unless the article has it as a family name."""
    text = words[at].text
    if at == 0 or words[at].first or not _is_company_noun(words[at - 1]) or len(text) < _SHORTEST_COMPANY:
        return None
    if is_german(text) or not text.isalpha() or text in load_words("first_names"):
        return None
    if at + 1 < len(words) and words[at + 1].capital and not words[at + 1].first and not taken[at + 1]:
        return None
    for i in range(1, len(words)):
        before = words[i - 1]
        if words[i].text in (text, text + "s") and (
            before.text in load_words("first_names")
            or before.text in load_words("name_titles")
            or (is_role(before.text) and not _is_company_noun(before))
        ):
            return None
    return at + 1, text, f"after a role: {words[at - 1].text}"


def _is_company_noun(word: Word) -> bool:
    return word.capital and word.lower.removesuffix("s").endswith(_COMPANY_NOUNS)


def _with_head_behind(words: Sequence[Word], at: int, taken: Sequence[bool]) -> tuple[int, str, str] | None:
    """*Kookmin Universität*, *Nordbau Holding GmbH*, *Hudson Institute*."""
    if (words[at].first and is_german(words[at].text)) or is_media_noun(words[at].text):
        return None
    for end in range(at + 1, min(at + _MOST_BEFORE + 1, len(words))):
        if not words[end].capital or words[end].first or taken[end]:
            return None
        head = _heads().get(words[end].text)
        if head is not None and head[0] in ("both", "before"):
            legal = words[end].text in _LEGAL_FORMS
            if not legal and any(is_german(w.text) for w in words[at:end]):
                return None
            if end + 1 < len(words) and words[end + 1].text in _LEGAL_FORMS:
                end += 1
            return end + 1, " ".join(w.text for w in words[at : end + 1]), f"head noun: {words[end].text}"
    return None


def _with_head_before(words: Sequence[Word], at: int, taken: Sequence[bool]) -> tuple[int, str, str] | None:
    """*Universität Kassel*, *Staatsanwaltschaft Harlstedt*, *Institut für Meereskunde*."""
    head = _heads().get(words[at].text) or _heads().get(words[at].text.removesuffix("s"))
    if head is None or head[0] not in ("both", "after") or head[1] != "ORG" or at + 1 >= len(words):
        return None
    next_ = words[at + 1]
    name = words[at].text if words[at].text in _heads() else words[at].text.removesuffix("s")
    if next_.text in ("für", "of") and at + 2 < len(words):
        end = at + 2
        while (
            end < len(words)
            and (
                could_be_adjective(words[end])
                or _capital_adjective(words, end)
                or words[end].text in ("und", "of", "the")
            )
            and end - at < 6
        ):
            end += 1
        if end < len(words) and words[end].capital and not words[end].first:
            end += 1
            while end + 1 < len(words) and words[end].text == "und" and words[end + 1].capital:
                end += 2
            return end, " ".join([name, *(w.text for w in words[at + 1 : end])]), f"head noun: {words[at].text}"
        return None
    if (
        next_.capital
        and not next_.first
        and not (is_german(next_.text) and not taken[at + 1])
        and words[at].text != "Bank"
    ):
        end = at + 2
        if (
            end < len(words)
            and words[end].capital
            and not words[end].first
            and not is_german(words[end].text)
            and not taken[end]
        ):
            end += 1
        if _is_acronym(next_.text) and end == at + 2 and not words[at].text.isupper():
            return None  # die Gewerkschaft GCG: the letters are the name
        return end, " ".join([name, *(w.text for w in words[at + 1 : end])]), f"head noun: {words[at].text}"
    return None


def _medium(words: Sequence[Word], at: int, taken: Sequence[bool]) -> tuple[int, str, str] | None:
    """*die Zeitung Wedomosti*, *der Sender „Radio Harl“*: what follows a noun for media."""
    if at == 0:
        return None
    before = words[at - 1]
    quoted = before.text in _OPENING and at > 1
    noun = words[at - 2] if quoted else before
    if not is_media_noun(noun.text) or noun.text.endswith(("medien", "Medien", "Presse", "agenturen", "Agenturen")):
        return None
    end = at
    while (
        end < len(words)
        and end - at < 4
        and (words[end].capital or (quoted and words[end].text not in _CLOSING))
        and not taken[end]
        and not (words[end].first and end > at)
    ):
        if not quoted and is_german(words[end].text):
            break
        end += 1
    if end == at or (quoted and (end >= len(words) or words[end].text not in _CLOSING)):
        return None
    return end, " ".join(w.text for w in words[at:end]), f"after: {noun.text}"


def _capital_adjective(words: Sequence[Word], at: int) -> bool:
    return (
        words[at].text.endswith(("e", "en", "es", "er"))
        and (adjective(words[at].text) is not None or place_adjective(words[at].text) is not None)
        and at + 1 < len(words)
        and words[at + 1].capital
    )


def _introduced(words: Sequence[Word]) -> frozenset[str]:
    """Acronyms in brackets after a capitalised word: *Nationale Umweltbehörde (NUB)*."""
    found = set()
    for i in range(2, len(words) - 1):
        if (
            words[i - 1].text == "("
            and words[i + 1].text in "),;"
            and _is_acronym(words[i].text)
            and words[i - 2].capital
        ):
            found.add(words[i].text)
    return frozenset(found)


def _is_acronym(text: str) -> bool:
    return (
        2 <= len(text) <= 6
        and text.isalpha()
        and sum(c.isupper() for c in text) >= max(2, len(text) - 1)
        and text[0].isupper()
        and text not in load_words("acronyms_no_names")
    )


def _base(text: str) -> str:
    for ending in ("ministeriums", "amtes", "amts", "rates", "rats"):
        if text.lower().endswith(ending):
            return text.removesuffix("es" if ending.endswith("es") else "s")
    return text


@cache
def _heads() -> dict[str, tuple[str, str]]:
    return {row["noun"]: (row["place"], row["kind"]) for row in load_table("organisation_heads")}
