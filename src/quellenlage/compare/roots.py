"""Where a claim starts: the sources its statements name, and how many of them are independent at least and at most."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from quellenlage.compare.agencies import agency_name, credits_in
from quellenlage.compare.doubts import is_against
from quellenlage.compare.nameless import issuer, place_of_talk, sources_pointed_to, spoken_for, states_of
from quellenlage.compare.root_kinds import (
    OF_LINK,
    RELAYS,
    body_in,
    body_spoken_for,
    document_in,
    giver_in,
    is_body,
    kind_of_name,
    kind_of_speaker,
    office_of,
)
from quellenlage.compare.speakers import Speakers
from quellenlage.compare.utterances import is_one_utterance
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Root, RootKind
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words
from quellenlage.german.person_names import likeness_of_family, likeness_of_given, person_name
from quellenlage.german.together import parted

OFFICES: tuple[RootKind, ...] = ("official", "company")
"""Who holds an office of the one kind does not speak for a body of the other."""
ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|net|org|news|info|tv|de|at|ch|ru|eu)$")
"""What makes the name of an outlet an address."""
SHORTEST_NAME = 4
"""Letters of a medium's name that may stand for the longer name of an outlet."""
SAME_WORDS = 6
"""Words from which on an unnamed speaker of a statement is who is named for the same words elsewhere, though neither
quotes."""
CREDITED = "agency credited"
"""Why the agency is the source of what an article tells in its own voice and that gives no other."""
ONE_PERSON = ("same", "spelled otherwise", "initial", "short form", "part")
"""Likenesses of given names under which two bearers of one family name in one claim are one person."""


class Said(NamedTuple):
    """A statement and the article it stands in."""

    member: AnnotatedArticle
    statement: Statement


