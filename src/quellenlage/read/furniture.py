"""What of a text is prose, and what is page matter; the rules are of news pages in general, the words in the lexicon.

Each unit (`units.py`) is taken by the first rule that fits. Three rules need the neighbours: captions beside a credit,
the links under "Auch interessant", and a headline that comes again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from quellenlage.domain.annotations import By, Furniture, FurnitureKind, Layout
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.read.notices import is_notice
from quellenlage.read.structure import outline
from quellenlage.read.units import INNER_END, SENTENCE_END, Unit, units_of

RULE = "furniture"
PICTURE = "picture credit"
SOURCE = "source named"
CAPTION_LENGTH = 450
"""Longest caption in characters; a longer text that ends in a credit is prose with a credit."""
REST_LENGTH = 60
"""With less than this left of a unit beside its page matter, the unit is page matter."""
SCAN = 400
"""Characters at either end of a unit that the patterns look at: page matter stands at the ends."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a unit; `kind` is None for prose."""

    span: Span
    kind: FurnitureKind | None
    reason: str = ""


def lay_out(text: str) -> Layout:
    """Furniture, structure and blocks of `text`. Every offset counts its code points; never raises on any text."""
    units = units_of(text)
    pieces = [_pieces(unit, i, units) for i, unit in enumerate(units)]
    _mark_crumbs(units, pieces)
    _mark_repeated_title(units, pieces)
    _mark_captions(units, pieces)
    _mark_links(units, pieces)
    flat = [p for of_unit in pieces for p in of_unit]
    prose, structure = outline(text, [p.span for p in flat], [p.kind is None for p in flat])
    furniture = tuple(
        Furniture(start=p.span.start, end=p.span.end, kind=p.kind, by=By(rule=RULE, reason=p.reason))
        for p in flat
        if p.kind is not None
    )
    return Layout(furniture, structure, tuple(sorted([*prose, *(f.span for f in furniture)])))


# --- one unit ------------------------------------------------------------------------------------------------------


def _pieces(unit: Unit, index: int, units: Sequence[Unit]) -> list[Piece]:
    for rule in _RULES:
        found = rule(unit)
        if found:
            return found
    if _is_section(unit.text) and index < 3 and len(units) > index + 1 and not any(_ends(u) for u in units[:index]):
        return [Piece(unit.span, "nav", "section name")]
    if is_notice(unit.text, (index + 1) / len(units)):
        return [Piece(unit.span, "notice", "outlet speaks to its readers")]
    return _sign(unit, last=all(not _ends(u) for u in units[index + 1 : index + 13]) and len(units) - index <= 12)


def _no_words(unit: Unit) -> list[Piece]:
    if len(unit.text) <= SCAN and not any(c.isalnum() for c in unit.text):
        return [Piece(unit.span, "nav", "no words")]
    return []


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|@\w+")


def _address(unit: Unit) -> list[Piece]:
    return [Piece(unit.span, "nav", "address")] if _ADDRESS.fullmatch(unit.text[: SCAN * 5]) else []


def _wording(unit: Unit) -> list[Piece]:
    """The wordings of `furniture_phrases.tsv`: of the whole unit or, in a longer one, of the sentences with them."""
    if len(unit.text) > 1200:
        return []
    plain = _plain(unit.text)
    bare = plain.strip(" .:!|*-–—[]")
    for where in ("whole", "start"):
        if _any_phrase(where).match(bare if where == "whole" else plain):
            for _, pattern, kind, limit, phrase in _phrases(where):
                if len(plain) <= limit and (pattern.fullmatch(bare) if where == "whole" else pattern.match(plain)):
                    return [Piece(unit.span, kind, f"wording of page matter: {phrase}")]
    return _wording_inside(unit)


def _wording_inside(unit: Unit) -> list[Piece]:
    if not _any_phrase("any").search(_plain(unit.text)):
        return []
    sentences = _sentences(unit.text)
    hits = [_phrase_in(unit.text[a:b], len(unit.text)) for a, b in sentences]
    marked = [i for i, hit in enumerate(hits) if hit is not None]
    if not marked:
        return []
    kind, phrase = next(hit for hit in hits if hit is not None)
    reason = f"wording of page matter: {phrase}"
    start, end = sentences[marked[0]][0], sentences[marked[-1]][1]
    if len(unit.text) - (end - start) < max(REST_LENGTH, 0.25 * len(unit.text)):
        return [Piece(unit.span, kind, reason)]
    return _cut(unit, start, end, kind, reason)


