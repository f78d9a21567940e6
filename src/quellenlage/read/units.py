"""Lines into units: a headline, a paragraph, a caption line; lines that were broken inside a sentence are one unit.

Texts come in three shapes: paragraphs parted by blank lines, one paragraph a line, and hard-wrapped lines; often mixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.span import Span

SENTENCE_END = re.compile(r"[.!?…:;][\"'“”„»«’‘›‹)\]]*(?:\s*\([^()]{1,40}\))?$")
"""A line that ends so is finished; an agency's or author's sign in brackets may follow."""
INNER_END = re.compile(r"[a-zäöüß0-9)“”\"»«][.!?][\"“”»«]*\s+[\"„“»«]?[A-ZÄÖÜ]")
# no separable prefixes (an, auf, ein, vor): headlines end in them
_OPEN_END = re.compile(
    r"(?:[,–—-]|\b(?:der|die|das|des|dem|den|eine|einer|eines|einem|einen|und|oder|aber|als|wie|dass|in|im|am|beim|von"
    r"|vom|zum|zur|für|gegen|ohne|seit|bis|laut|sowie|ihre|ihrer|ihren|seine|seiner|seinen|dieser|diese|dieses|diesem|diesen|mein"
    r"|sein|ihr|kein|keine|viele|mehrere|einige|mehr als|weil|wenn|dessen|deren))$",
    re.IGNORECASE,
)
_DAY_END = re.compile(r"(?:^|\s)\d{1,2}\.$")
_STARTS_LOWER = re.compile(r"[\"'„“»«‚‘(\[]{0,2}[a-zäöüß]|[,;.!?)\]%]")
_NEVER_JOINED = re.compile(r"(?:https?://|www\.|[-*•·–—>+]\s|\d{1,2}[.)]\s|von\s+[A-ZÄÖÜ]\w+\s+[A-ZÄÖÜ]\w+$)")
_NEVER_CONTINUED = re.compile(r"(?:https?://|www\.)\S*$|\w\.(?:de|com|net|org|at|ch|eu|info|tv)(?:/\S*)?$|©")
WRAP_WIDTH = 100
"""Longest line of a hard-wrapped text: mail and terminals wrap at 65 to 80, some archives at 100."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that stands for itself. `paragraph` numbers the stretches between blank lines."""

    span: Span
    text: str
    paragraph: int


def units_of(text: str) -> list[Unit]:
    """The units of `text` in order; they cover everything but white space."""
    found: list[Unit] = []
    for number, lines in enumerate(_paragraphs(text)):
        for span in _joined(text, lines):
            found.append(Unit(span, span.of(text), number))
    return found


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """The lines of each stretch between blank lines, without the white space around them."""
    lines: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        span = Span(at, at + len(line)).strip(text)
        at += len(line)
        if span.length:
            lines.append(span)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _joined(text: str, lines: list[Span]) -> Iterator[Span]:
    """Lines of one paragraph, put together where a sentence runs on."""
    words = [line.of(text) for line in lines]
    breaks: list[int] = []
    for i in range(1, len(lines)):
        if _runs_on(words[i - 1], words[i], inside=bool(breaks) and breaks[-1] == i - 1):
            breaks.append(i)
    if _is_wrapped(words, len(breaks)):
        breaks = [i for i in range(1, len(lines)) if not _NEVER_CONTINUED.search(words[i - 1]) and "©" not in words[i]]
    runs_on = set(breaks)
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or i not in runs_on:
            yield Span(lines[start].start, lines[i - 1].end)
            start = i


def _is_wrapped(words: list[str], breaks: int) -> bool:
    """At least three lines of wrapped width, and most line ends lie inside a sentence."""
    if len(words) < 3 or max(map(len, words)) > WRAP_WIDTH:
        return False
    return 2 * breaks > len(words) - 1 and sorted(map(len, words[:-1]))[len(words) // 2 - 1] >= 40


def _runs_on(line: str, following: str, inside: bool) -> bool:
    """True if the sentence at the end of `line` goes on in `following`; `inside`: `line` itself continues one."""
    if _NEVER_JOINED.match(following) or _NEVER_CONTINUED.search(line[-300:]):
        return False
    if _ends(line):
        return bool(_DAY_END.search(line)) and not inside and len(line) > 30
    if _STARTS_LOWER.match(following):
        return True
    if _OPEN_END.search(line[-40:]):
        return True
    return len(line) >= 25 and (inside or bool(INNER_END.search(line)))


def _ends(line: str) -> bool:
    return bool(SENTENCE_END.search(line[-60:]))
