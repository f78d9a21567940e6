"""The gender of a word as its article has it, which tells *der Abgeordnete* from *die Abgeordnete*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Literal

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.report.evidence import Library

Gender = Literal["Masc", "Fem", "Neut", ""]


def gender_before(annotated: AnnotatedArticle, end: int) -> Gender:
    """The gender of the noun in the singular that ends at `end`; empty where the parse does not tell."""
    tokens = annotated.annotations.tokens
    at = bisect_left(tokens, end, key=lambda t: t.start) - 1
    morph = (tokens[at].morph or "") if at >= 0 else ""
    if "Number=Sing" not in morph:
        return ""
    genders: tuple[Gender, ...] = ("Masc", "Fem", "Neut")
    return next((g for g in genders if f"Gender={g}" in morph), "")


def gender_of_role(names: Iterable[str], role: str, articles: Iterable[str], library: Library) -> Gender:
    """The gender of what somebody of one of these names is called in the articles; empty where they differ."""
    wanted, found = frozenset(names), set[Gender]()
    for i in articles:
        annotated = library.articles.get(i)
        labels = annotated.annotations.labels if annotated is not None else ()
        found |= {
            gender_before(annotated, x.end) for x in labels if annotated and x.label == role and x.referent in wanted
        }
    found.discard("")
    return found.pop() if len(found) == 1 else ""
