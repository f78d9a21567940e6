"""Quote drift: one quotation on its way through the outlets: cut, turned indirect, given to somebody else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from quellenlage.compare.content import content_words, shared_words
from quellenlage.compare.order import first_version, in_order
from quellenlage.compare.words import even, spans_of_words, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Claim, DriftKind, QuoteDrift, QuoteForm
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_words
from quellenlage.german.numbers import number_of
from quellenlage.german.person_names import PersonName, likeness_of_family, likeness_of_given, person_name
from quellenlage.german.quotemarks import quote_marks

SHINGLE = 3
"""Words in a row that two quotations must share to be compared."""
SHORTEST = 4
"""Words of a quotation that is looked for elsewhere; shorter ones are phrases (*frei erfunden*)."""
CONTENT = 2
"""Content words it must have."""
WITHIN = 0.9
"""Share of a quotation's words that stand, in order, in the fuller one it was cut from."""
CHANGED = 0.75
"""The same where one and the same speaker is named and the two are about equally long: a word was changed."""
STRANGERS = 5
"""Words that must agree before one sentence in two mouths is one quotation."""
INDIRECT_WORDS = 3
"""Content words that an indirect form must share with the quotation."""
INDIRECT = 0.6
"""Share of an indirect form's content words that the quotation has. Measured with INDIRECT_WORDS on the invented
articles in `examples`: the four indirect forms of their gold share 0.71 to 1.0, no other statement of the speakers
reaches 0.5."""
COMMON = 200
"""Statements of one speaker in which a word that brings an indirect form to a quotation may stand."""

_CLAUSE = re.compile(r"[,;:–—]\s")
_MARKS = "„“”‟\"»«‚‘’‛›‹'"


class Speaker(NamedTuple):
    """A name, what it has in common with other names of the same speaker at least (the family name, the folded name of
    a body), and whether it is a person's."""

    name: str
    key: str
    person: bool


@dataclass(frozen=True)
class Said:
    """A statement with its words, where each stands in the article, and its content words; `denied` are those of the
    clauses that hold a negation."""

    member: AnnotatedArticle
    statement: Statement
    order: int
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    content: frozenset[str]
    negated: bool
    denied: frozenset[str]
    speaker: Speaker | None

    @property
    def article(self) -> str:
        """The article, whatever its version."""
        return first_version(self.member.article)

    @property
    def outlet(self) -> str:
        """The outlet; an article without one stands for itself."""
        return self.member.article.outlet or f"\n{self.article}"


@dataclass(frozen=True)
class Form:
    """A statement and what it made of the quotation."""

    said: Said
    kind: DriftKind
    reasons: tuple[str, ...]


def find_quote_drift(members: Sequence[AnnotatedArticle], claims: Sequence[Claim]) -> tuple[QuoteDrift, ...]:
    """Quotations that several articles give in different forms: most telling first (another speaker, then more
    articles). Equal words are one form with all its places, so that agency copy counts once.

    A direct quotation belongs to a fuller one that holds its words in order; an indirect or attributed statement to a
    quotation of the same speaker in another article that has its content words, or that a sure claim sets beside it.
    """
    said = list(_statements(members))
    # 1 direct quotations, the fullest first, each with those that were cut from it
    groups = _group([s for s in said if s.statement.mode == "direct" and _is_quotation(s)])
    # 2 the same in indirect words
    heads = [group[0] for group in groups]
    told = _indirect([s for s in said if s.statement.mode in _TELLING], heads, _claims_of(claims))
    # 3 what became of each
    rows = [row for n, group in enumerate(groups) if (row := _row(group, told.get(n, []))) is not None]
    return tuple(sorted(rows, key=_rank))


_TELLING = ("indirect", "free_indirect", "attributed", "reported")


def _rank(row: QuoteDrift) -> tuple[object, ...]:
    kinds = {form.kind for form in row.forms}
    articles = {e.article for form in row.forms for e in form.evidence}
    return "other_speaker" not in kinds, -len(articles), min(e for form in row.forms for e in form.evidence), row.id


