"""An article on its way: text and metadata as found, not yet checked."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.read.metadata import Given


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format's reader hands on. `input` is the file's name, or `name:row`; `content_hash` is set where the text
    was extracted from bytes (HTML, DOCX)."""

    input: str
    text: str
    given: Given
    content_hash: str | None = None
