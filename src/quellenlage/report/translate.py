"""The interface in German and English: messages, plural forms, and the reasons that rows carry."""

from __future__ import annotations

import gettext
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from quellenlage.errors import UsageError

LANGUAGES = ("de", "en")


def translator(ui: str) -> Translator:
    """What turns an English source string into the interface language `ui` (`de` or `en`); call it like a function.

    Raises UsageError for any other language.
    """
    if ui not in LANGUAGES:
        raise UsageError(f"Unknown interface language '{ui}': use one of {', '.join(LANGUAGES)}.")
    return Translator(ui, catalogue(ui))


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates messages into one language; `ui` names it."""

    ui: str
    messages: gettext.NullTranslations

    def __call__(self, message: str) -> str:
        """The message in the interface language; the English text itself where nobody has translated it."""
        return self.messages.gettext(message) if message else ""

    def plural(self, one: str, many: str, n: int) -> str:
        """The form that fits `n`, with `{n}` still to be filled in."""
        return self.messages.ngettext(one, many, n)

    def reason(self, reason: str) -> str:
        """A reason of the form `phrase` or `phrase: detail`: the phrase translated, the detail kept as it is."""
        phrase, colon, detail = reason.partition(": ")
        if phrase in REFUSALS:
            bare, filled = REFUSALS[phrase]
            said = self.detail(detail)
            return self(filled).format(detail=said) if said and filled else self(bare)
        whole = self(reason)
        if whole != reason or not colon:
            return whole
        return f"{self(phrase)}: {self(detail) if phrase in TECHNICAL else detail}"

    def detail(self, detail: str) -> str:
        """What a refusal says about its input, in words of the interface."""
        if found := LOOKS_LIKE.search(detail):
            code = next((c for c, name in Locale("en").languages.items() if name == found[1]), "")
            return str(Locale(self.ui).languages.get(code, found[1]))
        if found := OTHER_FILES.search(detail):
            files = self("{n} files, this is the first").format(n=found[1])
            return f"{self(detail[: found.start()])} ({files})"
        if found := MISSING.search(detail):
            return self("the field {name} is missing").format(name=found[1])
        if found := FIELD.search(detail):
            return self("the field {name} does not hold what it should").format(name=found[1])
        if detail.startswith("Expected `object`"):
            return self("it holds something else than an object with fields")
        if detail == "Input data was truncated":
            return self("it breaks off")
        if found := BYTE.search(detail):
            return self("the fault is at byte {n}").format(n=found[1])
        if found := CHARACTER.search(detail):
            return self("character {n}").format(n=found[1])
        return self(detail)


def msg(message: str) -> str:
    """Marks a source string that is translated later, where the language is known."""
    return message


LOOKS_LIKE = re.compile(r"^looks like (.+) \([\d.]+\)$")
OTHER_FILES = re.compile(r" \((\d+) files, this is the first\)$")
CHARACTER = re.compile(r"\(character (\d+)\)$")
BYTE = re.compile(r"\(byte (\d+)\)$")
MISSING = re.compile(r"missing required field `([^`]+)`")
FIELD = re.compile(r" - at `\$\.([^`]+)`$")

REFUSALS = {
    "empty": (msg("empty: nothing to read"), ""),
    "not German": (
        msg("apparently not German; to read it all the same: --language de"),
        msg("apparently not German but {detail}; to read it all the same: --language de"),
    ),
    "unknown file type": (
        msg("unknown file type: save it as text, HTML, DOCX, JSONL, CSV or Parquet"),
        msg("unknown file type {detail}: save it as text, HTML, DOCX, JSONL, CSV or Parquet"),
    ),
    "directory loop": (msg("the folder leads back to itself, skipped"), ""),
    "broken JSON": (msg("no valid JSON"), msg("no valid JSON ({detail})")),
    "broken JSON line": (msg("no valid JSON"), msg("no valid JSON ({detail})")),
    "no judgement": (msg("this line is no judgement"), msg("this line is no judgement: {detail}")),
    "no valid JSON line": (msg("this line is no valid JSON"), msg("this line is no valid JSON: {detail}")),
    "date not understood, article kept without it": (
        msg("date not understood, the article stays undated"),
        msg("date not understood, the article stays undated: {detail}"),
    ),
}
"""How a refusal reads, without and with its detail: complete sentences that say what to do."""

TECHNICAL = frozenset(["binary file", "unreadable", "no prose"])
"""Phrases whose detail is ours too, no words of an article."""

KNOWN = (
    msg("permission denied"),
    msg("broken link"),
    msg("metadata not used"),
    msg("nothing is left without the page matter"),
)
"""Details of refusals."""


@lru_cache
def catalogue(ui: str) -> gettext.NullTranslations:
    """The messages of `locale/<ui>.po`, compiled in memory; English is the language of the source itself."""
    if ui == "en":
        return gettext.NullTranslations()
    with files(__package__).joinpath("locale", f"{ui}.po").open("rb") as po:
        catalog = read_po(po, locale=ui)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
