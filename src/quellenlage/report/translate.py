"""The interface in German and English: messages, plural forms, and the reasons that rows carry."""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

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
        whole = self(reason)
        phrase, colon, detail = reason.partition(": ")
        return whole if whole != reason or not colon else f"{self(phrase)}: {detail}"


def msg(message: str) -> str:
    """Marks a source string that is translated later, where the language is known."""
    return message


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
