"""Who says what: statements with the words said, cue, speaker, stance and the way they took to the reader.

Units are read one by one, each with the verbs and phrases that name a source in it; what one leaves open (a quotation
without a cue, a sentence in the subjunctive) goes to the speaker of the unit before, or stays without a speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quellenlage.annotate.clauses import main_verb
from quellenlage.annotate.statements.attributions import attributions
from quellenlage.annotate.statements.called_false import called_false
from quellenlage.annotate.statements.channels import Talk, channels, cited, goes_on_talking, named_before, talk_after
from quellenlage.annotate.statements.contents import Content, contents_of
from quellenlage.annotate.statements.continuing import (
    Previous,
    Topic,
    adds,
    answered_by,
    emerges_from,
    goes_on_around,
    may_go_on,
    sourceless,
    topic_of,
    without_stop,
)
from quellenlage.annotate.statements.indefinite import is_anybody
from quellenlage.annotate.statements.noun_contents import noun_contents
from quellenlage.annotate.statements.quotations import Quotation, find_quotations
from quellenlage.annotate.statements.quoted_words import beside_verbs, nest, quoted_words, whole_quotations
from quellenlage.annotate.statements.refusals import refusals
from quellenlage.annotate.statements.reporting import Saying, sayings
from quellenlage.annotate.statements.speakers import Cast, can_speak, speaker_name, stood_for
from quellenlage.annotate.statements.stance import of_cue, settle_stances
from quellenlage.annotate.statements.uncued import without_cue
from quellenlage.annotate.statements.units import find_units, is_quote
from quellenlage.annotate.statements.verbs_of_saying import joined_spans
from quellenlage.annotate.words import Word, is_subjunctive, words_of
from quellenlage.domain.annotations import By, Entity, Layout, Statement, Via
from quellenlage.domain.article import Article
from quellenlage.domain.identity import mark_id
from quellenlage.domain.span import Span

_CALLS = frozenset(("nennt", "nennen"))
_SHORTEST_BEFORE = 3
"""Words in front of *das teilte die Polizei mit* that make a clause."""


def find_statements(article: Article, doc: Doc, layout: Layout, entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """The statements in text order. Page matter is left out; what the outlet says in its own voice is not included."""
    text = article.text
    blocks = [b for b in layout.blocks if not layout.in_furniture(b)]
    starts = frozenset(s.start_char for s in doc.sents)
    names = _by_start(entities)
    cast = Cast(entities)
    found: dict[str, Statement] = {}
    block_starts = [b.start for b in blocks]
    previous: Previous | None = None
    before: Span | None = None
    topic: Topic | None = None
    talk: Talk | None = None
    pending: Statement | None = None
    quotations = find_quotations(text, blocks)
    for number, items in enumerate(find_units(text, words_of(doc), starts, blocks, quotations)):
        if items is None:
            before = topic = None
            continue
        span = Span(items[0].start, items[-1].end)
        block = bisect_right(block_starts, span.start) - 1
        section = layout.section(span)
        cast.named(number, span, items)
        fresh = _read(text, items, names, cast, number, previous, block, before, topic)
        before = without_stop(items) if section in ("body", "standfirst") else None
        answered = None if fresh else answered_by(items, number, block, cast)
        if answered is not None:
            previous = None  # others speak now: "Kritik kam aus der Opposition"
        topic = None if fresh else answered or topic_of(items, number, block, cast)
        if talk is not None and any(
            n.unit == number and n.subject and n.entity.name != talk.speaker for n in cast.recent
        ):
            talk = None  # another one comes in
        fresh = [whole_quotations(s, _inside(quotations, span), items, names) for s in fresh]
        fresh = [goes_on_talking(talk, s, items, block) for s in fresh]
        if pending is not None and any(adds(text, s, pending) for s in fresh):
            found.setdefault(pending.id, pending)
        pending = None if fresh or section != "body" else may_go_on(items, previous, number, block)
        if pending is not None:
            pending = replace(pending, id=mark_id(article.id, pending.span), section=section)
        told_by_verb = any(s.speaker and s.by.rule != "noun of saying" for s in fresh)
        for statement in fresh:
            placed = replace(statement, id=mark_id(article.id, statement.span), section=section)
            if placed.id in found and found[placed.id].by.rule != "hearsay":
                continue
            found[placed.id] = placed
            for words in quoted_words(article.id, placed, _inside(quotations, span), items, names):
                found.setdefault(words.id, words)
            if section == "body" and not (placed.by.rule == "noun of saying" and told_by_verb):
                previous = Previous(placed, number, block)
                talk = talk_after(talk, placed, block)
                cast.heard(number, placed.speaker_name, span.end, known=bool(placed.speaker))
        told = [q for s in fresh for q in s.quote]
        loose = [q for q in _inside(quotations, span) if not any(q.span.overlaps(t) for t in told)]
        for words in beside_verbs(article.id, text, loose, items, names, cast, number):
            found.setdefault(words.id, replace(words, section=section))
    nested = nest(sorted(found.values(), key=lambda s: (s.span.start, s.span.end)))
    return named_before(text, [s for s in settle_stances(doc, nested) if not _only_labels(text, s)])


def _only_labels(text: str, statement: Statement) -> bool:
    """True for *Ein Konzern schließt das Werk und nennt das Strukturreform*: a bare noun that a thing is called by, in
    the present tense and by nobody who is known, is the outlet's own irony, unless it judges (*nennt das Unsinn*)."""
    if statement.speaker_name is not None or statement.stance != "asserts" or statement.mode != "reported":
        return False
    words = " ".join(q.of(text) for q in statement.quote).split()
    calls = any(c.of(text).lower() in _CALLS for c in statement.cue)
    return calls and len(words) == 2 and words[0].lower() in ("das", "dies") and words[1][:1].isupper()


