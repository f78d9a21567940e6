"""What kind of source somebody is, and which body he speaks for: by lexicons of names, nouns and roles.

Names first (`state_media.tsv`, `organisations.tsv`), then legal forms, then the nouns of bodies (`root_bodies.tsv`) and
documents (`root_documents.txt`), then what a person is (`root_roles.tsv`). What nothing is known of is a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Entity, Statement, ViaKind
from quellenlage.domain.dossier import RootKind
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words, word_class

OF_ORGANISATION: dict[str, RootKind] = {
    "government": "official",
    "union": "official",
    "body": "official",
    "agency": "agency",
    "medium": "medium",
    "company": "company",
}
"""Kind of source for the kinds in the lexicon of organisations; a party holds no office and has no kind of its own."""
OF_LINK: dict[ViaKind, RootKind] = {
    "interview": "medium",
    "agency": "agency",
    "medium": "medium",
    "document": "document",
    "person": "person",
}
"""Kind of source for the links between speaker and outlet."""
RELAYS: tuple[RootKind, ...] = ("agency", "medium", "state_medium")
"""Kinds that usually pass on what somebody else said."""
SPOKESPEOPLE = ("sprecher", "sprecherin", "sprechers", "sprechern", "sprecherinnen")
"""Endings of who speaks for a body."""
GIVEN_OUT = ("angaben",)
"""Last part of compounds with what a body gives out: *Polizeiangaben*."""
BEFORE = 60
"""Characters in front of a name in which a title or role is looked for."""
WORDS = re.compile(r"[\w-]+")


class Body(NamedTuple):
    """A body that words without a name stand for."""

    name: str
    kind: RootKind


def kind_of_name(name: str) -> RootKind | None:
    """The kind that a name alone tells: a medium, agency, authority or company of the lexicons, a legal form, or a noun
    for a body in it (*Staatsanwaltschaft Kiel*, *Universität Jena*)."""
    key = fold(name)
    if key in _state_media():
        return "state_medium"
    if key in _organisations():
        return _organisations()[key]
    words = name.split()
    if len(words) > 1 and any(w in load_words("legal_forms") for w in words):
        return "company"
    return next((kind for word in words if word[:1].isupper() and (kind := kind_of_noun(word))), None)


def is_agency(name: str) -> bool:
    """True for a news agency, a state's too, by name or by the noun in it (*Nachrichtenagentur Yonhap*)."""
    return _organisations().get(fold(name)) == "agency" or "agentur" in name.casefold()


def kind_of_speaker(member: AnnotatedArticle, statement: Statement) -> RootKind:
    """By the name, by what it was found to be, and by the role or institute beside it; else a person."""
    name = statement.speaker_name or ""
    mentions = _mentions(member, name)
    people = [e for e in mentions if e.type == "PER"]
    if not people and (kind := kind_of_name(name)):
        return kind
    if mentions and not people:
        if any(e.type == "GPE" for e in mentions):
            return "official"
        nouns = (e.text.split()[-1] for e in mentions if e.nominal)
        return next((kind for noun in nouns if (kind := kind_of_noun(lemma_of(noun)))), "person")
    said = [even(s.of(member.article.text)) for s in statement.speaker]
    beside = [*said, *(even(_described(member.article.text, e).of(member.article.text)) for e in mentions)]
    now = [words for words in beside if not is_past(words)]
    if kind := next((kind for words in now for kind in _of_roles(words)), None):
        return kind
    if any(kind_of_noun(w) == "expert" for words in said for w in WORDS.findall(words) if w[:1].isupper()):
        return "expert"
    return kind_of_name(name) or "person"


def role_of(member: AnnotatedArticle, name: str) -> RootKind | None:
    """The kind that a role beside the name of a person tells, wherever the article names him."""
    people = [e for e in _mentions(member, name) if e.type == "PER"]
    beside = (even(_described(member.article.text, e).of(member.article.text)) for e in people)
    return next((kind for words in beside if not is_past(words) for kind in _of_roles(words)), None)


def is_former(member: AnnotatedArticle, name: str) -> bool:
    """True where an article gives a person a role of the past (*die frühere Ministerin*)."""
    people = [e for e in _mentions(member, name) if e.type == "PER"]
    return any(is_past(_described(member.article.text, e).of(member.article.text)) for e in people)


def _mentions(member: AnnotatedArticle, name: str) -> list[Entity]:
    """The mentions of a speaker; of a family name alone also those of the only person of the article who has it."""
    entities = [e for e in member.annotations.entities if not e.pronoun]
    found = [e for e in entities if e.name == name]
    if " " in name or not name:
        return found
    full = {e.name for e in entities if e.type == "PER" and name in e.name.split()}
    return [e for e in entities if e.name in full] if len(full - {name}) == 1 else found