def _phrase_in(sentence: str, length: int) -> tuple[FurnitureKind, str] | None:
    """What stands in quotation marks is somebody's words, not the page's."""
    plain = _plain(_QUOTED.sub(" ", sentence))
    for _, pattern, kind, limit, phrase in _phrases("any"):
        if length <= limit and pattern.search(plain):
            return kind, phrase
    return None


def _sentences(text: str) -> list[tuple[int, int]]:
    """Roughly: page matter in the middle of a paragraph is told by whole sentences."""
    cuts = [hit.end() for hit in _SENTENCE_GAP.finditer(text)]
    return [(a, a + len(text[a:b].rstrip())) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _cut(unit: Unit, start: int, end: int, kind: FurnitureKind, reason: str) -> list[Piece]:
    """The unit in up to three pieces: prose, the page matter at [start, end), prose."""
    at = unit.span.start
    spans = [Span(at, at + start), Span(at + start, at + end), Span(at + end, unit.span.end)]
    words = [unit.text[:start], unit.text[start:end], unit.text[end:]]
    return [
        Piece(
            Span(s.start + len(w) - len(w.lstrip()), s.end - (len(w) - len(w.rstrip()))),
            kind if i == 1 else None,
            reason if i == 1 else "",
        )
        for i, (s, w) in enumerate(zip(spans, words, strict=True))
        if w.strip()
    ]


_BRACKETED = re.compile(r"\[[^\[\]]{50,600}\]\.?")
_SENTENCE_GAP = re.compile(r"(?<=[a-zäöüß0-9\])“”\"»«][.!?\]])[\"“”»«]?\s+(?=[A-ZÄÖÜ„\"»«\[])")


def _bracketed(unit: Unit) -> list[Piece]:
    """A notice set in square brackets between sentences of the article."""
    for hit in _BRACKETED.finditer(unit.text[: SCAN * 50]):
        inside = Unit(unit.span, hit.group(), unit.paragraph)
        found = _wording(inside)
        if found or is_notice(hit.group(), 1.0):
            kind = next((p.kind for p in found if p.kind), None) or "notice"
            return _cut(unit, hit.start(), hit.end(), kind, "notice in brackets")
    return []


_BUTTON_SEPARATORS = re.compile(r"[\s|/·•,;:()\d+&-]+")


def _buttons(unit: Unit) -> list[Piece]:
    """Nothing but words of buttons, also run together: "DruckenTeilen"."""
    if len(unit.text) > 200:
        return []
    rest = _BUTTON_SEPARATORS.sub("", unit.text)
    return [Piece(unit.span, "nav", "buttons")] if rest and _button_line().fullmatch(rest) else []


_TRAIL = re.compile(r"\s*(?:[>»›→|/]|::)\s*")


def _trail(unit: Unit) -> list[Piece]:
    """A crumb trail on one line: "Startseite > Politik > Ausland"."""
    if len(unit.text) > 160:
        return []
    parts = [p for p in _TRAIL.split(unit.text) if p]
    if len(parts) >= 2 and (parts[0] in load_words("furniture_home") or all(_is_section(p) for p in parts)):
        return [Piece(unit.span, "nav", "crumb trail")]
    return []


def _byline(unit: Unit) -> list[Piece]:
    if len(unit.text) > 200:
        return []
    plain = _plain(unit.text, fold=False)
    if _AUTHOR.fullmatch(plain):
        return [Piece(unit.span, "byline", "author line")]
    if _DATE_LINE.fullmatch(plain):
        return [Piece(unit.span, "byline", "date line")]
    return []


_PROGRAMME = re.compile(r"[A-ZÄÖÜ][^.!?:|]{1,60}:\s[^|]+(?:\|[^|]+)+")
_AIRED = re.compile(r"\|\s*(?:\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{1,2}[:.]\d{2}(?:\s*Uhr)?)\s*(?:\||$)")


def _programme(unit: Unit) -> list[Piece]:
    """A broadcaster's note of when it was on air: a label, then programme, day and hour parted by bars."""
    if len(unit.text) <= 200 and _PROGRAMME.fullmatch(unit.text) and _AIRED.search(unit.text):
        return [Piece(unit.span, "nav", "programme note")]
    return []


_CAP = r"[A-ZÄÖÜÉÈŠČŽŁŞÇ](?:[\w'’-]+|\.)"
_NAME = (
    rf"(?:(?:Dr|Prof|Dipl)\.\s+)*{_CAP}(?:\s+(?:von|van|de|der|den|di|da|del|al|bin|el)\b|\s+{_CAP}|\s+[A-Z]\.){{1,4}}"
)
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s+und\s+|\s*&\s*|\s*/\s*){_NAME}){{0,5}}"
_AUTHOR = re.compile(
    r"(?:(?:Ein|Eine)\s+[\w-]+\s+)?"
    r"(?:[Vv]on|VON|Autor(?:en|in|innen)?\s*:|Text\s*:|Interview\s*:|Protokoll\s*:|Redaktion\s*:"
    rf"|Verfasst von|Aufgezeichnet von|Geschrieben von)\s+"
    rf"(?:{_NAMES}|(?:der\s+)?Redaktion|unserem Korrespondenten {_NAMES})"
    r"(?:\s*[,|/–-]\s*[\wÄÖÜäöüß .,:/-]{1,50})?"
)
_DAY = r"(?:\w+,?\s+(?:den\s+)?)?\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zäöü]{2,8}\.?)\s?\d{2,4}"
_DATE_LINE = re.compile(
    r"(?:(?:Stand|Aktualisiert|Zuletzt aktualisiert|Veröffentlicht|Erschienen|Erstellt|Publiziert|Update|Datum)"
    r"\s*(?:am|vom)?\s*:?\s*)?"
    rf"{_DAY}(?:\s*(?:[,|–-]|um)?\s*\d{{1,2}}[:.]\d{{2}}(?::\d\d)?(?:\s*Uhr)?)?(?:\s*[|–-].{{0,60}})?",
)


