"""The dossier as Markdown: readable as it is, every line with footnotes that hold its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from quellenlage.report.translate import Translator, translator
from quellenlage.report.view import (
    ActorsView,
    ArticleView,
    DayView,
    DossierView,
    EvidenceView,
    FigureView,
    Part,
    ReuseView,
    SpeakerView,
    StoryView,
    WordingView,
    entries,
)

T = TypeVar("T")
SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&])")
LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def markdown_page(view: DossierView) -> str:
    """The whole dossier. Text of articles is escaped, so that it cannot become markup."""
    _ = translator(view.ui)
    notes = Notes(_)
    level = 1 if len(view.stories) == 1 else 2
    lines = [] if level == 1 else [f"# {escaped(view.title)}", ""]
    if view.whole:
        warning = _("This page holds whole articles. Do not pass it on outside your newsroom.")
        lines += [f"**{_('For internal use.')}** {warning}", ""]
    if view.empty:
        lines += [view.empty, ""]
    for story in view.stories:
        lines += story_lines(story, level, notes, _)
    lines += rest_lines(view, _)
    lines += [
        line
        for article in view.whole
        for line in whole_lines(article.article, "".join(s.text for s in article.stretches))
    ]
    lines += ["---", "", view.made_with, "", *notes.lines()]
    return "\n".join(lines).rstrip() + "\n"


@dataclass(slots=True)
class Notes:
    """Footnotes in the order of their first use; the same place has one note."""

    translate: Translator
    numbers: dict[EvidenceView, int] = field(default_factory=dict)

    def marks(self, evidence: Sequence[EvidenceView]) -> str:
        """The footnote marks of `evidence`."""
        return "".join(f"[^{self.numbers.setdefault(place, len(self.numbers) + 1)}]" for place in evidence)

    def lines(self) -> Iterator[str]:
        """Every footnote: outlet, date, title with address, and the sentence with its neighbours."""
        for place, n in self.numbers.items():
            title = escaped(place.title)
            source = f"{escaped(place.outlet)}, {place.date}: " + (
                f"[{title}](<{address(place.url)}>)" if place.url else title
            )
            words = "".join(bold(piece.text) if piece.marked else escaped(piece.text) for piece in place.pieces)
            quoted = " ".join(part for part in (escaped(place.before), words, escaped(place.after)) if part)
            yield f"[^{n}]: {source}" + (f" – {quoted}" if quoted else "")


def story_lines(story: StoryView, level: int, notes: Notes, _: Translator) -> list[str]:
    """One story, part by part."""
    head = "#" * (level + 1)
    lines = [f"{'#' * level} {escaped(story.title)}", "", f"{story.when} · {' · '.join(story.facts)}", ""]
    if story.outlets:
        lines += [escaped(", ".join(story.outlets)), ""]
    if not story.sure:
        lines += [_("It is not certain that these articles belong together."), ""]
    lines += [f"{head} {_('Selection: what most articles carry, first')}", ""]
    lines += [
        f"{n}. {escaped(claim.text)}{notes.marks(claim.evidence)}  \n   "
        + " · ".join(escaped(part) for part in (", ".join(claim.speakers), claim.carried, claim.status) if part)
        for n, claim in enumerate(story.claims.rows, 1)
    ] or [story.claims.empty]
    lines += part_lines(_("Chronicle"), story.chronicle, head, lambda days: day_lines(days, notes), _)
    lines += part_lines(_("Statements"), story.statements, head, lambda rows: speaker_lines(rows, notes), _)
    lines += part_lines(_("Figures side by side"), story.figures, head, lambda rows: figure_lines(rows, notes, _), _)
    lines += part_lines(_("Wording"), story.wording, head, lambda rows: wording_lines(rows, notes), _)
    lines += part_lines(_("Passages in the same words"), story.reuse, head, lambda rows: reuse_lines(rows, notes), _)
    if story.notices:
        lines += [
            "",
            f"{_('Standing notices, no news')}:",
            "",
            *reuse_lines(story.notices.rows + story.notices.unsure, notes),
        ]
    lines += part_lines(_("People and organisations"), story.actors, head, lambda rows: actor_lines(rows, notes), _)
    return [*lines, "", f"{head} {_('Articles')}", "", *map(article_line, story.articles), ""]


def part_lines(
    title: str, part: Part[T], head: str, write: Callable[[Sequence[T]], list[str]], _: Translator
) -> list[str]:
    """One part with its heading: its rows, then the uncertain ones under a line that says so, or why it is empty."""
    lines = ["", f"{head} {title}", ""]
    if not part:
        return [*lines, part.empty]
    lines += write(part.rows)
    if part.unsure:
        n = entries(part.unsure)
        count = _.plural("{n} uncertain entry", "{n} uncertain entries", n).format(n=n)
        lines += ["", f"{count}:", "", *write(part.unsure)]
    return lines


def day_lines(days: Sequence[DayView], notes: Notes) -> list[str]:
    """The chronicle as a list, each line with its date."""
    return [
        f"- **{escaped(day.date)}** – "
        + "".join(f"*{label}:* " for label in line.labels)
        + escaped(line.text)
        + notes.marks(line.evidence)
        for day in days
        for line in day.lines
    ]


def speaker_lines(speakers: Sequence[SpeakerView], notes: Notes) -> list[str]:
    """Statements under the name of who makes them."""
    lines = []
    for speaker in speakers:
        lines += ["", f"**{escaped(speaker.name)}** ({speaker.count})", ""]
        for line in speaker.lines:
            about = ", ".join(part for part in (line.who, line.mode, line.hedge, *line.via, line.again) if part)
            lines.append(f"- *{line.stance}:* {escaped(line.text)}{notes.marks(line.evidence)} ({escaped(about)})")
    return lines[1:]


def figure_lines(figures: Sequence[FigureView], notes: Notes, _: Translator) -> list[str]:
    """The numbers for each object as a list."""
    lines = []
    for figure in figures:
        lines.append(f"- **{escaped(figure.object)}**")
        for value in figure.values:
            owner = ", " + _("according to {name}").format(name=escaped(value.owner)) if value.owner else ""
            outlets = ", ".join(dict.fromkeys(place.outlet for place in value.evidence))
            lines.append(f"    - {escaped(value.number)}{owner} ({escaped(outlets)}){notes.marks(value.evidence)}")
    return lines


def wording_lines(rows: Sequence[WordingView], notes: Notes) -> list[str]:
    """The words for each referent as a list."""
    lines = []
    for row in rows:
        lines.append(f"- **{escaped(row.referent)}**")
        for word in row.words:
            outlets = ", ".join(dict.fromkeys(place.outlet for place in word.evidence))
            about = escaped(", ".join((*word.about, outlets)))
            lines.append(f"    - {escaped(word.label)} ({about}){notes.marks(word.evidence)}")
    return lines


def reuse_lines(rows: Sequence[ReuseView], notes: Notes) -> list[str]:
    """Passages with the places that hold them."""
    return [
        f"- *{row.kind}, {row.words}:* {escaped(row.text)}{notes.marks(row.places)}"
        + (f" ({escaped('; '.join(part for part in (row.first, row.why) if part))})" if row.first or row.why else "")
        for row in rows
    ]


def actor_lines(groups: Sequence[ActorsView], notes: Notes) -> list[str]:
    """Names by type."""
    lines = []
    for group in groups:
        lines += ["", f"**{group.type}**", ""]
        for actor in group.actors:
            about = [*actor.roles, *(f"„{alias}“" for alias in actor.aliases), actor.mentions]
            lines.append(f"- {escaped(actor.name)} ({escaped(', '.join(about))}){notes.marks(actor.evidence)}")
    return lines[1:]


def article_line(article: ArticleView) -> str:
    """One article of the list."""
    title = escaped(article.title)
    link = f"[{title}](<{address(article.url)}>)" if article.url else title
    return f"- {escaped(article.outlet)}, {escaped(article.dated)}: {link}"


def rest_lines(view: DossierView, _: Translator) -> list[str]:
    """What concerns no single story."""
    lines: list[str] = []
    if view.loose:
        lines += [f"## {_('Articles without a story')}", "", *map(article_line, view.loose), ""]
    if view.versions:
        lines += [f"## {_('Changed articles')}", ""]
        for version in view.versions.rows + view.versions.unsure:
            lines.append(f"- {escaped(version.article.outlet)}: {escaped(version.article.title)}")
            for change in version.changes:
                words = " → ".join(escaped(side) for side in (change.before, change.after) if side)
                lines.append(f"    - {change.kind}: {words}")
        lines.append("")
    if view.refused:
        lines += [f"## {_('Not read, or read with a remark')}", ""]
        lines += [f"- {escaped(refused.input)}: {escaped(refused.reason)}" for refused in view.refused]
        lines.append("")
    return lines


def whole_lines(article: ArticleView, text: str) -> list[str]:
    """A whole article, for internal use."""
    paragraphs = [escaped(line.strip()) for line in text.splitlines() if line.strip()]
    return [
        f"## {escaped(article.title)}",
        "",
        f"{escaped(article.outlet)}, {article.date}",
        "",
        *"\n\n".join(paragraphs).split("\n"),
        "",
    ]


def bold(text: str) -> str:
    """`text` in bold, with the white space at its ends outside the marks, which bind to words only."""
    words = text.strip()
    start = text.index(words)
    return f"{text[:start]}**{escaped(words)}**{text[start + len(words) :]}" if words else text


def escaped(text: str) -> str:
    """`text` as Markdown that shows it letter by letter."""
    text = SPECIAL.sub(r"\\\1", text)
    lead = LEADING.match(text)
    if lead is None:
        return text
    mark = lead.group(2)
    return lead.group(1) + mark[:-1] + "\\" + mark[-1] + text[lead.end() :]


def address(url: str | None) -> str:
    """An address inside angle brackets."""
    return (url or "").replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
