"""What somebody calls false in the sentence that tells it: *Gerüchte, der Trainer gehe, nannte sie falsch*.

The clause of the noun in front is what others say; the verdict is the speaker's. Both are told: the whole is the
denial, and the clause inside it a statement of its own, of whom the noun names, or of nobody who is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from quellenlage.annotate.clauses import Tree
from quellenlage.annotate.statements.contents import Content
from quellenlage.annotate.statements.cues import noun_cue
from quellenlage.annotate.statements.noun_contents import content_of, held_behind, noun_contents
from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.annotations import CALLED_FALSE
from quellenlage.german.lexicon import load_table

_KINDS = frozenset(("false", "wrong"))
_CALLING = closed_class("calling")
_TELLING = frozenset(("asserts", "speculates", "criticises"))
_PARTS = 2
"""What is called something, and what it is called."""
_PHRASE = 3
"""Words of the noun's phrase at most: *die jüngsten Gerüchte*."""
_VERDICT = 4
"""Words of a verdict at most, quotation marks and adverbs among them (*als „schlicht und einfach falsch“*: more is an
argument)."""


def called_false(items: Sequence[Word], contents: Sequence[Content]) -> Iterator[Content]:
    """The clauses of nouns of saying inside what a content of the unit calls false."""
    for judged in contents:
        if judged.cue.lemma not in _CALLING or judged.negated or len(judged.ranges) != _PARTS:
            continue
        (first, last), verdict = sorted(judged.ranges)
        if not _is_false(items, *verdict):
            continue
        outside = ((0, first), (last, len(items)))
        for content in tuple(noun_contents(items, outside)) or tuple(_behind_comma(items, first, last)):
            noun_start, noun_end = content.channels[0]
            if noun_start != first or content.cue.stance not in _TELLING:
                continue  # a demand that is called wrong is not denied
            source = content.source or ((first, noun_end) if content.cue.stance == "speculates" else None)
            yield replace(content, source=source, reason=f"{CALLED_FALSE}: {items[noun_end - 1].text}")


def _behind_comma(items: Sequence[Word], first: int, last: int) -> Iterator[Content]:
    """The clause right behind a noun of saying and its comma, where the tree takes its subject for an apposition
    (*Gerüchte, Trainer Kern habe gekündigt*): the noun and the clause are all that is called false."""
    comma = next((i for i in range(first, last) if items[i].text == ","), last)
    cue = noun_cue(items[comma - 1].text) if first < comma < last else None
    if cue is None or comma - first > _PHRASE or items[comma - 1].token is None:
        return
    tree = Tree(items)
    found = held_behind(tree, cue, comma + 1, last)
    if found is not None:
        yield content_of(tree, comma - 1, cue, *found)


def _is_false(items: Sequence[Word], start: int, end: int) -> bool:
    """True for a verdict that ends in a word for false, and has no negation."""
    words = [w.lower for w in items[start:end] if any(c.isalpha() for c in w.text)]
    return 0 < len(words) <= _VERDICT and words[-1] in _verdicts() and "nicht" not in words


@cache
def _verdicts() -> frozenset[str]:
    rows = (r for r in load_table("stance_signs") if r["kind"] in _KINDS and r["stance"] == "denies")
    return frozenset(r["sign"] for r in rows)
