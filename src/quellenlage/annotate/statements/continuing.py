"""What nobody's words introduce: a sentence in the subjunctive goes on with the speaker before, a modal verb of hearsay
with others or with its own subject, and what has nobody before it stays without a speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.annotate.clauses import Tree, main_verb, noun_phrase
from quellenlage.annotate.phrases import phrase_end
from quellenlage.annotate.statements.attributions import SAYS
from quellenlage.annotate.statements.contents import Content
from quellenlage.annotate.statements.cues import noun_cue
from quellenlage.annotate.statements.free_speech import free_speech
from quellenlage.annotate.statements.hearsay import Hearsay, hearsay
from quellenlage.annotate.statements.reporting import parted_by_mark
from quellenlage.annotate.statements.speakers import Cast, can_speak, speaker_name
from quellenlage.annotate.words import Word, is_role
from quellenlage.domain.annotations import By, Entity, Statement
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import shows

_SHORTEST_EMERGING = 5
_ANSWERS = frozenset(("criticises", "denies", "praises", "warns"))
_POSSESSIVES = ("sein", "ihr", "unser", "mein", "dess", "der")
"""What begins the word for whose it is, in front of a noun: *seine Kritik*, *deren Kritik* is the speaker's before."""
_SHORTEST_OPENING = 2
_LONGEST_OPENING = 10
"""Words, at least and at most, before the colon of a short answer: *Berg schon:*."""
_GAP = 3
"""Sentences on which a speaker goes on in the subjunctive inside a paragraph though others stand between."""


@dataclass(frozen=True, slots=True)
class Previous:
    """The statement before, which a quotation or a subjunctive without a cue goes on with."""

    statement: Statement
    unit: int
    block: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Whom a sentence without a statement is about: its subject, if it is one that can speak."""

    speaker: Span | None
    name: str | None
    unit: int
    block: int
    person: bool = False
    """True for a named person, or somebody with a role (*die Landrätin*)."""


def sourceless(
    items: Sequence[Word], previous: Previous | None, topic: Topic | None, number: int, block: int, cast: Cast
) -> list[Statement]:
    """What mood or a modal verb alone tells as reported: it goes on with the speaker before, or has none."""
    before = previous.statement if previous is not None and previous.statement.speaker else None
    gap = number - previous.unit if previous is not None else number
    same_block = previous is not None and previous.block == block
    answer = short_answer(items, number, block, cast)
    if answer is not None:
        return _in_answer(items, *answer)
    told = hearsay(items)
    if told is not None:
        return [_hearsay(items, told, before if gap <= 1 and same_block else None, cast, number)]
    more = free_speech(items, before.mode if before is not None and same_block and gap <= 1 else "narration")
    if more is None:
        return []
    if topic is not None and topic.unit == number - 1 and topic.block == block:
        by = By(rule="free indirect speech", reason="subjunctive behind a sentence about the speaker")
        if topic.speaker is None:
            return [_unsourced(more)]
        said = Statement(id="", quote=more, mode="free_indirect", speaker=(topic.speaker,), by=by)
        return [replace(said, speaker_name=topic.name)]
    near = before is not None and (gap <= _GAP if same_block else gap <= 1)
    return [continued(more, before)] if before is not None and near else [_unsourced(more)]


def emerges_from(items: Sequence[Word], names: Mapping[int, Entity]) -> Content | None:
    """*Das geht aus einem Bericht hervor*: the document says what the sentence before tells."""
    if (
        len(items) < _SHORTEST_EMERGING
        or items[0].lower not in ("das", "dies")
        or items[1].lower not in ("geht", "ging")
    ):
        return None
    last = next((i for i in range(2, len(items)) if items[i].lower == "hervor"), None)
    start = next((i + 1 for i in range(2, last or 2) if items[i].lower == "aus"), None)
    end = phrase_end(items, start, len(items), names) if start is not None else None
    if last is None or start is None or end is None:
        return None
    whole = ((0, len(items)),)
    reason = "points to the sentence before: hervorgehen"
    return Content(whole, (1, last), SAYS, (start, end), None, "indirect", (), "points back", reason)


def goes_on_around(items: Sequence[Word], previous: Previous | None, number: int, block: int) -> Statement | None:
    """*Berg habe im Juni gesagt, der Damm halte*, behind what Kern said: Kern goes on, and tells what Berg said."""
    if previous is None or previous.unit != number - 1 or previous.block != block or not previous.statement.speaker:
        return None
    whole = free_speech(items, previous.statement.mode)
    return None if whole is None else continued(whole, previous.statement)


def may_go_on(items: Sequence[Word], previous: Previous | None, number: int, block: int) -> Statement | None:
    """*Diese Länder unterstützten den Krieg*, behind what somebody is told to have said: a preterite that may be a
    subjunctive. It is the speaker's, if he goes on behind it (`adds`)."""
    before = previous.statement if previous is not None else None
    if before is None or previous is None or previous.unit != number - 1 or previous.block != block:
        return None
    verb = main_verb(items)
    if before.mode not in ("indirect", "free_indirect") or not before.speaker or verb is None:
        return None
    weak = verb.lower_.endswith(("te", "ten")) and shows(verb, "Tense", "Past")
    pointing = items[0].lower.startswith(("dies", "solch"))
    return continued((Span(items[0].start, items[-1].end),), before) if weak and pointing else None


