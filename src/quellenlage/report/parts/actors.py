"""Who is who: people, organisations, places, with names, roles and first mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.dossier import Actor, Story
from quellenlage.domain.span import Span
from quellenlage.report.evidence import Library
from quellenlage.report.gender import gender_of_role
from quellenlage.report.lines import EvidenceView, Part
from quellenlage.report.nominative import is_adjectival, role
from quellenlage.report.reasons import told
from quellenlage.report.shown import number, one_line, together
from quellenlage.report.terms import ACTORS


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """Somebody or something that takes part; `evidence` is the first mention in each article."""

    anchor: str
    id: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: str
    evidence: tuple[EvidenceView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsView:
    """The actors of one type; `type_key` is PER, ORG and so on."""

    type: str
    type_key: str
    actors: tuple[ActorView, ...]


def actors(story: Story, library: Library, anchor: str) -> Part[ActorsView]:
    """People and organisations by type, those mentioned most first."""
    _ = library.translate
    numbered = list(enumerate(story.actors, 1))

    def grouped(sure: bool) -> tuple[ActorsView, ...]:
        views = []
        for kind, name in ACTORS.items():
            listed = [(n, actor) for n, actor in numbered if actor.type == kind and actor.sure is sure]
            listed.sort(key=lambda pair: (-pair[1].mentions, pair[1].name))
            if listed:
                found = tuple(actor_view(a, f"{anchor}-w{n}", library) for n, a in listed)
                views.append(ActorsView(type=_(name), type_key=kind, actors=found))
        return tuple(views)

    return Part(grouped(True), grouped(False), _("No names were found in these articles."))


def actor_view(actor: Actor, anchor: str, library: Library) -> ActorView:
    """One actor with the first mention in each article."""
    _ = library.translate
    carried = len({library.first_version(i) for i in actor.articles})
    return ActorView(
        anchor=anchor,
        id=actor.id,
        name=one_line(actor.name),
        aliases=others(actor.name, actor.aliases),
        roles=others(actor.name, _roles(actor, library)),
        mentions=together(
            _.plural("{times}× in {n} article", "{times}× in {n} articles", carried).format(
                times=number(actor.mentions, _.ui), n=number(carried, _.ui)
            )
        ),
        evidence=tuple(
            library.evidence(i, (span,))
            for i in actor.articles[: library.most]
            if (span := first_mention(actor, i, library))
        ),
        reasons=told(actor.reasons, library),
    )


def _roles(actor: Actor, library: Library) -> tuple[str, ...]:
    """What a person is, in the nominative; a body's words as they are."""
    if actor.type != "PER":
        return actor.roles
    names = (actor.name, *actor.aliases)
    adjectival = [words for words in actor.roles if is_adjectival(words.split()[-1])]
    genders = {words: gender_of_role(names, words, actor.articles, library) for words in adjectival}
    # nobody is of two: what one word tells holds for the others
    known = {gender for gender in genders.values() if gender}
    one = known.pop() if len(known) == 1 else ""
    return tuple(role(words, genders.get(words) or (one if words in genders else "")) for words in actor.roles)


def others(name: str, given: Sequence[str]) -> tuple[str, ...]:
    """What else somebody is called, each once, without what the name says already: as a whole, as a word of it
    (*Brandt* of *Ilse Brandt*), or as the end of one (*Ministerium* of *Umweltministerium*)."""
    known = f"{one_line(name).casefold()} "
    found: dict[str, str] = {}
    for one in map(one_line, given):
        folded = one.casefold()
        if f"{folded} " not in known:
            found.setdefault(folded, one)
    return tuple(found.values())


def first_mention(actor: Actor, article: str, library: Library) -> Span | None:
    """Where the article first names the actor, outside page matter."""
    annotated = library.articles.get(article)
    if annotated is None:
        return None
    names = {actor.name, *actor.aliases}
    mentions = (
        e for e in annotated.annotations.entities if not e.in_furniture and not names.isdisjoint((e.name, e.text))
    )
    return min((e.span for e in mentions), default=None)
