"""One utterance under several names: words that one article quotes and another gives to somebody else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quellenlage.compare.content import content_words
from quellenlage.compare.order import first_version
from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement

SHINGLE = 4
"""Words in a row that two forms of an utterance share."""
SHORTEST = 6
"""Words that a quotation has at least: shorter ones are said by many."""
HELD = 0.75
"""Part of the shorter form's content words that the longer one must have, in their order."""
POSTINGS = 20
"""Quotations that a run of words finds at most."""

INNER = re.compile(r"[‚‘›‹'](?:(?![‚‘›‹']).){12,}[‘’‹›']")
"""Words quoted inside a quotation: they are not said, but cited."""

Form = tuple[AnnotatedArticle, Statement]


def given_to_others(members: Sequence[AnnotatedArticle]) -> Iterator[list[Form]]:
    """Utterances, quoted at least once, whose forms have more than one named speaker, in the order of the articles. A
    form is a quotation, a part of it, or the same words made indirect."""
    forms = [
        (member, statement)
        for member in members
        for statement in member.annotations.statements
        if statement.speaker_name and not statement.in_furniture and not statement.rejected
        if statement.mode in ("direct", "indirect", "free_indirect")
    ]
    words = [words_of(_said(form)) for form in forms]
    taken: set[int] = set()
    for first, others in sorted(_alike(forms, words).items()):
        group = [first, *(o for o in sorted(others) if o not in taken)]
        if first in taken or len(group) < 2:
            continue
        taken.update(group)
        yield [forms[n] for n in sorted(group)]


def _alike(forms: Sequence[Form], words: Sequence[Sequence[str]]) -> dict[int, set[int]]:
    """For each quotation the forms of other articles that have its words."""
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, row in enumerate(words):
        for shingle in {tuple(row[i : i + SHINGLE]) for i in range(len(row) - SHINGLE + 1)}:
            if len(at[shingle]) < POSTINGS:
                at[shingle].append(n)
    found: dict[int, set[int]] = defaultdict(set)
    pairs = {(a, b) for same in at.values() for i, a in enumerate(same) for b in same[i + 1 :] if a != b}
    for a, b in sorted(pairs):
        modes = {forms[a][1].mode, forms[b][1].mode}
        texts = {first_version(forms[n][0].article) for n in (a, b)}
        if "direct" in modes and len(texts) == 2 and is_one_utterance(forms[a], forms[b]):
            found[a].add(b)
    return found


def is_one_utterance(a: Form, b: Form) -> bool:
    """True if one form holds the words of the other, in their order: whole, cut short, or with another mood."""
    return _is_one_wording(_said(a), _said(b))


def has_words_of(form: Form, said: str) -> bool:
    """True if a form has the words of an utterance, given as text, in the same sense."""
    return _is_one_wording(_said(form), INNER.sub(" ", said))


def _is_one_wording(left: str, right: str) -> bool:
    if min(len(words_of(left)), len(words_of(right))) < SHORTEST:
        return False
    short, long = sorted((content_words(left), content_words(right)), key=len)
    return bool(short) and _in_order(short, long) >= HELD * len(short)


def _said(form: Form) -> str:
    """The words of a statement without what is quoted in them."""
    member, statement = form
    return INNER.sub(" ", " ".join(s.of(member.article.text) for s in statement.quote))


def _in_order(short: Sequence[str], long: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(long) + 1)
    for word in short:
        previous = 0
        for i, other in enumerate(long, 1):
            previous, row[i] = row[i], previous + 1 if word == other else max(row[i], row[i - 1])
    return row[-1]
