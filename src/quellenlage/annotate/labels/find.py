"""In which words an article speaks of whom it names: titles, descriptions, verdicts, and what it calls an event.

A label hangs on a referent that the words themselves give: by standing beside the name, by a description that can mean
only one, by a predicate, by an event's own place. What cannot be tied to one is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quellenlage.annotate.labels.named_events import named_events
from quellenlage.annotate.labels.phrases import Found, Text, label_text, text_of
from quellenlage.annotate.labels.predications import predications
from quellenlage.annotate.labels.role_alone import descriptions, holders, regimes, roles_alone
from quellenlage.annotate.labels.titles import titles
from quellenlage.annotate.labels.voices import Voices
from quellenlage.annotate.tags import tags_of
from quellenlage.annotate.words import words_of
from quellenlage.domain.annotations import Entity, Label, Layout, Statement
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span

_BESIDE = frozenset(("beside a name", "description", "role alone"))
"""Rules that find how somebody is called in passing."""


def find_labels(
    article: Article, doc: Doc, layout: Layout, entities: Sequence[Entity], statements: Sequence[Statement]
) -> tuple[Label, ...]:
    """The labels in text order: one at a place, the first rule that finds it."""
    text = text_of(words_of(doc), tags_of(doc), entities)
    # 1 beside a name, what the article already knows to be a description, and events
    found = _once([*titles(text), *descriptions(text), *regimes(text), *named_events(text, layout)])
    # 2 what anybody or anything is said to be
    said = list(predications(text, found))
    found = _once([*(f for f in said if f.reported), *found, *said])
    # 3 a role that only one of these can hold
    covered = {i for f in found for i in range(f.first, f.end)}
    found = _once([*found, *roles_alone(text, layout, holders(text, found), covered)])
    voices = Voices(article, doc, layout, statements)
    return tuple(_label(text, layout, voices, f) for f in found)


def _once(found: Sequence[Found]) -> list[Found]:
    """The labels in text order, of those at one noun the first."""
    by_head: dict[int, Found] = {}
    for one in found:
        by_head.setdefault(one.head, one)
    return sorted(by_head.values(), key=lambda f: (f.first, f.end))


def _label(text: Text, layout: Layout, voices: Voices, found: Found) -> Label:
    span = Span(text.words[found.first].start, text.words[found.end - 1].end)
    voice = voices.of(span, text.tags.tokens[found.head], beside=found.by.rule in _BESIDE)
    return Label(
        start=span.start,
        end=span.end,
        referent=found.referent,
        label=label_text(text, found.first, found.head, found.end),
        voice="reported" if found.reported and voice == "outlet" else voice,
        by=found.by,
        in_furniture=layout.in_furniture(span),
    )
