"""Plans that a later article overtakes say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier, Period, TimelineRow
from quellenlage.domain.span import Evidence
from quellenlage.report.compose import dossier_view
from quellenlage.report.translate import translator


@pytest.mark.parametrize(
    ("reason", "label"),
    [
        (
            "a later article tells that it was stopped: Kurier, Das Gericht stoppte die Fähre.",
            "geplant, später gestoppt",
        ),
        ("a later article tells that it came about: Kurier, Die Fähre legte ab.", "geplant, später eingetreten"),
    ],
)
def test_what_became_of_a_plan(
    dossier: Dossier, articles: dict[str, AnnotatedArticle], reason: str, label: str
) -> None:
    row = TimelineRow(
        id="t9",
        date=Period("2025-04-02", "2025-04-02"),
        text="Am 2. April soll die Fähre ablegen.",
        event_type=None,
        modality="planned",
        articles=("bote",),
        evidence=(Evidence("bote", 0, 5),),
        reasons=(reason,),
    )
    story = replace(dossier.stories[0], timeline=(row,))
    view = dossier_view(replace(dossier, stories=(story,)), articles, translator("de")).stories[0]
    assert view.chronicle.rows[0].lines[0].labels == (label,)
