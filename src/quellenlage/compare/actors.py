"""Who takes part: mentions of the same person, body or place across the articles of a story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quellenlage.compare.order import in_order
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Entity, EntityType
from quellenlage.domain.dossier import Actor
from quellenlage.domain.identity import digest
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words

ACTS: tuple[EntityType, ...] = ("PER", "ORG", "GPE", "LOC", "FAC")
"""Types that can take part or be the place of it; works and events are not actors."""

Key = tuple[str, ...]


def find_actors(members: Sequence[AnnotatedArticle]) -> tuple[Actor, ...]:
    """Actors of a story, most mentioned first.

    Mentions are one actor if their canonical names are equal: full names (two or more parts) and names of bodies and
    places across articles. A single name of a person holds within its article only, for two people may share it.
    Adjectives ("russisch"), parts of other names, and page matter do not count as mentions; who is never named ("der
    Staatschef"), or only by a title, is no actor.
    """
    groups: dict[Key, list[tuple[str, Entity]]] = defaultdict(list)
    for member in in_order(members):
        for entity in member.annotations.entities:
            if entity.type in ACTS and _bare(entity) and not (entity.in_furniture or entity.part or entity.adjectival):
                groups[_key(member.article.id, entity)].append((member.article.id, entity))
    actors = [_actor(key, mentions) for key, mentions in groups.items() if any(_is_named(e) for _, e in mentions)]
    return tuple(sorted(actors, key=lambda a: (-a.mentions, -len(a.articles), a.name, a.id)))


def _key(article: str, entity: Entity) -> Key:
    """Equal for mentions of one actor. Places keep one key whether they are named as a state or as a region."""
    name = _bare(entity)
    if entity.type == "PER":
        person = ("PER", _spelled_alike(name))
        return person if len(name) > 1 else (*person, article)
    words = " ".join(words_of(re.sub(r"[-‑–]", " ", " ".join(name))))
    return ("ORG", words) if entity.type == "ORG" else ("place", words)


def _bare(entity: Entity) -> list[str]:
    """The parts of the name without titles; none if it is a title only."""
    titles = load_words("name_titles")
    return [w for w in entity.name.split() if w not in titles]


def _spelled_alike(name: list[str]) -> str:
    """Without case, accents, and signs between the parts of a name: *Soo-min*, *Soo Min* and *Soomin*, *Çelik* and
    *Celik* are one spelling."""
    return fold("".join(words_of(re.sub(r"[-‑–]", " ", " ".join(name)))))


def _is_named(entity: Entity) -> bool:
    """True where the words are a name, or a description that a name was found for (*der Kremlchef*: Wladimir Putin)."""
    described = entity.nominal or entity.pronoun
    return not described or not even(entity.text).casefold().endswith(even(entity.name).casefold())


def _actor(key: Key, mentions: list[tuple[str, Entity]]) -> Actor:
    names = Counter(even(e.name) for _, e in mentions)
    name = min(names, key=lambda n: (-names[n], n))
    forms = Counter(even(e.text) for _, e in mentions if not (e.nominal or e.pronoun))
    forms.update(n for n in names if n not in forms)
    types = Counter(e.type for _, e in mentions)
    articles = tuple(dict.fromkeys(article for article, _ in mentions))
    return Actor(
        id=digest("actor", *key[:2], articles[0]),
        name=name,
        type=min(types, key=lambda t: (-types[t], t)),
        aliases=tuple(sorted((f for f in forms if f != name), key=lambda f: (-forms[f], f))),
        roles=_roles(even(e.text) for _, e in mentions if e.nominal),
        mentions=len(mentions),
        articles=articles,
        reasons=(f"same name: {name}",) if len(articles) > 1 else (),
        sure=len(key) == 2,
    )


def _roles(descriptions: Iterable[str]) -> tuple[str, ...]:
    """Descriptions without their article, each once in whatever case it stands (*der Landrätin*, *Die Landrätin*), the
    most frequent first. Shown is the form whose noun is uninflected, where there is one."""
    groups: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    articles = load_words("definite_articles")
    for words in (description.split() for description in descriptions):
        bare = words[1:] if len(words) > 1 and words[0].lower() in articles else words
        groups[tuple(noun_lemma(w).casefold() for w in bare)][" ".join(bare)] += 1
    often = sorted(groups.values(), key=lambda forms: (-forms.total(), min(forms)))
    return tuple(
        min(forms, key=lambda f: (noun_lemma(f.split()[-1]) != f.split()[-1], -forms[f], f)) for forms in often
    )
