"""What an article says beside a name that somebody is: *Minister Jan Kern*, *Anna Berg, eine Historikerin*.

Descriptions that stand for somebody by themselves (*der Kremlchef*) are mentions of their own; these are not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Entity
from quellenlage.german.lexicon import load_words
from quellenlage.german.roles import role_in

REACH = 6
"""Words behind a name within which an apposition has its noun."""

LONGEST = 9
"""Words of a role with what it is of."""
_IN_FRONT = frozenset(("amod", "nmod:poss", "nmod"))
_ENDS = frozenset(("PUNCT", "CCONJ", "VERB", "AUX", "SCONJ"))


def roles_beside(member: AnnotatedArticle, entity: Entity) -> Iterator[str]:
    """The role right in front of the name of a person, over titles, and the one of an apposition behind it, each with
    what it is of."""
    clauses = clauses_of(member.annotations.tokens)
    tokens = clauses.tokens
    first = bisect_left(tokens, entity.start, key=lambda t: t.start)
    end = bisect_left(tokens, entity.end, key=lambda t: t.start)
    if not first < end:
        return
    before = first - 1
    while before >= 0 and tokens[before].text in load_words("name_titles"):
        before -= 1
    inside = range(first, end)
    if before >= 0 and _is_role(clauses, before) and any(tokens[i].head == before for i in inside):
        yield _phrase(member, clauses, before)
    for at in range(end, min(len(tokens), end + REACH)):
        if tokens[at].dep == "appos" and tokens[at].head in inside and _is_role(clauses, at):
            yield _phrase(member, clauses, at)


def _is_role(clauses: Clauses, at: int) -> bool:
    token = clauses.tokens[at]
    if token.pos != "NOUN" or role_in(token.text) is None or "Number=Plur" in (token.morph or ""):
        return False
    # "kein Minister", "einst Minister in Oslo": whoever is none, or was one
    return not any(t.pos == "ADV" or t.text.lower() in load_words("negations") for t in clauses.below(at))


def _phrase(member: AnnotatedArticle, clauses: Clauses, noun: int) -> str:
    """The noun with the adjectives or the genitive in front of it, and with what it is of (*Leiterin des Archivs*) as
    far as that goes without a comma, *und* or verb; alone where that is long."""
    tokens = clauses.tokens
    start, end = noun, noun + 1
    while start and tokens[start - 1].dep in _IN_FRONT and tokens[start - 1].head == noun:
        start -= 1
    while end < len(tokens) and tokens[end].pos not in _ENDS and _is_below(clauses, end, noun):
        end += 1
    if end - noun > LONGEST:
        end = noun + 1
    return even(member.article.text[tokens[start].start : tokens[end - 1].end])


def _is_below(clauses: Clauses, at: int, noun: int) -> bool:
    """True for a word behind a noun that hangs on it, over words between, and is no name of its bearer."""
    for _ in range(LONGEST):
        token = clauses.tokens[at]
        if token.head is None or token.head == at:
            return False
        if token.head == noun:
            return token.dep != "appos"
        at = token.head
    return False
