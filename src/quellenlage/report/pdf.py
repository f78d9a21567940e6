"""The dossier as PDF: title page, chronicle, statements, figures, with footnoted evidence. Needs the extra `pdf`."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec

from quellenlage.errors import MissingExtra
from quellenlage.report.outline import Entry, Group, Section, outline
from quellenlage.report.translate import Translator, translator
from quellenlage.report.view import DossierView, EvidenceView, StoryView

Notes = dict[EvidenceView, int]
"""The number of every place that has a footnote."""


def pdf_document(view: DossierView) -> bytes:
    """The PDF's bytes. Texts reach the typesetter as data, never as its source, so that they cannot become markup.

    Raises MissingExtra without the package that sets it.
    """
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as fault:
        raise MissingExtra("writing PDF", "typst", "pdf") from fault
    template = files(__package__).joinpath("templates", "page.typ").read_bytes()
    data = msgspec.json.encode(pdf_data(view, translator(view.ui))).decode("utf-8")
    document: bytes = typst.compile(template, sys_inputs={"dossier": data}, ignore_system_fonts=True)
    return document


def pdf_data(view: DossierView, _: Translator) -> dict[str, Any]:
    """What the template shows, as plain lists and texts."""
    notes: dict[EvidenceView, int] = {}
    return {
        "ui": view.ui,
        "title": view.title,
        "tagline": _("What is known, from whom, and how well it is supported"),
        "internal": f"{_('For internal use.')}" if view.whole else "",
        "empty": view.empty,
        "made_with": view.made_with,
        "contents": _("Contents"),
        "stories": [story_data(story, view.unsure, notes, _) for story in view.stories],
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
        "parts": [section_data(section, unsure, notes, _) for section in outline(story, _)],
        "articles": {
            "title": story.title_of("articles"),
            "rows": [
                {"over": a.over, "source": f"{a.outlet}, {a.dated}", "title": a.title, "url": a.url or ""}
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
    """One footnote; a place that has one already is pointed to by its number."""
    known = place in notes
    return {
        "id": str(notes.setdefault(place, len(notes) + 1)),
        "known": known,
        "source": f"{place.outlet}, {place.date}: {place.title}",
        "url": place.url or "",
        "before": place.before,
        "pieces": [{"text": piece.text, "marked": piece.marked} for piece in place.pieces],
        "after": place.after,
    }
