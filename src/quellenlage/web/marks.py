"""What the marks of an article mean, in words of the interface: one `Found` for each, in order of layers and text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quellenlage.domain.annotations import AnnotatedArticle, By, Entity, Event, Quantity, Statement, Time
from quellenlage.domain.dossier import Reuse
from quellenlage.domain.span import Evidence, Span
from quellenlage.report.naming import according_to, named
from quellenlage.report.parts.members import passed_on, stance
from quellenlage.report.shown import amount, day, one_line
from quellenlage.report.terms import CERTAINTIES, EVENTS, MARKS, MODALITIES, MODES, REUSES, VIAS, VOICES
from quellenlage.report.translate import Translator
from quellenlage.web.corrected import NOTHING, CorrectionView, Touched


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mark: its layer, the spans with their CSS class, what it means, who made it, where it leads. `words` are the
    spans that are quoted in the list (none: the first span); `statement` is the id of one that can be corrected, and
    `corrections` are what people said of it."""

    layer: str
    spans: tuple[tuple[Span, str], ...]
    about: tuple[str, ...]
    by: By
    links: tuple[tuple[str, str], ...] = ()
    words: tuple[Span, ...] = ()
    statement: str = ""
    corrections: tuple[CorrectionView, ...] = ()


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties an article to the rest of the corpus: passages it shares, the addresses of people's pages by name and
    of claims by statement, how a place elsewhere is named and reached, and what people corrected."""

    reuse: Sequence[Reuse] = ()
    actors: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    place: Callable[[Evidence], tuple[str, str]] = lambda place: (place.article, "")
    corrected: Touched = NOTHING


def found_marks(annotated: AnnotatedArticle, ties: Ties, _: Translator) -> Iterator[Found]:
    """Every mark outside page matter. Statements first: they are the largest, and smaller marks lie on top."""
    marks = annotated.annotations
    for statement in marks.statements:
        if statement.mode != "narration" and not statement.in_furniture:
            yield of_statement(statement, annotated, ties, _)
    for entity in marks.entities:
        if not entity.in_furniture:
            yield of_entity(entity, ties, _)
    for time in marks.times:
        if not time.in_furniture:
            yield of_time(time, _)
    for quantity in marks.quantities:
        if not quantity.in_furniture:
            yield of_quantity(quantity, _)
    for event in marks.events:
        if not event.in_furniture:
            yield of_event(event, _)
    for label in marks.labels:
        if not label.in_furniture:
            about = (_("for {name}").format(name=one_line(label.referent)), _(VOICES.get(label.voice, "")))
            yield Found(layer="wording", spans=((Span(label.start, label.end), "lab"),), about=about, by=label.by)
    for passage in ties.reuse:
        yield from of_reuse(passage, annotated.article.id, ties, _)


def of_statement(found: Statement, annotated: AnnotatedArticle, ties: Ties, _: Translator) -> Found:
    """Who says it, how, and how sure; who says it by hand, where the results do not follow yet."""
    text = annotated.article.text
    speaker = one_line(found.speaker_name or "") or named(" ".join(s.of(text) for s in found.speaker), {})
    corrections = ties.corrected.statements.get(found.id, ())
    by_hand = [view for view in corrections if view.kind == "speaker"]
    speaker = by_hand[-1].said if by_hand else speaker
    about = [speaker or _("No named speaker"), stance(found.stance, found, _), _(MODES[found.mode])]
    about += [_(CERTAINTIES[found.certainty])] if found.certainty in CERTAINTIES else []
    about += [passed_on(one_line(link.name), _(VIAS[link.kind]), _) for link in found.via]
    spans = [(span, "stm direct" if found.mode == "direct" else "stm") for span in found.quote]
    spans += [(span, "spk") for span in found.speaker] + [(span, "cue") for span in found.cue]
    claim = ties.claims.get(found.id)
    person = ties.actors.get(speaker)
    links = [claim] if claim else []
    links += [(_("About {name}").format(name=speaker), person)] if person else []
    return Found(
        layer="statements",
        spans=tuple(spans),
        about=tuple(about),
        by=found.by,
        links=tuple(links),
        words=found.quote,
        statement=found.id,
        corrections=corrections,
    )


def of_entity(found: Entity, ties: Ties, _: Translator) -> Found:
    """Who or what is named."""
    about = [one_line(found.name), _(MARKS[found.type])]
    about += [_("described, not named")] if found.nominal and not found.pronoun else []
    about += [_("a pronoun")] if found.pronoun else []
    about += [_("a place that stands for who governs there")] if found.metonym else []
    person = ties.actors.get(one_line(found.name))
    return Found(
        layer="people" if found.type == "PER" else "names",
        spans=((found.span, "per" if found.type == "PER" else "nam"),),
        about=tuple(about),
        by=found.by,
        links=((_("About {name}").format(name=one_line(found.name)), person),) if person else (),
    )


def of_time(found: Time, _: Translator) -> Found:
    """When."""
    value = day(found.value, _)
    return Found(layer="times", spans=((found.span, "tim"),), about=(value, _(MARKS[found.type])), by=found.by)


def of_quantity(found: Quantity, _: Translator) -> Found:
    """How many of what, and whose figure it is."""
    low = found.value if found.low is None else found.low
    counted = " ".join(one_line(part) for part in (found.unit or "", found.object or "") if part)
    about = (
        f"{amount(low, found.high, found.comparator, _)} {counted}".strip(),
        _(MARKS[found.kind]),
        according_to(found.owner or "", {}, _),
    )
    return Found(layer="figures", spans=((found.span, "qty"),), about=about, by=found.by)


def of_event(found: Event, _: Translator) -> Found:
    """What happens, who does it to whom, where, when, and whether it does."""
    agents, patients = (", ".join(one_line(p.name) for p in side) for side in (found.agents, found.patients))
    who = " → ".join(side for side in (agents, patients) if side) if agents else f"→ {patients}" if patients else ""
    about = (
        _(EVENTS[found.type]),
        who,
        one_line(found.place.name) if found.place else "",
        day(found.date, _) if found.date else "",
        _(MODALITIES.get(found.modality, "")),
        _("does not happen") if found.polarity == "negative" else "",
    )
    return Found(layer="events", spans=((found.trigger, "evt"),), about=about, by=found.by)


def of_reuse(passage: Reuse, article: str, ties: Ties, _: Translator) -> Iterator[Found]:
    """The passage where it stands in this article, with its other places."""
    for here in passage.places:
        if here.article != article:
            continue
        others = tuple(ties.place(place) for place in passage.places if place != here)
        yield Found(
            layer="reuse",
            spans=((here.span, "reu"),),
            about=(_(REUSES[passage.kind]),),
            by=By(rule="reuse", reason=passage.why),
            links=others,
        )
