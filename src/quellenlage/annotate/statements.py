"""Who says what: statements with the words said, cue, speaker, stance and the way they took to the reader.

Units are read one by one, each with the verbs and phrases that name a source in it; what one leaves open (a quotation
without a cue, a sentence in the subjunctive) goes to the speaker of the unit before, or stays without a speaker.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from quellenlage.annotate.attributions import attributions, media_in
from quellenlage.annotate.contents import Content, contents_of, free_speech
from quellenlage.annotate.hearsay import Hearsay, hearsay
from quellenlage.annotate.phrases import phrase_end
from quellenlage.annotate.quotations import find_quotations
from quellenlage.annotate.reporting import Saying, sayings
from quellenlage.annotate.speakers import Cast, can_speak, speaker_name
from quellenlage.annotate.units import find_units, is_quote
from quellenlage.annotate.words import Word, closed_class, is_function, words_of
from quellenlage.domain.annotations import By, Entity, Layout, Mode, Polarity, Stance, Statement, Via, ViaKind
from quellenlage.domain.article import Article
from quellenlage.domain.identity import mark_id
from quellenlage.domain.span import Span

_HEDGES = closed_class("hedges")
_GAP = 3
"""Sentences on which a speaker goes on in the subjunctive inside a paragraph though others stand between."""
_REFUSALS = closed_class("refusals")


@dataclass(frozen=True, slots=True)
class Previous:
    """The statement before, which a quotation or a subjunctive without a cue goes on with."""

    statement: Statement
    unit: int
    block: int


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
    for number, items in enumerate(find_units(text, words_of(doc), starts, blocks, find_quotations(text, blocks))):
        if items is None:
            before = None
            continue
        span = Span(items[0].start, items[-1].end)
        block = bisect_right(block_starts, span.start) - 1
        section = layout.section(span)
        cast.named(number, span, items)
        fresh = _read(text, items, names, cast, number, previous, block, before)
        before = _without_stop(items) if section == "body" else None
        for statement in fresh:
            placed = replace(statement, id=mark_id(article.id, statement.span), section=section)
            if placed.id in found and found[placed.id].by.rule != "hearsay":
                continue
            found[placed.id] = placed
            if section == "body":
                previous = Previous(placed, number, block)
                cast.heard(number, placed.speaker_name, span.end, known=bool(placed.speaker))
    return tuple(sorted(found.values(), key=lambda s: (s.span.start, s.span.end)))


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
) -> list[Statement]:
    """The statements of one unit. `before` is the sentence before, which *Das sagte Berg* points to."""
    verbs = sayings(items, names)
    sources = attributions(items, names)
    # a verb inside "wie X mitteilte" or "so X" belongs to that phrase
    verbs = [v for v in verbs if not any(s.start <= v.verbs[0] < s.end for s in sources)]
    found = []
    for content in contents_of(items, verbs, sources):
        if content.mode == "reported" and not can_speak(cast, items, content.source):
            continue
        found.append(_statement(text, items, content, names, cast, number))
    follows = previous is not None and previous.unit == number - 1 and previous.block == block
    if follows and previous is not None and any(s.kind == "demnach" for s in sources):
        known = previous.statement
        found = [s if s.speaker else replace(s, speaker=known.speaker, speaker_name=known.speaker_name) for s in found]
    if not found and before is not None:
        found += [
            _backwards(text, items, verb, before, names, cast, number)
            for verb in verbs
            if verb.back and "i" in verb.cue.frames
        ][:1]
    quotes = [
        i
        for i, w in enumerate(items)
        if is_quote(w) and not any(c.start <= items[i].start and items[i].end <= c.end for s in found for c in s.quote)
    ]
    if quotes:
        found.append(_without_cue(items, quotes, names, cast, number, previous, block))
    elif not found and not sources:
        found += _sourceless(items, previous, number, block, cast)
    return found


def _sourceless(
    items: Sequence[Word],
    previous: Previous | None,
    number: int,
    block: int,
    cast: Cast,
) -> list[Statement]:
    """What mood or a modal verb alone tells as reported: it goes on with the speaker before, or has none."""
    before = previous.statement if previous is not None and previous.statement.speaker else None
    gap = number - previous.unit if previous is not None else number
    same_block = previous is not None and previous.block == block
    told = hearsay(items)
    if told is not None:
        return [_hearsay(items, told, before if gap <= 1 and same_block else None, cast, number)]
    near = before is not None and (gap <= _GAP if same_block else gap <= 1)
    more = free_speech(items, before.mode if before is not None and same_block and gap <= 1 else "narration")
    if more is None:
        return []
    return [_continued(more, before)] if before is not None and near else [_unsourced(more)]


def _hearsay(items: Sequence[Word], told: Hearsay, before: Statement | None, cast: Cast, number: int) -> Statement:
    quote = (_without_stop(items),)
    by = By(rule="hearsay", reason=f"modal verb of hearsay: {told.lemma}")
    if told.speaker is None and before is not None:
        return replace(_continued(quote, before), by=by, hedge=items[told.modal].text)
    modal = items[told.modal]
    said = Statement(
        id="", quote=quote, mode="attributed", by=by, cue=(Span(modal.start, modal.end),), hedge=modal.text
    )
    if told.speaker is None:
        return said
    start, end = told.speaker
    if end <= told.modal:
        said = replace(said, quote=(Span(items[told.modal + 1].start, quote[0].end),))
    speaker = (Span(items[start].start, items[end - 1].end),)
    return replace(said, speaker=speaker, speaker_name=speaker_name(cast, items, start, end, number))


def _unsourced(quote: tuple[Span, ...]) -> Statement:
    by = By(rule="free indirect speech", reason="subjunctive without a source before it")
    return Statement(id="", quote=quote, mode="free_indirect", by=by)


def _statement(
    text: str,
    items: Sequence[Word],
    content: Content,
    names: Mapping[int, Entity],
    cast: Cast,
    number: int,
) -> Statement:
    cited = _cited(items, content, names)
    medium = content.source if cited is not None else None
    subject = cited or content.source
    speaker = (Span(items[subject[0]].start, items[subject[1] - 1].end),) if subject is not None else ()
    via = _via(text, items, content, names)
    if medium is not None:
        span = Span(items[medium[0]].start, items[medium[1] - 1].end)
        medium_name = speaker_name(cast, items, *medium, number) or span.of(text)
        agency = "gentur" in span.of(text) or any("agency" in e.by.reason for e in cast.within(span))
        via = (Via("agency" if agency else "medium", medium_name, span), *(v for v in via if not v.span.overlaps(span)))
    name = speaker_name(cast, items, *subject, number) if subject is not None else None
    addressee = (
        (Span(items[content.addressee[0]].start, items[content.addressee[1] - 1].end),) if content.addressee else ()
    )
    said = [w for s in content.ranges for w in items[s[0] : s[1]]]
    hedge = next((w.text for w in said if w.lower in _HEDGES), None) if content.mode != "direct" else None
    certainty = content.cue.certainty
    if certainty == "certain" and hedge is not None:
        certainty = "probable"
    stance, polarity = _stance(content)
    return Statement(
        id="",
        quote=tuple(Span(items[a].start, items[b - 1].end) for a, b in content.ranges),
        mode=content.mode,
        by=By(rule=content.rule, reason=content.reason),
        cue=_joined_spans(text, items, content.cues),
        speaker=speaker,
        addressee=addressee,
        speaker_name=name,
        stance=stance,
        polarity=polarity,
        certainty=certainty,
        hedge=hedge,
        via=via,
    )


def _stance(content: Content) -> tuple[Stance, Polarity]:
    """Who does not deny (*bestritt nicht*) or refuses to act (*lehnte ab, ein Datum zu nennen*) denies nothing."""
    if content.cue.stance != "denies":
        return content.cue.stance, "negative" if content.negated else "positive"
    if content.negated:
        return "other", "positive"
    if content.mode == "indirect" and content.cue.lemma in _REFUSALS:
        return "other", "negative"
    return "denies", "negative"


def _backwards(
    text: str, items: Sequence[Word], verb: Saying, before: Span, names: Mapping[int, Entity], cast: Cast, number: int
) -> Statement:
    """*Das teilte die Polizei mit*: the statement is the sentence before."""
    content = Content(
        ((0, len(items)),),
        verb.verbs,
        verb.cue,
        verb.subject,
        verb.addressee,
        "indirect",
        ((0, len(items)),),
        "points back",
        f"points to the sentence before: {verb.cue.lemma}",
    )
    return replace(_statement(text, items, content, names, cast, number), quote=(before,))


def _without_stop(items: Sequence[Word]) -> Span:
    """The span of a unit without its final full stop."""
    last = len(items) - 1
    while last > 0 and items[last].text in ".!?…":
        last -= 1
    return Span(items[0].start, items[last].end)


def _joined_spans(text: str, items: Sequence[Word], places: Sequence[int]) -> tuple[Span, ...]:
    """Spans of the cue's words; neighbours become one."""
    spans: list[Span] = []
    for at in sorted(places):
        span = Span(items[at].start, items[at].end)
        if spans and text[spans[-1].end : span.start].isspace():
            spans[-1] = spans[-1].hull(span)
        else:
            spans.append(span)
    return tuple(spans)