def is_body(member: AnnotatedArticle, statement: Statement) -> bool:
    """True if the named speaker is no person: a known organisation, a noun for a body, or read as one."""
    name = statement.speaker_name or ""
    types = {e.type for e in member.annotations.entities if e.name == name}
    if "PER" in types:
        return False
    return kind_of_name(name) is not None or bool(types & {"ORG", "GPE"})


def body_spoken_for(member: AnnotatedArticle, statement: Statement) -> str | None:
    """The government or company that the named speaker belongs to, or the body that he heads or speaks for, by a name
    in the words that describe him: *der südkoreanische Verteidigungsminister*, *Salvenia-Geschäftsführer*."""
    name = statement.speaker_name or ""
    entities = member.annotations.entities
    text = member.article.text
    mentions = [e for e in _mentions(member, name) if e.type == "PER"]
    owners = [e for e in entities if e.type in ("GPE", "ORG") and e.name != name and not e.pronoun]
    for span in (*(_described(text, e) for e in mentions), *statement.speaker):
        described = even(span.of(text))
        if not mentions or is_past(described) or not _is_member(described):
            continue
        within = (e for e in owners if span.start <= e.start and e.end <= span.end)
        found = next((e.name for e in within if "," not in text[span.start : e.start]), None)
        if found is not None:
            return found
    return None


def office_of(member: AnnotatedArticle, statement: Statement) -> str:
    """The noun of the body whose office the words beside a name give, small: *Umweltministerin* umweltministerium,
    *Oberstaatsanwalt* staatsanwaltschaft, *Gerichtssprecherin* gericht. Empty if none."""
    text = member.article.text
    people = [e for e in _mentions(member, statement.speaker_name or "") if e.type == "PER"]
    for span in (*(_described(text, e) for e in people), *statement.speaker):
        words = span.of(text)
        if not people or is_past(words):
            continue
        found = next((office for word in WORDS.findall(words) if (office := _office(word))), "")
        if found:
            return found
    return ""


@lru_cache(maxsize=1 << 14)
def is_office(noun: str) -> bool:
    """True for the noun of an office that one person at a time holds and that tells which: *Umweltministerin*, not
    *Ministerin*."""
    known = load_words("single_offices")
    last = tuple(w.removeprefix("-") for w in known if w.startswith("-"))
    return noun in known or noun.endswith(last)


def body_in(words: str) -> Body | None:
    """A body that the words name as the only one of its kind: with a definite article ("das Landratsamt"), behind what
    it gives out or who speaks for it ("Angaben der Feuerwehr", "eine Sprecherin des Ministeriums"), or as the first
    part of what it gives out ("Polizeiangaben")."""
    articles, passing = load_words("definite_articles"), load_words("passing_nouns")
    found = WORDS.findall(words)
    if len(found) == 1 and lemma_of(found[0]) == found[0] and (kind := kind_of_noun(found[0])):
        # "laut Umweltministerium"
        return Body(found[0], kind)
    definite = within = False
    for word in found:
        if word.casefold() in articles:
            definite, within = True, False
        elif not word[:1].isupper():
            if within:
                return None
        elif given := _first_part(word, GIVEN_OUT):
            kind = kind_of_noun(given)
            return Body(given, kind) if kind else None
        elif word not in passing and not word.endswith(SPOKESPEOPLE):
            form = lemma_of(word)
            kind = kind_of_noun(form) if definite else None
            if kind is not None:
                return Body(form, kind)
            if not definite:
                return None
            # "des Nationalen Sicherheitsrats": the noun of the phrase may follow
            within = True
    return None


def giver_in(member: AnnotatedArticle, spans: Sequence[Span]) -> Body | None:
    """The state whose word it is: *US-Angaben*, *nach nordkoreanischen Angaben*, *offiziellen Berichten aus Peru*."""
    text = member.article.text
    words = WORDS.findall(" ".join(s.of(text) for s in spans))
    official = bool(words) and words[0].casefold().startswith(tuple(word_class("officially")))
    if not words or not (official or words[-1].casefold().endswith(GIVEN_OUT)):
        return None
    states = [e for e in member.annotations.entities if e.type == "GPE" and (e.adjectival or e.part or official)]
    return next((Body(e.name, "official") for e in states if any(s.contains(e.span) for s in spans)), None)


def document_in(words: str) -> str | None:
    """The document that the words name, as a noun (*einem internen Strategiepapier*: Strategiepapier). Only a phrase
    whose first noun is one counts: *der Verfasser der Studie* is none."""
    nouns = [w for w in WORDS.findall(words) if w[:1].isupper()]
    if not nouns:
        return None
    form = lemma_of(nouns[0])
    return form if any(_is_document(f) for f in (nouns[0], form)) else None


@lru_cache(maxsize=1 << 15)
def kind_of_noun(noun: str) -> RootKind | None:
    """The kind for a noun that names a body or ends in one that does."""
    low = noun.casefold().rsplit("-", 1)[-1]
    forms = (low, *(low.removesuffix(ending) for ending in ("s", "es", "n") if low.endswith(ending)))
    for form in dict.fromkeys(forms):
        for body, kind, alone in _bodies():
            if form == body or (not alone and form.endswith(body)):
                return kind
    return None


