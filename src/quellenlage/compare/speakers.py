"""Who the speakers of a story are: the name that the story has for each, and what any of its articles says he is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from quellenlage.compare.bearers import Who
from quellenlage.compare.bodies import Mention
from quellenlage.compare.casts import ACTS, is_mention
from quellenlage.compare.nameless import chief_of
from quellenlage.compare.root_kinds import is_former, is_office, is_past, kind_of_noun, role_of
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import RootKind
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words
from quellenlage.german.together import parted, together

WOMAN = "in"
"""Ending of what a woman is, in the singular only: *die Ministerin*, *die Ministerinnen*."""


class Speakers:
    """The people and bodies of a story by what its articles call them. `who` says who is who (`resolve_actors`)."""

    __slots__ = ("_called", "_kinds", "_members", "_names", "_offices", "_outlets", "_who")

    def __init__(self, members: Sequence[AnnotatedArticle], who: Mapping[Mention, Who]) -> None:
        self._members = {m.article.id: m for m in members}
        self._who = who
        self._names = names_in_story(members, who)
        self._kinds: dict[str, RootKind | None] = {}
        self._called: dict[str, dict[Mention, None]] = defaultdict(dict)
        for member in members:
            for entity in member.annotations.entities:
                mention = (member.article.id, entity.type, entity.name)
                if entity.type == "PER" and mention in who:
                    self._called[who[mention].id][mention] = None
        self._offices = _offices(members, who)
        self._outlets: dict[str, set[str]] = defaultdict(set)
        for outlet in sorted({m.article.outlet or "" for m in members}):
            self._outlets[even(fold(outlet))].add(outlet)

    def name_of(self, article: str, name: str) -> str:
        """The story's name for what an article calls so; the same name where it is not sure who that is. Several that
        speak together (*Peru und Chile*) are one group in whatever order."""
        parts = self.together(article, name)
        if len(parts) > 1:
            known = sorted((self.name_of(article, part) for part in parts), key=fold)
            return together(known)
        found = {w.id: w for kind in ACTS if (w := self._who.get((article, kind, name))) is not None}
        who = next(iter(found.values()), None)
        if len(found) != 1 or who is None or not who.sure:
            return name
        return self._names.get(who.id, name)

    def outlet_called(self, words: str) -> str | None:
        """The outlet of the story that a phrase names and nothing else (*der Landesbote*); None where several may be
        meant."""
        named = [w for w in words.split() if w.casefold() not in load_words("definite_articles")]
        found: Set[str] = self._outlets.get(even(fold(" ".join(named))), set()) if named else set()
        return next(iter(found)) if len(found) == 1 else None

    def together(self, article: str, name: str) -> list[str]:
        """Those that the article names with one another; one where the name is a single one (*Rot und Söhne*)."""
        parts = parted(name)
        known = all(any((article, kind, part) in self._who for kind in (*ACTS, "GPE")) for part in parts)
        return parts if known else [name]

    def kind_of(self, article: str, name: str) -> RootKind | None:
        """What a person is by the roles that any article of the story gives beside the name. None where it is not sure
        who that is, where roles differ in kind, and where the article itself or another one tells of a former role."""
        who = self._who.get((article, "PER", name))
        if who is None or not who.sure:
            return None
        if who.id not in self._kinds:
            self._kinds[who.id] = self._kind(who.id)
        return self._kinds[who.id]

    def _kind(self, actor: str) -> RootKind | None:
        places = [(self._members[i], called) for i, _, called in self._called[actor]]
        if any(is_former(member, called) for member, called in places):
            return None
        kinds = {kind for member, called in places if (kind := role_of(member, called)) is not None}
        return kinds.pop() if len(kinds) == 1 else None

    def described(self, member: AnnotatedArticle, statement: Statement) -> str | None:
        """Whom the words for a nameless speaker stand for, by the article's name. None where more than one may be
        meant, and for *ein Sprecher*. In this order:

        - the person whom the article is surely said to mean by a description in the singular with a definite article
          (*der Konzernchef*);
        - the only person who bears the name that the words are;
        - the only person to whom the article gives that role (*Bürgermeisterin weist Kritik zurück*), whatever
          adjectives are with it, unless they tell of the past;
        - the only body named before whose name ends in the noun (*das Ministerium*: Umweltministerium);
        - the body that the noun itself names (*das Kreiskrankenhaus*);
        - the only person to whom the article gives the office that a seat stands for (*der Kreml-Chef*);
        - the only person of the story whom any article gives that office (*die Umweltministerin*), where this one
          names him.
        """
        if statement.speaker_name or len(statement.speaker) != 1:
            return None
        span, text = statement.speaker[0], member.article.text
        words = span.of(text).split()
        definite = words[0].casefold() in load_words("definite_articles")
        if not definite and (len(words) > 1 or not words[0][:1].isupper()):
            return None
        tokens = member.annotations.tokens
        at = bisect_left(tokens, span.end, key=lambda t: t.start) - 1
        last = [tokens[at]] if at >= 0 and tokens[at].start >= span.start else []
        single = bool(last) and ("Number=Sing" in (last[0].morph or "") or last[0].text.endswith(WOMAN))
        found = _meant(member, span) if definite else frozenset()
        noun = noun_lemma(words[-1])
        if not found and len(words) == 1 and (found := _bearers(member, words[0])):
            single = True
        elif not found and len(words) == 1 + definite:
            # without an article only the form that stands in the singular alone tells that one is meant
            single = single and (definite or noun == words[-1])
            found = _holders(member, noun) or _bodies_before(member, span, noun) or _body_at(member, span)
        elif not found and definite and all(w.islower() for w in words[1:-1]) and not is_past(" ".join(words)):
            found = _holders(member, noun)
        if not found and definite and not is_past(" ".join(words)):
            found = chief_of(member, statement, words[-1])
            if not found and len(words) == 1 + definite:
                found = self._in_office(member, noun)
        name = next(iter(found), "")
        known = (self._who.get((member.article.id, kind, name)) for kind in ("PER", "ORG"))
        who = next((w for w in known if w is not None), None)
        return name if single and len(found) == 1 and who is not None and who.sure else None

    def _in_office(self, member: AnnotatedArticle, noun: str) -> frozenset[str]:
        """By the article's names, the only person of the story who has an office."""
        holders = self._offices.get(noun, frozenset())
        if len(holders) != 1:
            return frozenset()
        article = member.article.id
        called = (name for i, _, name in self._called[next(iter(holders))] if i == article)
        return frozenset(sorted(called, key=lambda n: (-len(n), n))[:1])