def _statements(members: Sequence[AnnotatedArticle]) -> Iterator[Said]:
    no = load_words("negations")
    for order, member in enumerate(in_order(members)):
        text = member.article.text
        direct = {s.id for s in member.annotations.statements if s.mode == "direct"}
        people = {e.name for e in member.annotations.entities if e.type == "PER"}
        for statement in member.annotations.statements:
            if statement.in_furniture or statement.mode == "narration":
                continue
            spans = tuple(w.shift(s.start) for s in statement.quote for w in spans_of_words(s.of(text)))
            words = tuple(_plain(w.of(text)) for w in spans)
            quoted = " ".join(s.of(text) for s in statement.quote)
            content = frozenset(content_words(quoted))
            negated = [part for part in _CLAUSE.split(quoted) if any(w in no for w in words_of(part))]
            denied = frozenset(w for part in negated for w in content_words(part))
            speaker = _speaker_of(statement, people, direct)
            said = Said(member, statement, order, spans, words, content, bool(negated), denied, speaker)
            yield said
            if statement.mode == "direct":
                yield from _nested(said)


def _nested(said: Said) -> Iterator[Said]:
    """Quotations inside a quotation; who spoke them is told in words, not by the grammar."""
    text, whole = said.member.article.text, said.statement.span
    for mark in quote_marks(text, [whole.strip(text, _MARKS)]).values():
        if not mark.opens or mark.partner is None:
            continue
        span = Span(mark.offset, mark.partner + 1)
        spans = tuple(w for w in said.spans if span.contains(w))
        content = frozenset(content_words(span.of(text)))
        if len(spans) < len(said.spans):
            inner = replace(said.statement, quote=(span,), speaker_name=None)
            words = tuple(_plain(w.of(text)) for w in spans)
            yield replace(
                said,
                statement=inner,
                spans=spans,
                words=words,
                content=content,
                denied=said.denied & content,
                speaker=None,
            )


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """A word without what is only spelling: 1500 and 1.500, dass and daß are the same."""
    number = number_of(word) if word[0].isdigit() else None
    return fold(word) if number is None else f"{number:g}"


def _is_quotation(said: Said) -> bool:
    return len(said.words) >= SHORTEST and len(said.content) >= CONTENT


def _group(quotes: Sequence[Said]) -> list[list[Said]]:
    """Each quotation with the fuller one that holds it; a group's first is its fullest."""
    groups: list[list[Said]] = []
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda q: (-len(q.words), q.order, q.statement.span)):
        near = Counter(i for s in _shingles(quote.words) for i in by_shingle[s])
        scored = [(value, -i) for i in near if (value := _held(quote, groups[i][0])) > 0]
        if scored:
            groups[-max(scored)[1]].append(quote)
            continue
        for shingle in _shingles(quote.words):
            by_shingle[shingle].append(len(groups))
        groups.append([quote])
    return groups


def _shingles(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1)}


def _held(quote: Said, fuller: Said) -> float:
    """Share of the words of `quote` that `fuller` has in the same order, if that makes them one quotation; else 0."""
    if quote.member is fuller.member and fuller.statement.span.contains(quote.statement.span):
        return 0.0
    same = LCSseq.similarity(quote.words, fuller.words)
    share = same / len(quote.words)
    missing = quote.content - fuller.content
    if _surely_others(quote.speaker, fuller.speaker):
        return share if same >= STRANGERS and share >= WITHIN and not missing else 0.0
    if share >= WITHIN and not missing and quote.negated <= fuller.negated:
        return share
    alike = same / len(fuller.words) >= CHANGED and share >= CHANGED and quote.negated == fuller.negated
    return share if alike and _same_speaker(quote.speaker, fuller.speaker) else 0.0


def _claims_of(claims: Sequence[Claim]) -> dict[str, str]:
    """The sure claim that a statement is a member of."""
    return {member.statement: claim.id for claim in claims if claim.sure for member in claim.members}


