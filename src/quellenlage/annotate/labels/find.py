"""In which words an article speaks of whom it names: titles, descriptions, verdicts, and what it calls an event.

A label hangs on a referent that the words themselves give: by standing beside the name, by a description that can mean
only one, by a predicate, by an event's own place. What cannot be tied to one is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from quellenlage.annotate.labels.named_events import named_events
from quellenlage.annotate.labels.phrases import Found, Text, label_text, text_of
from quellenlage.annotate.labels.predications import predications
from quellenlage.annotate.labels.role_alone import descriptions, holders, regimes, roles_alone
from quellenlage.annotate.labels.titles import titles
from quellenlage.annotate.statements.quotations import find_quotations
from quellenlage.annotate.tags import tags_of
from quellenlage.annotate.words import words_of
from quellenlage.domain.annotations import Entity, Label, Layout, Mode, Statement, Voice
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span

_REPORTED: frozenset[Mode] = frozenset(("indirect", "attributed", "reported", "free_indirect"))


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
    voices = _Voices(article, layout, statements)
    return tuple(_label(text, layout, voices, f) for f in found)


def _once(found: Sequence[Found]) -> list[Found]:
    """The labels in text order, of those at one noun the first."""
    by_head: dict[int, Found] = {}
    for one in found:
        by_head.setdefault(one.head, one)
    return sorted(by_head.values(), key=lambda f: (f.first, f.end))


def _label(text: Text, layout: Layout, voices: _Voices, found: Found) -> Label:
    span = Span(text.words[found.first].start, text.words[found.end - 1].end)
    voice = voices.of(span)
    return Label(
        start=span.start,
        end=span.end,
        referent=found.referent,
        label=label_text(text, found.first, found.head, found.end),
        voice="reported" if found.reported and voice == "outlet" else voice,
        by=found.by,
        in_furniture=layout.in_furniture(span),
    )


class _Voices:
    """Whose words stand where: quotations and reported speech, asked by place."""

    def __init__(self, article: Article, layout: Layout, statements: Sequence[Statement]) -> None:
        marks = [q.span for q in find_quotations(article.text, layout.blocks)]
        self.quoted = _joined([*marks, *(q for s in statements if s.mode == "direct" for q in s.quote)])
        told = [
            s for s in statements if s.mode in _REPORTED and (s.speaker or s.speaker_name or s.mode != "attributed")
        ]
        self.reported = _joined([q for s in told for q in s.quote])

    def of(self, span: Span) -> Voice:
        """Inside quotation marks or a direct quotation: quoted; inside reported speech: reported; else the outlet's."""
        if _inside(self.quoted, span):
            return "quoted"
        return "reported" if _inside(self.reported, span) else "outlet"


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _inside(spans: Sequence[Span], span: Span) -> bool:
    at = bisect_right(spans, span.start, key=lambda s: s.start)
    return at > 0 and spans[at - 1].end >= span.end