def _cited(items: Sequence[Word], content: Content, names: Mapping[int, Entity]) -> tuple[int, int] | None:
    """Whom a medium relies on: *berichtete die Agentur unter Berufung auf Kreise*."""
    for start, end in content.channels:
        for at in range(start, min(end, len(items) - 3)):
            if items[at].lower == "unter" and items[at + 1].text == "Berufung" and items[at + 2].lower == "auf":
                stop = phrase_end(items, at + 3, end, names, apposition=False)
                if stop is not None:
                    return at + 3, stop
    return None


def _via(text: str, items: Sequence[Word], content: Content, names: Mapping[int, Entity]) -> tuple[Via, ...]:
    """What stood between speaker and outlet: a medium in the cue's clause, *laut X* beside another speaker."""
    found: list[Via] = []
    for start, end in content.channels:
        for a, b in media_in(items, start, end, names):
            if content.source is not None and content.source[0] <= a < content.source[1]:
                continue
            span = Span(items[a].start, items[b - 1].end)
            entity = names.get(items[a].start)
            if any(v.span.overlaps(span) for v in found):
                continue
            talk = any(w.text.startswith(("Interview", "Gespräch")) for w in items[start:end])
            agency = (entity is not None and "agency" in entity.by.reason) or items[a].lower.endswith(
                ("agentur", "agenturen")
            )
            kind: ViaKind = "interview" if talk else "agency" if agency else "medium"
            found.append(Via(kind, entity.name if entity is not None else span.of(text), span))
    return tuple(found)