def _offices(members: Iterable[AnnotatedArticle], who: Mapping[Mention, Who]) -> dict[str, frozenset[str]]:
    """Whom the articles of a story give each office that a noun alone tells of (*Umweltministerin*), by their ids."""
    found: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for label in member.annotations.labels:
            person = who.get((member.article.id, "PER", label.referent))
            noun = noun_lemma(label.label.split()[-1])
            if person is not None and not label.in_furniture and is_office(noun):
                found[noun].add(person.id if person.sure and not is_past(label.label) else "")
    return {noun: frozenset(ids) for noun, ids in found.items()}


def _meant(member: AnnotatedArticle, span: Span) -> frozenset[str]:
    """Whom the article is said to mean by a description."""
    entities, labels = member.annotations.entities, member.annotations.labels
    if not any(e.type == "PER" and e.nominal and e.end == span.end and span.contains(e.span) for e in entities):
        return frozenset()
    return frozenset(x.referent for x in labels if not x.in_furniture and x.end == span.end and span.start <= x.start)


def _bearers(member: AnnotatedArticle, word: str) -> frozenset[str]:
    """The people of an article whose family name is the word."""
    people = (e.name for e in member.annotations.entities if e.type == "PER" and not (e.nominal or e.pronoun))
    return frozenset(n for n in people if n.split()[-1] == word)


def _holders(member: AnnotatedArticle, noun: str) -> frozenset[str]:
    """The people whom the article gives a role that is this noun."""
    people = {e.name for e in member.annotations.entities if e.type == "PER"}
    labels = (x for x in member.annotations.labels if not x.in_furniture and x.referent in people)
    return frozenset(x.referent for x in labels if noun_lemma(x.label.split()[-1]) == noun)


def _bodies_before(member: AnnotatedArticle, span: Span, noun: str) -> frozenset[str]:
    """The bodies named before a place whose name has a longer word for the noun."""
    tail = noun.casefold()
    if kind_of_noun(noun) is None:
        return frozenset()
    bodies = (e for e in member.annotations.entities if e.type == "ORG" and not (e.in_furniture or e.part))
    before = {e.name for e in bodies if e.start < span.start and e.name.casefold() != tail}
    return frozenset(n for n in before if any(w.casefold().endswith(tail) for w in re.split(r"[\s-]+", n)))


def _body_at(member: AnnotatedArticle, span: Span) -> frozenset[str]:
    """The body whose only name is its noun, where the words are nothing but that."""
    return frozenset(e.name for e in member.annotations.entities if e.type == "ORG" and e.span == span)


def names_in_story(members: Iterable[AnnotatedArticle], who: Mapping[Mention, Who]) -> dict[str, str]:
    """The name of every actor by its id."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for member in members:
        for entity in member.annotations.entities:
            found = who.get((member.article.id, entity.type, entity.name))
            if found is not None and is_mention(entity):
                names[found.id][even(entity.name)] += 1
    return {i: fullest(n) for i, n in names.items()}


def fullest(names: Counter[str]) -> str:
    """The fullest of the common names: an article that has the surname alone does not name the person."""
    most = max(names.values())
    return min(names, key=lambda n: (-len(n.split()) if 3 * names[n] >= most else 0, -names[n], n))
