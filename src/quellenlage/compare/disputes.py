"""Disputes: where articles cannot both be right, with both sides in the words of the articles.

A denial, from the relations of claims; numbers of one thing that do not go together; one event under two dates; one
sentence given to two speakers. Later tolls, vague words, and what somebody repeats after himself are no disputes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from quellenlage.compare.circumstances import (
    Circumstances,
    agree,
    circumstances_of,
    is_elsewhere,
    is_general,
    is_other_fate,
    letters,
    parted,
)
from quellenlage.compare.content import content_words
from quellenlage.compare.contradicted import contradicted
from quellenlage.compare.counted import is_growing, thing_of
from quellenlage.compare.dating import (
    Dating,
    Once,
    datings_in,
    is_same_day,
    is_same_subject,
    is_same_time,
    once_dated,
)
from quellenlage.compare.figures import OWN_COUNTRY, home_of, is_loose
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

ONCE_SHARED = 3
"""Content words that the sentences of one event share, its verb and noun among them: read on 600 articles of four days,
all four pairs with fewer were of two events (two schools open, two residents die)."""
UNDATED_BY = frozenset(("vor", "nach"))
"""Words before a time that leave the day open (*nach Ostern*)."""
SHARES = frozenset(("Prozent", "Prozentpunkt", "Promille", "Anteil"))
"""Units of what is a part of something: the same noun has many of them."""
RUN = 5
"""Words in a row that an utterance given to two people has in both forms."""
MISSPELT = 88
"""Similarity of two names (rapidfuzz ratio, 0 to 100) from which on one may be a slip of the other."""
NEAR = 20
"""Characters before a time in which a word stands that leaves the day open."""
ONE_AFFAIR = 12
"""Articles up to which a story whose articles have a place in common tells of one affair, in which a noun like *Betten*
stands for one thing; larger ones have several things of a name."""
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
    denials = list(_denials(claims, story))
    rows = [
        *denials,
        *_contradicted(ordered, story, denials),
        *_numbers(figures, story, home_of(ordered), loose=is_loose(ordered)),
        *_dates(claims, story),
        *_once(ordered, home_of(ordered), loose=is_loose(ordered)),
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
        members = _whole(claim, story)
        for_it = [i for i in members if i not in against]
        denying = [i for i in members if i in against and not any(_negates_too(i, other, story) for other in for_it)]
        # a row that is unsure repeats what a sure one has told
        if not for_it or not denying or told & set(denying) or _only_himself(for_it, denying, story):
            continue
        told |= set(denying)
        sides = [_said(for_it, story), _said(denying, story, instead=True)]
        sure = claim.sure and _is_denial(for_it, denying, story)
        yield _row("denial", claim.text, sides, _who_denies(denying, story), sure=sure)


def _whole(claim: Claim, story: _Story) -> list[str]:
    """The statements of a claim without the words quoted inside one of them."""
    ids = [m.statement for m in claim.members if m.statement in story.statements]
    return [i for i in ids if story.statements[i][1].parent not in ids]


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


def _is_denial(for_it: Sequence[str], denying: Sequence[str], story: _Story) -> bool:
    """True where somebody denies in the words of the outlet, or two who are named contradict each other: a negation in
    one of two wordings alone (*kaum Umsatz*, *fast kein Umsatz*) sets nobody against anybody."""
    if any(story.statements[i][1].stance == "denies" for i in denying):
        return True
    names = [{story.statements[i][1].speaker_name for i in side} for side in (for_it, denying)]
    return None not in names[0] | names[1] and not names[0] & names[1]


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


def _said(statements: Sequence[str], story: _Story, *, instead: bool = False) -> Side:
    """Statements as one side, each with speaker and cue where it is short or denies; `instead`: where it only points
    back (*bestreitet das*), with what the speaker says then. The fullest is the position."""
    found: dict[Evidence, str] = {}
    for i in statements:
        member, statement = story.statements[i]
        text = member.article.text
        words = " … ".join(even(s.of(text)) for s in statement.quote)
        span = statement.span
        if statement.stance == "denies" or len(words_of(words)) <= SHORT:
            span = _with_cue(statement, story.sentence(member.article.id, span.start))
            following = _instead(member, statement) if instead and len(words_of(words)) <= SHORT else None
            span = span if following is None else span.hull(following.span)
            words = even(span.of(text))
        found[Evidence(member.article.id, *span)] = words
    position = min(found.values(), key=lambda words: (-len(words_of(words)), words))
    return Side(position, tuple(sorted(found)))


def _instead(member: AnnotatedArticle, denial: Statement) -> Statement | None:
    """What who denies something says right behind it, in the same sentence or the next one: *bestreitet das. Es gebe
    keinen Beleg dafür*. It is his where nobody else is named, or who speaks for somebody."""
    text, marks = member.article.text, member.annotations
    here = marks.sentence_at(denial.span.end - 1)
    for each in marks.statements:
        there = marks.sentence_at(each.span.start)
        if each.span.start < denial.span.end or each.in_furniture or not each.quote or each.mode == "narration":
            continue
        near = here is not None and there is not None and there - here <= 1
        if not near or "\n" in text[denial.span.end : each.span.start].strip(" "):
            return None
        same = each.speaker_name is not None and each.speaker_name == denial.speaker_name
        words = words_of(" ".join(s.of(text) for s in each.speaker))
        same = same or (bool(words) and words == words_of(" ".join(s.of(text) for s in denial.speaker)))
        speaks_for = any(w.endswith(tuple(load_words("speaking_for"))) for w in words)
        nobody = not each.speaker and each.mode == "free_indirect" and each.speaker_name in (None, denial.speaker_name)
        return each if same or speaks_for or nobody else None
    return None


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


def _contradicted(ordered: Sequence[AnnotatedArticle], story: _Story, known: Sequence[Dispute]) -> Iterator[Dispute]:
    """What is set against a statement without a verb of denying, unless a denial tells it already."""
    told = {e for row in known for side in row.sides for e in side.evidence}
    for one, other, reason, sure in contradicted(ordered):
        sides = [_said([s.id for s in side], story) for side in (one, other)]
        if any(told.isdisjoint(side.evidence) for side in sides):
            yield _row("denial", sides[0].position, sides, [reason], sure=sure)


# Numbers


def _numbers(figures: Sequence[Figure], story: _Story, home: frozenset[str], *, loose: bool) -> Iterator[Dispute]:
    """Numbers of one row that do not go together. Sure are those of which the sentences agree on more than the noun:
    the place, who bears them, what is done; in a `loose` story on the verb and one more word."""
    one_affair = (
        not loose
        and bool(home - OWN_COUNTRY)
        and len({first_version(m.article) for m in story.articles.values()}) <= ONE_AFFAIR
    )
    for figure in figures:
        values = [v for v in figure.values if (v.low, v.high) != (None, None)]
        pairs = [
            (a, b)
            for n, a in enumerate(values)
            for b in values[n + 1 :]
            if _contradict(a, b, story, growing=is_growing(figure.object))
        ]
        around = {id(v): _around(v, figure, story) for v in values} if pairs else {}
        matter = _Matter(figure, around, home, loose or is_general(figure.object), one_affair)
        if not (pairs := [p for p in pairs if not matter.is_later(*p, story)]):
            continue
        surely = [p for p in pairs if matter.is_one(*p)]
        chosen = surely or pairs
        at_odds = [v for v in values if any(v in pair for pair in chosen)]
        others = [v for v in values if v not in at_odds]
        sides = _sides(at_odds, others, matter if surely else None)
        if len(sides) < 2:
            continue
        strict = any(_fit(a, b) == "incompatible" for a, b in chosen)
        owners = any(a.owner and b.owner for a, b in chosen)
        one_article = any(a.article == b.article and a.owner and b.owner for a, b in chosen)
        what = figure.object if figure.unit is None else f"{figure.object} ({figure.unit})"
        yield _row(
            "number",
            what,
            [_counted(side, story) for side in sides],
            [f"numbers that do not go together: {figure.object}"],
            sure=bool(surely) and (strict or owners) and (figure.sure or figure.unit is not None or one_article),
        )


def _around(value: FigureValue, figure: Figure, story: _Story) -> Circumstances:
    first = value.evidence[0]
    label = " ".join(w for w in (figure.object, figure.unit, value.owner) if w)
    return circumstances_of(story.articles[first.article], Span(first.start, first.end), label)


@dataclass(frozen=True, slots=True)
class _Matter:
    """What the sentences of the numbers of a row say besides them (`around`, by the identity of the value)."""

    figure: Figure
    around: Mapping[int, Circumstances]
    home: frozenset[str]
    general: bool
    one_affair: bool

    def is_one(self, a: FigureValue, b: FigureValue) -> bool:
        """True if both are of one thing beyond their noun; two whom one article sets against each other are unless
        something parts them."""
        one, other = self.around[id(a)], self.around[id(b)]
        if is_other_fate(one, other, thing_of(self.figure.object)):
            return False
        if a.article == b.article and a.owner and b.owner:
            return not parted(one, other) and not is_elsewhere(one, other, self.home | one.places | other.places)
        measured = self.figure.unit is not None and self.figure.unit not in SHARES
        two = bool(a.owner and b.owner) and letters(a.owner or "") != letters(b.owner or "")
        if (two or measured) and self.one_affair and not self.general:
            return not parted(one, other) and not is_elsewhere(one, other, self.home)
        return agree(one, other, self.home, general=self.general, one_affair=self.one_affair)

    def may_be_one(self, a: FigureValue, b: FigureValue) -> bool:
        """True unless something parts two equal numbers; of a noun of many things the sentences must agree."""
        one, other = self.around[id(a)], self.around[id(b)]
        if self.general:
            return self.is_one(a, b)
        return not parted(one, other) and not is_elsewhere(one, other, self.home)

    def is_later(self, a: FigureValue, b: FigureValue, story: _Story) -> bool:
        """True for counts of two days of which one says that it is of its day: a series."""
        days = {order_key(story.articles[v.article].article)[0] for v in (a, b)}
        return len(days) > 1 and any(self.around[id(v)].running for v in (a, b))


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


def _sides(
    at_odds: Sequence[FigureValue], others: Sequence[FigureValue], matter: _Matter | None
) -> list[list[FigureValue]]:
    """Numbers that go together on one side; those in no dispute join the one side that they equal. With `matter`, only
    numbers of one thing stand on a side together, and one that fits none that it is of is left out."""
    sides: list[list[FigureValue]] = []

    def is_one(value: FigureValue, side: Sequence[FigureValue]) -> bool:
        return matter is None or all(matter.is_one(value, v) for v in side)

    def equals(value: FigureValue, side: Sequence[FigureValue]) -> bool:
        may_be = matter is None or all(matter.may_be_one(value, v) for v in side)
        return may_be and any(_fit(value, v) == "equal" for v in side)

    for value in sorted(at_odds, key=lambda v: (v.low is None, v.low or v.high or 0, v.high or 0)):
        fitting = [s for s in sides if all(_fit(value, other) in ("equal", "compatible") for other in s)]
        same = next((s for s in fitting if is_one(value, s)), None)
        if same is not None:
            same.append(value)
        elif not fitting:
            sides.append([value])
    for value in others:
        same_side = [s for s in sides if equals(value, s)]
        if len(same_side) == 1:
            same_side[0].append(value)
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
        said = [i for i in _whole(claim, story) if i not in against]
        datings = [d for i in said for d in datings_in(*story.statements[i]) if not _is_open_dating(d, story)]
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
        named = [{n for d in group for n in _names(d.member, d.statement.span)} for group in groups]
        if any(a and b and not a & b for n, a in enumerate(named) for b in named[n + 1 :]):
            continue
        sides = [_dated(group) for group in groups]
        key = frozenset(e for side in sides for e in side.evidence)
        if key not in told:
            told.add(key)
            reasons = [f"one event, other dates: {', '.join(g[0].value for g in groups)}"]
            yield _row("date", claim.text, sides, reasons, sure=len(groups) == len(texts))


def _is_open_dating(dating: Dating, story: _Story) -> bool:
    span = dating.statement.span
    return _is_open(dating.member, story.sentence(dating.member.article.id, span.start).hull(span), dating.value)


def _dated(group: Sequence[Dating]) -> Side:
    first = group[0]
    words = " … ".join(even(s.of(first.member.article.text)) for s in first.statement.quote)
    return Side(words, tuple(sorted({Evidence(d.member.article.id, *d.statement.span) for d in group})))


def _once(ordered: Sequence[AnnotatedArticle], home: frozenset[str], *, loose: bool) -> Iterator[Dispute]:
    """What happens once, with a day or month that another article does not allow for. In a `loose` story, which tells
    of many things, the sentences must share enough."""
    by_verb: dict[str, list[Once]] = defaultdict(list)
    for member in ordered:
        for each in once_dated(member):
            if not _is_open(each.member, each.span, each.value):
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
        yield from (row for group in groups if (row := _once_row(group, home, loose=loose)) is not None)


def _is_open(member: AnnotatedArticle, sentence: Span, value: str) -> bool:
    """True where a sentence reports no date: a condition, a denial, a guess, or a time that is only before or after
    (*nach Ostern*)."""
    text = member.article.text
    said = words_of(sentence.of(text))
    # "sollte" at the head of a sentence is a condition, behind its subject a plan
    if not load_words("open_dates").isdisjoint(said) or said[:1] in (["sollte"], ["sollten"]):
        return True
    times = [t for t in member.annotations.times if t.value == value and sentence.contains(t.span)]
    words = [w.casefold() for t in times for w in text[max(0, t.start - NEAR) : t.start].split()[-2:]]
    return not UNDATED_BY.isdisjoint(words)


def _names(member: AnnotatedArticle, sentence: Span, *, places: bool = False) -> set[str]:
    """Whom, what and where a sentence names; `places`: only where."""
    return {
        letters(e.name)
        for e in member.annotations.entities
        if sentence.contains(e.span) and not (e.part or e.pronoun or e.nominal)
        if not places or e.type in ("GPE", "LOC")
    }


def _is_one_event(a: set[str], b: set[str], *, loose: bool) -> bool:
    """True if two dated sentences may be of one event, by whom they name: somebody or something of the same name, or
    nobody on one side, which a story of many things does not allow for."""
    return bool(a & b) or (not loose and not (a and b))


def _once_row(group: Sequence[Once], home: frozenset[str], *, loose: bool) -> Dispute | None:
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
    named = [{n for o in side for n in _names(o.member, o.span)} for side in sides]
    away = [{n for o in side for n in _names(o.member, o.span, places=True)} - home for side in sides]
    if any(bool(a) != bool(b) for n, a in enumerate(away) for b in away[n + 1 :]) and not set.intersection(*named):
        return None
    if not all(_is_one_event(a, b, loose=loose) for n, a in enumerate(named) for b in named[n + 1 :]):
        return None
    told = [set(content_words(side.position)) for side in shown]
    if loose and min(len(a & b) for n, a in enumerate(told) for b in told[n + 1 :]) < ONCE_SHARED:
        return None
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
        yield _row(
            "attribution",
            text,
            sides,
            [f"given to: {', '.join(by_speaker)}"],
            sure=not bodies and _is_verbatim(utterance),
        )


def _is_verbatim(utterance: Sequence[tuple[AnnotatedArticle, Statement]]) -> bool:
    """True if two forms have a run of words in common: a turn of phrase (*mit gutem Beispiel vorangehen*) is said by
    many."""
    words = [words_of(" ".join(s.of(m.article.text) for s in statement.quote)) for m, statement in utterance]
    runs = [{tuple(row[i : i + RUN]) for i in range(len(row) - RUN + 1)} for row in words]
    return any(a & b for n, a in enumerate(runs) for b in runs[n + 1 :])


def _one_speaker(a: str, b: str) -> bool:
    """True for names that may be one person's: a family name alone is that of the full name."""
    left, right = words_of(a), words_of(b)
    if fuzz.ratio(" ".join(left), " ".join(right)) >= MISSPELT:
        return True
    return same_person(a, b) or set(left) <= set(right) or set(right) <= set(left)
