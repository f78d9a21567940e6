"""News agencies credited by an article: by their sign, not by being named as a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quellenlage.compare.entries import entries_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table

NEAR = 150
"""Characters before and behind a passage in which an agency is named with it: a sentence."""
ARTICLES_KEPT = 512
"""Articles whose credits are kept: every claim of a story asks for those of its articles."""

_CREDITED = frozenset(("Quelle", "Mit", "Material", "von", "der"))
"""Words of a credit that are no sign."""
_SIGN = re.compile(r"[a-z]{2,5}")
_SIGNED = re.compile(
    # "Celle (xyz). Nach ...", and at the end of a line behind a finished sentence: "... zu. (xyz/ab)"
    r"""^(?:[A-ZÄÖÜ][\w./-]*,?[ ]){1,3}\(([\w/, ]{2,20})\)[.:]?[ ][–—A-ZÄÖÜ„"]"""
    r"""|(?:^|[.!?“”"«»])[ ]?\((?:\w+:[ ])?([\w/, ]{2,20})\)[ ]*$""",
    re.MULTILINE,
)


class Credit(NamedTuple):
    """An agency's code, where its sign stands (None: among the authors), and whether the article names nobody else as
    the one who wrote it."""

    code: str
    span: Span | None
    alone: bool


class Sign(NamedTuple):
    """Where an article credits agencies: their codes, the sign (None: among the authors), who is named beside them, and
    the stretch that it stands for (None: the whole article)."""

    codes: frozenset[str]
    span: Span | None
    others: frozenset[str]
    part: Span | None


def credits_in(member: AnnotatedArticle) -> tuple[Credit, ...]:
    """The agencies that the article credits, each once, at the first place that has its sign. Beside *mit* (*(mit
    dpa)*), or where only one of many reports is signed, the agency is not alone."""
    signs = signs_in(member)
    first: dict[str, Span | None] = {}
    for sign in signs:
        for code in sorted(sign.codes):
            first.setdefault(code, sign.span)
    alone = not any(sign.others or sign.part for sign in signs) and all(map(_codes_in, member.article.authors))
    return tuple(Credit(code, span, alone) for code, span in sorted(first.items()))


def signs_in(member: AnnotatedArticle) -> tuple[Sign, ...]:
    """All places where the article says that it prints an agency's copy: a sign in brackets, between slashes or behind
    the last sentence of a line, a line that is only signs, "Quelle: dpa"; last of all, an author. A photo credit says
    nothing about the words and does not count."""
    pictures = tuple(f.span for f in member.annotations.furniture if f.kind in ("credit", "caption"))
    return _signs(member.article, pictures)


@lru_cache(maxsize=ARTICLES_KEPT)
def _signs(article: Article, pictures: tuple[Span, ...]) -> tuple[Sign, ...]:
    found = _found(article.text, article.authors, pictures)
    if not any(sign.span for sign in found):
        return found
    starts = tuple(start for start, _ in entries_of(article))
    closing = {sign.codes for sign in found if sign.span and _closes(article.text, sign.span)}
    if len(closing) < 2 and not starts:
        return found
    return tuple(_parts(article.text, found, starts))


def _parts(text: str, signs: Sequence[Sign], starts: Sequence[int]) -> Iterator[Sign]:
    """The signs of a text of many reports, which may begin at `starts`, each with its own: what stands before it, up to
    the sign before; where something follows in its line (*Celle (dpa) - ...*), what stands behind it."""
    placed = [sign.span for sign in signs if sign.span]
    for sign in signs:
        span = sign.span
        if span is None:
            yield sign
        elif _closes(text, span):
            before = [s.end for s in placed if s.end <= span.start and _closes(text, s)]
            yield sign._replace(part=Span(max((0, *before, *(s for s in starts if s <= span.start))), span.end))
        else:
            after = [s.start for s in placed if s.start >= span.end]
            yield sign._replace(part=Span(span.start, min((len(text), *after, *(s for s in starts if s >= span.end)))))


def _closes(text: str, sign: Span) -> bool:
    """True for a sign at the end of its line."""
    end = text.find("\n", sign.end)
    return not text[sign.end : len(text) if end < 0 else end].strip(" \t).")


