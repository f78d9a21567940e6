"""The dossier as one HTML file: works offline, reads without JavaScript, prints, and passes nothing on to anybody."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quellenlage.report import charts
from quellenlage.report.parts.figures import FigureView
from quellenlage.report.shown import one_line
from quellenlage.report.translate import Translator, translator
from quellenlage.report.view import DossierView, StoryView, entries, sources

CHARTED = 12
"""Stories of a report that are drawn: each chart takes a tenth of a second, and a reader of hundreds reads lists."""

GLYPHS = {
    "both": "⇄",
    "denies": "✕",
    "speculates": "?",
    "narration": "■",
    "direct": "„“",
    "indirect": "◐",
    "attributed": "lt.",
    "reported": "≈",
    "free_indirect": "◌",
    "absent": "·",
}
"""What stands in a cell of the matrix; the words stand beside it for those who do not see it."""


def html_page(view: DossierView) -> str:
    """The whole page as text. Every text is escaped by the template engine; style and script are our own files."""
    _ = translator(view.ui)
    style, script = asset("page.css"), asset("copy.js").replace("export ", "") + asset("page.js")
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            view=view,
            _=_,
            plural=_.plural,
            sources=sources,
            entries=entries,
            glyphs=GLYPHS,
            style=Markup(style),  # noqa: S704 - a file of this package, no text of an article
            script=Markup(script),  # noqa: S704 - likewise
            policy=policy(style, script),
            drawing=drawings(_) if charts.available() and len(view.stories) <= CHARTED else None,
            labels=(
                _("Open all sources"),
                _("Close all sources"),
                _("Show only lines with …"),
                _("No line contains “{words}”."),
            ),
            single=len(view.stories) == 1,
            page_title=one_line(view.title),
        )
    )


def drawings(_: Translator) -> Callable[[StoryView | FigureView], Markup]:
    """Draws the chart of a chronicle or of a figure, empty where none helps."""

    def drawing(shown: StoryView | FigureView) -> Markup:
        if isinstance(shown, StoryView):
            return charts.chronicle_chart(shown, lambda _article: "", _)
        return charts.figure_chart(shown, _)

    return drawing


def policy(style: str, script: str) -> str:
    """The page's content security policy: nothing is loaded from anywhere, only our own style and script run."""
    return (
        f"default-src 'none'; style-src {fingerprint(style)}; script-src {fingerprint(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def fingerprint(source: str) -> str:
    """The hash by which a content security policy allows an inline source."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii") + "'"


@lru_cache
def asset(name: str) -> str:
    """A file beside the template; the line feed around it in the page is part of what is fingerprinted."""
    return "\n" + files(__package__).joinpath("templates", name).read_text("utf-8")


@lru_cache
def environment() -> Environment:
    """The template engine: escapes everything, fails on a name that does not exist."""
    return Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
