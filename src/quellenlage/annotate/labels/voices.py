"""Whose words stand where: quotations and reported speech, and what of it the outlet put into its own.

Under *laut*, *zufolge*, *nach Angaben* the indicative carries over what is claimed, not how somebody is called: titles
and appositions there are the outlet's. Konjunktiv and a *dass*-clause carry over the words (Duden grammar, reported
speech); what is only the object of *loben* or *warnen vor* is named by the outlet. A weak preterite has the form of
Konjunktiv II: between two sentences of one speaker's reported speech it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from quellenlage.annotate.statements.quotations import find_quotations
from quellenlage.domain.annotations import Layout, Mode, Statement, Voice
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.tense import finite_verb, shows

_ATTRIBUTED: Mode = "attributed"
_TOLD_ON: frozenset[Mode] = frozenset(("indirect", "free_indirect"))
_REPORTED: frozenset[Mode] = frozenset(("indirect", "reported", "free_indirect"))
_DASS = frozenset(("dass", "daß"))
_WEAK_ENDINGS = ("eten", "ete", "ten", "te")


class Voices:
    """Whose words stand where, asked by place."""

    def __init__(self, article: Article, doc: Doc, layout: Layout, statements: Sequence[Statement]) -> None:
        marks = [q.span for q in find_quotations(article.text, layout.blocks)]
        self._quoted = _joined([*marks, *(q for s in statements if s.mode == "direct" for q in s.quote)])
        reported = [q for s in statements if s.mode in _REPORTED for q in s.quote]
        self._reported = _joined([*reported, *_told_between(doc, statements)])
        self._summed_up = _joined([q for s in statements if s.mode == "reported" for q in s.quote])
        named = (s for s in statements if s.mode == _ATTRIBUTED and (s.speaker or s.speaker_name))
        self._attributed = _joined([q for s in named for q in s.quote])

    def of(self, span: Span, noun: Token, *, beside: bool) -> Voice:
        """Inside quotation marks or a direct quotation: quoted; inside reported speech: reported; else the outlet's.
        `beside`: a title, an apposition or a description in place of a name, whose noun is `noun`."""
        if _inside(self._quoted, span):
            return "quoted"
        if _inside(self._reported, span):
            around = next((q for q in self._summed_up if q.start <= span.start and span.end <= q.end), None)
            return "reported" if around is None or _in_clause(noun, around) else "outlet"
        if _inside(self._attributed, span) and not (beside and not _carried_over(noun)):
            return "reported"
        return "outlet"


def _in_clause(noun: Token, quote: Span) -> bool:
    """True where a verb inside what is reported stands above the noun; False for a mere object of *loben* or
    *warnen vor*, which is named in the outlet's words. True as well where no model tells."""
    if not noun.doc.has_annotation("DEP"):
        return True
    return any(quote.covers(t.idx) and t.pos_ in ("VERB", "AUX") for t in noun.ancestors)


def _carried_over(noun: Token) -> bool:
    """True in a clause in Konjunktiv or behind *dass*; True as well where no model tells."""
    if not noun.doc.has_annotation("DEP"):
        return True
    for token in (noun, *noun.ancestors):
        if any(c.dep_ == "mark" and c.lower_ in _DASS for c in token.children):
            return True
        finite = finite_verb(token)
        if finite is not None and shows(finite, "Mood", "Sub"):
            return True
    return False


def _told_between(doc: Doc, statements: Sequence[Statement]) -> list[Span]:
    """The sentences in a weak preterite between two of one speaker's: what he said goes on in them."""
    if not doc.has_annotation("DEP"):
        return []
    spans = [Span(s.start_char, s.end_char) for s in doc.sents if s.text.strip()]
    said = [[s for s in statements if any(span.overlaps(q) for q in s.quote)] for span in spans]
    found = []
    for n, (before, here, after) in enumerate(zip(said, said[1:], said[2:], strict=False), 1):
        speakers = {s.speaker_name for s in before if s.mode in _TOLD_ON and s.speaker_name}
        again = {s.speaker_name for s in after if s.mode in _TOLD_ON or s.mode == "direct"}
        if speakers & again and all(s.mode == "narration" for s in here) and _is_open(doc, spans[n]):
            found.append(spans[n])
    return found


def _is_open(doc: Doc, sentence: Span) -> bool:
    """True where every finite verb is a preterite that could be Konjunktiv II: *sie unterstützten*, *er drohte*."""
    words = doc.char_span(sentence.start, sentence.end)
    finite = [] if words is None else [t for t in words if shows(t, "VerbForm", "Fin")]
    return bool(finite) and all(_is_weak_preterite(t) for t in finite)


def _is_weak_preterite(verb: Token) -> bool:
    stem = next((verb.lower_.removesuffix(e) for e in _WEAK_ENDINGS if verb.lower_.endswith(e)), "")
    lemma = verb.lemma_.lower()
    return bool(stem) and verb.pos_ == "VERB" and lemma.endswith((f"{stem}en", f"{stem}n"))


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _inside(spans: Sequence[Span], span: Span) -> bool:
    at = bisect_right(spans, span.start, key=lambda s: s.start)
    return at > 0 and spans[at - 1].end >= span.end