def _credit(unit: Unit) -> list[Piece]:
    """A credit alone on its line, or at the end of a caption: "Foto: …", "© …", "Quelle: … © …"."""
    head = _credit_line().fullmatch(unit.text) if len(unit.text) <= 220 else None
    if head and not INNER_END.search(unit.text):
        return [Piece(unit.span, "credit", SOURCE if head.group("text") and "©" not in unit.text else PICTURE)]
    offset = max(0, len(unit.text) - SCAN)
    tail = _credit_tail().search(unit.text[offset:])
    if tail is None:
        return []
    at = offset + tail.start()
    credit = Span(unit.span.start + at + len(tail.group()) - len(tail.group().lstrip()), unit.span.end)
    front = Span(unit.span.start, unit.span.start + len(unit.text[:at].rstrip()))
    why = PICTURE if tail.group("picture") else SOURCE
    if not front.length:
        return [Piece(credit, "credit", why)]
    of_picture = tail.group("picture") is not None and front.length <= CAPTION_LENGTH
    return [
        Piece(front, "caption", "text before a picture credit") if of_picture else Piece(front, None),
        Piece(credit, "credit", why),
    ]


def _sign(unit: Unit, last: bool) -> list[Piece]:
    """Prose, without an agency's or author's sign at its end: "(dpa/AFP)", "(mit dpa)", "(sek)"."""
    tail = unit.text[-60:]
    hit = _agency_sign().search(tail) or (_AUTHOR_SIGN_LAST if last else _AUTHOR_SIGN).search(tail)
    if hit is None or hit.group(1).casefold() in {"(sic)", "(usa)", "(eu)", "(un)", "(uno)", "(is)"}:
        return [Piece(unit.span, None)]
    start = unit.span.end - len(tail) + hit.start(1)
    sign = Piece(Span(start, unit.span.end), "byline", "sign of agency or author")
    front = Span(unit.span.start, unit.span.start + len(unit.text[: start - unit.span.start].rstrip()))
    return [Piece(front, None), sign] if front.length else [sign]


_AFTER_SENTENCE = r"(?:^|(?<=[.!?…“”\"»«])\s*)"
_AUTHOR_SIGN = re.compile(rf"{_AFTER_SENTENCE}(\([a-zäöü]{{2,4}}(?:\s*[/,]\s*[a-zäöü]{{2,4}})*\))$")
_AUTHOR_SIGN_LAST = re.compile(rf"{_AFTER_SENTENCE}(\([A-Za-zäöü]{{2,4}}(?:\s*[/,]\s*[A-Za-zäöü]{{2,4}})*\))$")

_RULES: tuple[Callable[[Unit], list[Piece]], ...] = (
    _no_words,
    _address,
    _buttons,
    _trail,
    _bracketed,
    _wording,
    _byline,
    _programme,
    _credit,
)


# --- units beside each other ---------------------------------------------------------------------------------------

_CRUMB = re.compile(r"(\d{1,2})\.\s+(.{2,40})")


