"""What the model's tree says of a unit: who is the subject of a verb, which clause hangs on it.

Trees are those of Universal Dependencies. All places are indices into the unit's items; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quellenlage.annotate.phrases import is_time
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, closed_class, is_media_noun
from quellenlage.german.tense import finite_verb, shows

_VERB_PARTS = frozenset(("aux", "aux:pass", "cop", "compound:prt"))
_SAID = frozenset(("ccomp", "xcomp", "parataxis", "csubj", "csubj:pass"))
_LOOSE = frozenset(("acl", "acl:relcl", "advcl", "parataxis", "ccomp", "xcomp", "punct"))
_BELONGING = closed_class("attached")
_SPEAKING_ROLES = tuple(sorted(closed_class("speaking_roles")))
_TOLD = frozenset(("unserer", "unserem", "gegenüber"))
_WHERE = frozenset(("in", "im", "bei", "beim"))
_MARKS = frozenset(",;:.!?–—-")


class Tree:
    """The tree over the items of one unit."""

    def __init__(self, items: Sequence[Word]) -> None:
        self.items = items
        self.places = {w.token.i: n for n, w in enumerate(items) if w.token is not None}

    def token(self, at: int) -> Token | None:
        """The token at `at`, None for a quotation and without a model."""
        return self.items[at].token

    def predicate(self, verbs: Sequence[int]) -> Token | None:
        """The head of the clause whose verb has its parts at `verbs`: the participle of a perfect."""
        token = self.token(verbs[0])
        while token is not None and token.dep_ in _VERB_PARTS and token.head.i in self.places:
            token = token.head
        return token

    def is_finite(self, at: int) -> bool | None:
        """True for a finite verb; None where no model tells."""
        token = self.token(at)
        return None if token is None else shows(token, "VerbForm", "Fin")

    def is_subordinate(self, verbs: Sequence[int]) -> bool:
        """True for the verb of a clause that a conjunction or relative pronoun opens."""
        token = self.predicate(verbs)
        return token is not None and (
            token.dep_.startswith("acl") or any(c.dep_ == "mark" and c.pos_ == "SCONJ" for c in token.children)
        )

    def subject(self, verbs: Sequence[int]) -> int | None:
        """Where the head of the subject stands; for a relative pronoun the noun it stands for."""
        token = self.predicate(verbs)
        for _ in range(4):
            if token is None:
                return None
            found = next((c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
            if found is not None:
                if shows(found, "PronType", "Rel") and token.dep_.startswith("acl"):
                    found = token.head
                return self.places.get(found.i)
            # "wies das zurück und sagte"
            token = token.head if token.dep_ == "conj" and token.head.i != token.i else None
        return None

    def subtree(self, token: Token, without: frozenset[int] = frozenset()) -> tuple[int, int]:
        """The range of what hangs on `token`, the children `without` left out."""
        at = self.places[token.i]
        start = end = at
        todo = [token]
        while todo:
            one = todo.pop()
            place = self.places.get(one.i)
            if place is None:
                continue
            start, end = min(start, place), max(end, place)
            todo += [c for c in one.children if c.i not in without]
        return start, end + 1


def main_verb(items: Sequence[Word]) -> Token | None:
    """The finite verb of the first main clause; None without a model, or if it has none."""
    root = next((w.token for w in items if w.token is not None and w.token.dep_ == "root"), None)
    return None if root is None else finite_verb(root)


def said_by(tree: Tree, verbs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The ranges of the clauses that the verb governs as what is said, without the marks around them."""
    token = tree.predicate(verbs)
    if token is None:
        return
    for child in token.children:
        if child.dep_ in _SAID and child.i in tree.places:
            start, end = tree.subtree(child)
            while start < end and tree.items[start].text in _MARKS:
                start += 1
            while end > start and tree.items[end - 1].text in _MARKS:
                end -= 1
            if end > start and not any(start <= v < end for v in verbs):
                yield start, end


def noun_phrase(tree: Tree, head: int) -> tuple[int, int]:
    """The range of the phrase around the noun at `head`, without relative clauses and adverbs in front."""
    token = tree.token(head)
    if token is None or is_quote(tree.items[head]):
        return head, head + 1
    loose = [c for c in token.children if c.i in tree.places and (c.dep_ in _LOOSE or _is_adverbial(tree, c))]
    start, end = tree.subtree(token, frozenset(c.i for c in loose))
    told = [i for i in range(head + 1, end) if tree.items[i].lower in _TOLD]
    end = min([end, *told, *(at for c in loose if (at := tree.subtree(c)[0]) > head)])
    while start < head and (
        tree.items[start].text in _MARKS
        or (
            (t := tree.token(start)) is not None
            and t.dep_ in ("advmod", "cc", "mark")
            and t.pos_ in ("ADV", "CCONJ", "SCONJ", "PART")
        )
    ):
        start += 1
    while end > head + 1 and tree.items[end - 1].text in _MARKS:
        end -= 1
    return start, end


def _is_adverbial(tree: Tree, child: Token) -> bool:
    """True for what more often belongs to the verb than to the noun: *am Montag*, *in einem Brief*, *dem Sender*."""
    if child.dep_ not in ("nmod", "obl", "obl:arg", "obj") or tree.places[child.i] < tree.places[child.head.i]:
        return False
    case = next((c.lower_ for c in child.children if c.dep_ == "case"), None)
    if case is None:
        # "teilte Berg unserer Zeitung mit": whom it was told
        to_medium = is_media_noun(child.text) and not child.head.lower_.endswith(_SPEAKING_ROLES)
        return to_medium or child.morph.get("Case", []) == ["Dat"]
    return case not in _BELONGING and not (
        case in _WHERE and child.pos_ == "PROPN" and not is_time(tree.items[tree.places[child.i]])
    )
