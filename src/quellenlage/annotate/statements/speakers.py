"""Who a speaker is: from the words of the speaker's phrase to the name that the article knows him by, if plain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Token

from quellenlage.annotate.entities.gazetteer import seat_of_government
from quellenlage.annotate.statements.both import Pair, pair_meant, pairs_in
from quellenlage.annotate.words import Word, closed_class, could_be_adjective, is_media_noun, is_role
from quellenlage.domain.annotations import Entity
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import finite_verb, shows
from quellenlage.german.together import together

_BODIES = tuple(sorted(closed_class("bodies")))
_AGED = ("-jährige", "-jähriger", "-jährigen")
_WITHIN_NAMES = frozenset(("appos", "flat", "flat:name", "compound"))
_DEEPEST_NAME = 4
_DEFINITE = frozenset(("der", "die", "dieser", "diese"))
_DEFINITE_FORMS = frozenset(("der", "die", "das", "den", "dem", "des"))
_OWNED_DOCUMENTS = tuple(sorted(closed_class("owned_documents")))
_NO_DOCUMENTS = tuple(sorted(closed_class("no_documents")))
_BEFORE_DOCUMENT = 5
"""Words within which the noun for a document stands: *einer neuen, großen Studie*."""
_GENITIVE_ARTICLES = frozenset(("der", "des", "einer", "eines"))
_OWNING = _GENITIVE_ARTICLES | {"von", "vom"}
_LOOKED_BACK = 2
"""Sentences back in which a person is looked for whom a pronoun stands for."""
_GENDER_OF_PRONOUN = {"er": "masculine", "sie": "feminine"}
_UMLAUTS = str.maketrans("aouAOU", "äöüÄÖÜ")
_GENDERS = {"Masc": "masculine", "Fem": "feminine", "Neut": "neuter"}
_GENDER_OF_TITLE = {"Herr": "masculine", "Herrn": "masculine", "Frau": "feminine"}


_SHARED_ROLES = {
    ("der", "e"): "masculine",
    ("dem", "n"): "masculine",
    ("den", "n"): "masculine",
    ("die", "e"): "feminine",
}
"""Gender by the article and the last letter of a role like *Abgeordnete*, where a single person is named."""


class Named(NamedTuple):
    """A person named in a unit; `subject` is true for the subject of a clause, `verb` the number of the word that the
    name hangs on."""

    unit: int
    entity: Entity
    subject: bool
    verb: int | None


class Described(NamedTuple):
    """Somebody whom a role describes and no name (*der Arzt*), `words` with the article: it may be whom a pronoun
    stands for, most likely the subject of a clause."""

    unit: int
    start: int
    gender: str
    definite: bool
    subject: bool = True
    words: Span | None = None


@dataclass(slots=True)
class Cast:
    """Who was named lately: what pronouns are resolved with. One per article, filled as units go by."""

    entities: Sequence[Entity]  # in text order
    speaker: str | None = None
    speaker_unit: int = -9
    speaker_end: int = 0
    unnamed_unit: int = -9
    genders: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)  # gender of bodies, as their article shows it
    recent: list[Named] = field(default_factory=list)
    subjects: list[Described] = field(default_factory=list)
    described: list[Described] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    people: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.names = frozenset(e.name for e in self.entities if not e.nominal)
        self.people = frozenset(e.name for e in self.entities if e.type == "PER" and not e.nominal)

    def named(self, unit: int, span: Span, items: Sequence[Word]) -> None:
        """Notes the people named in a unit, and the gender that the role or title in front of a name shows."""
        self.recent = [n for n in self.recent if unit - n.unit <= _LOOKED_BACK]
        self.described = [d for d in self.described if unit - d.unit <= 1] + list(_described(unit, items))
        self.subjects = [s for s in self.subjects if unit - s.unit <= _LOOKED_BACK] + list(_subjects(unit, items))
        self.pairs = [p for p in self.pairs if unit - p.unit <= 1] + list(pairs_in(unit, items, self.within(span)))
        tokens = {word.start: word.token for word in items}
        self.bodies |= _body_genders(self.within(span), tokens)
        people = [e for e in self.within(span) if e.type == "PER" and not e.nominal and not e.part]
        if not people:
            return
        behind = {word.start: before for before, word in pairwise(items)}
        for entity in people:
            self.recent.append(Named(unit, entity, *_place(tokens.get(entity.start))))
            gender = _gender(behind[entity.start].text) if entity.start in behind else None
            gender = gender or _gender_by_article(items, entity.start)
            if gender is not None:
                self.genders[entity.name] = gender

    def within(self, span: Span) -> list[Entity]:
        """The entities inside a span."""
        first = bisect_left(self.entities, span.start, key=lambda e: e.start)
        last = bisect_left(self.entities, span.end, lo=first, key=lambda e: e.start)
        return [e for e in self.entities[first:last] if e.end <= span.end]

    def heard(self, unit: int, name: str | None, end: int, *, known: bool) -> None:
        """Notes who spoke last, in a unit up to offset `end`; `known` is true if words stand for the speaker."""
        self.speaker, self.speaker_unit, self.speaker_end = name, unit, end
        if name is None and known:
            self.unnamed_unit = unit


def speaker_name(cast: Cast, items: Sequence[Word], start: int, end: int, unit: int) -> str | None:
    """The canonical name for the phrase `items[start:end]`; None if nobody plain is named."""
    span = Span(items[start].start, items[end - 1].end)
    if end - start == 1 and items[start].lower in ("er", "sie"):
        return _pronoun(cast, unit, items[start])
    pair = pair_meant(cast.pairs, items, start, end, unit)
    if pair is not None:
        return together(_body(e) for e in pair.names)
    inside = [e for e in cast.within(span) if not e.part]
    people = [e for e in inside if e.type == "PER" and not e.nominal]
    for person in people:
        if _is_head(items, start, end, person) and not _is_owner(items, start, end, person):
            others = [p for p in people if p.name != person.name and _joined(items, start, end, person, p)]
            return together([person.name, *(p.name for p in others)])
    for entity in inside:
        if entity.nominal and entity.name != entity.text and entity.start == span.start and entity.name in cast.names:
            return entity.name
    if end - start == 2 and is_media_noun(items[start + 1].text) and items[start].lower in ("die", "das", "der"):
        return _medium(cast, items[start + 1].lower, span.start, unit)
    made_by = _maker(items, start, end)
    if made_by is not None:
        return _one_body(speaker_name(cast, items, made_by, end, unit), inside, items[made_by].start)
    bodies = [e for e in inside if e.type in ("ORG", "GPE") and not e.adjectival and not e.nominal]
    if not bodies or not _is_head(items, start, end, bodies[0]):
        return None
    heads = [bodies[0], *(b for b in bodies[1:] if _joined(items, start, end, bodies[0], b))]
    if len(heads) == 1 and items[start].lower in _GENITIVE_ARTICLES and _beside_another(items, end, bodies[0]):
        return None
    return together(_body(b) for b in heads)


def _maker(items: Sequence[Word], start: int, end: int) -> int | None:
    """Where the phrase begins that names who made a document or a count: *einer Zählung der Agentur Nordpress*."""
    noun = next((i for i in range(start, min(end, start + _BEFORE_DOCUMENT)) if items[i].capital and i > start), None)
    if noun is None and items[start].capital and not items[start].first:
        noun = start
    if noun is None or noun + 2 >= end or not items[noun].lower.endswith(_OWNED_DOCUMENTS):
        return None
    if items[noun].lower.endswith(_NO_DOCUMENTS):
        return None
    opener = items[noun + 1].lower
    if opener in ("von", "vom"):
        return noun + 2
    return noun + 1 if opener in _GENITIVE_ARTICLES else None


def _beside_another(items: Sequence[Word], end: int, body: Entity) -> bool:
    """True for *der Universität Harltal und des Instituts*: the other is not known by name, so neither is named."""
    joint = next((i for i in range(end - 2) if items[i].start >= body.end), None)
    if joint is None or items[joint].lower not in ("und", "sowie"):
        return False
    return items[joint + 1].lower in _GENITIVE_ARTICLES


def _one_body(name: str | None, inside: Sequence[Entity], start: int) -> str | None:
    """The name, unless another body stands beside it: then it is not plain who speaks."""
    named = {e.name for e in inside if e.start >= start and e.type in ("ORG", "PER") and not e.nominal}
    return name if len(named) <= 1 else None


def _medium(cast: Cast, noun: str, at: int, unit: int) -> str | None:
    """*Die Agentur*: the agency that spoke last, at most two sentences before, else the only one named before."""
    kinds = ("agency",) if noun.endswith("agentur") else ("medium",)
    named = {e.name for e in cast.entities if e.start < at and e.type == "ORG" and any(k in e.by.reason for k in kinds)}
    if cast.speaker in named and unit - cast.speaker_unit <= 2:
        return cast.speaker
    return named.pop() if len(named) == 1 else None


def stood_for(cast: Cast, unit: int, pronoun: Word) -> Span | None:
    """The words that *er* or *sie* stands for where nobody is named: *die Landrätin* of the sentence before, if a role
    of that gender is its subject and nobody else of that gender was named or described since."""
    gender = _GENDER_OF_PRONOUN.get(pronoun.lower)
    if gender is None or pronoun.token is None:
        return None
    if shows(pronoun.token, "Number", "Plur") or _plural_verb(pronoun.token):
        return None
    before = [d for d in cast.described if d.start < pronoun.start and d.gender == gender]
    others = (n for n in cast.recent if n.entity.start < pronoun.start and unit - n.unit <= 1)
    if len(before) != 1 or not (before[0].subject and before[0].definite):
        return None
    if any(cast.genders.get(n.entity.name, gender) == gender for n in others):
        return None
    return before[0].words


def can_speak(cast: Cast, items: Sequence[Word], source: tuple[int, int] | None) -> bool:
    """True if the phrase is headed by a person, a role, a body or a state: events and things do not speak."""
    if source is None:
        return False
    start, end = source
    if items[start].lower in ("er", "sie", "man", "wir", "beide", "viele", "einige", "kritiker"):
        return True
    if any(w.lower.endswith(_AGED) for w in items[start:end]):
        return True
    starts = {e.start for e in cast.within(Span(items[start].start, items[end - 1].end))}
    head = next(
        (
            i
            for i in range(start, end)
            if items[i].capital
            and items[i].lower not in ("der", "die", "das", "ein", "eine")
            and not ((t := items[i].token) is not None and t.pos_ == "ADJ" and items[i].start not in starts)
        ),
        None,
    )
    if head is None:
        return False
    token = items[head].token
    # the lemma tells plurals with an umlaut (Ärzte)
    if is_role(items[head].text) or (token is not None and token.pos_ == "NOUN" and is_role(token.lemma_)):
        return True
    if "-" in items[head].text and items[head].lower.rpartition("-")[2] in load_words("chiefs"):
        return True  # "die Werft-Bossin"
    lemma = token.lemma_.lower() if token is not None and token.pos_ == "NOUN" else ""
    if items[head].lower.endswith(_BODIES) or lemma.endswith(_BODIES) or is_media_noun(items[head].text):
        return True
    span = Span(items[start].start, items[end - 1].end)
    return any(
        e.type in ("PER", "ORG", "GPE")
        and not (e.adjectival or e.part or (e.start > items[head].start and _in_genitive(e)))
        and _is_head(items, start, end, e)
        for e in cast.within(span)
    )


def _in_genitive(entity: Entity) -> bool:
    """True for *Bergs* in *die Forderungen Bergs*: whose they are, not who speaks."""
    return entity.text.endswith(("s", "’")) and not entity.name.endswith("s")


def _body(entity: Entity) -> str:
    return seat_of_government(entity.name) or entity.name if entity.type == "GPE" else entity.name


def _pronoun(cast: Cast, unit: int, word: Word) -> str | None:
    """Whom *er* or *sie* stands for: the person who spoke last, else the only one named before, else the only subject
    among them. Nobody if two fit, if a role shows the other gender, for *sie* in the plural, or if a speaker without a
    name came last (*Die Landrätin warnte*). Who stands in the pronoun's own clause is somebody else (*seinem Rivalen
    Ott wünschte er Glück*)."""
    gender = _GENDER_OF_PRONOUN[word.lower]
    if word.token is not None and (shows(word.token, "Number", "Plur") or _plural_verb(word.token)):
        return None
    verb = None if word.token is None else word.token.head.i
    named = [
        n
        for n in cast.recent
        if n.entity.start < word.start
        and (n.unit < unit or n.subject or verb is None or n.verb != verb)
        and cast.genders.get(n.entity.name, gender) == gender
    ]
    if (author := _author(named, unit, word)) is not None:
        return author
    about = [d for d in cast.described if d.subject and d.start < word.start and d.gender == gender]
    if about:
        # a definite description goes on with the one person named before, or nobody knows with whom; where it just
        # spoke itself, behind somebody named, it is another unless that one is known to be of its gender
        answers = unit - cast.unnamed_unit <= 1 and cast.unnamed_unit >= cast.speaker_unit
        fitting = [n for n in named if n.entity.name in cast.genders] if answers else named
        return _only(fitting) if all(d.definite for d in about) else None
    if unit - cast.unnamed_unit <= 1 and cast.unnamed_unit >= cast.speaker_unit:
        return None
    speaker = cast.speaker if unit - cast.speaker_unit <= _LOOKED_BACK else None
    if speaker is not None and speaker not in cast.people and not _body_goes_on(cast, speaker, gender, word):
        speaker = None
    if speaker is not None and cast.genders.get(speaker, gender) == gender:
        since = [n for n in named if n.entity.start >= cast.speaker_end and n.entity.name != speaker]
        if not since:
            return speaker
        if unit - cast.speaker_unit > 1:
            return _only([n for n in since if n.subject and n.unit < unit])
        return None if any(n.subject or n.unit == unit for n in since) else speaker
    near = [n for n in named if unit - n.unit <= 1] or named
    return _only(near) or _only([n for n in near if n.subject])


def _author(named: Sequence[Named], unit: int, pronoun: Word) -> str | None:
    """*Minister Ott gab eine Erklärung ab, in der er ...*: who is the subject of the clause that a relative clause with
    the pronoun as its subject belongs to."""
    clause = None if pronoun.token is None else pronoun.token.head
    if clause is None or clause.dep_ not in ("acl", "acl:relcl") or pronoun.token is None:
        return None
    above = clause.head.head
    return _only([n for n in named if n.unit == unit and n.subject and n.verb == above.i])


def _body_goes_on(cast: Cast, body: str, gender: str, pronoun: Word) -> bool:
    """True if *er* or *sie* can go on with the body that spoke last: its article has shown that gender, and nothing
    else of that gender was the subject since."""
    since = (s for s in cast.subjects if cast.speaker_end <= s.start < pronoun.start)
    return cast.bodies.get(body) == gender and not any(s.gender == gender for s in since)


def _body_genders(entities: Sequence[Entity], tokens: Mapping[int, Token | None]) -> dict[str, str]:
    """The gender of bodies that stand with *der*, *die*, *das* in the singular, by their names."""
    found = {}
    for entity in entities:
        first = tokens.get(entity.start) if entity.type == "ORG" and not entity.part else None
        if first is None:
            continue
        article = first if first.pos_ == "DET" else first.nbor(-1) if first.i else None
        if article is None or article.lower_ not in _DEFINITE_FORMS or shows(article, "Number", "Plur"):
            continue
        gender = next((_GENDERS[g] for g in article.morph.get("Gender", [])), None)
        if gender is not None:
            found[entity.name] = gender
    return found


def _subjects(unit: int, items: Sequence[Word]) -> Iterator[Described]:
    """Every noun that is a subject in the singular, with its gender."""
    for word in items:
        token = word.token
        if token is None or token.dep_ not in ("nsubj", "nsubj:pass") or token.pos_ not in ("NOUN", "PROPN"):
            continue
        gender = _gender(word.text) or _grammatical(token)
        if gender is not None and not shows(token, "Number", "Plur"):
            yield Described(unit, word.start, gender, definite=True)


def _described(unit: int, items: Sequence[Word]) -> Iterator[Described]:
    for before, word in pairwise(items):
        token = word.token
        if token is None or token.pos_ != "NOUN" or not word.capital or _is_plural(token):
            continue
        gender = _gender(word.text) or _grammatical(token)
        named = any(c.dep_ in _WITHIN_NAMES and c.pos_ == "PROPN" for c in token.children)
        if gender is not None and is_role(word.text) and not named:
            whole = Span(before.start, word.end)
            yield Described(unit, word.start, gender, before.lower in _DEFINITE, token.dep_ == "nsubj", whole)


def _is_plural(noun: Token) -> bool:
    """True for a plural; a role in *-in* (*Ministerin*) never is one, whatever the model says."""
    return shows(noun, "Number", "Plur") and not (noun.text.endswith("in") and is_role(noun.text))


def _grammatical(noun: Token) -> str | None:
    return "masculine" if shows(noun, "Gender", "Masc") else "feminine" if shows(noun, "Gender", "Fem") else None


def _only(named: Sequence[Named]) -> str | None:
    names = {n.entity.name for n in named}
    return names.pop() if len(names) == 1 else None


def _plural_verb(pronoun: Token) -> bool:
    """True if the finite verb of the pronoun's clause stands in the plural (*sie warnen*)."""
    verb = finite_verb(pronoun.head)
    return pronoun.lower_ == "sie" and verb is not None and shows(verb, "Number", "Plur")