def adds(text: str, statement: Statement, before: Statement) -> bool:
    """True where the same speaker goes on in so many words: *fügte sie hinzu*."""
    words = {w for cue in statement.cue for w in cue.of(text).lower().split()}
    one = statement.speaker_name is not None and statement.speaker_name == before.speaker_name
    return one and not words.isdisjoint(load_words("adding_words"))


def topic_of(items: Sequence[Word], number: int, block: int, cast: Cast) -> Topic | None:
    """The subject of the main clause, if it is a person, a role or a body."""
    tree = Tree(items)
    verb = main_verb(items)
    at = tree.places.get(verb.i) if verb is not None else None
    head = tree.subject((at,)) if at is not None else None
    if head is None or at is None or parted_by_mark(items, at, head):
        return None
    start, end = noun_phrase(tree, head)
    if not can_speak(cast, items, (start, end)):
        return None
    name = speaker_name(cast, items, start, end, number)
    person = name in cast.people or is_role(items[head].text)
    return Topic(Span(items[start].start, items[end - 1].end), name, number, block, person)


def short_answer(items: Sequence[Word], number: int, block: int, cast: Cast) -> tuple[Topic, int] | None:
    """*Die Wirtin Berg schon: …*, *Der Verband dagegen: …*: who answers without a verb of saying, and where the colon
    stands. What stands behind it is no longer the speaker's before."""
    colon = next((i for i, w in enumerate(items[:_LONGEST_OPENING]) if w.text in (":", ",")), 0)
    adverb = items[colon - 1].lower if colon > 1 else ""
    if colon < _SHORTEST_OPENING or items[colon].text != ":" or adverb not in load_words("answering_words"):
        return None
    end = colon - 1
    while end > 1 and items[end - 1].lower in load_words("answering_words"):
        end -= 1
    if any(w.token is not None and w.token.pos_ in ("VERB", "AUX") for w in items[:end]):
        return None
    if not can_speak(cast, items, (0, end)):
        return None
    name = speaker_name(cast, items, 0, end, number)
    person = name in cast.people or any(is_role(w.text) for w in items[:end])
    return Topic(Span(items[0].start, items[end - 1].end), name, number, block, person), colon