class Sources(NamedTuple):
    """The roots of a claim, the number of independent ones, and what there is to say about it."""

    roots: tuple[Root, ...]
    at_least: int
    at_most: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A root with what decides whether it counts: the body it belongs to (or its own name), whether it is a body, the
    utterances it stands for (statements that are one), the noun of the body whose office it holds, and the longer
    wordings it stands for."""

    root: Root
    body: str
    corporate: bool
    utterances: frozenset[int]
    office: str = ""
    wordings: frozenset[tuple[str, ...]] = frozenset()

    @property
    def name(self) -> str:
        return self.root.name or ""


def find_sources(said: Sequence[Said], against: Set[str] = frozenset(), speakers: Speakers | None = None) -> Sources:
    """The roots of statements that say the same, each once, and how many sources that makes (DESIGN 2).

    Only who stands for the claim is a source of it: statements that deny or doubt, and those whose ids are in
    `against`, are not, unless there are no others. At least: known roots that surely differ. A medium or agency beside
    another root may only have passed it on, a person may speak for the body beside it, a document may be its, two names
    of which one is part of the other may be one, and words that somebody is quoted with were spoken once. At most:
    every known root, members of one government or company once, and every unnamed one. `speakers` knows what the story
    calls somebody, and what any article says he is; without it each article speaks for itself.
    """
    denials = against | {s.statement.id for s in said if is_against(*s)}
    # words quoted within a denial deny, too: "frei erfunden"
    for_it = [s for s in said if not {s.statement.id, s.statement.parent} & denials] or list(said)
    # 1 who is behind each statement, the same one once
    numbered = zip(for_it, _utterances(for_it), strict=True)
    found = ((each, source) for each, utterance in numbered for source in _found(each, utterance, speakers))
    sources = _merged([replace(source, wordings=_wordings(each)) for each, source in found])
    # 2 a medium that names its own source is none itself; who is named elsewhere for the same words is not unnamed
    sources = _named_elsewhere(_without_credited(_without_carriers(sources, for_it), for_it))
    known = [s for s in sources if s.root.known]
    unnamed = [s for s in sources if s.root.kind == "unnamed"]
    # 3 how many
    most = len({s.body for s in known}) + len(unnamed)
    least = min(_surely_different(known), most)
    roots = tuple(s.root for s in sorted(sources, key=lambda s: (not s.root.known, s.root.evidence, s.name)))
    return Sources(roots, least, most, tuple(_reasons(known, unnamed, for_it)))


# Who is behind one statement


def _found(said: Said, utterance: int, speakers: Speakers | None) -> Iterator[_Source]:
    """The earliest named source of one statement: its speaker, else the first link on the way to the outlet, else the
    agency whose copy the article is. *Moskau und Peking* are two."""
    member, statement = said
    meant = speakers.described(member, statement) if speakers is not None else None
    if meant is not None:
        statement = replace(statement, speaker_name=meant)
    article, outlet = member.article, member.article.outlet
    about = frozenset((utterance,))
    if statement.speaker_name:
        at = _at(article.id, statement.speaker or statement.cue or statement.quote)
        if outlet is not None and is_outlet(statement.speaker_name, outlet):
            why = "the outlet's own research"
            yield _Source(
                Root(name=outlet, kind="reporter", known=True, why=why, evidence=at), fold(outlet), True, about
            )
            return
        for name in _names_in(statement.speaker_name, member):
            one = replace(statement, speaker_name=name)
            body = body_spoken_for(member, one)
            why = f"speaks for: {body}" if body else "named speaker"
            kind = kind_of_speaker(member, one)
            corporate = is_body(member, one)
            office = "" if corporate else office_of(member, one)
            shown = name
            if speakers is not None:
                shown = speakers.name_of(article.id, name)
                if kind == "person":
                    kind = speakers.kind_of(article.id, name) or kind_of_name(shown) or kind
            root = Root(name=shown, kind=kind, known=True, why=why, evidence=at)
            yield _Source(root, fold(body or shown), corporate, about, office)
    elif body := spoken_for(member, statement):
        yield _of_body(said, about, body, f"speaks for: {body}", speakers)
    elif statement.speaker and speakers is not None and (medium := speakers.outlet_called(_words_for(said))):
        at = _at(article.id, statement.speaker)
        root = Root(name=medium, kind=kind_of_name(medium) or "medium", known=True, why="named speaker", evidence=at)
        yield _Source(root, fold(medium), True, about)
    elif statement.speaker:
        yield from _each_state(said, _described(said, about))
    elif statement.via:
        link = statement.via[0]
        kind = kind_of_name(link.name) or OF_LINK[link.kind]
        why, at = f"passed on by: {link.kind}", _at(article.id, [link.span])
        root = Root(name=link.name, kind=kind, known=True, why=why, evidence=at)
        yield _Source(root, fold(link.name), True, about)
    elif around := _from_around(said, about, speakers):
        yield around
    else:
        yield from _unsourced(said, about)


def _of_body(said: Said, about: frozenset[int], body: str, why: str, speakers: Speakers | None) -> _Source:
    """The body that an unnamed spokesman speaks for, or that issued a document."""
    member, statement = said
    kind = kind_of_speaker(member, replace(statement, speaker_name=body, speaker=()))
    shown = speakers.name_of(member.article.id, body) if speakers is not None else body
    if kind == "person":
        kind = kind_of_name(shown) or kind  # another article has the full name: "Nordwerft", "Nordwerft GmbH"
    at = _at(member.article.id, statement.speaker or statement.cue)
    return _Source(Root(name=shown, kind=kind, known=True, why=why, evidence=at), fold(shown), True, about)


def _from_around(said: Said, about: frozenset[int], speakers: Speakers | None) -> _Source | None:
    """The source of a statement without speaker that the text around it gives: who issued the document just named, the
    document, a place or sources that nobody is named of."""
    member, statement = said
    body, document = issuer(member, statement)
    if body is not None:
        return _of_body(said, about, body, "document cited", speakers)
    at = _at(member.article.id, statement.cue)
    if document is not None:
        root = Root(name=document, kind="document", known=True, why="document cited", evidence=at)
        return _Source(root, fold(document), False, about)
    vague = place_of_talk(member, statement) or sources_pointed_to(member, statement)
    if vague is None:
        return None
    words = even(vague.of(member.article.text))
    at = _at(member.article.id, [vague])
    root = Root(name=words, kind="unnamed", known=False, why="source not named", evidence=at)
    return _Source(root, fold(words), False, about)


def _each_state(said: Said, source: _Source) -> Iterator[_Source]:
    """*Beamte in A und B*: unnamed ones of each state; any other source as it is."""
    speaker = said.statement.speaker
    noun, states = states_of(said.member, speaker[0]) if len(speaker) == 1 else ("", [])
    if source.root.kind != "unnamed" or not states:
        yield source
        return
    for state in states:
        name = f"{noun} ({state})"
        yield replace(source, root=replace(source.root, name=name), body=fold(name))


def _words_for(said: Said) -> str:
    """The words for a speaker."""
    return even(" ".join(s.of(said.member.article.text) for s in said.statement.speaker))


def _described(said: Said, about: frozenset[int]) -> _Source:
    """A speaker without a name: a document, the only body of its kind, or somebody unnamed. Beside an unnamed one a
    medium that is named is no root: it passes on what it does not name either."""
    member, statement = said
    words = _words_for(said)
    at = _at(member.article.id, statement.speaker)
    if document := document_in(words):
        root = Root(name=document, kind="document", known=True, why="document cited", evidence=at)
        return _Source(root, fold(document), False, about)
    if body := body_in(words) or giver_in(member, statement.speaker):
        root = Root(name=body.name, kind=body.kind, known=True, why="named body", evidence=at)
        return _Source(root, fold(body.name), True, about)
    # "er" says nothing about who it is
    name = None if all(w in load_words("function_words") for w in words.casefold().split()) else words
    root = Root(name=name, kind="unnamed", known=False, why="source not named", evidence=at)
    return _Source(root, fold(words), False, about)


def _unsourced(said: Said, about: frozenset[int]) -> Iterator[_Source]:
    """No source: unless all that the article credits is one agency, whose word it then is."""
    member, statement = said
    credits = [c for c in credits_in(member) if c.alone]
    at = _at(member.article.id, statement.quote or statement.cue)
    if len(credits) == 1 and statement.mode == "narration":
        code, span, _ = credits[0]
        at = _at(member.article.id, [span]) if span is not None else at
        root = Root(name=agency_name(code), kind="agency", known=True, why=f"{CREDITED}: {code}", evidence=at)
        yield _Source(root, fold(agency_name(code)), True, about)
        return
    root = Root(name=None, kind="unknown", known=False, why="no source given", evidence=at)
    yield _Source(root, "", False, about)


def _names_in(name: str, member: AnnotatedArticle) -> list[str]:
    """The names of a pair (*Nordkorea und Russland*) that the article has as names of its own; else the name."""
    parts = parted(name)
    known = {e.name for e in member.annotations.entities}
    return parts if len(parts) > 1 and all(p in known for p in parts) else [name]


def is_outlet(name: str, outlet: str) -> bool:
    """True if a medium is called so: by its name, by the words of it that stand for it (*Kreisblatt*), or by its
    address (*tagesspiegel.de*)."""
    words, other = fold(name).split(), fold(ADDRESS.sub("", outlet)).split()
    if not words:
        return False
    joined = "".join(words)
    one_word = len(joined) >= SHORTEST_NAME and joined == "".join(other).replace("-", "")
    return words == other or one_word or (len(words[-1]) >= SHORTEST_NAME and set(words) <= set(other))


def _at(article: str, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    return tuple(Evidence(article, *s) for s in spans)


def _utterances(said: Sequence[Said]) -> list[int]:
    """A number for each statement, equal for those that are one utterance: the same words, or part of them, quoted
    anywhere."""
    words = [[w for s in x.statement.quote for w in words_of(s.of(x.member.article.text))] for x in said]
    numbers = list(range(len(said)))
    quoted = [n for n, x in enumerate(said) if x.statement.mode == "direct"]
    for n in quoted:
        for other in range(len(said)):
            if numbers[other] == numbers[n]:
                continue
            if words[n] == words[other] or is_one_utterance(said[n], said[other]):
                old, new = sorted((numbers[other], numbers[n]), reverse=True)
                numbers = [new if x == old else x for x in numbers]
    return numbers


def _wordings(said: Said) -> frozenset[tuple[str, ...]]:
    """The words of a statement, if there are many."""
    words = tuple(w for s in said.statement.quote for w in words_of(s.of(said.member.article.text)))
    return frozenset((words,)) if len(words) >= SAME_WORDS else frozenset()


# Who is one


def _spoke(named: _Source, unnamed: _Source) -> bool:
    """True where both stand for words that are quoted, or for the same long wording, which *die Chefin* may be the
    description of the one named for; insiders may say the same by themselves."""
    if named.utterances & unnamed.utterances:
        return True
    one = unnamed.name.split()[:1]
    # "er" and no words at all stand for somebody whom the article names
    pointing = not one or one[0].casefold() in load_words("definite_articles")
    return pointing and bool(named.wordings & unnamed.wordings)


def _named_elsewhere(sources: Sequence[_Source]) -> list[_Source]:
    """Without those unnamed (*der Politiker*) for words that another article names the speaker of; who is named has
    their places, too. Where two are named for the words it stays open which of them it is."""
    kept: list[_Source] = []
    places: dict[int, tuple[Evidence, ...]] = {}
    for source in sources:
        named = [n for n, s in enumerate(sources) if s.root.known and _spoke(s, source)]
        if source.root.kind == "unnamed" and len(named) == 1:
            places[named[0]] = (*places.get(named[0], ()), *source.root.evidence)
        else:
            kept.append(source)
    return [
        replace(s, root=replace(s.root, evidence=tuple(sorted({*s.root.evidence, *places[n]})))) if n in places else s
        for n, s in enumerate(sources)
        if s in kept
    ]


def _merged(sources: Sequence[_Source]) -> list[_Source]:
    """Each source once: one name, other spellings of a person's name, one company with and without its legal form."""
    kept: list[_Source] = []
    for source in sources:
        same = next((n for n, k in enumerate(kept) if _is_one(k, source)), None)
        if same is None:
            kept.append(source)
            continue
        old = kept[same]
        evidence = tuple(sorted({*old.root.evidence, *source.root.evidence}))
        told = old if old.root.kind != "person" or source.root.kind == "person" else source
        why = min(old.root.why, source.root.why, key=lambda w: (not w.startswith("speaks for"), w != old.root.why))
        kept[same] = _Source(
            replace(told.root, name=old.root.name, why=why, evidence=evidence),
            source.body if old.body == fold(old.name) else old.body,
            old.corporate or source.corporate,
            old.utterances | source.utterances,
            old.office or source.office,
            old.wordings | source.wordings,
        )
    placed = [_in_office(s, kept) for s in kept]
    return [replace(s, body=_company(s.body, placed)) for s in placed]


