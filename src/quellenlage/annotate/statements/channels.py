"""What stands between a speaker and the outlet: the medium he talked to, the agency that relies on him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.annotate.phrases import phrase_end
from quellenlage.annotate.statements.attributions import media_in
from quellenlage.annotate.statements.contents import Content
from quellenlage.annotate.words import Word, closed_class, is_media_noun
from quellenlage.domain.annotations import Entity, Statement, Via, ViaKind
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words

_PRESS = frozenset(("Presse", "Medien", "Journalisten", "Reportern", "Pressevertretern", "Medienvertretern"))
_THE = closed_class("one_medium")
_TOLD_TO = frozenset(("gegenüber", "vor"))


def cited(items: Sequence[Word], content: Content, names: Mapping[int, Entity]) -> tuple[int, int] | None:
    """Whom a medium relies on: *berichtete die Agentur unter Berufung auf Kreise*."""
    for start, end in content.channels:
        for at in range(start, min(end, len(items) - 3)):
            if items[at].lower == "unter" and items[at + 1].text == "Berufung" and items[at + 2].lower == "auf":
                stop = phrase_end(items, at + 3, end, names, apposition=False)
                if stop is not None:
                    return at + 3, stop
    return None


def _is_press(items: Sequence[Word], start: int, end: int) -> bool:
    """True for *gegenüber der Presse*, *vor den Medien*: whom somebody tells it, no medium that passed it on."""
    before = [w.lower for w in items[max(0, start - 2) : start]]
    return end - start == 1 and items[start].text in _PRESS and not _TOLD_TO.isdisjoint(before)


def channels(text: str, items: Sequence[Word], content: Content, names: Mapping[int, Entity]) -> tuple[Via, ...]:
    """What stood between speaker and outlet: a medium in the cue's clause, *laut X* beside another speaker, the medium
    that he told it (*sagte Berg, Leiterin des Amts, der Agentur X*)."""
    found: list[Via] = []
    told = () if content.addressee is None else (content.addressee,)
    for start, end in (*content.channels, *told):
        for a, b in media_in(items, start, end, names):
            to_it = any(first <= a < last for first, last in told)
            if not to_it and content.source is not None and content.source[0] <= a < content.source[1]:
                continue
            span = Span(items[a].start, items[b - 1].end)
            entity = names.get(items[a].start)
            if _is_press(items, a, b) or any(v.span.overlaps(span) for v in found):
                continue
            talk = any(w.text.startswith(("Interview", "Gespräch")) for w in items[start:end])
            agency = (entity is not None and "agency" in entity.by.reason) or items[a].lower.endswith(
                ("agentur", "agenturen")
            )
            agency = agency or (a > start and items[a - 1].lower.endswith("agentur"))
            kind: ViaKind = "interview" if talk else "agency" if agency else "medium"
            found.append(Via(kind, entity.name if entity is not None else span.of(text), span))
    return tuple(found)


def named_before(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, in order; *so Berg dem Magazin* with the name of the only medium of that sort that a statement
    before came through."""
    named: dict[bool, set[str]] = {True: set(), False: set()}
    found = []
    for statement in statements:
        via = tuple(_by_name(text, v, named[v.kind == "agency"]) for v in statement.via)
        for each in via:
            if each.kind in ("interview", "medium", "agency") and not is_media_noun(each.name):
                named[each.kind == "agency"].add(each.name)
        found.append(statement if via == statement.via else replace(statement, via=via))
    return tuple(found)


def _by_name(text: str, via: Via, named: set[str]) -> Via:
    before = text[: via.span.start].rsplit(maxsplit=1)[-1:]
    bare = " " not in via.name and is_media_noun(via.name) and not via.name.endswith("en")
    if not bare or len(named) != 1 or not before or before[0].lower() not in _THE:
        return via
    return replace(via, name=next(iter(named)))


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody who talks to a medium (`via`) in a paragraph; the next he says there, he says to it, too."""

    speaker: str
    via: tuple[Via, ...]
    block: int


def goes_on_talking(talk: Talk | None, said: Statement, items: Sequence[Word], block: int) -> Statement:
    """The statement with the medium that its speaker talks to, unless it has a way or an occasion of its own."""
    if talk is None or talk.block != block or said.speaker_name != talk.speaker or said.via:
        return said
    if any((w.token.lemma_ if w.token is not None else w.text) in load_words("occasions") for w in items):
        return said
    return replace(said, via=talk.via)


def talk_after(talk: Talk | None, said: Statement, block: int) -> Talk | None:
    """Who talks to which medium behind a statement: whoever said it in an interview or to a medium; nobody once
    another one speaks."""
    to = tuple(v for v in said.via if v.kind == "interview" or any(a.overlaps(v.span) for a in said.addressee))
    if said.speaker_name is not None and to:
        return Talk(said.speaker_name, to, block)
    goes_on = talk is not None and talk.block == block and talk.speaker == said.speaker_name
    return talk if goes_on and (not said.via or (talk is not None and said.via == talk.via)) else None
