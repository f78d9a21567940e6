"""Texts that are spoken: speeches, letters, interviews. Who says what is told there otherwise than in news.

A speaker talks of what others and he himself said, thought or wrote, often in words that news never uses for it and
without giving the content (*Ihr Antrag*, *wie Sie wissen*). The rules of the other modules are made for news. Here the
network says which words are cues, and the tree where their content stands: it learned the cues, speakers and contents
of debates in the Bundestag (SpkAtt-2023, Rehbein et al. 2023).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from quellenlage.annotate.statements.cues import Cue, cue_of, noun_cue
from quellenlage.annotate.statements.quotations import find_quotations
from quellenlage.annotate.statements.stance import of_cue, settle_stances
from quellenlage.domain.annotations import By, Entity, Layout, Mode, Statement
from quellenlage.domain.article import Article
from quellenlage.domain.identity import mark_id
from quellenlage.domain.span import Span
from quellenlage.german.component import speech_roles
from quellenlage.german.lexicon import load_words

SPOKEN = 0.1
"""Share of the sentences in which somebody says *ich* or *wir* outside quotation marks. With a form of address beside
it, 193 of 195 Bundestag speeches reach it, none of 700 Wikinews articles, 38 of 2,000 articles of FANG-COVID, mostly
letters and interviews as far as they were looked at."""
MARKED = 0.3
"""Share of the words of a part of the sentence that the network takes for something said, from which on it is."""


def is_speech(doc: Doc, layout: Layout) -> bool:
    """True where the text's own voice says *ich* or *wir* again and again, and speaks to somebody."""
    text = doc.text
    if _forms_of_address().search(text) is None:
        return False
    quoted = [q.span for q in find_quotations(text, layout.blocks)]
    spoken = sentences = 0
    for sentence in doc.sents:
        words = [t for t in sentence if t.is_alpha]
        if len(words) > 1 and not layout.in_furniture(Span(sentence.start_char, sentence.end_char)):
            sentences += 1
            spoken += any(t.lower_ in load_words("first_person") and not _covered(quoted, t.idx) for t in words)
    return sentences > 0 and spoken >= SPOKEN * sentences


def find_speech_events(
    article: Article, doc: Doc, layout: Layout, entities: tuple[Entity, ...]
) -> tuple[Statement, ...]:
    """Who says, thinks or writes what in a spoken text, in text order. Where the text does not say what, `quote` is
    empty: such a statement tells that somebody spoke, and is no member of a claim."""
    marks = _Marks.of(doc)
    names = {e.start: e for e in entities if not e.part and not e.nominal}
    quoted = [q.span for q in find_quotations(doc.text, layout.blocks)]
    found: dict[str, Statement] = {}
    for start, end in speech_roles(doc, "Cue"):
        made = _statement(doc, start, end, marks, names, quoted)
        if layout.in_furniture(made.span):
            continue
        # two cues may share a content: the second one goes by its own place
        places = (mark_id(article.id, p) for p in (made.span, made.cue[0]))
        own = next((i for i in places if i not in found), None)
        if own is not None:
            found[own] = replace(made, id=own, section=layout.section(made.span))
    return settle_stances(doc, sorted(found.values(), key=lambda s: (s.span.start, s.span.end)))


@dataclass(frozen=True, slots=True)
class _Marks:
    """Tokens that the network takes for something said, and for those who say it."""

    said: frozenset[int]
    by: frozenset[int]

    @classmethod
    def of(cls, doc: Doc) -> _Marks:
        """Those of a doc."""
        return cls(*(frozenset(i for a, b in speech_roles(doc, p) for i in range(a, b)) for p in ("Message", "Source")))

    def is_said(self, part: Token) -> bool:
        """True if enough of what hangs on a word, and it itself, is marked as said."""
        below = [t.i for t in part.subtree]
        return sum(i in self.said for i in below) > MARKED * len(below)


def _statement(
    doc: Doc, start: int, end: int, marks: _Marks, names: Mapping[int, Entity], quoted: Sequence[Span]
) -> Statement:
    cue = doc[start:end].root
    content = _content(cue, range(start, end), marks)
    speaker = _speaker(cue, content, marks)
    entry = noun_cue(cue.text) if _is_noun(cue) else cue_of(cue.lemma_)
    quote = tuple(_spans(doc, content))
    mode = _mode(cue, quote, quoted)
    stance, polarity, certainty = of_cue(entry or _ANY, _negated(cue), mode)
    return Statement(
        id="",
        quote=quote,
        mode=mode,
        by=By(model="speech roles", reason=f"read as a word of saying or thinking: {doc[start:end].text}"),
        cue=(Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])),),
        speaker=tuple(_spans(doc, speaker)),
        speaker_name=next((names[doc[i].idx].name for i in speaker if doc[i].idx in names), None),
        stance=stance,
        polarity=polarity,
        certainty=certainty,
    )