def _in_office(source: _Source, sources: Sequence[_Source]) -> _Source:
    """Who holds the office of a body that is named for the claim too, as one with it: *Ministerin X*, *das
    Ministerium*."""
    if not source.office or source.body != fold(source.name):
        return source
    bodies = [s for s in sources if s.corporate and any(_is_of(source.office, w) for w in s.name.casefold().split())]
    if len(bodies) != 1:
        return source
    root = replace(source.root, why=f"speaks for: {bodies[0].name}")
    return replace(source, body=bodies[0].body, root=root)


def _is_of(office: str, noun: str) -> bool:
    """True for the body itself, or the longer or shorter word for it (*Ministerium*, *Umweltministerium*)."""
    return noun.endswith(office) or (len(noun) > SHORTEST_NAME and office.endswith(noun))


def _is_one(a: _Source, b: _Source) -> bool:
    if a.root.known != b.root.known or (not a.root.known and a.root.kind != b.root.kind):
        return False
    if fold(a.name) == fold(b.name) or (not a.root.known and _lemmas(a.name) == _lemmas(b.name)):
        return True
    if a.root.known and not a.corporate and not b.corporate:
        return same_person(a.name, b.name)
    return a.corporate and b.corporate and _same_company(fold(a.name), fold(b.name))


def _lemmas(words: str) -> tuple[str, ...]:
    """The words in their basic form: *Hafenkreise* and *Hafenkreisen* are one, whatever the case."""
    return tuple(fold(noun_lemma(w)).removesuffix("n").removesuffix("e") for w in words.split())


