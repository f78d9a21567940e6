"""Where sentences may start, as the German model is told: paragraphs, the rules' sentences, and likely places.

A paragraph always starts a sentence. Inside it the model decides, and how sure it must be depends on what stands
before the word: the rules see an end there; a full stop, a closing mark or a line break; or nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from quellenlage.domain.span import Span

AT_RULE = -3.0
"""The logit above which a sentence starts where the rules see one start too: the model must be very sure to differ.
On 140 Wikinews articles of the development part (1,032 proper ends inside paragraphs) -3 / 0 / 6 misses one of them;
the F1 over all ends moves by 0.0005 between these thresholds and the rules alone."""
AT_MARK = 0.0
"""The same after a terminator, a closing mark or a line break where the rules see no start."""
ELSEWHERE = 6.0
"""The same anywhere else: only a model that is very sure may start a sentence in the middle of running words."""
_PARAGRAPH_BREAK = re.compile(r"(?:\r?\n|\r)[^\S\r\n]*(?:\r?\n|\r)\s*|[\u2029\f]\s*")
_LINE_ENDS = frozenset("\n\r\u2028\u2029\f\v\x85")
_MARKS = frozenset(".!?…:;)]}\"'“”„«»‹›‘’‚—–*•|")
"""A token that ends with one of these may end a sentence. Both kinds of quotation marks are in: houses differ."""


def start_thresholds(words: Sequence[str], rule_starts: Sequence[bool]) -> npt.NDArray[np.float32]:
    """For each token the logit that the model must exceed to start a sentence there."""
    most, marked = [], False
    for word in words:
        most.append(AT_MARK if marked else ELSEWHERE)
        marked = marked or not _LINE_ENDS.isdisjoint(word) if word.isspace() else word[-1] in _MARKS
    found = np.array(most, np.float32)
    found[np.asarray(rule_starts, dtype=bool)] = AT_RULE
    # the tokens have the stop of "stieg auf 31." apart from its number: it is no ordinal's any more
    for at in range(3, len(words)):
        if rule_starts[at] and words[at - 1] == "." and words[at - 2].isdigit() and words[at - 3] == "auf":
            found[at] = -np.inf
    return found


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """The stretches between empty lines, without the white space around them."""
    cuts = [0, *(m.end() for m in _PARAGRAPH_BREAK.finditer(text)), len(text)]
    spans = (Span(a, b).strip(text) for a, b in pairwise(cuts))
    return tuple(s for s in spans if s.length)


def starts_of(words: Sequence[str], spaces: Sequence[bool], spans: Sequence[Span]) -> list[bool]:
    """For each token, whether one of `spans` starts with it: the first token that reaches into the span. The first
    token of all always counts."""
    starts: list[bool] = []
    at, number = 0, 0
    for word, space in zip(words, spaces, strict=True):
        end = at + len(word)
        begins = number < len(spans) and end > spans[number].start
        while number < len(spans) and end > spans[number].start:
            number += 1
        starts.append(begins)
        at = end + space
    if starts:
        starts[0] = True
    return starts
