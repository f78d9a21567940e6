"""Plain text: the article is the content, code point for code point; a front-matter block is metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.read.draft import Draft
from quellenlage.read.metadata import Given, front_matter


def read_text(name: str, content: str, split: re.Pattern[str] | None = None) -> Iterator[Draft]:
    """The article of a plain text, or, with `split`, the articles between its matches (what matches is dropped)."""
    if split is None:
        given, text = front_matter(content)
        yield Draft(name, text, given)
        return
    shared, rest = front_matter(content)
    row = 0
    for part in _parts(rest, split):
        if part.strip():
            row += 1
            given, text = front_matter(part.lstrip("\r\n"))
            yield Draft(
                f"{name}:{row}",
                text.strip("\r\n"),
                given.over(Given(url=shared.url, outlet=shared.outlet, date=shared.date)),
            )
    if row == 0:
        yield Draft(name, rest, shared)


def _parts(text: str, split: re.Pattern[str]) -> Iterator[str]:
    at = 0
    for hit in split.finditer(text):
        if hit.end() > hit.start():
            yield text[at : hit.start()]
            at = hit.end()
    yield text[at:]
