"""The words for one and the same, side by side: each with the outlets that use it."""

from __future__ import annotations

from quellenlage.domain.dossier import Wording, WordingRow
from quellenlage.german.designations import is_evaluative
from quellenlage.report.evidence import Library
from quellenlage.report.reasons import told
from quellenlage.report.shown import number, one_line
from quellenlage.report.terms import VOICES
from quellenlage.report.view import WordingView, WordView


def has_choice(row: WordingRow) -> bool:
    """True where more than one word is used: those a reader compares."""
    return len({w.label.casefold() for w in row.labels}) > 1


def wording_view(row: WordingRow, anchor: str, library: Library) -> WordingView:
    """The words for one referent, those of several outlets as one line, in the order of the dossier."""
    groups: dict[tuple[str, str], list[Wording]] = {}
    for wording in row.labels:
        groups.setdefault((wording.label.casefold(), wording.voice), []).append(wording)
    return WordingView(
        anchor=anchor,
        referent=one_line(row.referent),
        words=tuple(_word(same, library) for same in groups.values()),
        reasons=told(row.reasons, library),
    )


def _word(same: list[Wording], library: Library) -> WordView:
    _ = library.translate
    first = same[0]
    n = sum(w.count for w in same)
    voice = [_(VOICES[first.voice])] if first.voice in VOICES else []
    often = [_.plural("{n} time", "{n} times", n).format(n=number(n, _.ui))] if n > 1 else []
    return WordView(
        label=one_line(first.label),
        about=(*voice, *often),
        judging=is_evaluative(first.label),
        evidence=library.places(tuple(e for w in same for e in w.evidence)),
    )
