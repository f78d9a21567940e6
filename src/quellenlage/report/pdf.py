"""The dossier as PDF: title page, chronicle, statements, figures, with footnoted evidence. Needs the extra `pdf`."""

from __future__ import annotations

import logging
from importlib.resources import files
from typing import Any

import msgspec

from quellenlage.errors import MissingExtra, Unprintable
from quellenlage.report.outline import Entry, Group, Section, outline
from quellenlage.report.shown import one_line
from quellenlage.report.translate import Translator, translator
from quellenlage.report.view import DossierView, EvidenceView, StoryView

LOG = logging.getLogger("quellenlage.report")

Notes = dict[EvidenceView, int]
"""The number of every place that is cited."""


FOOTNOTES = 500
"""Places up to which each has its footnote on the page that cites it; beyond that they stand at the end. Footnotes take
twice the time and memory, and are more often lost the more there are: a story of 8,475 places came to nothing after 43
seconds of a core and 5.3 GB, and is set with its evidence at the end in 13 to 17, with 1.9 GB, on 703 pages."""

LONGEST_URL = 8000
"""Bytes of an address, the typesetter's own limit."""


def pdf_document(view: DossierView) -> bytes:
    """The PDF's bytes. Texts reach the typesetter as data, never as its source, so that they cannot become markup.

    Raises MissingExtra without the package that sets it, Unprintable where it cannot set this dossier.
    """
    data = pdf_data(view, translator(view.ui))
    try:
        return printed(data)
    except Unprintable as fault:
        if data["at_end"]:
            raise
        # a short dossier may fail too: of 120 footnotes of one entry all were lost, and where one runs on over a page,
        # the typesetter may stop: see typst/typst#8776
        LOG.info("%s; once more with the evidence at the end", fault)
        return printed(data | {"at_end": True})


def printed(data: dict[str, Any]) -> bytes:
    """What `pdf_data` gave, set. Raises MissingExtra, Unprintable."""
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as fault:
        raise MissingExtra("writing PDF", "typst", "pdf") from fault
    template = files(__package__).joinpath("templates", "page.typ").read_bytes()
    given = msgspec.json.encode(data).decode("utf-8")
    try:
        document: bytes = typst.compile(template, sys_inputs={"dossier": given}, ignore_system_fonts=True)
    except typst.TypstError as fault:
        raise Unprintable(
            f"{data['title']}: the PDF cannot be set ({one_line(fault.message)}): "
            "choose another ending, such as .html or .docx"
        ) from fault
    return document


def pdf_data(view: DossierView, _: Translator) -> dict[str, Any]:
    """What the template shows, as plain lists and texts; `places` are those cited, in the order of their numbers."""
    notes: Notes = {}
    stories = [story_data(story, view.unsure, notes, _) for story in view.stories]
    return {
        "ui": view.ui,
        "title": view.title,
        "tagline": _("What is known, from whom, and how well it is supported"),
        "internal": f"{_('For internal use.')}" if view.whole else "",
        "empty": view.empty,
        "made_with": f"{view.made_with} {view.made[:1].upper()}{view.made[1:]}." if view.made else view.made_with,
        "contents": _("Contents"),
        "evidence": _("Evidence"),
        "at_end": len(notes) > FOOTNOTES,
        "legend": [{"word": w, "meaning": m} for w, m in (view.stories[0].legend if view.stories else ())],
        "stories": stories,
        "places": [place_data(place) for place in notes],
        "refused": {
            "title": _("Not read, or read with a remark"),
            "rows": [f"{refused.input}: {refused.reason}" for refused in view.refused],
        },
        "whole": {
            "title": _("Whole articles"),
            "articles": [
                {
                    "title": whole.article.title,
                    "source": f"{whole.article.outlet}, {whole.article.date}",
                    "stretches": [{"text": s.text, "dim": s.furniture, "stated": s.stated} for s in whole.stretches],
                }
                for whole in view.whole
            ],
        },
    }


def story_data(story: StoryView, unsure: bool, notes: Notes, _: Translator) -> dict[str, Any]:
    """One story."""
    return {
        "title": story.title,
        "when": story.when,
        "facts": " · ".join(story.facts),
        "outlets": ", ".join(story.outlets),
        "cautions": " ".join(story.cautions),
        "parts": [section_data(section, unsure, notes, _) for section in outline(story, _)],
        "articles": {
            "title": story.title_of("articles"),
            "rows": [
                {"over": a.over, "source": f"{a.outlet}, {a.dated}", "title": a.title, "url": linked(a.url)}
                for a in story.articles
            ],
        },
    }


def section_data(section: Section, unsure: bool, notes: Notes, _: Translator) -> dict[str, Any]:
    """One part with its heading; uncertain rows are counted, and printed only if asked for."""
    n = section.n_unsure
    left = _.plural("{n} uncertain entry is left out here.", "{n} uncertain entries are left out here.", n).format(n=n)
    shown = _.plural("{n} uncertain entry", "{n} uncertain entries", n).format(n=n)
    return {
        "title": section.title,
        "empty": section.empty,
        "note": section.note,
        "groups": [group_data(group, notes) for group in section.groups],
        "unsure": "" if not n else shown if unsure else left,
        "unsure_groups": [group_data(group, notes) for group in section.unsure] if unsure else [],
    }


def group_data(group: Group, notes: Notes) -> dict[str, Any]:
    """Entries under one head."""
    return {
        "over": group.over,
        "head": f"{group.head} ({group.count})" if group.count else group.head,
        "empty": "" if group.entries else group.empty,
        "numbered": group.numbered,
        "lines": [entry_data(entry, notes) for entry in group.entries],
    }


def entry_data(entry: Entry, notes: Notes) -> dict[str, Any]:
    """One entry, words about it, its footnotes, and the entries that belong to it, in the order they are printed."""
    return {
        "tag": entry.tag,
        "text": entry.text,
        "about": " · ".join(entry.about),
        "below": list(entry.below),
        "notes": [note_data(place, notes) for place in entry.evidence],
        "children": [entry_data(child, notes) for child in entry.children],
    }


def note_data(place: EvidenceView, notes: Notes) -> dict[str, Any]:
    """One mark: the place's number, and whether an earlier mark has it."""
    known = place in notes
    return {"n": notes.setdefault(place, len(notes) + 1), "known": known}


def place_data(place: EvidenceView) -> dict[str, Any]:
    """What the mark leads to."""
    return {
        "source": f"{place.outlet}, {place.date}: {place.title}",
        "url": linked(place.url),
        "before": place.before,
        "pieces": [{"text": piece.text, "marked": piece.marked} for piece in place.pieces],
        "after": place.after,
    }


def linked(url: str | None) -> str:
    """The address that is linked; the typesetter refuses a whole document for one that is longer."""
    return url if url and len(url.encode()) <= LONGEST_URL else ""
