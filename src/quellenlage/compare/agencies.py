"""News agencies credited by an article: by their sign, not by being named as a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table

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


def agencies_in(member: AnnotatedArticle) -> frozenset[str]:
    """Codes of the agencies whose copy the article says it prints: a sign in brackets or between slashes, a line that
    is only signs, "Quelle: dpa", or an author. A photo credit says nothing about the words and does not count."""
    return frozenset(credit.code for credit in credits_in(member))


def credits_in(member: AnnotatedArticle) -> tuple[Credit, ...]:
    """The agencies that the article credits, each once, at the first place that has its sign."""
    pictures = tuple(f.span for f in member.annotations.furniture if f.kind in ("credit", "caption"))
    return _credits(member.article.text, member.article.authors, pictures)


@lru_cache(maxsize=ARTICLES_KEPT)
def _credits(text: str, authors: tuple[str, ...], pictures: tuple[Span, ...]) -> tuple[Credit, ...]:
    found: dict[str, Span | None] = {}
    others = [author for author in authors if not _codes_in(author)]
    for match in _credit().finditer(text):
        if not any(p.start <= match.start() < p.end for p in pictures):
            codes = _codes_in(match[0])
            others += [sign for sign in re.findall(r"\w+(?:-\w+)?", match[0]) if not _codes_in(sign)]
            for code in sorted(codes):
                found.setdefault(code, Span(*match.span()).strip(text))
    for author in authors:
        for code in sorted(_codes_in(author)):
            found.setdefault(code, None)
    own = [sign for sign in others if sign not in _CREDITED]
    return tuple(Credit(code, span, not own) for code, span in sorted(found.items()))


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


@cache
def _codes() -> dict[str, str]:
    """From a sign, folded, to the agency's code."""
    return {sign.casefold(): row["code"] for row in load_table("wire_agencies") for sign in row["signs"].split("|")}


@cache
def _credit() -> re.Pattern[str]:
    """Signs as they are set under or before a report; other desks' signs may stand beside them ("dpa/fbs")."""
    signs = [sign for row in load_table("wire_agencies") for sign in row["signs"].split("|")]
    spelled = sorted({s for sign in signs for s in (sign, sign.lower(), sign.upper())}, key=lambda s: (-len(s), s))
    one = f"(?:{'|'.join(map(re.escape, spelled))})"
    row = rf"(?:\w+\s?[/,]\s?)*{one}(?:\s?[/,-]\s?\w+)*"
    return re.compile(
        rf"\({row}\)|^\s*{row}\s*$|(?:Quelle|Mit Material von|Mit Material der):? (?:der )?{row}", re.MULTILINE
    )