def _inside(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    first = bisect_left(quotations, span.start, key=lambda q: q.span.start)
    return quotations[first : bisect_left(quotations, span.end, lo=first, key=lambda q: q.span.start)]


def _by_start(entities: Sequence[Entity]) -> Mapping[int, Entity]:
    """Names by offset, the longest where two begin together; descriptions and parts of compounds left out."""
    table: dict[int, Entity] = {}
    for entity in entities:
        if (
            not entity.nominal
            and not entity.part
            and (entity.start not in table or table[entity.start].end < entity.end)
        ):
            table[entity.start] = entity
    return table


def _read(
    text: str,
    items: Sequence[Word],
    names: Mapping[int, Entity],
    cast: Cast,
    number: int,
    previous: Previous | None,
    block: int,
    before: Span | None,
    topic: Topic | None,
) -> list[Statement]:
    """The statements of one unit. `before` is the sentence before, which *Das sagte Berg* points to."""
    verbs = sayings(items, names)
    sources = attributions(items, names)
    # a verb inside "wie X mitteilte" or "so X" belongs to that phrase
    verbs = [v for v in verbs if not any(s.start <= v.verbs[0] < s.end for s in sources)]
    refused = list(refusals(items, lambda source: can_speak(cast, items, source)))
    verbs = [v for v in verbs if not any(set(v.verbs) & set(r.cues) for r in refused)]
    contents = tuple(contents_of(items, verbs, sources, lambda source: can_speak(cast, items, source)))
    found = [
        _statement(text, items, content, names, cast, number)
        for content in (*refused, *contents)
        if not _denied_by_anybody(items, content)
    ]
    covered = _places_of(items, found)
    held = (*noun_contents(items, covered), *called_false(items, contents))
    found += [_statement(text, items, content, names, cast, number) for content in held]
    follows = previous is not None and previous.unit == number - 1 and previous.block == block
    if follows and previous is not None and any(s.kind == "demnach" for s in sources):
        known = previous.statement
        found = [s if s.speaker else replace(s, speaker=known.speaker, speaker_name=known.speaker_name) for s in found]
    if not found:
        found += _backwards(text, items, verbs, before, names, cast, number)
    quotes = [
        i
        for i, w in enumerate(items)
        if is_quote(w) and not any(c.start <= items[i].start and items[i].end <= c.end for s in found for c in s.quote)
    ]
    if quotes:
        around = topic if topic is not None and topic.unit == number - 1 and block - topic.block <= 1 else None
        near = previous is not None and previous.unit == number - 1 and block - previous.block <= 1
        known_before = previous.statement if previous is not None and near else None
        found.append(without_cue(items, quotes, names, cast, number, known_before, around))
    elif found and not sources and _is_told(items, verbs):
        more = goes_on_around(items, previous, number, block)
        found += [] if more is None else [more]
    elif not found and not sources:
        found += sourceless(items, previous, topic, number, block, cast)
    return found


def _denied_by_anybody(items: Sequence[Word], content: Content) -> bool:
    """True for *Viele glauben nicht, dass …*: a denial needs somebody who denies."""
    if content.source is None or not is_anybody(items, content.source):
        return False
    return of_cue(content.cue, content.negated, content.mode)[0] == "denies"


def _is_told(items: Sequence[Word], verbs: Sequence[Saying]) -> bool:
    """True if the main verb is one of saying, in the subjunctive: what it tells is told by somebody else."""
    main = main_verb(items)
    parts = {i for v in verbs for i in v.verbs}
    return main is not None and any(
        (token := items[i].token) is not None and token.i == main.i and is_subjunctive(items[i]) for i in parts
    )


def _places_of(items: Sequence[Word], found: Sequence[Statement]) -> list[tuple[int, int]]:
    """The ranges of items that the statements' quotes cover."""
    starts = [w.start for w in items]
    return [(bisect_left(starts, q.start), bisect_left(starts, q.end)) for s in found for q in s.quote]


def _statement(
    text: str,
    items: Sequence[Word],
    content: Content,
    names: Mapping[int, Entity],
    cast: Cast,
    number: int,
) -> Statement:
    relied_on = cited(items, content, names)
    medium = content.source if relied_on is not None else None
    subject = relied_on or content.source
    if subject is not None and is_anybody(items, subject):
        subject = None  # "Viele fordern, …": nobody is named
    speaker = (Span(items[subject[0]].start, items[subject[1] - 1].end),) if subject is not None else ()
    via = channels(text, items, content, names)
    if medium is not None:
        span = Span(items[medium[0]].start, items[medium[1] - 1].end)
        medium_name = speaker_name(cast, items, *medium, number) or span.of(text)
        agency = "gentur" in span.of(text) or any("agency" in e.by.reason for e in cast.within(span))
        via = (Via("agency" if agency else "medium", medium_name, span), *(v for v in via if not v.span.overlaps(span)))
    if subject is not None and content.addressee is not None and subject[0] < content.addressee[0] < subject[1]:
        # *sagte Max Frey, Leiter des Amts, dem Sender*: whom he told it to is no part of who he is
        subject = (subject[0], content.addressee[0] - (items[content.addressee[0] - 1].text == ","))
        speaker = (Span(items[subject[0]].start, items[subject[1] - 1].end),)
    name = speaker_name(cast, items, *subject, number) if subject is not None else None
    if subject is not None and name is None and subject[1] - subject[0] == 1:
        described = stood_for(cast, number, items[subject[0]])
        speaker = speaker if described is None else (described,)
    addressee = (
        (Span(items[content.addressee[0]].start, items[content.addressee[1] - 1].end),) if content.addressee else ()
    )
    stance, polarity, certainty = of_cue(content.cue, content.negated, content.mode)
    if content.rule == "refusal":
        stance, polarity, certainty = "other", "positive", "certain"  # that he refuses is what holds
    return Statement(
        id="",
        quote=tuple(Span(items[a].start, items[b - 1].end) for a, b in content.ranges),
        mode=content.mode,
        by=By(rule=content.rule, reason=content.reason),
        cue=joined_spans(text, items, content.cues),
        speaker=speaker,
        addressee=addressee,
        speaker_name=name,
        stance=stance,
        polarity=polarity,
        certainty=certainty,
        via=via,
    )


def _backwards(
    text: str,
    items: Sequence[Word],
    verbs: Sequence[Saying],
    before: Span | None,
    names: Mapping[int, Entity],
    cast: Cast,
    number: int,
) -> Iterator[Statement]:
    """*Das teilte die Polizei mit*: the statement is the sentence before; *…, das teilte die Polizei mit*: what stands
    in front of the comma."""
    emerging = emerges_from(items, names)
    if emerging is not None and before is not None:
        yield replace(_statement(text, items, emerging, names, cast, number), quote=(before,))
        return
    for verb in verbs:
        if not verb.back or "i" not in verb.cue.frames:
            continue
        # "das bestätigte das Amt" or "das Bild": of two neuters who can speak is the subject
        neuter = verb.subject is not None and items[verb.subject[0]].lower == "das"
        if neuter and not can_speak(cast, items, verb.subject):
            continue
        start = verb.opening
        quote = Span(items[0].start, items[start - 2].end) if start > _SHORTEST_BEFORE else before
        if quote is None:
            return
        reason = f"points to the sentence before: {verb.cue.lemma}"
        whole = ((0, len(items)),)
        content = Content(
            whole, verb.verbs, verb.cue, verb.subject, verb.addressee, "indirect", whole, "points back", reason
        )
        yield replace(_statement(text, items, content, names, cast, number), quote=(quote,))
        return
