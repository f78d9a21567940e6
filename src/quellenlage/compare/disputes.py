"""Disputes: where articles cannot both be right, with both sides in the words of the articles.

A denial, from the relations of claims; numbers of one thing that do not go together; one event under two dates; one
sentence given to two speakers. Later tolls, vague words, and what somebody repeats after himself are no disputes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.compare.counted import is_growing, letters
from quellenlage.compare.dating import (
    Dating,
    Once,
    datings_in,
    is_same_day,
    is_same_subject,
    is_same_time,
    once_dated,
)
from quellenlage.compare.intervals import Number, fit
from quellenlage.compare.order import first_version, in_order, order_key
from quellenlage.compare.root_kinds import is_body
from quellenlage.compare.roots import same_person
from quellenlage.compare.utterances import given_to_others, is_one_utterance
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Claim, Dispute, DisputeKind, Figure, FigureValue, Side
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.lexicon import load_words

SHORT = 4
"""Words of a statement up to which it is shown with its speaker and cue: *das*, *frei erfunden* say nothing alone."""


@dataclass(frozen=True, slots=True)
class _Story:
    """The articles and statements of a story, by id."""

    articles: Mapping[str, AnnotatedArticle]
    statements: Mapping[str, tuple[AnnotatedArticle, Statement]]

    def sentence(self, article: str, at: int) -> Span:
        """The sentence at an offset."""
        annotations = self.articles[article].annotations
        index = annotations.sentence_at(at)
        return Span(at, at) if index is None else annotations.sentences[index].span

    def words(self, evidence: Evidence) -> str:
        """The words of an evidence."""
        return even(evidence.span.of(self.articles[evidence.article].article.text))


def find_disputes(
    members: Sequence[AnnotatedArticle], claims: Sequence[Claim], figures: Sequence[Figure]
) -> tuple[Dispute, ...]:
    """The disputes of a story: those of most articles first, unsure ones last.

    Every side has a position, the verbatim words of one article, and as evidence the places of all that hold it.
    """
    ordered = in_order(members)
    story = _Story(
        {m.article.id: m for m in ordered},
        {s.id: (m, s) for m in ordered for s in m.annotations.statements},
    )
    rows = [
        *_denials(claims, story),
        *_numbers(figures, story),
        *_dates(claims, story),
        *_once(ordered),
        *_attributions(ordered, story),
    ]
    texts = {m.article.id: first_version(m.article) for m in ordered}
    return tuple(sorted(rows, key=lambda row: _rank(row, texts)))


def _row(kind: DisputeKind, text: str, sides: Sequence[Side], reasons: Iterable[str], *, sure: bool) -> Dispute:
    places = [f"{e.article} {e.start}" for side in sides for e in side.evidence[:1]]
    return Dispute(
        id=digest("dispute", kind, *places), kind=kind, text=text, sides=tuple(sides), reasons=tuple(reasons), sure=sure
    )


def _rank(row: Dispute, texts: Mapping[str, str]) -> tuple[object, ...]:
    carriers = {texts[e.article] for side in row.sides for e in side.evidence}
    first = min(e for side in row.sides for e in side.evidence)
    return not row.sure, -len(carriers), -sum(len(side.evidence) for side in row.sides), first, row.id


# Denials


def _denials(claims: Sequence[Claim], story: _Story) -> Iterator[Dispute]:
    """Claims that a member contradicts: who says it, and who denies it."""
    told: set[str] = set()
    for claim in sorted(claims, key=lambda c: not c.sure):
        against = _against(claim)
        members = [m.statement for m in claim.members if m.statement in story.statements]
        for_it = [i for i in members if i not in against]
        denying = [i for i in members if i in against and not any(_negates_too(i, other, story) for other in for_it)]
        # a row that is unsure repeats what a sure one has told
        if not for_it or not denying or told & set(denying) or _only_himself(for_it, denying, story):
            continue
        told |= set(denying)
        sides = [_said(for_it, story), _said(denying, story)]
        yield _row("denial", claim.text, sides, _who_denies(denying, story), sure=claim.sure)


def _against(claim: Claim) -> set[str]:
    """The members that deny what the others say. Which side of a contradiction denies, the stance tells; else it is
    the one that the claim's own words are not of."""
    stance = {m.statement: m.stance for m in claim.members}
    found: set[str] = set()
    for relation in claim.relations:
        if relation.relation == "contradicts":
            denies = [i for i in (relation.a, relation.b) if stance.get(i) == "denies"]
            found.add(denies[0] if len(denies) == 1 else relation.b)
    # what says the same as a denial denies, too
    grown = True
    while grown:
        grown = False
        for relation in claim.relations:
            ends = {relation.a, relation.b}
            if relation.relation == "contradicts" and len(ends & found) == 0:
                continue
            if relation.relation in ("same", "more_specific") and len(ends & found) == 1:
                other = (ends - found).pop()
                if stance.get(other) == "denies":
                    found.add(other)
                    grown = True
    return found