def _mark_crumbs(units: Sequence[Unit], pieces: list[list[Piece]]) -> None:
    """A numbered crumb trail: counts up from 1, and starts with the home page or is made of section names."""
    i = 0
    while i < len(units):
        run: list[str] = []
        while i + len(run) < len(units):
            hit = _CRUMB.fullmatch(units[i + len(run)].text) if len(units[i + len(run)].text) < 50 else None
            if hit is None or int(hit.group(1)) != len(run) + 1:
                break
            run.append(hit.group(2))
        if run and (run[0] in load_words("furniture_home") or all(_is_section(r) for r in run)):
            for k in range(i, i + len(run)):
                pieces[k] = [Piece(units[k].span, "nav", "crumb trail")]
        i += len(run) or 1


def _mark_repeated_title(units: Sequence[Unit], pieces: list[list[Piece]]) -> None:
    """The headline once more, as the picture's text (a credit may be glued to it)."""
    title = next((u for u, p in zip(units, pieces, strict=True) if p[0].kind is None), None)
    if title is None or _ends(title) or len(title.text) > 250 or len(title.text) < 12:
        return
    for k, unit in enumerate(units):
        if unit is title or not unit.text.startswith(title.text) or len(unit.text) > len(title.text) + 120:
            continue
        if unit.text == title.text:
            pieces[k] = [Piece(unit.span, "caption", "headline repeated")]
        elif pieces[k][-1].kind == "credit":
            pieces[k] = [Piece(p.span, "caption", "headline repeated") if p.kind is None else p for p in pieces[k]]


def _mark_captions(units: Sequence[Unit], pieces: list[list[Piece]]) -> None:
    """Short lines above a credit in the same stretch between blank lines, and paragraphs that point at a picture."""
    sizes: dict[int, int] = {}
    for unit in units:
        sizes[unit.paragraph] = sizes.get(unit.paragraph, 0) + 1
    for k in range(len(units) - 1, -1, -1):
        if pieces[k][-1].reason != PICTURE:
            continue
        captioned = pieces[k][0].kind == "caption"
        for j in range(k - 1, max(-1, k - 4), -1):
            unit = units[j]
            # in a text of one paragraph a line, the line before the credit is prose
            beside = unit.paragraph == units[k].paragraph and sizes[unit.paragraph] <= 4 and len(sizes) >= 3
            pointing = any(w in unit.text for w in load_words("furniture_caption"))
            if not _is_prose(pieces[j]) or len(unit.text) > CAPTION_LENGTH or _quotes_only(unit.text):
                break
            if (beside and (not _ends(unit) or not captioned)) or (pointing and not captioned and j == k - 1):
                pieces[j] = [Piece(unit.span, "caption", "beside a picture credit")]
                captioned = captioned or _ends(unit)
            else:
                break


def _mark_links(units: Sequence[Unit], pieces: list[list[Piece]]) -> None:
    """Headlines of other articles under a heading such as "Auch interessant"."""
    for k, unit in enumerate(units):
        lead = pieces[k][0]
        if lead.kind != "related" or not _only_heading(unit.text):
            continue
        following = []
        for j in range(k + 1, len(units)):
            if pieces[j][0].kind in ("related", "nav"):
                continue
            if not _is_prose(pieces[j]) or len(units[j].text) > 160 or SENTENCE_END.search(units[j].text.rstrip("?!")):
                break
            following.append(j)
        reaches_end = not following or following[-1] == len(units) - 1
        beside = [j for j in following if units[j].paragraph == unit.paragraph]
        # with text to come, the last headline may be a subhead of the article: only those on the next lines are links
        for j in following if reaches_end else beside:
            pieces[j] = [Piece(units[j].span, "related", "under a heading of links")]


def _only_heading(text: str) -> bool:
    plain = text.strip()
    return len(plain) <= 80 and (plain.endswith((":", "…")) or _plain(plain).strip(" .:!") in _related_headings())


# --- words -----------------------------------------------------------------------------------------------------------

_QUOTED = re.compile(r"„[^“”\"]*[“”\"]|“[^“”]*”|\"[^\"]*\"|»[^»«]*«|«[^»«]*»")
_SPACE = re.compile(r"\s+")


def _plain(text: str, fold: bool = True) -> str:
    evened = _SPACE.sub(" ", text).strip()
    return evened.casefold() if fold else evened


def _ends(unit: Unit) -> bool:
    return bool(SENTENCE_END.search(unit.text[-60:]))


def _is_prose(of_unit: list[Piece]) -> bool:
    return len(of_unit) == 1 and of_unit[0].kind is None


