"""Headlines that say more than their text: certain where it is not, without the source, a number without its limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quellenlage.compare.content import content_words, shared_words
from quellenlage.compare.order import in_order
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Quantity, Statement
from quellenlage.domain.dossier import Claim, Finding
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_table, load_words

MATCH = 0.65
"""Share of a headline's content words that the sentence it is held against must have."""
ANY = 0.5
"""Share from which on a sentence that tells it plainly, in the outlet's own words, clears the headline."""
CONTENT = 3
"""Content words a headline must have, and share with the sentence."""
LONGEST = 200
"""Characters of a standfirst that is read as a headline; a longer one is a lead."""
_TOLD_BY_OTHERS = ("attributed", "indirect", "free_indirect", "reported")
_OPEN = re.compile(r"[?„“”\"»«‚‘]|\w:\s")
"""A question, quoted words, and a colon behind who or what says it leave open whose words these are."""


@dataclass(frozen=True)
class Line:
    """A headline or a sentence of the body with its content words."""

    span: Span
    text: str
    content: frozenset[str]


@dataclass(frozen=True)
class Excess:
    """What a headline has that its text lacks: the sentence, and why."""

    sentence: Line
    reason: str
    sure: bool


def find_headlines(members: Sequence[AnnotatedArticle], claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Headlines with the sentence of their text that they exceed, in the order of the articles; one row each.

    Held against each other are a headline and body sentences with most of its content words. A headline that asks,
    quotes or hedges says nothing too much, nor does one that a sentence of the body tells plainly. Sure is what the
    text marks as uncertain or limits in so many words, and what a disputed claim tells as somebody's; that a source is
    named in the text alone is common, and not sure.
    """
    disputed = {m.statement for c in claims if c.sure and c.status == "disputed" for m in c.members}
    rows = []
    for member in in_order(members):
        body = list(_body(member))
        for headline in _headlines(member):
            found = [*_numbers(headline, body, member), *_too_general(headline, body)]
            found += _too_certain(headline, body, member, disputed)
            if found:
                rows.append(_finding(headline, found, member))
    return tuple(rows)


def _finding(headline: Line, found: Sequence[Excess], member: AnnotatedArticle) -> Finding:
    sure = [f for f in found if f.sure] or list(found)
    article = member.article.id
    sentences = sorted({f.sentence.span for f in sure})
    return Finding(
        id=digest("headline", article, even(headline.text)),
        kind="headline",
        text=even(headline.text),
        evidence=tuple(Evidence(article, *s) for s in (headline.span, *sentences) if s.length),
        reasons=tuple(dict.fromkeys(f.reason for f in sure)),
        sure=sure[0].sure,
    )


def _headlines(member: AnnotatedArticle) -> Iterator[Line]:
    """The sentences of the title and of a short standfirst; the title the article came with, if the text lacks it."""
    text, marks, title = member.article.text, member.annotations, member.article.title
    if title and words_of(title) != words_of(text[: 2 * len(title)])[: len(words_of(title))]:
        # a title that is no part of the text has no place in it
        yield Line(Span(0, 0), title, frozenset(content_words(title)))
    for part in marks.structure:
        if part.kind == "title" or (part.kind == "standfirst" and part.span.length <= LONGEST):
            inside = [s.span for s in marks.sentences if part.span.contains(s.span)] or [part.span]
            for span in inside:
                line = _line(span, text)
                if len(line.content) >= CONTENT:
                    yield line


def _body(member: AnnotatedArticle) -> Iterator[Line]:
    text, marks = member.article.text, member.annotations
    apart = [p.span for p in marks.structure if p.kind in ("title", "standfirst", "subhead")]
    apart += [f.span for f in marks.furniture]
    for sentence in marks.sentences:
        if not any(a.overlaps(sentence.span) for a in apart):
            yield _line(sentence.span, text)


def _line(span: Span, text: str) -> Line:
    return Line(span, span.of(text), frozenset(content_words(span.of(text))))


def _shares(headline: Line, sentence: Line) -> float:
    shared = shared_words(headline.content, sentence.content)
    return len(shared) / len(headline.content) if len(shared) >= CONTENT else 0.0


def _too_certain(
    headline: Line, body: Sequence[Line], member: AnnotatedArticle, disputed: set[str]
) -> Iterator[Excess]:
    """What the headline asserts and the text leaves uncertain, or to somebody who is contradicted."""
    statements = [s for s in member.annotations.statements if not s.in_furniture]
    if any(s.mode != "narration" and s.span.overlaps(headline.span) for s in statements) or _leaves_open(headline.text):
        return
    near = [(share, line) for line in body if (share := _shares(headline, line)) >= ANY]
    told = [(share, line, _teller(headline, line, statements, member)) for share, line in near]
    if not told or any(by is None for _, _, by in told):
        return
    share, line, by = max(told, key=lambda t: (t[0], -t[1].span.start))
    if share < MATCH or by is None:
        return
    if by.certainty in ("possible", "probable") or by.hedge or by.stance == "speculates":
        yield Excess(line, f"uncertain in the text: {by.hedge or _cue(by, member) or '–'}", sure=True)
    elif by.id in disputed:
        yield Excess(line, f"disputed in the text: {by.speaker_name or _cue(by, member) or '–'}", sure=True)
    else:
        yield Excess(line, f"attributed in the text: {by.speaker_name or _cue(by, member) or '–'}", sure=False)


def _leaves_open(text: str) -> bool:
    """True for a headline that asks, quotes, hedges, or says by a verb of saying whose words these are."""
    words = words_of(text)
    if _OPEN.search(text) or not load_words("headline_hedges").isdisjoint(words):
        return True
    lemmas = {lemma_of(w) for w in words}
    return any((particle + lemma) in _saying() for lemma in lemmas for particle in ("", *lemmas & _particles()))


@cache
def _saying() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_table("speech_verbs"))


@cache
def _particles() -> frozenset[str]:
    """Separable prefixes of verbs of saying (*kündigt an*)."""
    return frozenset(row["particle"] for row in load_table("speech_verbs") if row["particle"])


def _teller(headline: Line, line: Line, statements: Sequence[Statement], member: AnnotatedArticle) -> Statement | None:
    """The statement of somebody else that holds what the sentence shares with the headline; None if the outlet itself
    tells it."""
    wanted = shared_words(headline.content, line.content)
    for statement in statements:
        if statement.mode in _TOLD_BY_OTHERS and statement.span.overlaps(line.span):
            held = content_words(" ".join(s.of(member.article.text) for s in statement.quote))
            if len(shared_words(wanted, held)) >= MATCH * len(wanted):
                return statement
    return None


def _cue(statement: Statement, member: AnnotatedArticle) -> str:
    return " … ".join(even(c.of(member.article.text)) for c in statement.cue)


def _numbers(headline: Line, body: Sequence[Line], member: AnnotatedArticle) -> Iterator[Excess]:
    """A number that the text limits (*bis zu*, *rund*), and one that is larger than all that the text has of it."""
    counted = [q for q in member.annotations.quantities if not q.in_furniture and q.value is not None]
    for quantity in counted:
        if not headline.span.contains(quantity.span) or quantity.comparator != "exact":
            continue
        same = [(q, line) for q in counted for line in body if line.span.contains(q.span) and _same_thing(quantity, q)]
        equal = [(q, line) for q, line in same if q.value == quantity.value]
        limited = [(q, line) for q, line in equal if q.comparator in ("up_to", "about")]
        if limited and len(limited) == len(equal):
            found, line = limited[0]
            words = even(found.span.of(member.article.text))
            yield Excess(line, f"number limited in the text: {words}", sure=found.comparator == "up_to")


def _same_thing(a: Quantity, b: Quantity) -> bool:
    """True for two numbers of one noun or unit."""
    return a.kind == b.kind and not _nouns(a).isdisjoint(_nouns(b))


def _nouns(quantity: Quantity) -> set[str]:
    return {fold(noun_lemma(n.split()[-1])) for n in (quantity.unit, quantity.object) if n}


def _too_general(headline: Line, body: Sequence[Line]) -> Iterator[Excess]:
    """All, none or always in the headline, where the sentence with the same words speaks of a part only."""
    whole = {scope: word for word in words_of(headline.text) for scope, reach in _reaches(word) if reach == "whole"}
    if not whole:
        return
    near = [(share, line) for line in body if (share := _shares(headline, line)) >= MATCH]
    found = []
    for share, line in near:
        said = {(scope, reach): word for word in words_of(line.text) for scope, reach in _reaches(word)}
        for scope, word in sorted(whole.items()):
            if (scope, "whole") in said:
                return
            if (scope, "part") in said:
                found.append((share, line, f"more general than the text: {word} / {said[scope, 'part']}"))
    if found:
        _, line, reason = max(found, key=lambda f: (f[0], -f[1].span.start))
        yield Excess(line, reason, sure=True)


def _reaches(word: str) -> tuple[tuple[str, str], ...]:
    return _generalisations().get(word, ())


@cache
def _generalisations() -> dict[str, tuple[tuple[str, str], ...]]:
    return {row["word"]: ((row["scope"], row["reach"]),) for row in load_table("generalisations")}