def same_person(a: str, b: str) -> bool:
    """True for two spellings of one full name (*Shin Won-sik*, *Shin Wonsik*; *G. Aydemir*, *Gülay Aydemir*)."""
    left, right = person_name(a), person_name(b)
    if left is None or right is None:
        return False
    if left.key == right.key:
        return True
    given = likeness_of_given(left.given, right.given)
    return likeness_of_family(left, right) == "same" and given in ONE_PERSON


def _same_company(a: str, b: str) -> bool:
    """True where one name is the other with its legal form and what the company does (*Thalia*, *Thalia Chemie AG*)."""
    forms = {fold(w) for w in load_words("legal_forms")}
    short, long = sorted((a.split(), b.split()), key=len)
    return bool(forms & set(long)) and bool(short) and long[: len(short)] == short


def _company(body: str, sources: Sequence[_Source]) -> str:
    """The longest name of a body that a source belongs to."""
    names = sorted({s.body for s in sources} | {fold(s.name) for s in sources}, key=lambda n: (-len(n), n))
    return next((n for n in names if n != body and len(n) > len(body) and _same_company(n, body)), body)


def _without_carriers(sources: list[_Source], said: Sequence[Said]) -> list[_Source]:
    """Without media whose own article carries the claim and gives somebody else as its source."""
    carriers = {
        outlet
        for member, statement in said
        if (outlet := member.article.outlet) and (statement.speaker_name or statement.speaker)
        if not is_outlet(statement.speaker_name or "", outlet)
    }
    left = [s for s in sources if s.root.kind not in RELAYS or not any(is_outlet(s.name, o) for o in carriers)]
    return left or sources