def _quotes_only(text: str) -> bool:
    return text.startswith(("„", "»", "“", '"'))


def _is_section(text: str) -> bool:
    plain = _plain(text, fold=False).strip(" :|>»")
    sections = load_words("furniture_sections")
    return plain in sections or (plain.isupper() and (plain.capitalize() in sections or plain in sections))


@cache
def _phrases(where: str) -> tuple[tuple[str, re.Pattern[str], FurnitureKind, int, str], ...]:
    rows = []
    for row in load_table("furniture_phrases"):
        if row["where"] != where:
            continue
        pattern = "[^„“»]{0,300}?".join(
            re.escape(_plain(part)).replace("\\ ", " ") for part in row["phrase"].split("…")
        )
        pattern = pattern.replace(" [^", "[^")
        if row["phrase"][-1].isalpha():
            pattern += r"(?!\w)"
        kind: FurnitureKind = row["kind"]  # type: ignore[assignment]
        rows.append((row["where"], re.compile(pattern), kind, int(row["limit"]), row["phrase"]))
    return tuple(rows)


@cache
def _any_phrase(where: str) -> re.Pattern[str]:
    """All of them at once: most lines hold none."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern, _, _, _ in _phrases(where)))


@cache
def _related_headings() -> frozenset[str]:
    return frozenset(
        _plain(r["phrase"]).strip(" .:!") for r in load_table("furniture_phrases") if r["kind"] == "related"
    )


@cache
def _button_line() -> re.Pattern[str]:
    words = sorted((_BUTTON_SEPARATORS.sub("", w) for w in load_words("furniture_buttons")), key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(map(re.escape, words)) + ")+", re.IGNORECASE)


@cache
def _credit_words() -> tuple[str, str]:
    rows = load_table("furniture_credits")
    of = {
        k: "|".join(sorted((re.escape(r["word"]) for r in rows if r["of"] == k), key=len, reverse=True))
        for k in ("picture", "text")
    }
    return of["picture"], of["text"]


@cache
def _credit_line() -> re.Pattern[str]:
    picture, text = _credit_words()
    return re.compile(
        rf"[(\[]?\s*(?:(?:{picture}|(?P<text>{text}))\s*(?::|©|\(c\)|/)\s*\S.{{0,160}}|(?:©|\(c\))\s*\S.{{0,160}}"
        rf"|(?:picture alliance|imago images|imago|Getty Images)\s*/\s*\S.{{0,100}})"
    )


@cache
def _credit_tail() -> re.Pattern[str]:
    picture, text = _credit_words()
    before = r"(?:(?<=[.!?…“”\"»«)\]])\s*|(?<=[a-zäöüß])(?=[A-Z(])|(?<=\S)\s+(?=[(\[©]))"
    body = r"(?:(?![.!?]\s+[A-ZÄÖÜ][a-zäöü]+\s[a-zäöü]).){1,110}"
    of_picture = (
        rf"(?P<picture>[(\[]\s*(?:{picture})\s*:[^()\[\]]{{1,100}}[)\]]|(?:{picture})\s*:\s*\S{body}"
        rf"|(?:(?:{text})\s*:\s*[^.:]{{0,40}})?(?:©|\(c\)\s)\s*\S{body})"
    )
    of_text = (
        rf"(?P<text>[(\[]\s*(?:{text})\s*:[^()\[\]]{{1,100}}[)\]]|(?:{text})\s*:\s*\S[^.!?]{{0,60}}(?:\.[a-z]{{2,4}})?)"
    )
    return re.compile(rf"{before}(?:{of_picture}|{of_text})\s*\.?$", re.DOTALL)


@cache
def _agency_sign() -> re.Pattern[str]:
    agencies = "|".join(sorted((re.escape(a) for a in load_words("furniture_agencies")), key=lambda a: (-len(a), a)))
    one = rf"(?:{agencies})"
    # a house sign may stand beside the agency's: "(dpa/jm)"
    many = (
        rf"(?:(?:\w{{2,4}}\s*[/,]\s*)*{one}(?:(?:\s*[/,+&]\s*|\s+und\s+)(?:mit\s+)?(?:{one}|\w{{2,4}}))*"
        r"|Agenturen|Agenturmaterial|Material\s+(?:von|der)\s+[\w, /]{2,30})"
    )
    return re.compile(rf"(?:^|\s|(?<=[.!?…“”\"»«]))(\((?:mit\s+)?{many}\))$", re.IGNORECASE)
