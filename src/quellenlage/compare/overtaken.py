"""Plans that a later article overtakes: what was planned came about, or was stopped before it could.

Only where it is plain that both are one matter: the same kind of happening, with days that fit, of somebody or
somewhere that both name, told by an article that came out after the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.dated_sentences import Dated
from quellenlage.compare.happenings import kind_at, name_of
from quellenlage.compare.order import surely_before
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.days import Days, days_of
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.calendar import date_of
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words, word_class

WEEK, FORTNIGHT = 7, 14
"""Days up to which a plan is for a day or week that what came about can be known by, and up to which the days of that
are known: *am Donnerstag* in an article of one week is of two."""
PAST = frozenset(("factual", "reported"))
_PATIENTS = frozenset(("nsubj", "nsubj:pass"))
_MAIN = frozenset(("root", "ROOT", "conj"))
"""What heads a clause that the outlet tells by itself."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A sentence that tells that what is planned does not come about: of which kind of happening, of what (nouns,
    folded), who and where, and the days that it gives."""

    kind: str
    things: frozenset[str]
    names: frozenset[str]
    days: tuple[Days, ...]
    evidence: Evidence


def overtaken(groups: Sequence[Sequence[Dated]], members: Sequence[AnnotatedArticle]) -> dict[int, str]:
    """Why lines of plans are overtaken, by their place in `groups`."""
    plans = {n: g for n, g in enumerate(groups) if all(d.modality == "planned" for d in g)}
    kinds = {n: kind for n, g in plans.items() if (kind := _kind(g)) is not None}
    found = {n: f"told as a plan given up: {said}" for n, g in plans.items() if (said := _given_up(g)) is not None}
    if not kinds:
        return found
    by_id = {m.article.id: m for m in members}
    wanted = frozenset(kinds.values())
    facts: dict[str, list[Sequence[Dated]]] = defaultdict(list)
    for group in groups:
        kind = _kind(group)
        if kind is not None and kind in wanted and any(d.modality in PAST and not d.negated for d in group):
            facts[kind].append(group)
    stops: dict[str, list[Stop]] = defaultdict(list)
    for member in members:
        for stop in _stops_in(member, wanted):
            stops[stop.kind].append(stop)
    for n, kind in kinds.items():
        if n in found:
            continue
        came_about = [f for f in facts[kind] if _is_one_matter(plans[n], f, by_id)]
        # two of them on fitting days: which of them was planned is not told
        if len(came_about) == 1:
            found[n] = f"a later article tells that it came about: {_source(by_id, came_about[0][0].evidence)}"
            continue
        stopped = next((s for s in stops[kind] if _is_stopped(plans[n], s, by_id)), None)
        if stopped is not None:
            found[n] = f"a later article tells that it was stopped: {_source(by_id, stopped.evidence)}"
    return found


def _kind(group: Sequence[Dated]) -> str | None:
    return next((d.what for d in group if d.what is not None), None)


def _given_up(group: Sequence[Dated]) -> str | None:
    """The word by which a plan is told as one of before: *ursprünglich sollte*."""
    return next((d.given_up for d in group if d.given_up), None)


def _is_one_matter(plan: Sequence[Dated], fact: Sequence[Dated], by_id: Mapping[str, AnnotatedArticle]) -> bool:
    days, others = plan[0].place.named, fact[0].place.named
    if plan[0].place.limit or days.length > WEEK or others.length > FORTNIGHT or not days.overlaps(others):
        return False
    later = [d for d in fact if d.modality in PAST and _came_later(plan, d.evidence.article, by_id)]
    return any(_names(plan) & _names([d]) for d in later) and not _other_people(plan, fact)


def _is_stopped(plan: Sequence[Dated], stop: Stop, by_id: Mapping[str, AnnotatedArticle]) -> bool:
    published = by_id[stop.evidence.article].article.published
    first = published.first if published is not None else None
    ahead = first is not None and plan[0].place.named.last >= first
    if not ahead or not _came_later(plan, stop.evidence.article, by_id) or _names(plan).isdisjoint(stop.names):
        return False
    # another house is closed in the same town; or it was years ago
    told = frozenset(t for d in plan for t in _nouns_of(d, by_id))
    since = [p.first for d in plan if (p := by_id[d.evidence.article].article.published) and p.first]
    return stop.things <= told and not any(days.last < min(since) for days in stop.days if since)


def _nouns_of(plan: Dated, by_id: Mapping[str, AnnotatedArticle]) -> Iterator[str]:
    """The nouns of the sentence that tells a plan, folded."""
    clauses = clauses_of(by_id[plan.evidence.article].annotations.tokens)
    for i in clauses.within([Span(plan.evidence.start, plan.evidence.end)]):
        if clauses.tokens[i].pos == "NOUN":
            yield _folded(clauses, i)


def _folded(clauses: Clauses, noun: int) -> str:
    return fold(noun_lemma(clauses.tokens[noun].text))


def _came_later(plan: Sequence[Dated], article: str, by_id: Mapping[str, AnnotatedArticle]) -> bool:
    """True if an article surely came out after all that tell of a plan."""
    later = by_id[article].article.published
    return all(surely_before(by_id[d.evidence.article].article.published, later) for d in plan)


def _names(group: Sequence[Dated]) -> frozenset[str]:
    return frozenset(n for d in group if d.happening is not None for n in d.happening.people | d.happening.places)


def _other_people(plan: Sequence[Dated], fact: Sequence[Dated]) -> bool:
    a, b = (frozenset(p for d in g if d.happening is not None for p in d.happening.people) for g in (plan, fact))
    return bool(a and b and a.isdisjoint(b))


def _source(by_id: Mapping[str, AnnotatedArticle], evidence: Evidence) -> str:
    article = by_id[evidence.article].article
    source = even(article.outlet or article.title or article.input.rpartition("/")[2])
    return f"{source}, {even(Span(evidence.start, evidence.end).of(article.text))}".replace(";", ",")


def _stops_in(member: AnnotatedArticle, kinds: frozenset[str]) -> Iterator[Stop]:
    """The sentences of an article that stop something of these kinds, told as a fact."""
    marks = member.annotations
    clauses = clauses_of(marks.tokens)
    for at, token in enumerate(clauses.tokens):
        lemma = (token.lemma or token.text).lower()
        found = None
        if lemma in word_class("may"):
            found = _forbidden(clauses, at)
        elif token.pos == "VERB" and clauses.prefix(at) + lemma in load_words("stopping_verbs"):
            found = _stopped(clauses, at)
        index = marks.sentence_at(token.start)
        if found is None or found[0] not in kinds or index is None:
            continue
        kind, things = found
        sentence = marks.sentences[index].span
        if any(f.span.overlaps(sentence) for f in marks.furniture):
            continue
        names = frozenset(name_of(e) for e in marks.entities if sentence.contains(e.span))
        dates = (date_of(t, member.article.published) or "" for t in marks.times if sentence.contains(t.span))
        days = tuple(d for date in dates if (d := days_of(date)) is not None)
        yield Stop(kind, things, names, days, Evidence(member.article.id, sentence.start, sentence.end))


def _forbidden(clauses: Clauses, may: int) -> tuple[str, frozenset[str]] | None:
    """What *darf nicht geschlossen werden* is of: the kind of the verb, and its subject, where the indicative says so
    of the present; None for *darf nicht ohne Anhörung geschlossen werden*."""
    token = clauses.tokens[may]
    morph = token.morph or ""
    verb = token.head
    if "Mood=Ind" not in morph or "Tense=Pres" not in morph or verb is None or token.dep != "aux":
        return None
    kind, kids = kind_at(clauses, verb), clauses.kids(verb)
    no = next((i for i in kids if i < verb and clauses.tokens[i].text.lower() in word_class("negations")), None)
    if kind is None or no is None or clauses.tokens[no + 1].text.lower() in word_class("unless"):
        return None
    subjects = (i for i in kids if clauses.tokens[i].dep in _PATIENTS and clauses.tokens[i].pos == "NOUN")
    return kind, frozenset(_folded(clauses, i) for i in subjects)


def _stopped(clauses: Clauses, verb: int) -> tuple[str, frozenset[str]] | None:
    """The kind of what a verb of stopping is told of as past, and what that is of (*die Räumung des Hofes wurde
    gestoppt*); None where it is negated, open, asked for or ahead, or only somebody's words."""
    token, below = clauses.tokens[verb], clauses.below(verb)
    words = {clauses.tokens[i].text.lower() for i in clauses.within(clauses.spans(verb))}
    if token.dep not in _MAIN or clauses.told_as(verb) != "past" or not words.isdisjoint(load_words("negations")):
        return None
    if clauses.doubted(verb) or not words.isdisjoint(word_class("almost")):
        return None
    passive = any(t.dep == "nsubj:pass" for t in below)
    active = any(t.dep == "obj" for t in below)
    wanted = "nsubj:pass" if passive else "obj" if active else "nsubj"
    for i in clauses.kids(verb):
        if clauses.tokens[i].dep != wanted or clauses.tokens[i].pos != "NOUN":
            continue
        kind = kind_at(clauses, i)
        if kind is not None:
            owners = (k for k in clauses.kids(i) if clauses.tokens[k].dep == "nmod" and clauses.tokens[k].pos == "NOUN")
            return kind, frozenset(_folded(clauses, k) for k in owners)
    return None