def _indirect(told: Sequence[Said], heads: Sequence[Said], claims: Mapping[str, str]) -> dict[int, list[Said]]:
    """Statements in indirect words with the quotation of the same speaker that they tell, by its place in `heads`."""
    by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_claim: dict[str, list[int]] = defaultdict(list)
    for n, head in enumerate(heads):
        if head.speaker is not None:
            for word in head.content:
                by_word[head.speaker.key, word].append(n)
            if head.statement.id in claims:
                by_claim[claims[head.statement.id]].append(n)
    found: dict[int, list[Said]] = defaultdict(list)
    for said in told:
        if said.speaker is None:
            continue
        posted = [by_word[said.speaker.key, w] for w in said.content]
        near = {n for places in posted if len(places) <= COMMON for n in places}
        near.update(by_claim[claims[said.statement.id]] if said.statement.id in claims else ())
        scored = [(value, -n) for n in sorted(near) if (value := _tells(said, heads[n], claims)) > 0]
        if scored:
            found[-max(scored)[1]].append(said)
    return found


def _tells(said: Said, quote: Said, claims: Mapping[str, str]) -> float:
    """Share of the content words of `said` that `quote` has, if it tells the quotation in other words; else 0."""
    if said.article == quote.article or not _same_speaker(said.speaker, quote.speaker):
        return 0.0
    shared = shared_words(said.content, quote.content)
    share = len(shared) / len(said.content) if said.content else 0.0
    denied = 2 * len(shared & quote.denied) > len(shared)
    if said.negated != denied and (said.statement.stance == "denies") == (quote.statement.stance == "denies"):
        return 0.0
    if len(shared) >= INDIRECT_WORDS and share >= INDIRECT:
        return share
    claim = claims.get(said.statement.id)
    return share if shared and claim is not None and claim == claims.get(quote.statement.id) else 0.0


def _row(group: Sequence[Said], told: Sequence[Said]) -> QuoteDrift | None:
    """The row of one quotation, None where all its places have the same words and speaker."""
    fullest = group[0]
    speaker = _speaker(group, told)
    forms = [_form(quote, fullest, speaker) for quote in group]
    # a sentence that reports the quoted words with more of its own is no other form of them
    around = [said for said in told if any(said.member is q.member and _around(said, q) for q in group)]
    told = [said for said in told if said not in around]
    forms += [Form(said, "indirect", (f"turned indirect: {said.outlet.strip()}",)) for said in told]
    same: dict[tuple[object, ...], list[Form]] = defaultdict(list)
    for form in forms:
        other = form.said.speaker if form.kind == "other_speaker" else None
        same[form.kind, form.said.words, other and other.key].append(form)
    articles = {form.said.article for form in forms}
    texts = {(kind, words) for kind, words, _ in same}
    if len(articles) < 2 or (len(texts) < 2 and not any(f.kind == "other_speaker" for f in forms)):
        return None
    return QuoteDrift(
        id=digest("drift", fullest.statement.id),
        quote=_text(fullest),
        forms=tuple(_quote_form(each) for each in sorted(same.values(), key=_order)),
        speaker=speaker.name if speaker else None,
        reasons=(f"in several articles: {len(articles)}",),
    )


def _around(said: Said, quote: Said) -> bool:
    return quote.statement.parent == said.statement.id or said.statement.span.contains(quote.statement.span)


_KINDS: tuple[DriftKind, ...] = ("verbatim", "shortened", "indirect", "other_speaker")


def _order(forms: Sequence[Form]) -> tuple[object, ...]:
    first = min(forms, key=lambda f: (f.said.order, f.said.statement.span))
    return _KINDS.index(first.kind), -len(first.said.words), first.said.order, first.said.statement.span