def _content(cue: Token, own: range, marks: _Marks) -> list[int]:
    """What is said: of the parts that hang on the cue, those of the first kind that there is."""
    parts = [c for c in cue.children if c.i not in own]
    kinds = _of_a_noun(parts, marks) if _is_noun(cue) else _of_a_verb(cue, parts, marks)
    found = next((k for k in kinds if k), [])
    said = {t.i for part in found for t in part.subtree}
    if not said and not _is_noun(cue) and cue.dep_.partition(":")[0] in ("parataxis", "advcl"):
        # put into what is said: *das, so meine ich, geht*
        above = {t.i for t in cue.head.subtree}.difference(t.i for t in cue.subtree)
        said = above if 2 * len(above & marks.said) > len(above) else said
    return sorted(said.difference(own))


def _of_a_verb(cue: Token, parts: Sequence[Token], marks: _Marks) -> Iterator[list[Token]]:
    """Clauses; objects, unless they are the subject once more; in the passive the subject; what a preposition joins."""
    yield [p for p in parts if p.dep_ == "ccomp" or (p.dep_ in ("xcomp", "parataxis") and marks.is_said(p))]
    yield [p for p in parts if p.dep_ == "obj" and not _is_reflexive(p, cue)]
    yield [p for p in parts if p.dep_ == "nsubj:pass"]
    entry = cue_of(cue.lemma_)
    joined = {o.partition("+")[0] for o in entry.objects} if entry else set()
    yield [p for p in parts if p.dep_ in ("obl", "advmod") and (marks.is_said(p) or not joined.isdisjoint(_cases(p)))]


def _of_a_noun(parts: Sequence[Token], marks: _Marks) -> Iterator[list[Token]]:
    """Clauses and infinitives; what a preposition joins or stands beside it. A genitive says whose word it is."""
    yield [p for p in parts if p.dep_ in ("ccomp", "xcomp", "acl") and marks.is_said(p)]
    yield [p for p in parts if (p.dep_ == "appos" or (p.dep_ == "nmod" and _cases(p))) and marks.is_said(p)]


def _is_reflexive(part: Token, cue: Token) -> bool:
    """*sich*, and *mich*, *uns* where the subject is *ich*, *wir*."""
    if part.lower_ == "sich":
        return True
    subject = next((c.lower_ for c in cue.children if c.dep_ == "nsubj"), "")
    return (subject, part.lower_) in (("ich", "mich"), ("wir", "uns"), ("sie", "sich"))


def _is_noun(cue: Token) -> bool:
    return cue.pos_ in ("NOUN", "PROPN")


def _cases(part: Token) -> set[str]:
    return {c.lower_ for c in part.children if c.dep_ == "case"}


def _speaker(cue: Token, content: Sequence[int], marks: _Marks) -> list[int]:
    """The subject of a verb or the owner of a noun, where the network takes it for somebody who speaks."""
    wanted = ("nsubj", "nsubj:pass", "obl:agent") if not _is_noun(cue) else ("nmod", "det", "det:poss")
    inside = set(content)
    for child in cue.children:
        below = [t.i for t in child.subtree]
        if child.dep_ in wanted and not inside.intersection(below) and not marks.by.isdisjoint(below):
            return below
    return []


def _mode(cue: Token, quote: Sequence[Span], quoted: Sequence[Span]) -> Mode:
    """direct in quotation marks, indirect as a clause, else summed up."""
    if quote and any(q.overlaps(quote[0]) and q.length * 2 > quote[0].length for q in quoted):
        return "direct"
    clause = any(c.dep_ in ("ccomp", "xcomp", "parataxis") for c in cue.children)
    return "indirect" if quote and clause else "reported"


def _negated(cue: Token) -> bool:
    return any(c.lower_ in load_words("negations") and c.dep_ == "advmod" for c in cue.children)


def _spans(doc: Doc, tokens: Sequence[int]) -> Iterator[Span]:
    """Stretches of tokens, without the punctuation and white space at their ends."""
    start = 0
    for n in range(1, len(tokens) + 1):
        if n == len(tokens) or tokens[n] != tokens[n - 1] + 1:
            words = [i for i in tokens[start:n] if not doc[i].is_space and doc[i].text not in ",;:–-"]
            if words:
                yield Span(doc[words[0]].idx, doc[words[-1]].idx + len(doc[words[-1]]))
            start = n


def _covered(quoted: Sequence[Span], offset: int) -> bool:
    at = bisect_right(quoted, offset, key=lambda q: q.start) - 1
    return at >= 0 and quoted[at].covers(offset)


@cache
def _forms_of_address() -> re.Pattern[str]:
    phrases = sorted(load_words("forms_of_address"), key=lambda p: (-len(p), p))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})", re.IGNORECASE)


_ANY = Cue("", "", "", "other", "unknown")
"""For words that the lexicon of saying does not know."""
