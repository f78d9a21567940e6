"""The journal of judgements for the eye: what holds and what does not, and who said so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from quellenlage.domain.attachment import Judged
from quellenlage.domain.dossier import Period
from quellenlage.domain.judgement import Judgement
from quellenlage.report.shown import day, one_line, period, shortened
from quellenlage.report.translate import Translator, msg, translator

ZONE = ZoneInfo("Europe/Berlin")
WORDS = 12
"""Words of the evidence that are shown: enough to know it again."""

QUOTES = '„“”"»«‚‘’›‹'

KINDS = {
    "merge": msg("are one"),
    "split": msg("are not one"),
    "speaker": msg("said by"),
    "same": msg("the same claim"),
    "different": msg("different claims"),
    "date": msg("came out"),
    "outlet": msg("published by"),
    "reject": msg("no statement"),
    "note": msg("note"),
    "undo": msg("takes back"),
}
"""What each kind of judgement says of its evidence."""
STANDINGS = {
    "in force": msg("in force"),
    "overruled": msg("overruled by {id}"),
    "undone": msg("taken back by {id}"),
    "orphaned": msg("orphaned: its words stand nowhere any more"),
}


def judged_rows(rows: Sequence[Judged], ui: str) -> RenderableType:
    """Each judgement with its id, time, author and standing, what it says of which words, and why; the earliest
    first."""
    _ = translator(ui)
    if not rows:
        return Text(_("No judgements."))
    return Group(*(part for row in rows for part in _row(row, _)))


def _row(row: Judged, _: Translator) -> list[RenderableType]:
    judgement = row.judgement
    at = datetime.fromisoformat(judgement.at).astimezone(ZONE).isoformat(timespec="minutes")
    holds = row.standing == "in force"
    head = Text.assemble(
        (judgement.id, "bold"),
        f"  {day(at, _)}, {one_line(judgement.author)}  ",
        (_(STANDINGS[row.standing]).format(id=row.by), "green" if holds else "red"),
    )
    said = Text(_said(judgement, _))
    return [head, Padding(said, (0, 0, 0, 2)), Padding(Text(one_line(judgement.reason), "dim"), (0, 0, 1, 2))]


def _said(judgement: Judgement, _: Translator) -> str:
    """What was judged, in one line."""
    sides = [" / ".join(dict.fromkeys(_words(a.words) for a in s)) for s in (judgement.evidence, judgement.other)]
    one, other = sides
    kind = _(KINDS[judgement.kind])
    if judgement.kind in ("merge", "split", "same", "different"):
        return f"{one} | {other}: {kind}"
    if judgement.kind == "undo":
        return f"{kind} {judgement.value}"
    if judgement.kind == "speaker":
        return f"{one}: {kind} {one_line(judgement.value or _('nobody'))}"
    if judgement.kind == "date" and judgement.published is not None:
        when = period(Period(judgement.published.from_, judgement.published.to), _)
        return f"{one}: {kind} {when}"
    if judgement.kind == "outlet":
        return f"{one}: {kind} {one_line(judgement.value or '')}"
    return f"{one}: {kind}"


def _words(words: str) -> str:
    return f"„{shortened(one_line(words).strip(QUOTES), WORDS)}“"