def _only_himself(for_it: Sequence[str], denying: Sequence[str], story: _Story) -> bool:
    """True where one person is on both sides alone: who says a thing twice denies nothing."""
    names = [{story.statements[i][1].speaker_name for i in side} for side in (for_it, denying)]
    return names[0] == names[1] and len(names[0]) == 1 and None not in names[0]


def _negates_too(denial: str, other: str, story: _Story) -> bool:
    """True where the words of a denial are themselves negated, and the other statement has the same words: both say
    that it is not so (*distanziert sich: das sei nicht die Linie*, *es heißt, das sei nicht die Linie*)."""
    forms = (story.statements[denial], story.statements[other])
    words = words_of(" ".join(s.of(forms[0][0].article.text) for s in forms[0][1].quote))
    return any(w in load_words("negations") or w == "weder" for w in words) and is_one_utterance(*forms)


def _said(statements: Sequence[str], story: _Story) -> Side:
    """Statements as one side, each with speaker and cue where it is short or denies. The fullest is the position."""
    found: dict[Evidence, str] = {}
    for i in statements:
        member, statement = story.statements[i]
        text = member.article.text
        words = " … ".join(even(s.of(text)) for s in statement.quote)
        span = statement.span
        if statement.stance == "denies" or len(words_of(words)) <= SHORT:
            span = _with_cue(statement, story.sentence(member.article.id, span.start))
            words = even(span.of(text))
        found[Evidence(member.article.id, *span)] = words
    position = min(found.values(), key=lambda words: (-len(words_of(words)), words))
    return Side(position, tuple(sorted(found)))


def _with_cue(statement: Statement, sentence: Span) -> Span:
    """From the speaker or cue to the end of the words, or of the cue; the whole sentence where none stands in it."""
    spans = [s for s in (*statement.speaker, *statement.cue) if sentence.contains(s)]
    if not spans:
        return sentence.hull(statement.span)
    for span in (*spans[1:], statement.span):
        spans[0] = spans[0].hull(span)
    return spans[0]


def _who_denies(statements: Sequence[str], story: _Story) -> Iterator[str]:
    names = dict.fromkeys(n for i in statements if (n := story.statements[i][1].speaker_name))
    if names:
        yield f"denied by: {', '.join(names)}"


# Numbers


def _numbers(figures: Sequence[Figure], story: _Story) -> Iterator[Dispute]:
    for figure in figures:
        values = [v for v in figure.values if (v.low, v.high) != (None, None)]
        pairs = [
            (a, b)
            for n, a in enumerate(values)
            for b in values[n + 1 :]
            if _contradict(a, b, story, growing=is_growing(figure.object))
        ]
        if not pairs:
            continue
        at_odds = [v for v in values if any(v in pair for pair in pairs)]
        others = [v for v in values if v not in at_odds]
        sides = _sides(at_odds, others)
        if len(sides) < 2:
            continue
        strict = any(_fit(a, b) == "incompatible" for a, b in pairs)
        owners = any(a.owner and b.owner for a, b in pairs)
        one_article = any(a.article == b.article and a.owner and b.owner for a, b in pairs)
        what = figure.object if figure.unit is None else f"{figure.object} ({figure.unit})"
        yield _row(
            "number",
            what,
            [_counted(side, story) for side in sides],
            [f"numbers that do not go together: {figure.object}"],
            sure=(strict or owners) and (figure.sure or figure.unit is not None or one_article),
        )


def _contradict(a: FigureValue, b: FigureValue, story: _Story, *, growing: bool) -> bool:
    """True if both cannot hold: not for later numbers of one owner, nor for a toll that has grown since."""
    how = _fit(a, b)
    if how not in ("apart", "incompatible"):
        return False
    one_owner = bool(a.owner) and letters(a.owner or "") == letters(b.owner or "")
    if a.article == b.article:
        # an article that gives two numbers on its own sets nobody against anybody
        return not one_owner and bool(a.owner or b.owner)
    articles = [story.articles[v.article].article for v in (a, b)]
    if first_version(articles[0]) == first_version(articles[1]):
        return False
    days = [order_key(article)[0] for article in articles]
    if growing:
        return False
    if one_owner and days[0] != days[1]:
        return False
    return how == "incompatible" or bool(a.owner and b.owner and not one_owner)


def _fit(a: FigureValue, b: FigureValue) -> str:
    return fit(Number(a.low, a.high, a.comparator), Number(b.low, b.high, b.comparator))


def _sides(at_odds: Sequence[FigureValue], others: Sequence[FigureValue]) -> list[list[FigureValue]]:
    """Numbers that go together on one side; those in no dispute join the one side that they equal."""
    sides: list[list[FigureValue]] = []
    for value in sorted(at_odds, key=lambda v: (v.low is None, v.low or v.high or 0, v.high or 0)):
        for side in sides:
            if all(_fit(value, other) in ("equal", "compatible") for other in side):
                side.append(value)
                break
        else:
            sides.append([value])
    for value in others:
        same = [s for s in sides if any(_fit(value, v) == "equal" for v in s)]
        if len(same) == 1:
            same[0].append(value)
    return sides


