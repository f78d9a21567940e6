"""What stands between a speaker and the outlet: the medium he talked to, the agency that relies on him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.annotate.phrases import phrase_end
from quellenlage.annotate.statements.attributions import media_in
from quellenlage.annotate.statements.contents import Content
from quellenlage.annotate.words import Word
from quellenlage.domain.annotations import Entity, Via, ViaKind
from quellenlage.domain.span import Span

_PRESS = frozenset(("Presse", "Medien", "Journalisten", "Reportern", "Pressevertretern", "Medienvertretern"))
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
    """What stood between speaker and outlet: a medium in the cue's clause, *laut X* beside another speaker."""
    found: list[Via] = []
    for start, end in content.channels:
        for a, b in media_in(items, start, end, names):
            if content.source is not None and content.source[0] <= a < content.source[1]:
                continue
            span = Span(items[a].start, items[b - 1].end)
            entity = names.get(items[a].start)
            if _is_press(items, a, b) or any(v.span.overlaps(span) for v in found):
                continue
            talk = any(w.text.startswith(("Interview", "Gespräch")) for w in items[start:end])
            agency = (entity is not None and "agency" in entity.by.reason) or items[a].lower.endswith(
                ("agentur", "agenturen")
            )
            kind: ViaKind = "interview" if talk else "agency" if agency else "medium"
            found.append(Via(kind, entity.name if entity is not None else span.of(text), span))
    return tuple(found)
