"""What an article calls somebody beside the name: *Landrätin Anna Berg*, *Anna Berg, die Sprecherin*, *der Klinikriese
Nordbruk*, *der umstrittene Tamm*.
"""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.annotate.labels.phrases import Found, Text, is_adjective, opening, phrase, words_in
from quellenlage.annotate.words import is_german, is_media_noun, is_role
from quellenlage.domain.annotations import By, Entity
from quellenlage.german.designations import designation, is_evaluative_adjective
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words

NAMED = frozenset(("PER", "ORG", "GPE", "FAC"))
"""Types of those whom a title or apposition calls something."""
_PERSON_ENDINGS = tuple(sorted(load_words("person_endings")))
_SHORTEST_NOUN = 6
"""Letters of a noun that no list knows, for which the tree alone speaks."""
_FARTHEST = 30
"""Words between a name and an apposition to it."""
_AS_ONE = frozenset(("appos", "flat", "flat:name"))
_APPOSED = frozenset(
    ("der", "die", "das", "dem", "den", "ein", "eine", "einem", "einer", "einen", "sein", "seine", "ihr")
)
_LOOSELY = frozenset(("dep", "compound", "appos", "nmod"))
"""How a title hangs on the name where the tree takes the name for the head."""
_SALUTATIONS = frozenset(("Herr", "Herrn", "Frau", "Dr.", "Prof.", "Dr", "Prof", "."))


def titles(text: Text) -> Iterator[Found]:
    """The nouns that stand beside a name: in front of it, or as an apposition."""
    for entity in text.entities:
        if is_name(entity) and entity.type in NAMED and entity.start in text.places:
            yield from _beside(text, entity)


def is_name(entity: Entity) -> bool:
    """True for a mention by name."""
    return not (entity.nominal or entity.part or entity.adjectival)


def _beside(text: Text, entity: Entity) -> Iterator[Found]:
    by = By(rule="beside a name", reason=f"title or apposition: {entity.name}")
    first, last = words_in(text, entity)
    before = first - 1
    while before > 0 and _is_salutation(text, before):
        before -= 1
    if before >= 0 and _is_title(text, before, first, entity):
        yield _found(text, before, entity, by)
    elif before >= 0 and is_adjective(text, before) and is_evaluative_adjective(text.words[before].lower):
        yield Found(before, before, first, entity.name, by)
    behind = _as_what(text, last) if entity.type == "PER" else None
    if behind is not None:
        yield _found(text, behind, entity, by)
    if text.tags.tagged:
        for noun in _appositions(text, first, last):
            if noun != before and _fits(text, noun, entity) and not _has_own_name(text, noun, entity):
                yield _found(text, noun, entity, by)


def _found(text: Text, head: int, entity: Entity, by: By) -> Found:
    first, end = phrase(text, head)
    return Found(first, head, end, entity.name, by)


def _appositions(text: Text, first: int, last: int) -> Iterator[int]:
    """The words in apposition to the name at `first:last`: *Der Sprecher des Verbands, Anna Berg* and *Anna Berg, die
    Sprecherin*."""
    tags = text.tags
    head = next((i for i in range(first, last) if not first <= tags.head[i] < last), first)
    if tags.dep[head] == "appos" and tags.head[head] < first:
        yield tags.head[head]
    behind = _between_commas(text, last)
    if behind is not None:
        yield behind
    for child in tags.tokens[head].children:
        at = tags.number.get(child.i, 0)
        if child.dep_ == "appos" and last < at < last + _FARTHEST and text.words[opening(text, at) - 1].text != ":":
            between = (e for i in range(last, at) for e in text.at(i))
            if not any(is_name(e) and e.type == "PER" for e in between):
                yield at


def _between_commas(text: Text, at: int) -> int | None:
    """The role that follows a name directly behind a comma or bracket: *Anna Berg, frühere Leiterin des Labors*."""
    if at >= len(text.words) or text.words[at].text not in (",", "("):
        return None
    at += 1
    if at < len(text.words) and text.words[at].lower in _APPOSED:
        at += 1
    while at < len(text.words) and is_adjective(text, at):
        at += 1
    return at if at < len(text.words) and is_role(text.words[at].text) else None


def _as_what(text: Text, at: int) -> int | None:
    """The role behind *als* directly behind a name: *Berg als Vorsitzende*."""
    if at >= len(text.words) or text.words[at].lower != "als":
        return None
    at += 1
    while at < len(text.words) and is_adjective(text, at):
        at += 1
    return at if at < len(text.words) and is_role(text.words[at].text) else None


def _is_title(text: Text, at: int, first: int, entity: Entity) -> bool:
    """True for a noun that says what the name's bearer is; in front of a genitive it is somebody else's (*der Anwalt
    Bergs*)."""
    if not text.words[at].capital or text.made_from_name(at) or any(is_name(e) for e in text.at(at)):
        return False
    if _is_genitive(text, entity) and "Gen" not in text.tags.tokens[at].morph.get("Case", []):
        return False
    tags, last = text.tags, words_in(text, entity)[1]
    one = any(tags.head[i] == at and tags.dep[i] in _AS_ONE for i in range(first, last))
    return _fits(text, at, entity, linked=one or (first <= tags.head[at] < last and tags.dep[at] in _LOOSELY))


def _fits(text: Text, at: int, entity: Entity, *, linked: bool = True) -> bool:
    """True if the noun can say what the bearer of a name is: a role for people, a trade or verdict for bodies.
    `linked`: the tree says that noun and name stand for one."""
    word = text.words[at].text
    kind = designation(word)
    if entity.type == "PER":
        if is_role(word) or (kind is not None and kind.of == "person"):
            return True
        return linked and text.tags.pos[at] == "NOUN" and len(word) > 4 and word.lower().endswith(_PERSON_ENDINGS)
    if not linked or is_media_noun(word) or text.tags.pos[at] != "NOUN":
        return False
    if entity.type == "GPE":
        return kind is not None and kind.of == "state"
    coloured = any(is_evaluative_adjective(w.lower) for w in text.words[phrase(text, at)[0] : at])
    if kind is None:
        # any noun that the tree puts beside the name: Verfolger, Raumfahrtagentur
        behind = text.words[at + 1].start == entity.start if at + 1 < len(text.words) else False
        return entity.type == "ORG" and behind and len(word) >= _SHORTEST_NOUN and word[0].isupper() and is_german(word)
    says_more = kind.kind != "plain" or (kind.group == "company" and noun_lemma(word).lower() != kind.noun)
    return kind.of in ("body", "person") and (says_more or coloured)


def _has_own_name(text: Text, at: int, entity: Entity) -> bool:
    """True if another name of the kind stands directly behind the noun, which it belongs to."""
    behind = at + 1
    while behind < len(text.words) and _is_salutation(text, behind):
        behind += 1
    return behind < len(text.words) and any(
        e.type == entity.type and e.start != entity.start and is_name(e) for e in text.at(behind)
    )


def _is_salutation(text: Text, at: int) -> bool:
    word = text.words[at].text
    return word in _SALUTATIONS or (word in load_words("name_titles") and not is_role(word))


def _is_genitive(text: Text, entity: Entity) -> bool:
    last = text.words[words_in(text, entity)[1] - 1].text
    return last.endswith(("’", "'")) or (last.endswith("s") and not entity.name.endswith("s"))