def _without_credited(sources: list[_Source], said: Sequence[Said]) -> list[_Source]:
    """Without agencies that are no more than credited, where the same words, or another text of the agency, name
    somebody: what an outlet took over without its source is no second one."""
    if not any(s.root.why.startswith(CREDITED) for s in sources):
        return sources
    signs = {s.member.article.id: {agency_name(c.code) for c in credits_in(s.member)} for s in said}

    def is_named(agency: _Source) -> bool:
        named = (s for s in sources if s.root.known and s.root.kind not in RELAYS)
        return any(
            bool(agency.wordings & s.wordings)
            or any(agency.name in signs.get(place.article, ()) for place in s.root.evidence)
            for s in named
        )

    return [s for s in sources if not (s.root.why.startswith(CREDITED) and is_named(s))]


# How many


def _surely_different(known: Sequence[_Source]) -> int:
    """Number of known roots that cannot be one another."""
    origins = [s for s in known if s.root.kind not in RELAYS] or list(known[:1])
    kept: list[_Source] = []
    said_by: dict[str, frozenset[int]] = {}
    for source in origins:
        said_by[source.body] = said_by.get(source.body, frozenset()) | source.utterances
    for source in sorted(origins, key=lambda s: (-len(words_of(s.name)), -len(s.name), s.name)):
        words = fold(source.name).split()
        one = any(
            k.body == source.body or _part_of(words, fold(k.name).split()) or not _apart(k, source, said_by)
            for k in kept
        )
        if not one:
            kept.append(source)
    # who speaks for a body that is named, too, is counted as it
    named = {s.body: s for s in origins if s.corporate}
    kept = [named.get(s.body, s) for s in kept]
    bodies = [s for s in kept if s.corporate]
    people = [s for s in kept if not s.corporate]
    apart = [p for p in people if bodies and all(_of_another_kind(p, b) for b in bodies)]
    return len(apart) + max(len(bodies), len(people) - len(apart))


def _apart(a: _Source, b: _Source, said_by: Mapping[str, frozenset[int]]) -> bool:
    """True where two said nothing together, or each, or another one of their body, said it alone, too: *Lettland und
    Polen*, and later each of them."""
    mine, theirs = said_by[a.body], said_by[b.body]
    return not a.utterances & b.utterances or bool(mine - theirs and theirs - mine and a.corporate and b.corporate)


def _of_another_kind(person: _Source, body: _Source) -> bool:
    """True for an official beside a company, or the other way round."""
    kinds = (person.root.kind, body.root.kind)
    return kinds[0] != kinds[1] and all(k in OFFICES for k in kinds)


def _part_of(words: Sequence[str], other: Sequence[str]) -> bool:
    """True if every word is one of the other name's or ends one (*Ministerium*, *Umweltministerium*)."""
    return all(any(o.endswith(w) for o in other) for w in words)


def _reasons(known: Sequence[_Source], unnamed: Sequence[_Source], said: Sequence[Said]) -> Iterator[str]:
    """What an analyst must be told about the number."""
    origins = [s for s in known if s.root.kind not in RELAYS] or list(known)
    # who carries it without a source may have it from anywhere
    places = {e.article for s in known for e in s.root.evidence}
    outlets = {s.member.article.outlet or s.member.article.id for s in said if s.member.article.id in places}
    if len(outlets) > 1 and not unnamed and len({s.body for s in origins}) == 1:
        yield f"several outlets, one source: {origins[0].name}"
    by_body: dict[str, list[str]] = defaultdict(list)
    for source in known:
        by_body[source.body].append(source.name)
    for names in by_body.values():
        if len(names) > 1:
            yield f"one body: {', '.join(names)}"
    if unnamed and not known:
        yield "only unnamed sources"
