"""Everything that can go wrong, drawn.

    QuellenlageError            one line: what, where, what to do
    ├── UsageError              the call itself is wrong (exit code 2)
    ├── MissingExtra            a feature needs a package that is not installed
    ├── LexiconError            a lexicon file has a line that cannot be read
    ├── ModelError              the German model, or the spaCy pipeline named in its place, cannot be used
    ├── CorpusError             the corpus file cannot be used
    │   ├── NotACorpus          the file is something else, or damaged
    │   ├── CorpusTooNew        written by a newer version
    │   └── CorpusBusy          another process writes to it
    ├── Unprintable             the typesetter cannot set a report
    └── NotFound                no such story, article or table

An input that cannot be read is not an exception but a row: `domain.Refused`. One bad article costs one article.
"""


class QuellenlageError(Exception):
    """One line for the user: what happened, where, and what to do about it."""


class UsageError(QuellenlageError):
    """The call itself is wrong, for example an output ending that nobody writes."""


class MissingExtra(QuellenlageError):
    """A feature was asked for whose optional package is not installed."""

    def __init__(self, wish: str, package: str, extra: str) -> None:
        super().__init__(
            f"{wish} needs the package '{package}', which is not installed: pip install 'quellenlage[{extra}]'"
        )


class LexiconError(QuellenlageError):
    """A lexicon file has a line that cannot be read."""


class ModelError(QuellenlageError):
    """The German model, or the spaCy pipeline named in its place, cannot be used."""


class CorpusError(QuellenlageError):
    """The corpus file cannot be used."""


class NotACorpus(CorpusError):
    """The file is no corpus, or is damaged."""


class CorpusTooNew(CorpusError):
    """The corpus was written by a newer version of quellenlage."""


class CorpusBusy(CorpusError):
    """Another process is writing to the corpus."""


class Unprintable(QuellenlageError):
    """The typesetter cannot set a report."""


class NotFound(QuellenlageError):
    """No such story, article or table."""
