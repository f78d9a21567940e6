"""The rows of a person's page, and what of the journal a page waits for: from rows of our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")

from quellenlage.domain.anchor import Anchor
from quellenlage.domain.cards import Known
from quellenlage.domain.dossier import Actor, Story
from quellenlage.domain.judgement import Judgement, Kind, in_force, judgement_of
from quellenlage.web.book import entries, waiting
from quellenlage.web.judging import Twice, clashes, iso, look_again
from quellenlage.web.person_rows import doubtful

START = datetime(2026, 3, 1, 14, 10, tzinfo=UTC)


def place(article: str, start: int, words: str = "Holm") -> Anchor:
    return Anchor(article, start, start + len(words), words, "", "")


def row(n: int, kind: Kind, *anchors: Anchor, value: str | None = None, reason: str = "weil") -> Judgement:
    pair = kind in ("merge", "split", "same", "different")
    evidence, other = (anchors[:1], anchors[1:]) if pair else (anchors, ())
    at = START + timedelta(minutes=n)
    return judgement_of(kind, author="Lea", at=at, reason=reason, evidence=evidence, other=other, value=value)


SPEAKER = row(1, "speaker", place("a1", 10), value="Aden")
REJECT = row(2, "reject", place("a2~2", 40))
NOTE = row(3, "note", place("a1", 10), value="statement")
UNDO = row(4, "undo", value=SPEAKER.id)
JOURNAL = [SPEAKER, REJECT, NOTE, UNDO]


@pytest.mark.parametrize(("obeyed", "waits"), [(0, [0, 1, 3]), (1, [1, 3]), (2, [3]), (4, [])])
def test_what_was_entered_since_the_results_waits(obeyed: int, waits: list[int]) -> None:
    held = in_force(JOURNAL[:obeyed]).state
    state = f"4 model/7{f'/{held}' if held else ''}"
    assert list(waiting(JOURNAL, state)) == [JOURNAL[n].id for n in waits]


def test_rows_are_found_by_any_version_of_an_article() -> None:
    book = entries(JOURNAL)
    assert book.about(["a1"]) == [SPEAKER, NOTE]
    assert book.about(["a2"]) == book.about(["a2~3"]) == [REJECT]
    assert book.about(["a3"]) == []


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (SPEAKER, row(5, "speaker", place("a1", 12), value="Krantz"), True),
        (SPEAKER, row(5, "reject", place("a1", 10)), True),
        (SPEAKER, row(5, "speaker", place("a1", 90), value="Krantz"), False),
        (SPEAKER, row(5, "speaker", place("a9", 10), value="Krantz"), False),
        (SPEAKER, row(5, "outlet", place("a1", 10), value="Bote"), False),
        (SPEAKER, row(5, "note", place("a1", 10), value="statement"), False),
        (row(1, "merge", place("a1", 0), place("a1", 50)), row(5, "split", place("a2", 0), place("a1", 50)), True),
        (row(1, "same", place("a1", 0), place("a1", 50)), row(5, "split", place("a1", 0), place("a1", 50)), False),
        (UNDO, row(5, "undo", value=SPEAKER.id), True),
        (UNDO, row(5, "undo", value=REJECT.id), False),
    ],
)
def test_two_corrections_clash_where_they_are_about_the_same(one: Judgement, other: Judgement, clash: bool) -> None:
    assert clashes(one, other) is clashes(other, one) is clash


def test_the_same_form_twice_is_no_clash() -> None:
    with pytest.raises(Twice) as twice:
        look_again(row(9, "speaker", place("a1", 10), value="Aden"), JOURNAL)
    assert twice.value.judgement == SPEAKER


@pytest.mark.parametrize(
    ("given", "day"),
    [("2025-05-04", "2025-05-04"), ("4.5.2025", "2025-05-04"), ("04. 5.2025", "2025-05-04"), ("gestern", "gestern")],
)
def test_days_as_people_write_them(given: str, day: str) -> None:
    assert iso(given) == day


def actor(name: str, *reasons: str, mentions: int = 1, sure: bool = False) -> Actor:
    return Actor(
        id=name.lower(), name=name, type="PER", aliases=(), roles=(), mentions=mentions, articles=("a1",),
        reasons=reasons, sure=sure,
    )  # fmt: skip


def story(*actors: Actor) -> Story:
    return Story(id="s", title="", from_=None, to=None, articles=("a1",), outlets=(), actors=actors)


def test_who_may_be_the_same_is_named_from_either_side() -> None:
    known = Known(
        id="vera holm", name="Vera Holm", type="PER", aliases=("V. Holm",), roles=(), mentions=9, articles=("a1",),
        stories=("s",), in_articles=1, in_stories=1,
    )  # fmt: skip
    own = actor("Vera Holm", "might be the same as: Holm", sure=True)
    told = story(
        own,
        actor("Holm", "same story", mentions=3),
        actor("Vera Holm-Aden", "might be the same as: V. Holm", "given name shortened", mentions=5),
        actor("Kai Holm", "might be the same as: Kai Holms"),
    )
    found = [(row.name, reasons) for row, reasons in doubtful([told, told], known)]
    assert found == [("Vera Holm-Aden", ("given name shortened",)), ("Holm", ("same story",))]