def _quote_form(forms: Sequence[Form]) -> QuoteForm:
    first = min(forms, key=lambda f: (f.said.order, f.said.statement.span))
    places = sorted((f.said.order, f.said.statement.span, f.said.member.article.id) for f in forms)
    return QuoteForm(
        kind=first.kind,
        evidence=tuple(Evidence(article, *span) for _, span, article in places),
        speaker=next((f.said.speaker.name for f in forms if f.said.speaker is not None), None),
        reasons=first.reasons,
    )


def _speaker(group: Sequence[Said], told: Sequence[Said]) -> Speaker | None:
    """Who most outlets say has spoken; of two with as many, the one named first."""
    outlets: dict[str, set[str]] = defaultdict(set)
    named: dict[str, tuple[int, Speaker]] = {}
    for said in (*group, *told):
        if (speaker := said.speaker) is not None:
            outlets[speaker.key].add(said.outlet)
            named[speaker.key] = min(named.get(speaker.key, (said.order, speaker)), (said.order, speaker))
    if not outlets:
        return None
    return named[min(outlets, key=lambda k: (-len(outlets[k]), named[k], k))][1]


def _form(quote: Said, fullest: Said, speaker: Speaker | None) -> Form:
    if quote.speaker is not None and speaker is not None and _surely_others(quote.speaker, speaker):
        said = (f"other speaker: {quote.speaker.name} / {speaker.name}",)
        return Form(quote, "other_speaker", (*said, *_lost(quote, fullest)))
    lost = _lost(quote, fullest)
    cut = any(reason.startswith("words left out") for reason in lost)
    return Form(quote, "shortened" if cut else "verbatim", lost)


def _lost(quote: Said, fullest: Said) -> tuple[str, ...]:
    """Which words of the fullest form are missing, and which stand in their place."""
    text, full = quote.member.article.text, fullest.member.article.text
    left, changed = [], []
    # unlike the longest common subsequence, this keeps stretches whole
    for tag, a, b, c, d in SequenceMatcher(None, fullest.words, quote.words, autojunk=False).get_opcodes():
        if tag == "delete":
            left.append(_stretch(fullest.spans[a:b], full))
        elif tag == "replace":
            changed.append(f"{_stretch(fullest.spans[a:b], full)} → {_stretch(quote.spans[c:d], text)}")
        elif tag == "insert":
            changed.append(f"+ {_stretch(quote.spans[c:d], text)}")
    return (
        *((f"words left out: {' … '.join(left)}",) if left else ()),
        *((f"words changed: {'; '.join(changed)}",) if changed else ()),
    )


def _stretch(spans: Sequence[Span], text: str) -> str:
    return even(spans[0].hull(spans[-1]).of(text))


def _text(said: Said) -> str:
    text = said.member.article.text
    return " … ".join(even(s.of(text)) for s in said.statement.quote)


def _speaker_of(statement: Statement, people: Collection[str], direct: Collection[str]) -> Speaker | None:
    """Who says it. Words quoted inside a quotation are somebody's who is named there in words, not by the grammar."""
    name = statement.speaker_name
    if name is None or (statement.mode == "direct" and statement.parent in direct):
        return None
    person = person_name(name) if name in people else None
    return Speaker(name, person.family_key if person else fold(even(name)), person is not None)


def _same_speaker(a: Speaker | None, b: Speaker | None) -> bool:
    return a is not None and b is not None and a.key == b.key and not _surely_others(a, b)


def _surely_others(a: Speaker | None, b: Speaker | None) -> bool:
    """True for two people whose family or given names differ; a body may speak through a person, and is none."""
    if a is None or b is None or not (a.person and b.person):
        return False
    one, other = person_name(a.name), person_name(b.name)
    if one is None or other is None or a.key in fold(b.name).split() or b.key in fold(a.name).split():
        return a.key == b.key and one is not None and other is not None and _other_given(one, other)
    return likeness_of_family(one, other) == "other"


def _other_given(a: PersonName, b: PersonName) -> bool:
    return likeness_of_given(a.given, b.given) == "other"