def _counted(side: Sequence[FigureValue], story: _Story) -> Side:
    evidence = sorted({e for value in side for e in value.evidence})
    owned = next((v for v in side if v.owner), side[0])
    first = owned.evidence[0]
    sentence = story.sentence(first.article, first.start)
    return Side(even(sentence.of(story.articles[first.article].article.text)), tuple(evidence))


# Dates


def _dates(claims: Sequence[Claim], story: _Story) -> Iterator[Dispute]:
    """Statements of one claim that date the same event differently."""
    told: set[frozenset[Evidence]] = set()
    for claim in claims:
        if not claim.sure:
            continue
        against = _against(claim)
        said = [m.statement for m in claim.members if m.statement in story.statements and m.statement not in against]
        datings = [d for i in said for d in datings_in(*story.statements[i])]
        groups: list[list[Dating]] = []
        for dating in datings:
            same = next((g for g in groups if all(is_same_time(dating, d) for d in g)), None)
            if same is None:
                groups.append([dating])
            else:
                same.append(dating)
        texts = {first_version(d.member.article) for d in datings}
        one_each = len({d.statement.id for d in datings}) == len(datings)
        if len(groups) < 2 or len(texts) < 2 or not one_each:
            continue
        sides = [_dated(group) for group in groups]
        key = frozenset(e for side in sides for e in side.evidence)
        if key not in told:
            told.add(key)
            reasons = [f"one event, other dates: {', '.join(g[0].value for g in groups)}"]
            yield _row("date", claim.text, sides, reasons, sure=len(groups) == len(texts))


def _dated(group: Sequence[Dating]) -> Side:
    first = group[0]
    words = " … ".join(even(s.of(first.member.article.text)) for s in first.statement.quote)
    return Side(words, tuple(sorted({Evidence(d.member.article.id, *d.statement.span) for d in group})))


def _once(ordered: Sequence[AnnotatedArticle]) -> Iterator[Dispute]:
    """What happens once, with a day or month that another article does not allow for."""
    by_verb: dict[str, list[Once]] = defaultdict(list)
    for member in ordered:
        for each in once_dated(member):
            by_verb[each.verb].append(each)
    for verb in sorted(by_verb):
        groups: list[list[Once]] = []
        for each in by_verb[verb]:
            # only one of each: a noun that several things of the story bear says nothing
            same = [g for g in groups if all(is_same_subject(each.subject, o.subject) for o in g)]
            if len(same) == 1:
                same[0].append(each)
            elif not same:
                groups.append([each])
        yield from (row for group in groups if (row := _once_row(group)) is not None)


def _once_row(group: Sequence[Once]) -> Dispute | None:
    sides: list[list[Once]] = []
    for each in group:
        same = next((s for s in sides if all(is_same_day(each.value, o.value) for o in s)), None)
        if same is None:
            sides.append([each])
        else:
            same.append(each)
    texts = [{first_version(o.member.article) for o in side} for side in sides]
    if len(sides) < 2 or any(a & b for n, a in enumerate(texts) for b in texts[n + 1 :]):
        return None
    shown = []
    for side in sides:
        first = side[0]
        evidence = tuple(sorted({Evidence(o.member.article.id, *o.span) for o in side}))
        shown.append(Side(even(first.span.of(first.member.article.text)), evidence))
    reasons = [f"one event, other dates: {', '.join(side[0].value for side in sides)}"]
    one_name = len({o.subject for o in group}) == 1
    return _row("date", shown[0].position, shown, reasons, sure=one_name or len(group) == len(sides))


# Attributions


def _attributions(ordered: Sequence[AnnotatedArticle], story: _Story) -> Iterator[Dispute]:
    """Quoted words that another article gives to somebody else."""
    for utterance in given_to_others(ordered):
        by_speaker: dict[str, list[tuple[AnnotatedArticle, Statement]]] = defaultdict(list)
        for member, statement in utterance:
            name = statement.speaker_name or ""
            known = next((n for n in by_speaker if _one_speaker(n, name)), name)
            by_speaker[known].append((member, statement))
        if len(by_speaker) < 2:
            continue
        bodies = [n for n, said in by_speaker.items() if any(is_body(m, s) for m, s in said)]
        sides = []
        for said in by_speaker.values():
            spans = [(m.article.id, story.sentence(m.article.id, s.span.start).hull(s.span)) for m, s in said]
            evidence = tuple(sorted({Evidence(article, *span) for article, span in spans}))
            sides.append(Side(story.words(evidence[0]), evidence))
        member, statement = utterance[0]
        text = " … ".join(even(s.of(member.article.text)) for s in statement.quote)
        yield _row("attribution", text, sides, [f"given to: {', '.join(by_speaker)}"], sure=not bodies)


def _one_speaker(a: str, b: str) -> bool:
    """True for names that may be one person's: a family name alone is that of the full name."""
    left, right = words_of(a), words_of(b)
    return same_person(a, b) or set(left) <= set(right) or set(right) <= set(left)
