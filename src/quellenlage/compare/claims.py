"""Claims: statements from anywhere that say the same, and on how many sources they rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from quellenlage.compare.order import UNDATED, first_version, in_order
from quellenlage.compare.roots import Said, Sources, find_sources
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Claim, ClaimStatus, Member, MemberRelation, RelationKind, Reuse
from quellenlage.domain.identity import digest
from quellenlage.german.lexicon import load_words
from quellenlage.german.numbers import number_of

SAME_WORDS = 90
"""Similarity of two quotes' words (rapidfuzz ratio of characters, 0 to 100) from which on they are one: an article, an
ending or a comma may differ; a changed noun in a sentence of average length falls below."""
SAME_PASSAGE = 75
"""The same where both quotes stand at the same place of one copied passage."""
SHINGLE = 4
"""Words in a row that two quotes must share to be compared at all; shorter quotes must be equal and of one speaker."""
PLACE = 40
"""Characters by which a quote's place in two copies of a passage may differ: earlier edits shift it."""

Place = tuple[str, int]
"""A copied passage, and how many characters after its start a quote begins."""


@dataclass(frozen=True)
class Quote:
    """A statement with its words, and what must be equal for two to be the same."""

    said: Said
    words: tuple[str, ...]
    guard: tuple[object, ...]
    places: tuple[Place, ...]

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.said.statement


def find_claims(members: Sequence[AnnotatedArticle], reuse: Sequence[Reuse]) -> tuple[Claim, ...]:
    """The claims of a story, weightiest first.

    Every statement outside page matter is a member of exactly one: of the claim whose first statement has the same
    words, nearly the same, or the same place in a copied passage. Numbers and negations must agree; a denial in the
    same words is a member, and makes the claim disputed. Quoted words inside a statement go with it.
    """
    # 1 the statements in the order of the articles
    quotes = list(_quotes(members, reuse))
    # 2 which say the same
    parts = _parts(quotes)
    groups = _with_parts(_group([q for q in quotes if q.statement.id not in parts]), quotes, parts)
    # 3 who is behind each, weightiest first
    claims = [(_rank(group), _claim(group)) for group in groups]
    return tuple(claim for _, claim in sorted(claims, key=lambda pair: pair[0]))


def _quotes(members: Sequence[AnnotatedArticle], reuse: Sequence[Reuse]) -> Iterator[Quote]:
    copied: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in reuse:
        if row.kind != "boilerplate":
            for place in row.places:
                copied[place.article].append((place.start, place.end, row.id))
    for member in in_order(members):
        text, article = member.article.text, member.article.id
        for statement in sorted(member.annotations.statements, key=lambda s: (s.span, s.id)):
            if statement.in_furniture:
                continue
            words = tuple(w for s in statement.quote for w in words_of(s.of(text)))
            span = statement.span
            places = tuple((row, span.start - s) for s, e, row in copied[article] if s <= span.start and span.end <= e)
            yield Quote(Said(member, statement), words, _guard(words), places)


def _guard(words: tuple[str, ...]) -> tuple[object, ...]:
    """Numbers and negations: two sentences may agree in nine tenths of their letters and say the opposite."""
    no = load_words("negations")
    numbers = sorted(n for w in words if (n := number_of(w)) is not None)
    return tuple(numbers), sum(w in no for w in words)


def _group(quotes: list[Quote]) -> list[list[Quote]]:
    """Each quote joins the first one it equals, in the order of the articles: groups never chain."""
    groups: list[list[Quote]] = []
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_passage: dict[str, list[int]] = defaultdict(list)
    for quote in quotes:
        near = {*by_words[quote.words], *(i for row, _ in quote.places for i in by_passage[row])}
        near.update(i for s in _shingles(quote.words) for i in by_shingle[s])
        scored = [(value, -i) for i in near if (value := _sameness(quote, groups[i][0])) > 0]
        if scored:
            groups[-max(scored)[1]].append(quote)
            continue
        index = len(groups)
        groups.append([quote])
        by_words[quote.words].append(index)
        for shingle in _shingles(quote.words):
            by_shingle[shingle].append(index)
        for row, _ in quote.places:
            by_passage[row].append(index)
    return groups


def _parts(quotes: list[Quote]) -> dict[str, str]:
    """Statements that are quoted words of another one of the same speaker, which they are no claim without: its id by
    theirs."""
    by_id = {q.statement.id: q.statement for q in quotes}
    return {
        part.id: whole.id
        for part in by_id.values()
        if part.parent is not None
        and part.mode == "direct"
        and (whole := by_id.get(part.parent)) is not None
        and whole.speaker_name == part.speaker_name
        and whole.span.contains(part.span)
    }


