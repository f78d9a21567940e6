"""Who takes part: mentions of the same person, body or place across the articles of a story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from quellenlage.compare.order import in_order
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Entity, EntityType
from quellenlage.domain.dossier import Actor
from quellenlage.domain.identity import digest
from quellenlage.german.lexicon import load_words

ACTS: tuple[EntityType, ...] = ("PER", "ORG", "GPE", "LOC", "FAC")
"""Types that can take part or be the place of it; works and events are not actors."""

Key = tuple[str, ...]


def find_actors(members: Sequence[AnnotatedArticle]) -> tuple[Actor, ...]:
    """Actors of a story, most mentioned first.

    Mentions are one actor if their canonical names are equal: full names (two or more parts) and names of bodies and
    places across articles. A single name of a person holds within its article only, for two people may share it.
    Adjectives ("russisch"), parts of other names, and page matter do not count as mentions.
    """
    groups: dict[Key, list[tuple[str, Entity]]] = defaultdict(list)
    for member in in_order(members):
        for entity in member.annotations.entities:
            if entity.type in ACTS and entity.name and not (entity.in_furniture or entity.part or entity.adjectival):
                groups[_key(member.article.id, entity)].append((member.article.id, entity))
    actors = [_actor(key, mentions) for key, mentions in groups.items()]
    return tuple(sorted(actors, key=lambda a: (-a.mentions, -len(a.articles), a.name, a.id)))


def _key(article: str, entity: Entity) -> Key:
    """Equal for mentions of one actor. Places keep one key whether they are named as a state or as a region."""
    words = _even_name(entity.name)
    kind = "PER" if entity.type == "PER" else "ORG" if entity.type == "ORG" else "place"
    return (kind, words, article) if kind == "PER" and len(words.split()) < 2 else (kind, words)


def _even_name(name: str) -> str:
    """Without titles, case and hyphens evened out: Kim Jong-un and Kim Jong Un are one name."""
    words = [w for w in name.split() if w not in load_words("name_titles")]
    return " ".join(words_of(re.sub(r"[-‑–]", " ", " ".join(words or [name]))))


def _actor(key: Key, mentions: list[tuple[str, Entity]]) -> Actor:
    names = Counter(even(e.name) for _, e in mentions)
    name = min(names, key=lambda n: (-names[n], n))
    forms = Counter(even(e.text) for _, e in mentions if not (e.nominal or e.pronoun))
    forms.update(n for n in names if n not in forms)
    roles = Counter(even(e.text) for _, e in mentions if e.nominal)
    types = Counter(e.type for _, e in mentions)
    articles = tuple(dict.fromkeys(article for article, _ in mentions))
    return Actor(
        id=digest("actor", *key[:2], articles[0]),
        name=name,
        type=min(types, key=lambda t: (-types[t], t)),
        aliases=tuple(sorted((f for f in forms if f != name), key=lambda f: (-forms[f], f))),
        roles=tuple(sorted(roles, key=lambda r: (-roles[r], r))),
        mentions=len(mentions),
        articles=articles,
        reasons=(f"same name: {name}",) if len(articles) > 1 else (),
        sure=len(key) == 2,
    )
