"""Where German sentences end: full stops told apart from those of ordinals, abbreviations, initials and clock times.

Every terminator is a candidate and a short chain of rules decides; no sentence crosses a block. A closing quotation
mark or bracket belongs to the sentence it closes. Rules after the orthography's section on the full stop (Amtliche
Regelung 2018, §§ 67-71 and 101-105) and the practice of news texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.quotemarks import QuoteMark, quote_marks

_TERMINATOR = re.compile(r"[.!?…]+")
_WORD_BEFORE = re.compile(r"[\w'’&/-]+$")
_SHORT_CHAIN = re.compile(r"(?:(?<!\w)[^\W\d_]{1,4}\.[ \u00a0\u202f\u2009]?)*(?<!\w)[^\W\d_]{1,6}\.$")
_NEXT_WORD = re.compile(r"[\w'’-]+")
_ROMAN = re.compile(r"[IVX]{1,6}$")
_SKIP = " \t\r\n\u00a0\u202f\u2009\u200b"
_OPENERS = "([„‚“\"»«›‹'‘–—-•*"
_LOOK_BACK = 600
"""How far back the opening bracket of a closing one is looked for."""
_NEAR = 80
"""How far back the words before a full stop are looked at: a hostile text may be one block of any length."""


def find_sentences(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of all blocks in order, without white space around them. A block's end always ends a sentence."""
    marks = quote_marks(text, blocks)
    found = []
    for block in blocks:
        at = block.start
        for end in _ends(text, block, marks):
            found.append(Span(at, end).strip(text))
            at = end
        found.append(Span(at, block.end).strip(text))
    return tuple(s for s in found if s.length)


def _ends(text: str, block: Span, marks: Mapping[int, QuoteMark]) -> Iterator[int]:
    """Offsets behind the last character of every sentence inside the block, its end aside."""
    for match in _TERMINATOR.finditer(text, block.start, block.end):
        end, bracket = _with_closers(text, match.end(), block, marks)
        follow = _skip(text, end, block.end)
        if follow == block.end:
            continue
        if follow == end and text[end] not in "–—":
            if _glued(text, block, match.span(), follow):
                yield end
            continue
        if bracket is not None and not _bracket_stands_alone(text, bracket, block):
            continue
        if _ends_here(text, block, match.span(), follow):
            yield end


def _glued(text: str, block: Span, terminator: tuple[int, int], follow: int) -> bool:
    """True if two sentences lost the space between them ("folgen.Eine"): a word before, a function word behind."""
    before = _WORD_BEFORE.search(text, _near(block, terminator[0]), terminator[0])
    next_ = _NEXT_WORD.match(text, follow, block.end)
    return (
        before is not None
        and next_ is not None
        and len(before[0]) > 2
        and before[0][-2:].islower()
        and next_[0] in _starters()
    )


def _with_closers(text: str, at: int, block: Span, marks: Mapping[int, QuoteMark]) -> tuple[int, int | None]:
    """The offset behind the closing marks that follow `at`, and that of the last closing bracket among them."""
    bracket = None
    while at < block.end:
        # French houses put a thin space before the closing mark
        here = at + 1 if text[at] in "\u00a0\u202f " and at + 1 < block.end and text[at + 1] in "»«›‹" else at
        mark = marks.get(here)
        if mark is not None and not mark.opens:
            at = here + 1
        elif text[at] in ")]":
            bracket = at
            at += 1
        else:
            break
    return at, bracket


def _near(block: Span, at: int) -> int:
    """Where the stretch before `at` begins that the rules look at."""
    return max(block.start, at - _NEAR)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _SKIP:
        at += 1
    return at


def _bracket_stands_alone(text: str, closing: int, block: Span) -> bool:
    """True if the bracket was opened between sentences; `(sic!)` inside one does not end it."""
    start = max(block.start, closing - _LOOK_BACK)
    opening = max(text.rfind("(", start, closing), text.rfind("[", start, closing))
    if opening < 0:
        return True
    before = text[_near(block, opening) : opening].rstrip()
    return not before or before[-1] in '.!?…“”"«»)'


def _ends_here(text: str, block: Span, terminator: tuple[int, int], follow: int) -> bool:
    """True if the terminator, with a word beginning at `follow`, ends a sentence."""
    start, end = terminator
    opener = follow
    while opener < block.end and (text[opener] in _OPENERS or text[opener] in _SKIP):
        opener += 1
    next_ = _NEXT_WORD.match(text, opener, block.end)
    next_word = next_[0] if next_ else ""
    if next_word[:1].islower() or (not next_word and opener < block.end and text[opener] in ",;:)]%/"):
        return False
    if text[start:end] != ".":
        return True
    if opener > follow and text[follow] not in "–—-(":
        # a quotation begins: only an abbreviation or an ordinal can stand before it
        next_word = next_word if next_word in _starters() else ""
    return _full_stop(text, block, start, next_word, quoted=opener > follow and text[follow] not in "–—-(")


def _full_stop(text: str, block: Span, at: int, next_word: str, *, quoted: bool) -> bool:
    """True if the single full stop at `at` ends a sentence, given the next word (capitalised or a number)."""
    word_match = _WORD_BEFORE.search(text, _near(block, at), at)
    if word_match is None:
        return True
    word = word_match[0].lstrip("/-&'’")
    starts = next_word in _starters()
    if word.isdigit():
        return _after_number(text, block, word_match.start(), word, next_word, starts=starts, quoted=quoted)
    chain_match = _SHORT_CHAIN.search(text, _near(block, at), at + 1)
    if chain_match is not None:
        parts = chain_match[0].split(".")
        chain = ["".join(p.strip() for p in (x + "." for x in parts[i:-1])) for i in range(len(parts) - 1)]
        for form in chain:
            rule = _abbreviations().get(form) or _abbreviations().get(form[:1].lower() + form[1:])
            if rule is not None:
                return rule == "may" and (starts or quoted)
    tail = word.rsplit("-", 1)[-1]
    # "Ostsee-Str.", "Gartenstr."
    form = "str." if tail.endswith("str") else f"{tail}."
    if form in _abbreviations():
        return _abbreviations()[form] == "may" and (starts or quoted)
    if len(tail) == 1 and tail.isalpha():
        return starts
    if _ROMAN.fullmatch(word):
        return starts
    return True


def _after_number(
    text: str, block: Span, start: int, number: str, next_word: str, *, starts: bool, quoted: bool
) -> bool:
    """True if the full stop behind a number ends a sentence; else the number is an ordinal."""
    if next_word in _date_words() or next_word[:1].isdigit():
        # "13. April", "3. 5. 2019"; but "im Jahr 2019. 20 Menschen" ends
        return len(number) > 2 and next_word[:1].isdigit()
    if starts or len(number) > 3 or quoted:
        return True
    before = text[_near(block, start) : start].split()
    if not before:
        return False
    word = before[-1].lower().strip('„“"»«(')
    if word == "auf" and not _level_verbs().isdisjoint(w.lower() for w in before):
        return True  # "stieg auf 31. Ministerin Berg sagte": a level, no rank
    return word != "" and word not in _before_ordinals()


@cache
def _abbreviations() -> Mapping[str, str]:
    return {row["form"]: row["end"] for row in load_table("abbreviations")}


@cache
def _starters() -> frozenset[str]:
    return load_words("sentence_starters")


@cache
def _before_ordinals() -> frozenset[str]:
    return load_words("before_ordinals")


@cache
def _level_verbs() -> frozenset[str]:
    return load_words("level_verbs")


@cache
def _date_words() -> frozenset[str]:
    return load_words("after_ordinals")
