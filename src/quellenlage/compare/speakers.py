"""Who the speakers of a story are: the name that the story has for each, and what any of its articles says he is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quellenlage.compare.bodies import Mention
from quellenlage.compare.resolution import ACTS, Who, is_mention
from quellenlage.compare.root_kinds import is_former, role_of
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import RootKind
from quellenlage.german.lexicon import load_words

WOMAN = "in"
"""Ending of what a woman is, in the singular only: *die Ministerin*, *die Ministerinnen*."""


class Speakers:
    """The people and bodies of a story by what its articles call them. `who` says who is who (`resolve_actors`)."""

    __slots__ = ("_called", "_kinds", "_members", "_names", "_who")

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

    def name_of(self, article: str, name: str) -> str:
        """The story's name for what an article calls so; the same name where it is not sure who that is."""
        found = {w.id: w for kind in ACTS if (w := self._who.get((article, kind, name))) is not None}
        who = next(iter(found.values()), None)
        if len(found) != 1 or who is None or not who.sure:
            return name
        return self._names.get(who.id, name)

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
        """The person, by the article's name, whom the words for a nameless speaker stand for: one that the article is
        surely said to mean by a description in the singular with a definite article (*der Konzernchef*)."""
        if statement.speaker_name or len(statement.speaker) != 1:
            return None
        span, article = statement.speaker[0], member.article
        if span.of(article.text).split()[0].casefold() not in load_words("definite_articles"):
            return None
        entities = member.annotations.entities
        if not any(e.type == "PER" and e.nominal and e.end == span.end and span.contains(e.span) for e in entities):
            return None
        last = [t for t in member.annotations.tokens if span.start <= t.start < span.end][-1:]
        if not last or not ("Number=Sing" in (last[0].morph or "") or last[0].text.endswith(WOMAN)):
            return None
        meant = {
            label.referent
            for label in member.annotations.labels
            if not label.in_furniture and label.end == span.end and span.start <= label.start
        }
        referent = next(iter(meant), "")
        who = self._who.get((article.id, "PER", referent))
        return referent if len(meant) == 1 and who is not None and who.sure else None


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
