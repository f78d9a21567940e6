"""Who takes part: the people, bodies and places of a story, each with its names, roles, mentions and articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quellenlage.compare.bearers import SAME_NAME, Who
from quellenlage.compare.bodies import Mention
from quellenlage.compare.casts import is_mention, is_named
from quellenlage.compare.order import in_order
from quellenlage.compare.resolution import resolve_actors
from quellenlage.compare.said_roles import roles_beside
from quellenlage.compare.speakers import fullest
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Entity
from quellenlage.domain.dossier import Actor
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words
from quellenlage.german.roles import role_in, stem


def find_actors(members: Sequence[AnnotatedArticle], who: Mapping[Mention, Who] | None = None) -> tuple[Actor, ...]:
    """Actors of a story, most mentioned first.

    `who` says who is who in the whole corpus (`resolve_actors`); without it the members are one story that stands
    alone. Adjectives ("russisch"), parts of other names, and page matter do not count as mentions; who is never
    named ("der Staatschef"), or only by a title, is no actor. What may be one but is not sure stays apart: `sure` is
    False, and the reasons say whom it might be.
    """
    known = who if who is not None else resolve_actors(members, None)
    groups: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    beside: dict[str, list[str]] = defaultdict(list)
    actors: dict[str, Who] = {}
    why: dict[str, dict[str, None]] = defaultdict(dict)
    for member in in_order(members):
        for entity in member.annotations.entities:
            if is_mention(entity):
                found = known[member.article.id, entity.type, entity.name]
                actors[found.id] = found
                why[found.id] |= dict.fromkeys(found.reasons)
                groups[found.id].append((member.article.id, entity))
                if entity.type == "PER" and not (entity.nominal or entity.pronoun):
                    beside[found.id] += roles_beside(member, entity)
    rows = [
        _actor(replace(actors[i], reasons=tuple(why[i])), mentions, beside[i])
        for i, mentions in groups.items()
        if any(is_named(e) for _, e in mentions)
    ]
    return tuple(sorted(rows, key=lambda a: (-a.mentions, -len(a.articles), a.name, a.id)))


def _actor(who: Who, mentions: list[tuple[str, Entity]], beside: Sequence[str]) -> Actor:
    names = Counter(even(e.name) for _, e in mentions)
    name = fullest(names)
    forms = Counter(even(e.text) for _, e in mentions if not (e.nominal or e.pronoun))
    forms.update(n for n in names if n not in forms)
    types = Counter(e.type for _, e in mentions)
    articles = tuple(dict.fromkeys(article for article, _ in mentions))
    return Actor(
        id=who.id,
        name=name,
        type=min(types, key=lambda t: (-types[t], t)),
        aliases=tuple(sorted((f for f in forms if f != name), key=lambda f: (-forms[f], f))),
        roles=_with_beside(_roles(even(e.text) for _, e in mentions if e.nominal), beside),
        mentions=len(mentions),
        articles=articles,
        reasons=tuple(_reasons(who, articles)),
        sure=who.sure,
    )


def _reasons(who: Who, articles: Sequence[str]) -> Iterable[str]:
    """Why the mentions are one, where they stand in several articles or have several names, and whom it might be."""
    yield from (r for r in who.reasons if len(articles) > 1 or not r.startswith(SAME_NAME))
    yield from (f"might be the same as: {other}" for other in who.maybe)


def _with_beside(described: tuple[str, ...], beside: Sequence[str]) -> tuple[str, ...]:
    """The descriptions, and the roles that stand beside the name, where no description has their noun."""
    known = {stem(w.rpartition("-")[2].casefold()) for phrase in described for w in phrase.split()}
    more = [role for role in beside if not any(stem(w.rpartition("-")[2].casefold()) in known for w in _nouns(role))]
    return (*described, *_roles(more))


def _nouns(role: str) -> list[str]:
    """The words of a role that name an office or trade."""
    return [w for w in role.split() if role_in(w) is not None]


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