def _without_cue(
    items: Sequence[Word],
    quotes: Sequence[int],
    names: Mapping[int, Entity],
    cast: Cast,
    number: int,
    previous: Previous | None,
    block: int,
) -> Statement:
    """A quotation that no cue goes with: *Berg: „…“*, the speaker before going on, or nobody known."""
    spans = tuple(Span(items[i].start, items[i].end) for i in quotes)
    first = quotes[0]
    if first > 1 and items[first - 1].text == ":":
        end = phrase_end(items, 0, first - 1, names)
        name = speaker_name(cast, items, 0, end, number) if end == first - 1 else None
        if (
            end is not None
            and name is None
            and end < first - 1
            and can_speak(cast, items, (0, end))
            and items[end].text[0].islower()
            and not is_function(items[end])
        ):
            return Statement(
                id="",
                quote=spans,
                mode="direct",
                speaker=(Span(items[0].start, items[end - 1].end),),
                speaker_name=speaker_name(cast, items, 0, end, number),
                by=By(rule="sentence and colon", reason="subject of the sentence before a colon"),
            )
        if end is not None and name is not None:
            speaker = (Span(items[0].start, items[end - 1].end),)
            return Statement(
                id="",
                quote=spans,
                mode="direct",
                speaker=speaker,
                speaker_name=name,
                by=By(rule="name and colon", reason="name before a colon"),
            )
    alone = all(is_quote(w) or not w.text[0].isalnum() for w in items)
    if (
        alone
        and previous is not None
        and previous.unit == number - 1
        and block - previous.block <= 1
        and previous.statement.speaker
    ):
        return replace(
            _continued(spans, previous.statement),
            mode="direct",
            by=By(rule="continued quotation", reason="goes on after the speaker before"),
        )
    return Statement(id="", quote=spans, mode="direct", by=By(rule="quotation", reason="quotation without a cue"))


def _continued(spans: tuple[Span, ...], before: Statement) -> Statement:
    mode: Mode = "free_indirect"
    return replace(
        before,
        quote=spans,
        mode=mode,
        cue=(),
        hedge=None,
        parent=None,
        stance="asserts" if before.stance in ("asks",) else before.stance,
        polarity="positive",
        by=By(rule="free indirect speech", reason="subjunctive after reported speech"),
    )
