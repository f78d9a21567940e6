"""What can be taken along of the whole corpus: every table with a title and one sentence, and its forms."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.report import tables
from quellenlage.report.graph import GRAPH_TABLES, GRAPHS
from quellenlage.report.translate import Translator, msg
from quellenlage.web.corpus_tables import NAMES as NAMES_OF_ALL

ABOUT = {
    "articles": (msg("Articles"), msg("One line for each article: outlet, date, title, address.")),
    "stories": (msg("Stories"), msg("One line for each story: title, days, outlets, how much it holds.")),
    "statements": (msg("Statements"), msg("Who says what in which article, quoted or not, with the sentence.")),
    "claims": (msg("Claims"), msg("What is claimed, by whom and where, and whether it is corroborated or disputed.")),
    "member_relations": (
        msg("Claims compared"),
        msg("How two versions of one claim differ: more specific, another number, another source, contradiction."),
    ),
    "roots": (msg("Original sources"), msg("Whom each claim goes back to: public body, agency, medium, person.")),
    "chains": (msg("Source chains"), msg("The way of each claim from its source to the outlet, step by step.")),
    "disputes": (msg("Disputes"), msg("Where articles contradict each other: numbers, denials, dates, attributions.")),
    "figures": (msg("Figures"), msg("What is counted, in which article, with which number.")),
    "chronicle": (msg("Chronicle"), msg("What happened when, and who reports it.")),
    "actors": (msg("People and organisations"), msg("Who takes part, with roles, other names and articles.")),
    "relations": (msg("Who does what to whom"), msg("Events between two of those who take part, with their day.")),
    "gaps": (msg("Left out"), msg("What some outlets report and others do not.")),
    "quote_drift": (msg("Quotations compared"), msg("How one quotation changes from outlet to outlet.")),
    "wording": (msg("Wording"), msg("What the outlets call the same people and events.")),
    "findings": (msg("Headlines compared"), msg("Headlines that say something else than their article.")),
    "reuse": (msg("Reused passages"), msg("Passages that stand in several articles, word for word or nearly.")),
    "versions": (msg("Changed articles"), msg("Earlier and later versions of an article, and what changed.")),
    "judgements": (msg("Corrections and notes"), msg("Every correction and note, by whom, when and why.")),
    "entities": (msg("Names"), msg("Every name in every article, with its place in the text.")),
    "times": (msg("Times"), msg("Every time in every article, with the day it means.")),
    "quantities": (msg("Numbers"), msg("Every number in every article, with what it counts.")),
    "events": (msg("Events"), msg("Every event in every article: what, who, where, when.")),
    "labels": (msg("Names and descriptions"), msg("What every article calls somebody or something.")),
}
"""Title and sentence of each table; one that is not named here stands under its own name."""

NAMES = {
    ".csv": "CSV",
    ".json": "JSON",
    ".jsonl": "JSONL",
    ".parquet": "Parquet",
    ".graphml": "GraphML",
    ".gexf": "GEXF",
    ".docx": "DOCX",
    ".html": "HTML",
    ".md": "Markdown",
    ".pdf": "PDF",
}
"""How forms are called."""


@dataclass(frozen=True, slots=True)
class TableView:
    """One table: its title, what it holds, its forms as name and address."""

    name: str
    title: str
    about: str
    forms: tuple[tuple[str, str], ...]


def forms_of(table: str) -> tuple[str, ...]:
    """The endings under which a table can be had: those that hold actors and relations also as a graph."""
    return tables.ENDINGS + (GRAPHS if table in GRAPH_TABLES else ())


def shelf(_: Translator) -> tuple[TableView, ...]:
    """All tables, in their order."""
    return tuple(
        TableView(
            name,
            _(title),
            _(about),
            tuple((NAMES.get(ending, ending), f"/exports/{name}{ending}") for ending in forms_of(name)),
        )
        for name in NAMES_OF_ALL
        for title, about in [ABOUT.get(name, (name, ""))]
    )
