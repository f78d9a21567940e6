"""A file in Rich Text Format: one article, or many parted by headings, or by `split` where there are none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from quellenlage.domain.article import Refused
from quellenlage.read.draft import Draft
from quellenlage.read.metadata import Given
from quellenlage.read.sections import Block, drafts_of, level_of

RTF_LIMIT = 50_000_000
"""Bytes of the file; most of a large one are pictures."""

_BEGIN = re.compile(rb"\s*\{\\rtf")
_PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{400,}")
"""Pictures are long rows of hex digits, and no text is: they are taken out before the text is read sign by sign."""
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_BRACE = re.compile(rb"\\.|[{}]", re.DOTALL)
_STYLE = re.compile(r"\{(?:\\\*)?\\s(\d+)\b[^{};]*?\s?([^\\{};]*(?:\\'[0-9a-f]{2}[^\\{};]*)*);\}")
_IN_STYLE = re.compile(r"\\s(\d+)(?![a-z\d])")
_LEVEL = re.compile(r"\\outlinelevel(\d)(?!\d)")
_MARK = 0xE6A0
"""The first of ten signs for private use that stand before a heading: its level. They are taken out of texts."""
_MARKED = re.compile(f"[{chr(_MARK)}-{chr(_MARK + 9)}]")


def read_rtf(name: str, data: bytes, split: re.Pattern[str] | None = None) -> Iterator[Draft | Refused]:
    """The articles of a file, `name:1`, `name:2`… if there are several. Refused if damaged."""
    reason = _fault(data)
    if reason is not None:
        yield Refused(name, f"damaged file: {reason}")
        return
    try:
        marked = _with_marks(_without_pictures(data).decode("cp1252", "replace"))
        text = rtf_to_text(marked, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError, IndexError) as fault:
        yield Refused(name, f"damaged file: {type(fault).__name__}")
        return
    digest = hashlib.sha256(data).hexdigest()
    blocks = list(_blocks(_whole(text)))
    if split is None or any(level is not None for level, _words in blocks):
        yield from drafts_of(name, blocks, digest)
        return
    parts = [part for part in split.split("\n\n".join(words for _level, words in blocks)) if part and part.strip()]
    for row, part in enumerate(parts, start=1):
        yield Draft(name if len(parts) == 1 else f"{name}:{row}", part.strip(), Given(), digest)
    if not parts:
        yield Refused(name, "empty")


def _fault(data: bytes) -> str | None:
    """What is wrong with the file as a whole: it is no RTF, or its end is missing."""
    if not _BEGIN.match(data):
        return "no RTF"
    depth = 0
    for found in _BRACE.finditer(_without_pictures(data)):
        if found[0] == b"{":
            depth += 1
        elif found[0] == b"}":
            depth -= 1
            if depth == 0:
                return None
    return "the end is missing"


def _without_pictures(data: bytes) -> bytes:
    parts, at = [], 0
    while (found := _BINARY.search(data, at)) is not None:
        parts.append(data[at : found.start()])
        at = found.end() + int(found[1])
    return _PICTURE.sub(b"", b"".join((*parts, data[at:])))


def _with_marks(text: str) -> str:
    """With a sign before each paragraph that is a heading by its style or its outline level."""
    begin = re.search(r"\\pard(?![a-z])|\\plain(?![a-z])", text)
    at = text.rfind("{\\stylesheet", 0, begin.start()) if begin else -1
    sheet, body = ("", text) if at < 0 else (text[at : _end_of_group(text, at)], text[_end_of_group(text, at) :])
    levels = {int(n): level for n, words in _STYLE.findall(sheet) if (level := level_of(words)) is not None}
    before = "" if at < 0 else text[: at + len(sheet)]

    def mark(level: int, written: str) -> str:
        return f"{written}\\uc1\\u{_MARK + min(level, 9) - 0x10000}?"

    body = _IN_STYLE.sub(lambda m: mark(levels[int(m[1])], m[0]) if int(m[1]) in levels else m[0], body)
    body = _LEVEL.sub(lambda m: mark(int(m[1]) + 1, m[0]), body) if not levels else body
    return before + body


def _end_of_group(text: str, at: int) -> int:
    depth = 0
    for found in re.finditer(r"\\.|[{}]", text[at:], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return at + found.end()
    return len(text)


def _blocks(text: str) -> Iterator[Block]:
    for line in text.split("\n"):
        marks = [ord(mark) - _MARK for mark in _MARKED.findall(line)]
        words = _MARKED.sub("", line).strip()
        if words:
            yield (marks[0] if marks else None), words


def _whole(text: str) -> str:
    """Pairs of halves of characters put together; a half alone is replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
