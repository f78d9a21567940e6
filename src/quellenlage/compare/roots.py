"""Where a claim starts: the sources its statements name, and how many of them are independent at least and at most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement, ViaKind
from quellenlage.domain.dossier import Root, RootKind
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words

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


BODY = "named body"
"""Why a root is known that is no person."""
WORDS = re.compile(r"[\w-]+")


class Said(NamedTuple):
    """A statement and the article it stands in."""

    member: AnnotatedArticle
    statement: Statement


class Sources(NamedTuple):
    """The roots of a claim and the number of independent ones."""

    roots: tuple[Root, ...]
    at_least: int
    at_most: int


def find_sources(said: Sequence[Said]) -> Sources:
    """The roots of statements that say the same, each once, and how many sources that makes (DESIGN 2).

    At least: known roots that surely differ. A medium or agency beside another root may only have passed it on, a
    person may speak for the body beside it, two names of which one is part of the other may be one, and words that
    stand in quotation marks anywhere were spoken once. At most: every known root, and every unnamed one.
    """
    found: dict[tuple[str, str], Root] = {}
    bodies: set[str] = set()
    for each in said:
        root = _root(each)
        if root.why == BODY or _is_body(each):
            bodies.add(root.name or "")
        key = (fold(root.name or ""), "known" if root.known else root.kind)
        old = found.get(key)
        if old is None:
            found[key] = root
        else:
            evidence = tuple(sorted({*old.evidence, *root.evidence}))
            kind = old.kind if old.kind != "person" else root.kind
            found[key] = Root(name=old.name, kind=kind, known=old.known, why=old.why, evidence=evidence)
    roots = tuple(sorted(found.values(), key=lambda r: (not r.known, r.evidence)))
    known = [r for r in roots if r.known]
    unnamed = [r for r in roots if r.kind == "unnamed"]
    spoken_once = any(s.statement.mode == "direct" for s in said)
    least = min(len(known), 1) if spoken_once else _surely_different(known, bodies)
    return Sources(roots, least, len(known) + len(unnamed))


def _root(said: Said) -> Root:
    """The earliest named source of one statement: its speaker, else the first link on the way to the outlet."""
    text, article, statement = said.member.article.text, said.member.article.id, said.statement
    if statement.speaker_name:
        spans = statement.speaker or statement.cue or statement.quote
        kind = _kind_of_speaker(said)
        return Root(
            name=statement.speaker_name, kind=kind, known=True, why="named speaker", evidence=_at(article, spans)
        )
    if statement.via:
        link = statement.via[0]
        kind = _of_organisation(link.name) or OF_LINK[link.kind]
        return Root(
            name=link.name, kind=kind, known=True, why=f"passed on by: {link.kind}", evidence=_at(article, [link.span])
        )
    if statement.speaker:
        words = even(" ".join(s.of(text) for s in statement.speaker))
        if body := _body(words):
            return Root(name=body[0], kind=body[1], known=True, why=BODY, evidence=_at(article, statement.speaker))
        return Root(
            name=words, kind="unnamed", known=False, why="source not named", evidence=_at(article, statement.speaker)
        )
    return Root(name=None, kind="unknown", known=False, why="no source given", evidence=_at(article, statement.quote))


def _at(article: str, spans: Sequence[Span]) -> tuple[Evidence, ...]:
    return tuple(Evidence(article, *s) for s in spans)


def _kind_of_speaker(said: Said) -> RootKind:
    """By the lexicon of organisations, by what the name was found to be, and by the role beside it; else a person."""
    name = said.statement.speaker_name or ""
    if kind := _of_organisation(name):
        return kind
    mentions = [e for e in said.member.annotations.entities if e.name == name and not e.pronoun]
    if any(e.type == "GPE" for e in mentions):
        return "official"
    beside = [even(s.of(said.member.article.text)) for s in said.statement.speaker]
    beside += [_around(said.member.article.text, e.span) for e in mentions]
    return next((kind for words in beside for kind in _of_roles(words)), "person")


def _is_body(said: Said) -> bool:
    """True if the speaker is no person: a known organisation, a noun for a body (*Staatsanwaltschaft Kiel*), or read
    as one."""
    name = said.statement.speaker_name or ""
    types = {e.type for e in said.member.annotations.entities if e.name == name}
    told = _of_organisation(name) is not None or any(_of_noun(word) for word in name.split())
    return told or bool(types & {"ORG", "GPE"})


def _around(text: str, mention: Span) -> str:
    """The mention with the words before it in its sentence, two at most: where German puts a title or role."""
    before = text[max(0, mention.start - 60) : mention.start].rsplit("\n", maxsplit=1)[-1]
    words = before.rpartition(". ")[2].rpartition(",")[2].split()[-2:]
    return " ".join([*words, mention.of(text)])


def _of_organisation(name: str) -> RootKind | None:
    return _organisations().get(fold(name))


def _body(words: str) -> tuple[str, RootKind] | None:
    """A body that the words name as the only one of its kind, and the kind: with a definite article ("das Landratsamt")
    or behind what it gives out or who speaks for it ("Angaben der Feuerwehr", "eine Sprecherin des Ministeriums")."""
    articles, passing = load_words("definite_articles"), load_words("passing_nouns")
    definite = False
    for word in WORDS.findall(words):
        if word.casefold() in articles:
            definite = True
        elif word[:1].isupper() and word not in passing and not word.endswith(("sprecher", "sprecherin")):
            form = lemma_of(word)
            kind = _of_noun(form) if definite else None
            return (form, kind) if kind else None
    return None


@lru_cache(maxsize=1 << 15)
def _of_noun(noun: str) -> RootKind | None:
    """The kind for a noun that names a body or ends in one that does."""
    return next((kind for body, kind in _bodies() if noun.casefold().endswith(body)), None)


def _of_roles(words: str) -> Iterator[RootKind]:
    return (kind for word in words_of(words) if (kind := _of_role(word)) is not None)


@lru_cache(maxsize=1 << 15)
def _of_role(word: str) -> RootKind | None:
    """The kind for a word that is a role or ends in one, in any case of the singular."""
    forms = {word, *(word.removesuffix(ending) for ending in ("s", "es", "n", "en"))}
    return next((k for role, k in _roles() if role in forms or any(_compound(f, role) for f in forms)), None)


def _compound(form: str, role: str) -> bool:
    return form.endswith(role) and len(form) > len(role) + 2


@cache
def _organisations() -> dict[str, RootKind]:
    found: dict[str, RootKind] = {}
    for row in load_table("organisations"):
        if row["kind"] in OF_ORGANISATION:
            for name in (row["name"], *row["variants"].split("|")):
                if name:
                    found[fold(name)] = OF_ORGANISATION[row["kind"]]
    return found


@cache
def _bodies() -> tuple[tuple[str, RootKind], ...]:
    pairs = [(row["noun"].casefold(), row["kind"]) for row in load_table("root_bodies")]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))  # type: ignore[arg-type]


@cache
def _roles() -> tuple[tuple[str, RootKind], ...]:
    rows = load_table("root_roles")
    pairs = [(row["role"].casefold(), row["kind"]) for row in rows]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))  # type: ignore[arg-type]


def _surely_different(known: list[Root], bodies: Set[str]) -> int:
    """Number of known roots that cannot be one another; `bodies` are the names that are no person's."""
    origins = [r for r in known if r.kind not in RELAYS] or known[:1]
    kept: list[tuple[list[str], bool]] = []
    for root in sorted(origins, key=lambda r: (-len(words_of(r.name or "")), -len(r.name or ""), r.name or "")):
        words = fold(root.name or "").split()
        if not any(_part_of(words, other) for other, _ in kept):
            kept.append((words, (root.name or "") in bodies))
    n_bodies = sum(is_body for _, is_body in kept)
    return max(n_bodies, len(kept) - n_bodies)


def _part_of(words: Sequence[str], other: Sequence[str]) -> bool:
    """True if every word is one of the other name's or ends one (*Ministerium*, *Umweltministerium*)."""
    return all(any(o.endswith(w) for o in other) for w in words)