def _place(token: Token | None) -> tuple[bool, int | None]:
    """Whether the name at `token` is the subject of its clause, and the number of the word it hangs on."""
    if token is None:
        return False, None
    for _ in range(_DEEPEST_NAME):
        joined = token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN")
        if not (joined or token.dep_ in _WITHIN_NAMES) or token.head.i == token.i:
            break
        token = token.head
    return token.dep_ in ("nsubj", "nsubj:pass"), token.head.i


def _gender(text: str) -> str | None:
    """The gender that a role or title tells; None for those that tell none (*Mitglied*, *Vorsitzende*)."""
    if text in _GENDER_OF_TITLE:
        return _GENDER_OF_TITLE[text]
    if not is_role(text):
        return None
    if text.endswith("in"):
        return "feminine"
    return "masculine" if is_role(text + "in") or is_role(_with_umlaut(text) + "in") else None


def _gender_by_article(items: Sequence[Word], name: int) -> str | None:
    """The gender that the article tells of a role that has one form for both (*der Abgeordnete Ott*, *dem Beauftragten
    Ott*, *die Vorsitzende Berg*), right before the name at offset `name`; other cases are open."""
    at = next((i for i, w in enumerate(items) if w.start == name), 0)
    if at < 2 or not is_role(items[at - 1].text) or not items[at - 1].lower.endswith(("e", "en")):
        return None
    opener = next((i for i in range(at - 2, -1, -1) if not could_be_adjective(items[i])), None)
    return _SHARED_ROLES.get((items[opener].lower, items[at - 1].lower[-1])) if opener is not None else None