def is_past(words: str) -> bool:
    """True for words that tell of an office held once (*der frühere Minister*)."""
    past = tuple(load_words("past_offices"))
    return any(w.casefold().startswith(past) for w in words.split())


def _described(text: str, mention: Entity) -> Span:
    """The mention with the words before it in its sentence, two at most: where German puts a title or role. A
    description (*der Kremlchef*) has its role in itself."""
    if mention.nominal:
        return mention.span
    start = max(0, mention.start - BEFORE)
    before = text[start : mention.start].rsplit("\n", maxsplit=1)[-1]
    before = before.rpartition(". ")[2].rpartition(",")[2]
    words = list(re.finditer(r"\S+", before))[-2:]
    return Span(mention.start - len(before) + words[0].start(), mention.end) if words else mention.span


def _of_roles(words: str) -> Iterator[RootKind]:
    found = WORDS.findall(words)
    for at, word in enumerate(found):
        kind = _of_role(word.casefold()) or _of_officer(word)
        if kind is None and word[:1].isupper() and word.casefold() in load_words("body_officers"):
            body = body_in(" ".join(found[at + 1 :]))
            kind = body.kind if body else None
        if kind is not None:
            yield kind


def _is_member(words: str) -> bool:
    # "den Präsidenten": in any case
    forms = (form.casefold() for w in WORDS.findall(words) for form in (w, lemma_of(w)))
    return any(form.endswith((*_members(), *_officers())) for form in forms)


@lru_cache(maxsize=1 << 15)
def _of_role(word: str) -> RootKind | None:
    """The kind for a word that is a role or ends in one, in any case of the singular."""
    forms = {word, *(word.removesuffix(ending) for ending in ("s", "es", "n", "en"))}
    return next((k for role, k in _roles() if role in forms or any(_compound(f, role) for f in forms)), None)


@lru_cache(maxsize=1 << 14)
def _office(word: str) -> str:
    if not word[:1].isupper():
        return ""
    if first := _first_part(word, SPOKESPEOPLE):
        return first.casefold() if kind_of_noun(first) else ""
    low = word.casefold()
    for role, office in _offices():
        if low == role or low.endswith(role):
            # a minister's own: "umwelt" + "ministerium"; "ober" is no part of the office
            return low.removesuffix(role) + office if role.startswith("minister") else office
    return ""


@lru_cache(maxsize=1 << 15)
def _of_officer(word: str) -> RootKind | None:
    """*Kreml-Sprecher*, *Gerichtssprecherin*: of the kind of the body in front."""
    first = _first_part(word, _officers())
    return None if not first else kind_of_noun(first) or kind_of_name(first)


def _first_part(word: str, lasts: Sequence[str]) -> str | None:
    """What stands before the last part of a compound, without the joining s."""
    low = word.casefold()
    last = next((x for x in lasts if low.endswith(x) and len(low) > len(x) + 2), None)
    if last is None:
        return None
    first = word[: -len(last)].rstrip("-")
    return first.removesuffix("s") if kind_of_noun(first.removesuffix("s")) else first


def _compound(form: str, role: str) -> bool:
    return form.endswith(role) and len(form) > len(role) + 2


@lru_cache(maxsize=1 << 14)
def _is_document(noun: str) -> bool:
    low = noun.casefold()
    return any(low == d or (low.endswith(d) and len(low) > len(d) + 2) for d in _documents())


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    rows = ((r["role"].casefold(), r["office"].casefold()) for r in load_table("root_roles") if r["office"])
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


@cache
def _officers() -> tuple[str, ...]:
    return tuple(sorted(load_words("body_officers"), key=lambda w: (-len(w), w)))


@cache
def _members() -> tuple[str, ...]:
    return tuple(sorted(row["role"].casefold() for row in load_table("root_roles") if row["member"] == "yes"))


@cache
def _documents() -> tuple[str, ...]:
    return tuple(sorted(d.casefold() for d in load_words("root_documents")))


@cache
def _state_media() -> frozenset[str]:
    return frozenset(_names(load_table("state_media")))


@cache
def _organisations() -> dict[str, RootKind]:
    return {
        name: OF_ORGANISATION[row["kind"]]
        for row in load_table("organisations")
        if row["kind"] in OF_ORGANISATION
        for name in _names([row])
    }


def _names(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    return (fold(n) for row in rows for n in (row["name"], *row["variants"].split("|")) if n)


@cache
def _bodies() -> tuple[tuple[str, RootKind, bool], ...]:
    rows = [(r["noun"].casefold(), r["kind"], r["alone"] == "yes") for r in load_table("root_bodies")]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))  # type: ignore[arg-type]


@cache
def _roles() -> tuple[tuple[str, RootKind], ...]:
    pairs = [(row["role"].casefold(), row["kind"]) for row in load_table("root_roles")]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))  # type: ignore[arg-type]
