"""The dossier as PDF: title page, chronicle, statements, figures, with footnoted evidence. Needs the extra `pdf`."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec

from quellenlage.errors import MissingExtra
from quellenlage.report.translate import Translator, translator
from quellenlage.report.view import DossierView, EvidenceView, Part, StoryView, entries


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
    return {
        "ui": view.ui,
        "title": view.title,
        "tagline": _("What is known, from whom, and how well it is supported"),
        "internal": f"{_('For internal use.')}" if view.whole else "",
        "empty": view.empty,
        "made_with": view.made_with,
        "contents": _("Contents"),
        "stories": [story_data(story, _) for story in view.stories],
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


def story_data(story: StoryView, _: Translator) -> dict[str, Any]:
    """One story."""
    return {
        "title": story.title,
        "when": story.when,
        "facts": " · ".join(story.facts),
        "outlets": ", ".join(story.outlets),
        "parts": [
            {
                "title": _("Selection: what most articles carry, first"),
                "empty": story.claims.empty,
                "groups": [
                    {
                        "head": "",
                        "lines": [
                            line(c.text, [", ".join(c.speakers), c.carried, c.status], c.evidence, _)
                            for c in story.claims.rows
                        ],
                    }
                ],
                "unsure": "",
            },
            part_data(
                _("Chronicle"),
                story.chronicle,
                [
                    (d.date, [line(x.text, list(x.labels), x.evidence, _) for x in d.lines])
                    for d in story.chronicle.rows
                ],
                _,
            ),
            part_data(
                _("Statements"),
                story.statements,
                [
                    (
                        speaker.name,
                        [
                            line(x.text, [x.stance, x.who, x.mode, x.hedge, *x.via, x.again], x.evidence, _)
                            for x in speaker.lines
                        ],
                    )
                    for speaker in story.statements.rows
                ],
                _,
            ),
            part_data(
                _("Figures side by side"),
                story.figures,
                [
                    (
                        f.object,
                        [
                            line(
                                v.number,
                                [_("according to {name}").format(name=v.owner) if v.owner else ""],
                                v.evidence,
                                _,
                            )
                            for v in f.values
                        ],
                    )
                    for f in story.figures.rows
                ],
                _,
            ),
            part_data(
                _("Wording"),
                story.wording,
                [
                    (w.referent, [line(x.label, list(x.about), x.evidence, _) for x in w.words])
                    for w in story.wording.rows
                ],
                _,
            ),
            part_data(
                _("Passages in the same words"),
                story.reuse,
                [(f"{r.kind}, {r.words}", [line(r.text, [r.first, r.why], r.places, _)]) for r in story.reuse.rows],
                _,
            ),
        ],
        "articles": {
            "title": _("Articles"),
            "rows": [
                {"source": f"{a.outlet}, {a.dated}", "title": a.title, "url": a.url or ""} for a in story.articles
            ],
        },
    }


def part_data(title: str, part: Part[Any], groups: list[tuple[str, list[Any]]], _: Translator) -> dict[str, Any]:
    """One part with its heading; uncertain rows are counted, not printed."""
    n = entries(part.unsure)
    left = _.plural("{n} uncertain entry is left out here.", "{n} uncertain entries are left out here.", n).format(n=n)
    return {
        "title": title,
        "empty": "" if part else part.empty,
        "groups": [{"head": head, "lines": lines} for head, lines in groups],
        "unsure": left if n else "",
    }


def line(text: str, about: list[str], evidence: tuple[EvidenceView, ...], _: Translator) -> dict[str, Any]:
    """One line, words about it, and its footnotes."""
    return {
        "text": text,
        "about": " · ".join(part for part in about if part),
        "notes": [
            {
                "source": f"{place.outlet}, {place.date}: {place.title}",
                "url": place.url or "",
                "before": place.before,
                "pieces": [{"text": piece.text, "marked": piece.marked} for piece in place.pieces],
                "after": place.after,
            }
            for place in evidence
        ],
    }
