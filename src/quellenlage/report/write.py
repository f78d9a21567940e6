"""The one door for reports and tables on disk: the file's ending chooses the form, and a file is whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier
from quellenlage.errors import MissingExtra, UsageError
from quellenlage.report.compose import dossier_view
from quellenlage.report.docx import docx_document
from quellenlage.report.html import html_page
from quellenlage.report.markdown import markdown_page
from quellenlage.report.pdf import pdf_document
from quellenlage.report.translate import translator
from quellenlage.report.wire import dossier_json

ENDINGS = (".html", ".md", ".json", ".pdf", ".docx")
"""What `write_report` writes."""


def write_report(
    path: Path,
    dossier: Dossier,
    articles: Mapping[str, AnnotatedArticle],
    ui: str = "de",
    full_text: bool = False,
    unsure: bool = False,
    made_on: date | None = None,
) -> None:
    """Write the dossier in the form that the ending of `path` names; `articles` are the annotated ones by id. `unsure`
    puts unsure rows into forms that have no switch for them, each part's under a line that says so; `made_on` is told
    to the reader.

    Raises UsageError for an unknown ending or a place that cannot be written to, MissingExtra where a package lacks,
    Unprintable where the PDF cannot be set.
    """
    path = Path(path)
    write_whole(path, report_bytes(path.suffix.lower(), path, dossier, articles, ui, full_text, unsure, made_on))


def report_bytes(
    ending: str,
    path: Path,
    dossier: Dossier,
    articles: Mapping[str, AnnotatedArticle],
    ui: str,
    full_text: bool,
    unsure: bool,
    made_on: date | None = None,
) -> bytes:
    """The file's content."""
    if ending not in ENDINGS:
        raise UsageError(f"{path}: nobody writes the ending '{ending}': use one of {', '.join(ENDINGS)}")
    if ending == ".json":
        return dossier_json(dossier)
    view = dossier_view(dossier, articles, translator(ui), full_text=full_text, unsure=unsure, made_on=made_on)
    if ending == ".pdf":
        return pdf_document(view)
    if ending == ".docx":
        return docx_document(view)
    return (html_page(view) if ending == ".html" else markdown_page(view)).encode("utf-8")


def check_endings(paths: list[Path]) -> None:
    """Before any work is done: raises UsageError if one of `paths` has an ending nobody writes, MissingExtra if what
    writes it is not installed."""
    for path in paths:
        if Path(path).suffix.lower() not in ENDINGS:
            raise UsageError(f"{path}: nobody writes the ending '{Path(path).suffix}': use one of {', '.join(ENDINGS)}")
        if Path(path).suffix.lower() == ".pdf" and find_spec("typst") is None:
            raise MissingExtra("writing PDF", "typst", "pdf")


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the goal, then move there: whoever reads sees the old file or the new one, never half of one.

    Raises UsageError if the folder is missing or may not be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as fault:
        raise UsageError(unwritable(path, fault)) from fault
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        beside.chmod(0o666 & ~current_umask())
        beside.replace(path)
    except OSError as fault:
        raise UsageError(unwritable(path, fault)) from fault
    finally:
        beside.unlink(missing_ok=True)


def unwritable(path: Path, fault: OSError) -> str:
    """One line for the user."""
    return f"{path}: cannot be written ({fault.strerror or fault}): choose another place with -o"


def current_umask() -> int:
    """What this process takes away from the rights of new files; reading it means setting it, so it is set back."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