def _in_answer(items: Sequence[Word], who: Topic, colon: int) -> list[Statement]:
    """What is told as said behind the colon of a short answer."""
    said = items[colon + 1 :]
    if who.speaker is None or not said or not free_speech(said, "indirect"):
        return []
    by = By(rule="free indirect speech", reason="subjunctive behind a sentence about the speaker")
    quote = (Span(said[0].start, without_stop(items).end),)
    return [Statement(id="", quote=quote, mode="free_indirect", speaker=(who.speaker,), speaker_name=who.name, by=by)]


def answered_by(items: Sequence[Word], number: int, block: int, cast: Cast) -> Topic | None:
    """*Kritik kam von Jan Ott*, *Aus der Opposition kam Widerspruch*: who speaks from here on, in place of the speaker
    before; nobody if those behind *von* or *aus* cannot speak for themselves (*aus der Opposition*)."""
    answer = short_answer(items, number, block, cast)
    if answer is not None:
        return answer[0]
    tree = Tree(items)
    verb = main_verb(items)
    at = tree.places.get(verb.i) if verb is not None else None
    head = tree.subject((at,)) if at is not None else None
    if head is None and verb is not None and verb.lemma_ == "kommen":
        # trees take the subject behind the verb for an object now and then
        head = next((p for c in verb.children if c.dep_ == "obj" and (p := tree.places.get(c.i)) is not None), None)
    noun = items[head].token if head is not None else None
    cue = noun_cue(items[head].text) if head is not None else None
    if verb is None or noun is None or cue is None or cue.stance not in _ANSWERS:
        return None
    if any(c.dep_.startswith("det") and c.lower_.startswith(_POSSESSIVES) for c in noun.children):
        return None
    for child in (*verb.children, *noun.children):
        case = next((c.lower_ for c in child.children if c.dep_ == "case"), None)
        if case not in ("von", "vom", "aus") or child.i not in tree.places or child.pos_ not in ("NOUN", "PROPN"):
            continue
        start, end = noun_phrase(tree, tree.places[child.i])
        start += items[start].lower == case
        if case == "aus" or not can_speak(cast, items, (start, end)):
            return Topic(None, None, number, block)
        name = speaker_name(cast, items, start, end, number)
        person = name in cast.people or is_role(child.text)
        return Topic(Span(items[start].start, items[end - 1].end), name, number, block, person)
    return None


def _hearsay(items: Sequence[Word], told: Hearsay, before: Statement | None, cast: Cast, number: int) -> Statement:
    quote = (without_stop(items),)
    by = By(rule="hearsay", reason=f"modal verb of hearsay: {told.lemma}")
    if told.speaker is None and before is not None:
        return replace(continued(quote, before), by=by, hedge=items[told.modal].text)
    modal = items[told.modal]
    said = Statement(
        id="", quote=quote, mode="attributed", by=by, cue=(Span(modal.start, modal.end),), hedge=modal.text
    )
    if told.speaker is None:
        return said
    start, end = told.speaker
    if end <= told.modal:
        said = replace(said, quote=(Span(items[told.modal + 1].start, quote[0].end),))
    speaker = (Span(items[start].start, items[end - 1].end),)
    return replace(said, speaker=speaker, speaker_name=speaker_name(cast, items, start, end, number))


def _unsourced(quote: tuple[Span, ...]) -> Statement:
    by = By(rule="free indirect speech", reason="subjunctive without a source before it")
    return Statement(id="", quote=quote, mode="free_indirect", by=by)


def continued(spans: tuple[Span, ...], before: Statement) -> Statement:
    """The statement that goes on with the words at `spans`, by the speaker of the one before."""
    return replace(
        before,
        quote=spans,
        mode="free_indirect",
        cue=(),
        hedge=None,
        parent=None,
        stance="speculates" if before.stance == "speculates" else "asserts",
        polarity="positive",
        by=By(rule="free indirect speech", reason="subjunctive after reported speech"),
    )


def without_stop(items: Sequence[Word]) -> Span:
    """The span of a unit without its final full stop."""
    last = len(items) - 1
    while last > 0 and items[last].text in ".!?…":
        last -= 1
    return Span(items[0].start, items[last].end)
