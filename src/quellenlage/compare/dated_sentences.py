"""The sentences of an article that give a date: what each says happened then, and how the date hangs in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.happenings import Happening, kind_at
from quellenlage.compare.hours import NO_HOUR, hour_of
from quellenlage.compare.leads import lead_happening
from quellenlage.compare.mere_dates import is_a_date, of_a_thing
from quellenlage.compare.placing import Place, places_in
from quellenlage.compare.told_how import Telling, modality_of, of_oneself, telling_of
from quellenlage.compare.weekdays import UNPLACED, weekday_places
from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import AnnotatedArticle, Annotations, Event, EventType, Modality, Time
from quellenlage.domain.article import Published
from quellenlage.domain.days import Days
from quellenlage.domain.dossier import Period
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_words, word_class

LETTERS = 4
"""Letters a content word has at least."""
LONG_BEFORE = timedelta(days=14)
"""What lies longer before an article's day is background in it. Own choice: two weeks, the reach of *vergangene Woche*
and of a date without its year in daily news."""
BEFORE = timedelta(days=7)
"""The same for what is told in the pluperfect."""
LONGEST_ADDED = 300
"""Characters before a sentence that are shown with it, because it cannot be read without them."""
POINTING = 12
"""Words of a sentence that only points back, where no parse tells that its first word is a pronoun."""
LONGEST_POINTING = 30
"""The same where a parse does: *Das teilte die Leitung der Werft der Belegschaft am Montag mit*."""
CLAUSE = 4
"""Words that a half of a sentence before or behind a semicolon has at least to stand alone."""

_POINTS_BACK = re.compile(r"(?:Das|Dies) [a-zäöüß]")


@dataclass(frozen=True)
class Dated:
    """A sentence and one date it gives: what it says happened then, and how the date hangs in it; `tells` is False for
    one without a verb. `of_somebody`: its subject is a pronoun for somebody whom an earlier sentence names. `saying`:
    the date is only of the saying, and the sentence dates what is said, too. `of_oneself`: what somebody does or
    feels. `given_up`: the word that makes of it a plan that holds no more (*ursprünglich*). `after`: the kind of what
    the date is told to follow (*am Donnerstag nach seinem Gipfel*), `what` the kind of what happens then.
    """

    place: Place
    evidence: Evidence
    text: str
    words: frozenset[str]
    said: str
    happening: Happening | None
    event_type: EventType | None
    modality: Modality
    background: bool
    heading: bool
    tells: bool
    of_a_thing: bool
    negated: bool = False
    looks_back: bool = False
    hour: str = NO_HOUR
    weekday: int = UNPLACED
    of_somebody: bool = False
    saying: bool = False
    of_oneself: bool = False
    given_up: str | None = None
    after: str | None = None
    what: str | None = None


def dated_sentences(member: AnnotatedArticle, found: Mapping[tuple[str, int], Happening]) -> Iterator[Dated]:
    """Every sentence of the prose once for each date in it that stands in a calendar; `found` are the happenings by
    article and place of their time."""
    article, marks = member.article, member.annotations
    clauses = clauses_of(marks.tokens)
    weekdays = weekday_places(member, clauses)
    lead = lead_happening(member, clauses)
    if lead is not None and article.published is not None and article.published.days is not None:
        yield _of_the_lead(member, *lead, article.published.days)
    for span, times in _times_by_sentence(marks, article.text):
        seen: set[Period] = set()
        section = next((p.kind for p in marks.structure if p.span.overlaps(span)), "body")
        heading = section in ("title", "standfirst", "subhead")
        tells = heading or clauses.tells(span)
        places = places_in(times, span, article.published, article.text)
        tellings = [telling_of(time, span, marks, clauses) for time, _ in places]
        for (time, place), told in zip(places, tellings, strict=True):
            if place.shown in seen:
                continue
            seen.add(place.shown)
            others = [t for t, p in places if p.shown != place.shown]
            whole = _readable(_half(span, time, others, article.text, clauses), marks, clauses, article.text)
            yield Dated(
                place=place,
                evidence=Evidence(article.id, *whole),
                text=whole.of(article.text),
                words=_content(span.of(article.text), time.span, span),
                said=time.span.of(article.text),
                happening=found.get((article.id, time.start)),
                event_type=told.event.type if told.event is not None else None,
                modality=modality_of(told, time, place, article.published, clauses),
                background=_is_background(place.days, time, article.published, clauses),
                heading=heading,
                tells=tells,
                of_a_thing=of_a_thing(place, time, told, clauses, span, article.text),
                negated=clauses.negated(time.span),
                hour=hour_of(time, span, marks, article.text),
                weekday=weekdays.get(time.start, UNPLACED),
                of_somebody=_of_somebody(span, marks, clauses),
                saying=_is_only_said(time, told, place, places, clauses),
                of_oneself=of_oneself(told, clauses),
                given_up=None if told.at is None else clauses.former_plan(told.at),
                after=_follows(time, clauses),
                what=_what(time, found.get((article.id, time.start)), clauses),
            )


def _of_the_lead(member: AnnotatedArticle, sentence: Span, event: Event, days: Days) -> Dated:
    """What the lead tells without a date, on the days on which its article may have come out."""
    article = member.article
    period = Period(article.published.from_, article.published.to) if article.published else Period(None, None)
    section = next((p.kind for p in member.annotations.structure if p.span.overlaps(sentence)), "body")
    return Dated(
        place=Place(days, period, period.from_ or "", about=True),
        evidence=Evidence(article.id, sentence.start, sentence.end),
        text=sentence.of(article.text),
        words=_content(sentence.of(article.text), Span(sentence.start, sentence.start), sentence),
        said="",
        happening=None,
        event_type=event.type,
        modality=event.modality,
        background=False,
        heading=section != "body",
        tells=True,
        of_a_thing=False,
    )


def _times_by_sentence(marks: Annotations, text: str) -> Iterator[tuple[Span, list[Time]]]:
    """The sentences of the prose that have dates, with these."""
    times: dict[int, list[Time]] = defaultdict(list)
    for time in marks.times:
        index = marks.sentence_at(time.start)
        if not time.in_furniture and time.type != "SET" and index is not None and is_a_date(time, text, marks):
            times[index].append(time)
    for index in sorted(times):
        yield marks.sentences[index].span, sorted(times[index], key=lambda t: t.span)


def _half(sentence: Span, time: Time, others: Sequence[Time], text: str, clauses: Clauses) -> Span:
    """The part of a sentence up to or behind a semicolon, where another part has a date of its own: two sentences in
    the end. The whole where a part cannot be read alone (*...; das bestätigte sie am Freitag*)."""
    if not others or ";" not in sentence.of(text):
        return sentence
    cuts = [sentence.start + m.end() for m in re.finditer(r";(?=\s)", sentence.of(text))]
    ends = [sentence.start, *cuts, sentence.end]
    halves = []
    for start, end in pairwise(ends):
        part = text[start:end]
        halves.append(Span(start + len(part) - len(part.lstrip()), end))
    own = next((h for h in halves if h.contains(time.span)), sentence)
    if not any(h != own and h.contains(t.span) for h in halves for t in others):
        return sentence
    words = words_of(own.of(text))
    alone = all(clauses.tells(h) and len(words_of(h.of(text))) >= CLAUSE for h in halves)
    return own if alone and words[0] not in load_words("clause_pronouns") else sentence


def _readable(sentence: Span, marks: Annotations, clauses: Clauses, text: str) -> Span:
    """A sentence that ends a quotation of several, with all of it; one that only says who said so (*Das teilte der
    Kreis am Montag mit*), with the one before it."""
    starts = [
        q.start for s in marks.statements if s.mode == "direct" for q in s.quote if q.start < sentence.start < q.end
    ]
    if starts and sentence.start - min(starts) <= LONGEST_ADDED:
        return Span(min(starts), sentence.end)
    index = marks.sentence_at(sentence.start)
    if index and _points_back(sentence, marks, clauses, text):
        before = marks.sentences[index - 1].span
        if "\n" not in text[before.end : sentence.start] and before.length <= LONGEST_ADDED:
            return Span(before.start, sentence.end)
    return sentence


def _points_back(sentence: Span, marks: Annotations, clauses: Clauses, text: str) -> bool:
    """True for a sentence that begins with *das* or *dies* for what the one before it tells."""
    if not _POINTS_BACK.match(sentence.of(text)):
        return False
    words = len(words_of(sentence.of(text)))
    first = next(iter(clauses.within([sentence])), None)
    if first is None or not clauses.tokens[first].pos:
        return words <= POINTING
    # "Das Haus brannte" begins with an article; "Das teilte ... mit" has its words in the sentence before
    pronoun = clauses.tokens[first].pos == "PRON"
    said_before = any(
        any(sentence.contains(c) for c in s.cue) and all(q.end <= sentence.start for q in s.quote)
        for s in marks.statements
    )
    return pronoun and words <= (LONGEST_POINTING if said_before else POINTING)


def _of_somebody(sentence: Span, marks: Annotations, clauses: Clauses) -> bool:
    """True where the first subject is a pronoun, and nobody is named before it: *Am Abend verteidigte sie sich*."""
    places = clauses.within([sentence])
    subject = next((i for i in places if (clauses.tokens[i].dep or "").startswith("nsubj")), None)
    if subject is None or clauses.tokens[subject].text.lower() not in load_words("third_person"):
        return False
    start = clauses.tokens[subject].start
    return not any(e.type in ("PER", "ORG") and sentence.start <= e.start < start for e in marks.entities)


def _what(time: Time, happening: Happening | None, clauses: Clauses) -> str | None:
    """The kind of happening of a date, be it by the object of its verb: *reichte am Montag Klage ein*."""
    if happening is not None and happening.kind:
        return happening.kind
    at = clauses.last_in(time.span)
    verb = None if at is None else clauses.verb_above(at)
    if verb is None:
        return None
    objects = (k for k in clauses.kids(verb) if clauses.tokens[k].dep == "obj" and clauses.tokens[k].pos == "NOUN")
    return next((kind for k in objects if (kind := kind_at(clauses, k)) is not None), None)


def _follows(time: Time, clauses: Clauses) -> str | None:
    """The kind of happening that a date is told to follow, right behind it: *am Donnerstag nach seinem Gipfel*."""
    behind = clauses.behind(time.span)
    if behind is None or clauses.tokens[behind].text.lower() not in word_class("after"):
        return None
    noun = clauses.tokens[behind].head
    return None if noun is None or noun <= behind else kind_at(clauses, noun)


def _is_only_said(
    time: Time, told: Telling, place: Place, places: Sequence[tuple[Time, Place]], clauses: Clauses
) -> bool:
    """True for the day on which somebody tells what happened on an earlier one that the sentence gives, too (*starb am
    Montag, wie das Amt am Dienstag mitteilte*; *...; das bestätigte das Amt am Dienstag*): the earlier day has its own
    line."""
    if place.named.length > 1:
        return False
    words = told.saying.quote if told.saying is not None else _confirmed(time, clauses)
    return any(
        other.named.length == 1
        and other.named.before(place.named)
        and each.direction != "future"
        and any(q.contains(each.span) for q in words)
        for each, other in places
    )


def _confirmed(time: Time, clauses: Clauses) -> tuple[Span, ...]:
    """All that stands before *das bestätigte das Amt am Dienstag*; nothing for any other clause."""
    at = clauses.last_in(time.span)
    verb = None if at is None else clauses.verb_above(at)
    if verb is None or not verb or (clauses.tokens[verb].lemma or "").lower() not in load_words("confirming_verbs"):
        return ()
    before = clauses.tokens[verb - 1]
    pointing = before.pos == "PRON" and before.text.lower() in load_words("pointing_words")
    return (Span(0, before.start),) if pointing else ()


def _is_background(days: Days | None, time: Time, published: Published | None, clauses: Clauses) -> bool:
    """True for a date long before the article came out, and for one told in the pluperfect that is not just past."""
    if published is None or published.first is None:
        return (time.shift or "").startswith("-") and "Y" in (time.shift or "")
    if days is None:
        return False
    at = clauses.last_in(time.span)
    pluperfect = at is not None and clauses.pluperfect(at)
    return published.first - days.last > (BEFORE if pluperfect else LONG_BEFORE)


def _content(text: str, time: Span, sentence: Span) -> frozenset[str]:
    """Lemmas of the longer words, without those of the date itself."""
    at = time.shift(-sentence.start)
    words = words_of(text[: at.start] + " " + text[at.end :])
    return frozenset(fold(lemma_of(w)) for w in words if len(w) >= LETTERS)