def _with_umlaut(noun: str) -> str:
    """*Arzt* as in *Ärztin*, *Bauer* as in *Bäuerin*."""
    last = max(noun.lower().rfind(vowel) for vowel in ("au", "a", "o", "u"))
    at = last - 1 if last > 0 and noun[last - 1 : last + 1].lower() == "au" else last
    return noun if at < 0 else noun[:at] + noun[at].translate(_UMLAUTS) + noun[at + 1 :]


def _is_head(items: Sequence[Word], start: int, end: int, entity: Entity) -> bool:
    """True if the entity is who speaks, not an owner or place (*ein Sprecher von Anna Berg*)."""
    at = next(i for i in range(start, end) if items[i].end > entity.start)
    if at == start:
        owner = entity.text.endswith("s") and not entity.name.endswith("s")
        last = next((i for i in range(at, end) if items[i].end >= entity.end), at)
        return not (
            owner
            and last + 1 < end
            and (
                items[last + 1].capital
                or (items[last + 1].text[0].islower() and items[last + 1].lower not in ("und", "sowie"))
            )
        )
    before = items[at - 1]
    if before.text == "," or before.lower in ("und", "sowie", "„", '"', "»"):
        return all(w.lower not in ("dass",) for w in items[start:at])
    if entity.type == "PER":
        return (
            before.capital
            or before.text in ")."
            or at - start == 1
            or (before.text[0].islower() and not _genitive(before))
        )
    if any(is_role(w.text) for w in items[start:at]):
        return False
    return all(
        w.text[0].islower() or not w.capital or at - start <= 1 or _carries_name(w) for w in items[start:at]
    ) and not any(_genitive(w) for w in items[start + 1 : at])