def _found(text: str, authors: tuple[str, ...], pictures: tuple[Span, ...]) -> tuple[Sign, ...]:
    """The signs in a text and among its authors, each taken for that of the whole article."""
    found = []
    for match in _credit().finditer(text):
        if not any(p.start <= match.start() < p.end for p in pictures):
            words = re.findall(r"\w+(?:-\w+)?", match[0])
            others = frozenset(w for w in words if not _codes_in(w) and w not in _CREDITED)
            found.append(Sign(frozenset(_codes_in(match[0])), Span(*match.span()).strip(text), others, None))
    credited = [author for author in authors if _codes_in(author)]
    found += [Sign(frozenset(_codes_in(author)), None, frozenset(), None) for author in credited]
    return tuple(found)


@cache
def agency_name(code: str) -> str:
    """The agency's name, by its code; the code itself if no list has it."""
    return next((row["name"] for row in load_table("wire_agencies") if row["code"] == code), code)


def shared_signs(members: Sequence[AnnotatedArticle]) -> list[str]:
    """Signs in lower case that all the articles set where agencies stand: behind the dateline, at the end of a line, or
    as an author. Of articles of several outlets such a sign is no editor's: it is an agency that no list knows."""
    signs = [_signs_of(member) for member in members]
    return sorted(frozenset.intersection(*signs)) if signs else []


def _signs_of(member: AnnotatedArticle) -> frozenset[str]:
    article = member.article
    pictures = [f.span for f in member.annotations.furniture if f.kind in ("credit", "caption")]
    found = [m for m in _SIGNED.finditer(article.text) if not any(p.start <= m.start() < p.end for p in pictures)]
    rows = (*article.authors, *(m[1] or m[2] for m in found))
    return frozenset(w for row in rows for w in re.split(r"[/,\s]+", row) if _SIGN.fullmatch(w))


def _codes_in(words: str) -> set[str]:
    codes = _codes()
    return {codes[w.casefold()] for w in re.findall(r"\w+(?:-\w+)?", words) if w.casefold() in codes}


def named_near(text: str, passage: Span) -> frozenset[str]:
    """Codes of the agencies that a text names in a passage or close to it, as a source or as the one who was told."""
    near = text[max(0, passage.start - NEAR) : passage.end + NEAR]
    return frozenset(_named()[match[0]] for match in _naming().finditer(near))


@cache
def _named() -> dict[str, str]:
    """From a name or sign as it is written in a sentence to the agency's code."""
    found = {sign: row["code"] for row in load_table("wire_agencies") for sign in row["signs"].split("|")}
    for row in load_table("wire_agencies"):
        found |= dict.fromkeys((row["name"], row["name"].replace("Deutsche ", "Deutschen ", 1)), row["code"])
    return found


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_named(), key=lambda n: (-len(n), n))))})\b")


def _spelled() -> list[str]:
    """The signs, as they are written, in small letters, and in capitals, the longest first."""
    signs = [sign for row in load_table("wire_agencies") for sign in row["signs"].split("|")]
    return sorted({s for sign in signs for s in (sign, sign.lower(), sign.upper())}, key=lambda s: (-len(s), s))


@cache
def _codes() -> dict[str, str]:
    """From a sign, folded, to the agency's code."""
    return {sign.casefold(): row["code"] for row in load_table("wire_agencies") for sign in row["signs"].split("|")}


@cache
def _credit() -> re.Pattern[str]:
    """Signs as they are set under or before a report; other desks' signs may stand beside them ("dpa/fbs"), and the
    outlet's own, which used what the agency sent ("Tsp mit dpa")."""
    one = f"(?:{'|'.join(map(re.escape, _spelled()))})"
    row = rf"(?:\w+\s?[/,]\s?)*{one}(?:\s?[/,-]\s?\w+)*"
    beside = rf"(?:(?:\w+,?[ ]){{0,2}}mit[ ]|\w+[ ][a-zäöüß]+\s?/\s?)?{row}"
    return re.compile(
        rf"\({beside}\)|^\s*{row}\s*$|(?<=[.!?…“”\"»«])[ \t]+(?:mit[ ])?{row}[ \t]*$"
        rf"|(?:Quelle|Mit Material von|Mit Material der):? (?:der )?{row}",
        re.MULTILINE,
    )