def _with_parts(groups: list[list[Quote]], quotes: list[Quote], parts: dict[str, str]) -> list[list[Quote]]:
    """The groups, each with the quoted words of its members behind them."""
    group_of = {q.statement.id: group for group in groups for q in group}
    for quote in quotes:
        whole = parts.get(quote.statement.id)
        while whole in parts:
            whole = parts[whole]
        if whole is not None:
            group_of[whole].append(quote)
    return groups


def _shingles(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1)}


def _sameness(a: Quote, b: Quote) -> float:
    """Similarity of two quotes if they count as the same, 0 to 100; else 0."""
    if a.guard != b.guard or not a.words or not b.words:
        return 0.0
    if min(len(a.words), len(b.words)) < SHINGLE:
        one_speaker = a.statement.speaker_name is not None and a.statement.speaker_name == b.statement.speaker_name
        return 100.0 if a.words == b.words and one_speaker else 0.0
    least = SAME_PASSAGE if _same_place(a, b) else SAME_WORDS
    return fuzz.ratio(" ".join(a.words), " ".join(b.words), score_cutoff=least)


def _same_place(a: Quote, b: Quote) -> bool:
    return any(row == other and abs(x - y) <= PLACE for row, x in a.places for other, y in b.places)


def _claim(group: list[Quote]) -> Claim:
    parts = _parts(group)
    whole = [q for q in group if q.statement.id not in parts]
    sources = find_sources([q.said for q in group])
    clearest = min(whole, key=_clearness)
    first = group[0]
    carriers = _carriers(group)
    relations = tuple(_relation(clearest, q) for q in group if q is not clearest)
    status = _status(group, sources)
    return Claim(
        id=digest("claim", first.statement.id),
        text=_text(clearest),
        status=status,
        weight=carriers,
        sources=sources.at_least,
        sources_at_most=sources.at_most,
        roots=sources.roots,
        members=tuple(_member(q) for q in group),
        relations=relations,
        reasons=_reasons(whole, carriers),
        sure=all(q.words == first.words for q in whole),
    )


def _carriers(group: list[Quote]) -> int:
    """How many articles carry the claim; the versions of one article are one."""
    return len({first_version(q.said.member.article) for q in group})


def _clearness(quote: Quote) -> tuple[object, ...]:
    """Named speakers and the body of an article before headlines; then the fullest wording; then the order."""
    statement, article = quote.statement, quote.said.member.article
    return statement.speaker_name is None, statement.section != "body", -len(quote.words), article.id, statement.span


def _text(quote: Quote) -> str:
    """The words of the statement, verbatim; parts that stand apart are joined by an ellipsis."""
    text = quote.said.member.article.text
    return " … ".join(even(s.of(text)) for s in quote.statement.quote)


def _member(quote: Quote) -> Member:
    statement = quote.statement
    return Member(
        statement=statement.id,
        article=quote.said.member.article.id,
        start=statement.span.start,
        end=statement.span.end,
        speaker=statement.speaker_name,
        mode=statement.mode,
        stance=statement.stance,
        via=statement.via,
    )


def _relation(a: Quote, b: Quote) -> MemberRelation:
    relation: RelationKind = "same"
    if (a.statement.stance == "denies") != (b.statement.stance == "denies"):
        relation = "contradicts"
    elif a.statement.speaker_name and b.statement.speaker_name and a.statement.speaker_name != b.statement.speaker_name:
        relation = "differs_in_attribution"
    return MemberRelation(a.statement.id, b.statement.id, relation)


def _status(group: list[Quote], sources: Sources) -> ClaimStatus:
    """As DESIGN 2 defines it: a denial wins over the rest."""
    if any(q.statement.stance == "denies" for q in group):
        return "disputed"
    if all(r.kind == "unknown" for r in sources.roots):
        return "unsourced"
    return "corroborated" if sources.at_least >= 2 else "single_source"


def _reasons(group: list[Quote], articles: int) -> tuple[str, ...]:
    if len(group) == 1:
        return ()
    equal = all(q.words == group[0].words for q in group)
    return (f"{'same words' if equal else 'nearly the same words'}: {articles}",)


def _rank(group: list[Quote]) -> tuple[object, ...]:
    """More articles first, then title or standfirst, then the earlier date, then the place in the text."""
    first = group[0].said
    published = first.member.article.published
    headline = any(q.statement.section in ("title", "standfirst") for q in group)
    return (
        -_carriers(group),
        not headline,
        (published.from_ or UNDATED) if published else UNDATED,
        first.member.article.id,
        first.statement.span,
        first.statement.id,
    )
