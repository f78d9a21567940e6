"""The parts of an article's prose: headline, standfirst, dateline, subheads, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quellenlage.domain.annotations import By, Structure, StructureKind
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words
from quellenlage.read.units import INNER_END, SENTENCE_END

RULE = "structure"
TITLE_LENGTH = 220
SUBHEAD_LENGTH = 140
STANDFIRST_LENGTH = 450
SHARED_WORDS = 6
"""Words in a row that a standfirst shares with the body it sums up. Of 722 first paragraphs of news articles 19 share
six with a later one, 36 five, 88 four."""


def outline(text: str, pieces: Sequence[Span], is_prose: Sequence[bool]) -> tuple[list[Span], tuple[Structure, ...]]:
    """The prose blocks of `text` (a dateline is a block of its own), and what each of them is. `pieces` are the units
    of the text in order, furniture among them."""
    prose = [s for s, p in zip(pieces, is_prose, strict=True) if p]
    after_furniture = {s for i, s in enumerate(pieces) if i and is_prose[i] and not is_prose[i - 1]}
    before_furniture = {s for i, s in enumerate(pieces) if is_prose[i] and i + 1 < len(pieces) and not is_prose[i + 1]}
    blocks: list[Span] = []
    found: list[tuple[Span, StructureKind, str]] = []
    heads = [_headline_like(s.of(text)) if s.length <= TITLE_LENGTH else False for s in prose]
    top = next((i for i, head in enumerate(heads) if not head), len(prose))
    for i, span in enumerate(prose):
        if i < min(top, 2) and top < len(prose):
            blocks.append(span)
            found.append((span, "title", "headline above the text"))
            continue
        if i == top and 0 < i <= 2 and i + 1 < len(prose) and span.length <= STANDFIRST_LENGTH:
            why = _standfirst(text, span, prose[i + 1 :], span in after_furniture, span in before_furniture)
            if why:
                blocks.append(span)
                found.append((span, "standfirst", why))
                continue
        if heads[i] and _is_subhead(text, prose, heads, i):
            blocks.append(span)
            found.append((span, "subhead", "short line without full stop between paragraphs"))
            continue
        dateline = _dateline(span.of(text)) if i <= top + 1 else 0
        if dateline:
            line = Span(span.start, span.start + dateline).strip(text)
            rest = Span(line.end, span.end).strip(text)
            blocks += [line, rest]
            found += [(line, "dateline", "place before a dash"), (rest, "body", "running text")]
            continue
        blocks.append(span)
        found.append((span, "body", "running text"))
    return blocks, _merged(text, found)


def _merged(text: str, found: list[tuple[Span, StructureKind, str]]) -> tuple[Structure, ...]:
    """Paragraphs of body in a row become one part."""
    merged: list[tuple[Span, StructureKind, str]] = []
    for span, kind, why in found:
        if merged and kind == merged[-1][1] == "body" and not text[merged[-1][0].end : span.start].strip():
            merged[-1] = (merged[-1][0].hull(span), kind, why)
        else:
            merged.append((span, kind, why))
    return tuple(Structure(start=s.start, end=s.end, kind=k, by=By(rule=RULE, reason=w)) for s, k, w in merged)


def _headline_like(line: str) -> bool:
    """No full stop, colon or ellipsis at the end, no list, no line break; something to read in it."""
    if "\n" in line or line.startswith(("-", "*", "•", "·", "–")) or not any(c.isalpha() for c in line):
        return False
    bare = line.rstrip("“”\"»«’'")
    if bare.endswith(("?", "!")):  # a question by itself, not the end of a paragraph or of an interviewer's turn
        return not INNER_END.search(line) and not _SPEAKER_LABEL.match(line) and len(line) <= SUBHEAD_LENGTH
    return not bare.endswith((".", ":", ";", ",", "…")) and not SENTENCE_END.search(line)


_SPEAKER_LABEL = re.compile(r"[A-ZÄÖÜ][\w.&/ -]{1,40}:\s")


def _is_subhead(text: str, prose: Sequence[Span], heads: Sequence[bool], i: int) -> bool:
    """Running text before and after; two headline-like lines in a row are a list or a poem."""
    span = prose[i]
    if span.length > SUBHEAD_LENGTH or i == 0 or i + 1 >= len(prose) or heads[i - 1] or heads[i + 1]:
        return False
    before, after = prose[i - 1].of(text), prose[i + 1].of(text)
    return len(after) > span.length and not before.rstrip().endswith((":", ",")) and span.of(text)[0] not in "„»"


def _standfirst(text: str, span: Span, following: Sequence[Span], after: bool, before: bool) -> str | None:
    """Why the first paragraph sums the article up rather than beginning it, or None."""
    if _dateline(span.of(text)):
        return None
    if _dateline(following[0].of(text)):
        return "before the dateline"
    if before:
        return "parted from the text by page matter"
    if after and span.length < 0.75 * following[0].length:
        return "between page matter and the text"
    own = _runs(span.of(text))
    if any(own & _runs(later.of(text)) for later in following[:60]):
        return "comes again in the text"
    return None


def _runs(words: str) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", words.casefold())
    return {tuple(found[i : i + SHARED_WORDS]) for i in range(len(found) - SHARED_WORDS + 1)}


def _dateline(paragraph: str) -> int:
    """Length of a dateline at the start of `paragraph` ("BERLIN (dpa) –", "Wien –"), 0 if there is none."""
    hit = _dateline_pattern().match(paragraph[:160])
    if hit is None:
        return 0
    if hit.group("agency"):
        return hit.end()
    sentence = re.split(r"[.!?]", paragraph[hit.end() : hit.end() + 300], maxsplit=1)[0]
    # "Moskau – so der Sprecher – werde": a second dash makes it a parenthesis
    return 0 if re.search(r"\s[–—-]\s", sentence) else hit.end()


@cache
def _dateline_pattern() -> re.Pattern[str]:
    agencies = "|".join(sorted((re.escape(a) for a in load_words("furniture_agencies")), key=lambda a: (-len(a), a)))
    place = (
        r"(?!(?:Der|Die|Das|Ein|Eine|Im|In|Am|Und|Oder|Aber|Nein|Ja|Also|Nur|Kein|Keine|Mehr|Auch|Noch|Hier)\b)"
        r"[A-ZÄÖÜ][\w.'’-]+"
    )
    places = rf"{place}(?:\s(?:am|an der|ob der|im|de|di)\s{place}|\s{place}){{0,2}}(?:\s?/\s?{place}){{0,2}}"
    day = r"(?:,\s\d{1,2}\.\s?(?:[A-ZÄÖÜ][a-zäöü]+|\d{1,2}\.)(?:\s?\d{2,4})?)?"
    agency = rf"(?:\s?(?P<agency>\((?:{agencies}|\w{{2,4}})(?:[\s/,]+(?:{agencies}|\w{{2,4}}))*\)))?"
    # a hyphen needs room on both sides: "Baden-Württemberg" is no dateline
    return re.compile(rf"{places}{day}{agency}\.?(?:\s?[–—]\s*|\s-\s+)(?=[A-ZÄÖÜ„\"»\d])")
