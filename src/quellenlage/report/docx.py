"""The dossier as DOCX, for editing on: title page, contents, every part, with numbered evidence at the end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from quellenlage.report.outline import Entry, Group, Section, outline
from quellenlage.report.shown import plain
from quellenlage.report.translate import Translator, translator
from quellenlage.report.view import DossierView, EvidenceView, StoryView

ACCENT, SOFT, LINK = RGBColor(0x8B, 0x1A, 0x1A), RGBColor(0x5D, 0x57, 0x4B), RGBColor(0x1F, 0x4B, 0x75)
NO_TIME = datetime(2000, 1, 1)
"""Nothing of a run stands in the file: the same dossier gives the same bytes."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""
LANGUAGES = {"de": "de-DE", "en": "en-GB"}


def docx_document(view: DossierView) -> bytes:
    """The document's bytes; the same view gives the same bytes. Texts of articles are runs of text, never fields."""
    _ = translator(view.ui)
    document = Document()
    prepare(document, view)
    title_page(document, view, _)
    notes = Notes()
    for story in view.stories:
        story_part(document, story, view.unsure, notes, _)
    rest(document, view, _)
    evidence_list(document, notes, _)
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


@dataclass(slots=True)
class Notes:
    """Places in the order of their first use; the same place has one number."""

    numbers: dict[EvidenceView, int] = field(default_factory=dict)

    def of(self, evidence: Sequence[EvidenceView]) -> list[int]:
        """The numbers of `evidence`."""
        return [self.numbers.setdefault(place, len(self.numbers) + 1) for place in evidence]


