"""The dossier as Markdown: readable as it is, every line with footnotes that hold its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.report.outline import Entry, Group, Section, outline
from quellenlage.report.translate import Translator, translator
from quellenlage.report.view import ArticleView, DossierView, EvidenceView, StoryView

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
    for n, story in enumerate(view.stories):
        lines += story_lines(story, level, view.unsure, notes, _, first=n == 0, made=view.made)
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


def story_lines(
    story: StoryView, level: int, unsure: bool, notes: Notes, _: Translator, *, first: bool = True, made: str = ""
) -> list[str]:
    """One story, part by part; the first one of a page has the legend."""
    head = "#" * (level + 1)
    lines = [
        f"{'#' * level} {escaped(story.title)}",
        "",
        " · ".join((story.when, *story.facts, *([made] if made else []))),
        "",
    ]
    if story.outlets:
        lines += [escaped(", ".join(story.outlets)), ""]
    if story.cautions:
        lines += [f"*{escaped(' '.join(story.cautions))}*", ""]
    lines += legend_lines(story, _) if first else []
    if not story.sure:
        lines += [_("It is not certain that these articles belong together."), ""]
    for section in outline(story, _):
        lines += section_lines(section, head, unsure, notes, _)
    return [*lines, f"{head} {story.title_of('articles')}", "", *map(article_line, story.articles), ""]


def legend_lines(story: StoryView, _: Translator) -> list[str]:
    """What the words mean that all parts use."""
    lines = (f"- **{escaped(word)}:** {escaped(meaning)}" for word, meaning in story.legend)
    return [f"**{_('How to read this')}**", "", *lines, ""]


def section_lines(section: Section, head: str, unsure: bool, notes: Notes, _: Translator) -> list[str]:
    """One part with its heading: its rows, then the uncertain ones (or their number) under a line that says so, or why
    there is nothing."""
    lines = [f"{head} {section.title}", ""]
    if section.empty:
        return [*lines, section.empty, ""]
    if section.note:
        lines += [f"*{escaped(section.note)}*", ""]
    for group in section.groups:
        lines += group_lines(group, section.dated, notes)
    n = section.n_unsure
    if n and unsure:
        count = _.plural("{n} uncertain entry", "{n} uncertain entries", n).format(n=n)
        lines += ["", f"{count}:", ""]
        for group in section.unsure:
            lines += group_lines(group, section.dated, notes)
    elif n:
        left = _.plural("{n} uncertain entry is left out here.", "{n} uncertain entries are left out here.", n)
        lines += ["", f"*{left.format(n=n)}*"]
    return [*lines, ""]


def group_lines(group: Group, dated: bool, notes: Notes) -> list[str]:
    """The entries of a group: under its head, or each behind it, if the head is a date."""
    lines = ["", f"**{escaped(group.over)}**", ""] if group.over else []
    if group.head and not dated:
        count = f" ({group.count})" if group.count else ""
        lines += ["", f"**{escaped(group.head)}**{count}", ""]
    if not group.entries and group.empty:
        lines.append(group.empty)
    for n, entry in enumerate(group.entries, 1):
        mark = f"{n}." if group.numbered else "-"
        date = f"**{inside(group.head)}** – " if dated else ""
        lines += entry_lines(entry, f"{mark} {date}", " " * (len(mark) + 1), notes)
    return lines


def entry_lines(entry: Entry, mark: str, indent: str, notes: Notes) -> list[str]:
    """One entry with its footnotes, what stands under it, and the entries that belong to it."""
    tag = f"*{escaped(entry.tag)}:* " if entry.tag else ""
    about = f" ({escaped(' · '.join(entry.about))})" if entry.about else ""
    lines = [f"{mark}{tag}{escaped(entry.text)}{notes.marks(entry.evidence)}{about}"]
    lines += [f"{indent}{escaped(line)}" for line in entry.below]
    for n in range(len(entry.below)):
        lines[n] += "  "
    for child in entry.children:
        lines += [indent + line for line in entry_lines(child, "- ", "  ", notes)]
    return lines


def article_line(article: ArticleView) -> str:
    """One article of the list."""
    title = escaped(article.title)
    link = f"[{title}](<{address(article.url)}>)" if article.url else title
    over = f"\n**{escaped(article.over)}**\n\n" if article.over else ""
    return f"{over}- {escaped(article.outlet)}, {inside(article.dated)}: {link}"


def rest_lines(view: DossierView, _: Translator) -> list[str]:
    """What concerns no single story."""
    lines: list[str] = []
    if view.loose:
        lines += [f"## {_('Articles without a story')}", "", *map(article_line, view.loose), ""]
    if view.versions:
        lines += [f"## {_('Changed articles')}", ""]
        for version in view.versions.rows + (view.versions.unsure if view.unsure else ()):
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


def inside(text: str) -> str:
    """`text` inside a line as Markdown that shows it letter by letter: no list begins there."""
    return SPECIAL.sub(r"\\\1", text)


def escaped(text: str) -> str:
    """`text` as Markdown that shows it letter by letter, wherever it stands."""
    text = inside(text)
    lead = LEADING.match(text)
    if lead is None:
        return text
    mark = lead.group(2)
    return lead.group(1) + mark[:-1] + "\\" + mark[-1] + text[lead.end() :]


def address(url: str | None) -> str:
    """An address inside angle brackets."""
    return (url or "").replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
