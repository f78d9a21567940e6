"""One article for the eye: who, when, how many and who says what, coloured in the text and listed below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from quellenlage.domain.annotations import AnnotatedArticle, By, Event, Label, Statement
from quellenlage.domain.span import Span
from quellenlage.report.evidence import own_title
from quellenlage.report.shown import HALVES, UNSEEN, amount, even, file_name, one_line, published
from quellenlage.report.terms import CERTAINTIES, EVENTS, FURNITURE, MARKS, MODALITIES, MODES, STANCES, VOICES
from quellenlage.report.translate import Translator, msg

STYLES = {
    "furniture": "dim strike",
    "quote": "italic",
    "cue": "magenta",
    "speaker": "bold",
    "entity": "cyan",
    "time": "green",
    "quantity": "yellow",
}
LEGEND = {
    "quote": msg("statement"),
    "speaker": msg("speaker"),
    "cue": msg("verb or phrase of saying"),
    "entity": msg("name"),
    "time": msg("time"),
    "quantity": msg("number"),
    "furniture": msg("page matter"),
}


def marked_article(annotated: AnnotatedArticle, _: Translator, *, explain: bool = False) -> RenderableType:
    """The text with its marks, then the marks as lists; `explain` names the rule behind each and why."""
    article, marks = annotated.article, annotated.annotations
    source = ", ".join(part for part in (one_line(article.outlet or ""), published(article.published, _)) if part)
    prose = [e for e in marks.entities if not e.in_furniture]
    return Group(
        Rule(style="red"),
        Text(one_line(article.title or "") or own_title(annotated) or file_name(article.input, _), "bold"),
        Text(source, "dim"),
        legend(_),
        Text(""),
        coloured(annotated),
        *listed(_("Who says what"), [statement_line(annotated, s, _, explain) for s in marks.statements]),
        *listed(_("What happens"), [event_line(annotated, e, _, explain) for e in marks.events if not e.in_furniture]),
        *listed(_("Wording"), unique(label_line(f, _, explain) for f in marks.labels if not f.in_furniture)),
        *listed(_("Who"), unique(mark(e.name, _(MARKS[e.type]), e.by, _, explain) for e in prose)),
        *listed(
            _("When"),
            [mark(words(annotated, t.span), t.value, t.by, _, explain) for t in marks.times if not t.in_furniture],
        ),
        *listed(
            _("How many"),
            [
                mark(
                    words(annotated, q.span),
                    " ".join(
                        one_line(part)
                        for part in (
                            amount(q.value if q.low is None else q.low, q.high, q.comparator, _),
                            q.unit or "",
                            q.object or "",
                            f"({q.owner})" if q.owner else "",
                        )
                        if part
                    ),
                    q.by,
                    _,
                    explain,
                )
                for q in marks.quantities
            ],
        ),
        *listed(
            _("Page matter"),
            [mark(words(annotated, f.span), _(FURNITURE[f.kind]), f.by, _, explain) for f in marks.furniture],
        ),
        Text(""),
    )


def coloured(annotated: AnnotatedArticle) -> Text:
    """The text with every mark in its style; what is unseen is made visible, one code point for one, so that offsets
    stay right."""
    marks = annotated.annotations
    text = Text(
        HALVES.sub("\ufffd", UNSEEN.sub("\ufffd", annotated.article.text.replace("\r", " ").replace("\t", " ")))
    )
    spans: list[tuple[str, Span]] = [("furniture", f.span) for f in marks.furniture]
    spans += [("quote", span) for s in marks.statements for span in s.quote]
    spans += [("entity", e.span) for e in marks.entities]
    spans += [("time", t.span) for t in marks.times] + [("quantity", q.span) for q in marks.quantities]
    spans += [("speaker", span) for s in marks.statements for span in s.speaker]
    spans += [("cue", span) for s in marks.statements for span in s.cue]
    for kind, span in spans:
        text.stylize(STYLES[kind], span.start, span.end)
    return text


def legend(_: Translator) -> Text:
    """What the colours mean."""
    return Text("  ").join(Text(_(word), STYLES[kind]) for kind, word in LEGEND.items())


def statement_line(annotated: AnnotatedArticle, found: Statement, _: Translator, explain: bool) -> Text:
    """Who says it, how, and the words."""
    speaker = one_line(found.speaker_name or "") or " ".join(words(annotated, span) for span in found.speaker)
    about = [_(STANCES[found.stance]), _(MODES[found.mode])]
    if found.certainty in CERTAINTIES:
        about.append(_(CERTAINTIES[found.certainty]))
    about += [one_line(link.name) for link in found.via]
    # where the text does not give what is said, the word that tells of it stands for it
    said = " […] ".join(words(annotated, span) for span in sorted(found.quote or found.cue))
    nobody = _("The outlet itself") if found.mode == "narration" else _("No named speaker")
    line = Text.assemble((speaker or nobody, "bold"), (f" ({', '.join(about)}): ", "dim"), (said, "italic"))
    return line.append_text(because(found.by, _)) if explain else line


def event_line(annotated: AnnotatedArticle, found: Event, _: Translator, explain: bool) -> Text:
    """What happens: the words that say so, who does it to whom, where, when, and how sure it is."""
    sides = [", ".join(one_line(p.name) for p in side) for side in (found.agents, found.patients)]
    about = [_(EVENTS[found.type])]
    if found.modality in MODALITIES:
        about.append(_(MODALITIES[found.modality]))
    if found.polarity == "negative":
        about.append(_("does not happen"))
    about += [one_line(found.place.name)] if found.place is not None else []
    about += [found.date] if found.date else []
    # of a phrase (ums Leben kommen) the trigger is one word alone
    happening = found.subtype if found.subtype and " " in found.subtype else words(annotated, found.trigger)
    line = Text.assemble((happening, "bold"), (f" ({', '.join(about)})", "dim"), _who(sides[0], sides[1]))
    return line.append_text(because(found.by, _)) if explain else line


def _who(agents: str, patients: str) -> str:
    """Who does it to whom; an arrow points to those it is done to."""
    return (
        f": {agents} → {patients}"
        if agents and patients
        else f": → {patients}"
        if patients
        else f": {agents}"
        if agents
        else ""
    )


def label_line(found: Label, _: Translator, explain: bool) -> Text:
    """Which word for whom; whose word it is, where it is not the outlet's."""
    line = Text.assemble((one_line(found.label), "bold"), f": {one_line(found.referent)}")
    if found.voice in VOICES:
        line.append(f"  {_(VOICES[found.voice])}", "dim")
    return line.append_text(because(found.by, _)) if explain else line


def mark(text: str, about: str, by: By, _: Translator, explain: bool) -> Text:
    """One mark of the lists."""
    line = Text.assemble(one_line(text), (f"  {about}", "dim"))
    return line.append_text(because(by, _)) if explain else line


def because(by: By, _: Translator) -> Text:
    """The rule or model behind a mark, and why."""
    name = by.rule or by.model or ""
    return Text("\n    ← " + ": ".join(part for part in (name, _.reason(one_line(by.reason))) if part), "dim")


def listed(title: str, lines: Sequence[Text]) -> list[RenderableType]:
    """A list under its title; nothing if there is nothing to list."""
    if not lines:
        return []
    return [Text(""), Text(title, "bold red"), *(Padding(line, (0, 0, 0, 2)) for line in lines)]


def unique(lines: Iterable[Text]) -> list[Text]:
    """Each line once, in order of its first mention."""
    return list({line.plain: line for line in lines}.values())


def words(annotated: AnnotatedArticle, span: Span) -> str:
    """The words of `span`, on one line."""
    return even(span.of(annotated.article.text)).strip()