def prepare(document: Docx, view: DossierView) -> None:
    """Page, fonts, and what the file says of itself."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.4)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(10.5)
    normal.paragraph_format.space_after = Pt(5)
    normal.element.rPr.append(tagged("w:lang", {"w:val": LANGUAGES[view.ui]}))
    for level, size in ((1, 20), (2, 14), (3, 11.5)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Georgia", Pt(size), RGBColor(0x1C, 0x1A, 0x16)
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        del style.element.rPr.rFonts.attrib[qn("w:asciiTheme")]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14 if level < 3 else 9), Pt(5)
        style.paragraph_format.keep_with_next = True
    about = document.core_properties
    about.title, about.author, about.comments = plain(view.title)[:255], "Quellenlage", ""
    about.created = about.modified = NO_TIME
    about.language = LANGUAGES[view.ui]


def title_page(document: Docx, view: DossierView, _: Translator) -> None:
    """Title, what the dossier rests on, and the contents, which Word fills in when it opens the file."""
    brand = document.add_paragraph()
    brand.paragraph_format.space_before = Pt(90)
    run(brand, "Quellenlage  ", bold=True, colour=ACCENT, size=13)
    run(brand, _("What is known, from whom, and how well it is supported"), italic=True, colour=SOFT)
    title = document.add_paragraph(style="Title")
    run(title, view.title)
    for story in view.stories:
        line = document.add_paragraph()
        if len(view.stories) > 1:
            run(line, story.title + "\n", bold=True)
        run(line, f"{story.when} · {' · '.join(story.facts)}\n")
        run(line, ", ".join(story.outlets), italic=True, colour=SOFT)
        if story.cautions:
            run(line, "\n" + " ".join(story.cautions), colour=SOFT, size=8.5)
    for word, meaning in view.stories[0].legend if view.stories else ():
        line = document.add_paragraph()
        run(line, f"{word}: ", bold=True, colour=SOFT, size=8.5)
        run(line, meaning, colour=SOFT, size=8.5)
    if view.whole:
        run(document.add_paragraph(), _("For internal use."), bold=True, colour=ACCENT)
    if view.empty:
        run(document.add_paragraph(), view.empty, italic=True)
    made = f"{view.made_with} {view.made[:1].upper()}{view.made[1:]}." if view.made else view.made_with
    run(document.add_paragraph(), made, colour=SOFT, size=8.5)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    run(document.add_paragraph(), _("Contents"), bold=True, size=14)
    contents(document.add_paragraph())


def contents(paragraph: Paragraph) -> None:
    """A field that lists the headings of two levels."""
    for kind in ("begin", "instruction", "separate", "end"):
        inside = paragraph.add_run()
        if kind == "instruction":
            field_code = tagged("w:instrText", {"xml:space": "preserve"})
            field_code.text = 'TOC \\o "1-2" \\h \\z \\u'
            inside._r.append(field_code)
        else:
            inside._r.append(tagged("w:fldChar", {"w:fldCharType": kind, "w:dirty": "true"}))


def story_part(document: Docx, story: StoryView, unsure: bool, notes: Notes, _: Translator) -> None:
    """One story, part by part."""
    head = document.add_heading(level=1)
    head.paragraph_format.page_break_before = True
    run(head, story.title)
    for section in outline(story, _):
        section_part(document, section, unsure, notes, _)
    run(document.add_heading(level=2), story.title_of("articles"))
    for article in story.articles:
        if article.over:
            run(document.add_paragraph(), article.over, bold=True, colour=ACCENT)
        line = document.add_paragraph()
        run(line, article.title + "\n", bold=True)
        run(line, f"{article.outlet}, {article.dated}", colour=SOFT, size=8.5)
        if article.url:
            run(line, " ", size=8.5)
            link(line, article.url, article.url)


def section_part(document: Docx, section: Section, unsure: bool, notes: Notes, _: Translator) -> None:
    """One part with its heading; uncertain rows are counted, and written only if asked for."""
    run(document.add_heading(level=2), section.title)
    if section.empty:
        run(document.add_paragraph(), section.empty, italic=True, colour=SOFT)
        return
    if section.note:
        run(document.add_paragraph(), section.note, italic=True, colour=SOFT, size=8.5)
    for group in section.groups:
        group_part(document, group, notes)
    n = section.n_unsure
    if not n:
        return
    left = _.plural("{n} uncertain entry is left out here.", "{n} uncertain entries are left out here.", n)
    shown = _.plural("{n} uncertain entry", "{n} uncertain entries", n)
    run(document.add_paragraph(), (shown if unsure else left).format(n=n), italic=True, colour=SOFT)
    if unsure:
        for group in section.unsure:
            group_part(document, group, notes)


def group_part(document: Docx, group: Group, notes: Notes) -> None:
    """The entries of a group under its head, and the heading above it."""
    if group.over:
        run(document.add_paragraph(), group.over, bold=True, colour=ACCENT)
    if group.head:
        run(document.add_heading(level=3), f"{group.head} ({group.count})" if group.count else group.head)
    if not group.entries and group.empty:
        run(document.add_paragraph(), group.empty, italic=True, colour=SOFT)
    for n, entry in enumerate(group.entries, 1):
        entry_part(document, entry, notes, f"{n}. " if group.numbered else "", 0)


def entry_part(document: Docx, entry: Entry, notes: Notes, lead: str, depth: int) -> None:
    """One entry with the numbers of its evidence, what stands under it, and the entries that belong to it."""
    line = document.add_paragraph()
    line.paragraph_format.left_indent = Cm(0.8 * depth)
    if lead:
        run(line, lead, colour=ACCENT, bold=True)
    if entry.tag:
        run(line, f"{entry.tag}: ", bold=True, colour=ACCENT, size=8.5)
    run(line, entry.text)
    for n in notes.of(entry.evidence):
        anchor_link(line, f"{n}", f"beleg{n}")
    for words in (" · ".join(entry.about), *entry.below):
        if words:
            run(line, f"\n{words}", colour=SOFT, size=8.5)
    for child in entry.children:
        entry_part(document, child, notes, "", depth + 1)


def rest(document: Docx, view: DossierView, _: Translator) -> None:
    """What concerns no single story, and whole articles, for internal use."""
    if view.loose:
        run(document.add_heading(level=1), _("Articles without a story"))
        for article in view.loose:
            run(document.add_paragraph(), f"{article.outlet}, {article.dated}: {article.title}")
    if view.refused:
        run(document.add_heading(level=1), _("Not read, or read with a remark"))
        for refused in view.refused:
            run(document.add_paragraph(), f"{refused.input}: {refused.reason}")
    if view.whole:
        run(document.add_heading(level=1), _("Whole articles"))
        for whole in view.whole:
            run(document.add_heading(level=2), whole.article.title)
            run(document.add_paragraph(), f"{whole.article.outlet}, {whole.article.date}", colour=SOFT, size=8.5)
            text = document.add_paragraph()
            for stretch in whole.stretches:
                run(text, stretch.text, colour=SOFT if stretch.furniture else None, italic=stretch.furniture)


def evidence_list(document: Docx, notes: Notes, _: Translator) -> None:
    """Every place with its number: outlet, date, title with address, the sentence with its neighbours."""
    if not notes.numbers:
        return
    head = document.add_heading(level=1)
    head.paragraph_format.page_break_before = True
    run(head, _("Evidence"))
    for place, n in notes.numbers.items():
        line = document.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
        bookmark(line, f"beleg{n}", n)
        run(line, f"[{n}] ", colour=ACCENT, bold=True, size=9)
        run(line, f"{place.outlet}, {place.date}: ", size=9)
        if place.url:
            link(line, place.title, place.url)
        else:
            run(line, place.title, size=9)
        if place.pieces:
            run(line, f" – {place.before} " if place.before else " – ", colour=SOFT, size=9)
            for piece in place.pieces:
                run(line, piece.text, bold=piece.marked, size=9)
            run(line, f" {place.after}" if place.after else "", colour=SOFT, size=9)


def run(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: RGBColor | None = None,
    size: float | None = None,
) -> None:
    """A stretch of text; what XML cannot hold is gone already, for views hold no control codes."""
    added = paragraph.add_run(text)
    added.bold, added.italic = bold or None, italic or None
    if colour is not None:
        added.font.color.rgb = colour
    if size is not None:
        added.font.size = Pt(size)


def link(paragraph: Paragraph, text: str, url: str) -> None:
    """A link to an address of the web."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    _linked(paragraph, text, {"r:id": paragraph.part.relate_to(url, kind, is_external=True)}, superscript=False)


def anchor_link(paragraph: Paragraph, text: str, anchor: str) -> None:
    """A raised number that leads to its place in the list of evidence."""
    run(paragraph, " ", size=6)
    _linked(paragraph, text, {"w:anchor": anchor}, superscript=True)


def _linked(paragraph: Paragraph, text: str, target: dict[str, str], *, superscript: bool) -> None:
    around = tagged("w:hyperlink", target)
    added = paragraph.add_run(text)
    added.font.color.rgb, added.font.size = LINK, Pt(9)
    added.font.superscript = superscript or None
    around.append(added._r)
    paragraph._p.append(around)


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """What a link in the document leads to."""
    paragraph._p.append(tagged("w:bookmarkStart", {"w:id": str(number), "w:name": name}))
    paragraph._p.append(tagged("w:bookmarkEnd", {"w:id": str(number)}))


def tagged(name: str, attributes: dict[str, str]) -> Any:
    """An element of the document's markup."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        prefix, _colon, rest = key.partition(":")
        element.set(f"{{http://www.w3.org/XML/1998/namespace}}{rest}" if prefix == "xml" else qn(key), value)
    return element


def timeless(document: bytes) -> bytes:
    """The same archive without the time it was made at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, ZIP_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