def _is_owner(items: Sequence[Word], start: int, end: int, person: Entity) -> bool:
    """True if the noun before the name tells who it is, and belongs to somebody else as an attribute: *der Anwalt des
    Angeklagten Jan Kern*, *die Tochter von Präsident Karl Moor*. A noun for no person leaves the name to the head: *der
    Chef der Partei Jan Kern*."""
    noun = next(i for i in range(start, end) if items[i].end > person.start) - 1
    at = noun - 1
    while at > start and items[at].text[0].islower() and items[at].lower not in _OWNING:
        at -= 1
    if at <= start or items[at].lower not in _OWNING or not items[at - 1].capital:
        return False
    # behind *des* only weak nouns end in -n: people (*des Verletzten*, *des Zeugen*)
    return is_role(items[noun].text) or (items[at].lower == "des" and items[noun].lower.endswith("n"))


def _carries_name(word: Word) -> bool:
    return word.lower.endswith(
        (
            "agentur",
            "zeitung",
            "sender",
            "magazin",
            "portal",
            "konzern",
            "partei",
            "unternehmen",
            "organisation",
            "blatt",
            "verband",
            "ministerium",
            "die",
            "der",
            "das",
        )
    ) or word.text in load_words("media_nouns")


def _genitive(word: Word) -> bool:
    return word.lower in (
        "des",
        "der",
        "von",
        "vom",
        "für",
        "aus",
        "in",
        "im",
        "bei",
        "beim",
        "zu",
        "zum",
        "zur",
        "an",
        "am",
        "auf",
        "mit",
        "gegen",
        "über",
    )


def _joined(items: Sequence[Word], start: int, end: int, first: Entity, other: Entity) -> bool:
    """True if *und* joins the two names directly (*Russland und Nordkorea*)."""
    at = next(i for i in range(start, end) if items[i].end > other.start)
    return (
        at > start + 1
        and other.start > first.end
        and items[at - 1].lower in ("und", "sowie")
        and items[at - 2].end == first.end
    )
