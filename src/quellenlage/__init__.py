"""Quellenlage: the state of the sources.

Reads news articles about a developing story and says what is known, from whom, and how well it is supported.
Data flows one way, through folders named after what happens to it:

    read  ->  annotate  ->  compare  ->  store  ->  report, web

`domain` is what exists, `german` the language pack, `pipeline` the whole flow on one screen, `engine` where it runs,
`corpus` the facade that most programs want:

>>> from quellenlage import Corpus
>>> with Corpus.open("affair.db") as corpus:  # doctest: +SKIP
...     corpus.add(["articles/"])
...     corpus.analyse()
...     print(corpus.stories())
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quellenlage.corpus import AddReport, Corpus
    from quellenlage.domain.annotations import AnnotatedArticle, Annotations
    from quellenlage.domain.article import Article, Published, Refused
    from quellenlage.domain.dossier import Dossier, Story
    from quellenlage.domain.span import Evidence, Span
    from quellenlage.engine.journal import Journal
    from quellenlage.errors import QuellenlageError
    from quellenlage.read.reader import ReadOptions, read_articles
    from quellenlage.report.write import write_report

__version__ = "0.1.0"

__all__ = [
    "AddReport",
    "AnnotatedArticle",
    "Annotations",
    "Article",
    "Corpus",
    "Dossier",
    "Evidence",
    "Journal",
    "Published",
    "QuellenlageError",
    "ReadOptions",
    "Refused",
    "Span",
    "Story",
    "__version__",
    "read_articles",
    "write_report",
]

_HOMES = {
    "AddReport": "corpus",
    "AnnotatedArticle": "domain.annotations",
    "Annotations": "domain.annotations",
    "Article": "domain.article",
    "Corpus": "corpus",
    "Dossier": "domain.dossier",
    "Evidence": "domain.span",
    "Journal": "engine.journal",
    "Published": "domain.article",
    "QuellenlageError": "errors",
    "ReadOptions": "read.reader",
    "Refused": "domain.article",
    "Span": "domain.span",
    "Story": "domain.dossier",
    "read_articles": "read.reader",
    "write_report": "report.write",
}


def __getattr__(name: str) -> Any:
    """The public names, loaded when first asked for: whoever wants spans alone need not wait for the language pack."""
    if name not in _HOMES:
        raise AttributeError(f"module 'quellenlage' has no attribute '{name}'")
    return getattr(import_module(f"quellenlage.{_HOMES[name]}"), name)
