"""A document of headings and paragraphs, parted into articles; the line under a heading may say outlet and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.domain.article import Refused
from quellenlage.read.draft import Draft
from quellenlage.read.metadata import Given, published

LINE_LENGTH = 120
"""Longest line under a heading that is read as outlet and date."""

Block = tuple[int | None, str]
"""A paragraph, and how high a heading it is: 0 for a title, 1 to 9, None for text."""


@dataclass(slots=True)
class _Section:
    title: str | None
    blocks: list[str] = field(default_factory=list)


def drafts_of(name: str, blocks: Sequence[Block], digest: str) -> Iterator[Draft | Refused]:
    """The articles of a document, `name:1`, `name:2`… if there are several; refused if it holds none."""
    drafts = [d for d in (_draft(s) for s in _sections(blocks)) if d[1].strip()]
    for row, (given, text) in enumerate(drafts, start=1):
        yield Draft(name if len(drafts) == 1 else f"{name}:{row}", text, given, digest)
    if not drafts:
        yield Refused(name, "empty")


def level_of(names: str) -> int | None:
    """How high a heading a style is by its names, in the languages word processors name them in here."""
    names = names.casefold()
    if re.search(r"\b(?:title|titel)\b", names):
        return 0
    hit = re.search(r"(?:heading|überschrift|berschrift)\s*(\d)", names)
    return int(hit.group(1)) if hit else None


def _sections(blocks: Sequence[Block]) -> list[_Section]:
    """Parted at the highest level of heading that occurs more than once; a title above them all is the file's own."""
    levels = [level for level, _ in blocks if level is not None]
    parting = next((n for n in sorted(set(levels)) if levels.count(n) > 1), min(levels, default=None))
    # a heading with text of its own above the parting level begins an article too
    sections = [_Section(None)]
    for level, words in blocks:
        if level is not None and parting is not None and level <= parting:
            sections.append(_Section(words))
        else:
            sections[-1].blocks.append(words)
    return sections


def _draft(section: _Section) -> tuple[Given, str]:
    given = Given(title=" ".join(section.title.split()) if section.title else None)
    blocks = section.blocks
    if section.title and blocks:
        line = outlet_and_date(blocks[0])
        if line is not None:
            given, blocks = line.over(given), blocks[1:]
    return given, "\n\n".join(blocks)


_SEPARATOR = r"\s*(?:[,;|·]|\s[–—-]\s|\bvom\b)\s*"
_DATE = re.compile(
    r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So|[A-Z][a-z]+tag|Mittwoch)\.?,?\s+)?(?:\d{1,2}\.\s*(?:\d{1,2}\.|[A-Z][a-zä]+\.?)\s*\d{2,4}|\d{4}-\d{2}-\d{2})"
    r"(?:,?\s*(?:um\s+)?\d{1,2}[:.]\d{2}(?:\s*Uhr)?)?"
)


def outlet_and_date(line: str) -> Given | None:
    """A line such as "Outlet, 14. Oktober 2025" or "14.10.2025 – Outlet", or None if the line is text."""
    if len(line) > LINE_LENGTH:
        return None
    hit = _DATE.search(line)
    if hit is None:
        return None
    before, after = line[: hit.start()], line[hit.end() :]
    if (before and not re.search(_SEPARATOR + "$", before)) or (after and not re.match(_SEPARATOR, after)):
        return None
    outlet = " ".join(
        p for p in (re.sub(_SEPARATOR + "$", "", before).strip(), re.sub("^" + _SEPARATOR, "", after).strip()) if p
    )
    if len(outlet.split()) > 6 or re.search(r"[.!?]\s*$", outlet):
        return None
    given = Given(outlet=outlet or None, date=hit.group(), date_from="line under the heading")
    try:
        published(given)
    except ValueError:
        return None
    return given
