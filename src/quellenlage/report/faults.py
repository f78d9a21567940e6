"""What the command line says when something is wrong, in the language of the interface.

Errors are raised far from the interface, in English and with their values filled in: one line each. At the edge the
line is known again by its form, and said in the other language with the same values.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

from quellenlage.report.translate import Translator, msg


def fault(message: str, _: Translator) -> str:
    """The error line in the interface's language; as it is where nobody has translated its form."""
    for form in FORMS:
        if found := _pattern(form).fullmatch(message):
            values = found.groupdict()
            return _(form).format(**{name: _(value) if name in OURS else value for name, value in values.items()})
    return message


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """What the lines of this form look like, a group for each value."""
    parts = ((re.escape(text), f"(?P<{name}>.+?)" if name else "") for text, name, _s, _c in Formatter().parse(form))
    return re.compile("".join(text + value for text, value in parts), re.DOTALL)


OURS = frozenset(("wish",))
"""Values that are words of the interface."""

FORMS = (
    msg("interrupted: nothing stored is lost, run the command again to go on"),
    msg("report needs either PATH... or --corpus FILE: see quellenlage report --help"),
    msg("--story names a story of a corpus: give --corpus FILE in place of PATH..."),
    msg("--format {given}: known are text and jsonl"),
    msg("no article of this corpus is analysed yet: run quellenlage analyse"),
    msg("{option} tells about one article: give one file, or - for standard input"),
    msg("--language {given}: German (de) is the one language that is read"),
    msg("--map {given}: write OURS=THEIRS, for example text=body; ours are {known}"),
    msg("--since {given}: write a day as 2025-09-18"),
    msg("--date {given}: write a day as 2025-09-18 or 18.9.2025 ({why})"),
    msg("{given}: write a day as 2025-09-18 or 18.9.2025 ({why})"),
    msg("{given}: write a day as 2025-09-18 or 18.9.2025"),
    msg("judge speaker needs either NAME or --nobody"),
    msg("nobody is logged in: say who judges with --author NAME"),
    msg("there is no story {given}: 'quellenlage stories' lists them"),
    msg("several stories begin with {given}: {ids}"),
    msg("there is no article {given}: {command} gives the ids"),
    msg("there is no claim {given}: {command} gives the ids"),
    msg("there is no statement {given}: {command} gives their ids"),
    msg("there is no statement, article, story, claim or person {given}: {command} gives the ids"),
    msg("there is no table '{given}': use one of {known}"),
    msg("{path}: nobody writes the table {table} with the ending '{ending}': use one of {known}"),
    msg("{path}: nobody writes the ending '{ending}': use one of {known}"),
    msg("{title}: the PDF cannot be set ({why}): choose another ending, such as .html or .docx"),
    msg("there is no corpus {path}: make one with {command}"),
    msg("the folder of the corpus {path} does not exist: make it first"),
    msg("{path} is a folder: name a file with --corpus"),
    msg("{path} is no corpus: name another file with --corpus, or give the file to 'quellenlage add'"),
    msg("{path} is no corpus, or is encrypted: name another file with --corpus"),
    msg("{path} is damaged: restore a copy, or add the articles to a new corpus"),
    msg("{path} is read-only: make the file and its folder writable, or copy it elsewhere"),
    msg("another process is writing to {path}: wait until it is done, then try again"),
    msg("{wish} needs the package '{package}', which is not installed: {command}"),
    msg("--token is too short to keep anybody out: use at least {n} characters"),
    msg("--host {host} lets others in: give --token (or set QUELLENLAGE_TOKEN) to lock the room"),
    msg("{address} cannot be served: choose another --port, or stop what uses it"),
    # a call that the library which parses the command line does not understand
    msg("No such option: {name} (Possible options: {other})"),
    msg("No such option: {name} Did you mean {other}?"),
    msg("No such option: {name}"),
    msg("No such command '{name}'. Did you mean {other}?"),
    msg("No such command '{name}'"),
    msg("Missing command"),
    msg("Missing argument '{name}'"),
    msg("Missing option '{name}' / '{short}'"),
    msg("Missing option '{name}'"),
    msg("Option '{name}' requires an argument"),
    msg("Option '{name}' does not take a value"),
    msg("Got unexpected extra argument ({name})"),
    msg("Got unexpected extra argument(s) ({name})"),
    msg("Got unexpected extra arguments ({name})"),
    msg("Invalid value for '{name}': Input should be less than or equal to {most}"),
    msg("Invalid value for '{name}': Input should be greater than or equal to {least}"),
    msg("Invalid value for '{name}': Input should be a valid integer, unable to parse string as an integer"),
    msg("Invalid value for '{name}': {why}"),
    # help texts with values in them
    msg("Where to write; the ending chooses: {known}. May repeat."),
    msg("One of {known}."),
)
"""The forms of errors, the narrower ones first."""
