"""What passages tell about one another: words that an agency is credited with elsewhere, captions that went along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quellenlage.compare.notices import speaks_of_itself
from quellenlage.compare.words import words_of
from quellenlage.domain.dossier import Reuse
from quellenlage.domain.span import Span

COVERED = 0.8
"""Share of a passage, in one of its articles, that agency text covers from which on all of it is the agency's."""
FROM_THE_OUTLET = ("named in the text as the source", "credited by the others", "has the whole of which")
"""Beginnings of why a passage is one outlet's, and no agency's."""
NO_SOURCE = "no source named, a common one is possible"
"""Why it is not sure that one outlet copied the other."""

_PAGE_MATTER = "page matter"


def told_by_others(rows: Sequence[Reuse]) -> list[Reuse]:
    """The rows, in their order, a few with another kind. A passage that seems a copy and lies, in one of its articles,
    inside text that others print under an agency's sign is agency text, too; page matter of exactly those articles that
    have another, longer passage in common, and that is no notice, went along with it."""
    # 1 the articles that print agency text, and where
    wire: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for row in rows:
        if row.kind == "wire":
            agencies = row.reasons[0].partition(": ")[2]
            for place in row.places:
                wire[place.article].append((Span(place.start, place.end), agencies))
    told = [_wire(row, wire) if row.kind == "copy" else row for row in rows]
    # 2 what went along with a text
    texts: dict[frozenset[str], Reuse] = {}
    for row in told:
        if row.kind in ("copy", "wire"):
            articles = _articles(row)
            if articles not in texts or len(row.text) > len(texts[articles].text):
                texts[articles] = row
    return [_along(row, texts.get(_articles(row))) if row.reasons[0] == _PAGE_MATTER else row for row in told]


def _wire(row: Reuse, wire: dict[str, list[tuple[Span, str]]]) -> Reuse:
    """The row, as agency text if it is; a few words may stand anywhere."""
    if row.why.startswith(FROM_THE_OUTLET) or any(reason.startswith("few words") for reason in row.reasons):
        return row
    for place in row.places:
        span = Span(place.start, place.end)
        over = [(w, agencies) for w, agencies in wire.get(place.article, ()) if w.overlaps(span)]
        left = sum(rest.length for rest in span.without([w for w, _ in over]))
        if over and left <= (1 - COVERED) * span.length:
            named = sorted({name for _, agencies in over for name in agencies.split(", ")})
            why = f"agency credited elsewhere with the same words: {', '.join(named)}"
            others = (reason for reason in row.reasons[1:] if reason != NO_SOURCE)
            return replace(row, kind="wire", reasons=(why, *others), sure=False)
    return row


def _along(row: Reuse, text: Reuse | None) -> Reuse:
    """The row of page matter, as what the text is with which it went along, if there is one."""
    if text is None or len(text.text) <= len(row.text) or speaks_of_itself(words_of(row.text)):
        return row
    return replace(row, kind=text.kind, reasons=("page matter of a text taken over whole",), sure=False)


def _articles(row: Reuse) -> frozenset[str]:
    return frozenset(place.article for place in row.places)
