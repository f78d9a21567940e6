"""Claims that no list needs: headlines that nobody is named for, words that say nothing without their sentence, and
that somebody did not comment."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.compare.claim_groups import Group
from quellenlage.compare.order import first_version
from quellenlage.compare.propositions import Proposition
from quellenlage.compare.words import even
from quellenlage.domain.dossier import Root
from quellenlage.german.lexicon import load_words

FEWEST = 3
"""Content words that words without a verb have at least to say something: *den Vorwurf*, *falsche Zahlen* do not, *den
sofortigen Abzug der Truppen* does. Read on the 257 claims of the two sample affairs: 34 have fewer, none of them can be
read alone."""
ABOVE = frozenset(("title", "standfirst", "subhead"))
"""Parts of an article that sum up what its text tells."""


def why_unlisted(group: Group, roots: Sequence[Root]) -> str:
    """Why a claim stays off the lists though its statement is there; empty for one that belongs on them.

    What several articles carry always does. What only points back belongs to what it points to; where that is open, it
    says nothing by itself.
    """
    if all(_is_silence(p) for p in group.members):
        return "says only that somebody did not comment"
    if len({first_version(p.said.member.article) for p in group.members}) > 1:
        return ""
    if all(p.statement.section in ABOVE for p in group.members) and all(r.kind == "unknown" for r in roots):
        return "in a headline only, without a source"
    if all(p.echo is not None or is_fragment(p) for p in group.members):
        return f"says nothing without its sentence: {_words(group.core)}"
    return ""


def is_fragment(each: Proposition) -> bool:
    """True for a pronoun (*das*), a bare number (*auf 340*), and a noun or two without a verb (*falsche Zahlen*)."""
    if not each.content:
        return each.scrap or (bool(each.words) and load_words("pointing_words").issuperset(each.words))
    return each.scrap and len(each.content) < FEWEST


def _is_silence(each: Proposition) -> bool:
    """True for *wollte sich nicht äußern*: whoever says nothing claims nothing. To refuse a deed is news."""
    by = each.statement.by
    return by.rule == "refusal" and by.reason.rpartition(" ")[2] not in load_words("refusing_to_act")


def _words(each: Proposition) -> str:
    text = each.said.member.article.text
    return " … ".join(even(s.of(text)) for s in each.statement.quote)
