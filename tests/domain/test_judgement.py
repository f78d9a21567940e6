"""The journal: ids of content, the order of time, undo, and what may not enter."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from quellenlage.domain.anchor import Anchor
from quellenlage.domain.judgement import Judgement, Kind, fault_of, in_force, judgement_of, taken_back

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HERE = Anchor("a", 4, 12, "Schleuse", "Die ", " bleibt zu.")
THERE = Anchor("b", 0, 5, "Timm ", "", "sagte es.")


def made(kind: Kind = "reject", minute: int = 0, **rest: object) -> Judgement:
    other = {"other": [THERE]} if kind in ("merge", "split", "same", "different") else {}
    evidence = {} if kind == "undo" else {"evidence": [HERE]}
    value = {"date": "2025-09-18", "outlet": "Bote", "speaker": "Ina Voss", "note": "claim", "undo": "0" * 16}
    given = {"author": "Ina", "at": NOON + timedelta(minutes=minute), "reason": "so ist es", "value": value.get(kind)}
    return judgement_of(kind, **(given | evidence | other | rest))


KINDS = ("merge", "split", "speaker", "same", "different", "date", "outlet", "reject", "note", "undo")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_may_enter(kind: Kind) -> None:
    assert fault_of(made(kind)) is None


def test_the_same_content_has_the_same_id_and_any_other_another() -> None:
    berlin = timezone(timedelta(hours=1))
    assert made().id == made(at=NOON.astimezone(berlin)).id
    assert made(reason="so  ist\nes ").id == made().id
    others = [
        made("speaker"), made(minute=1), made(author="Timm"), made(reason="anders"), made(evidence=[THERE]),
        made(evidence=[HERE, THERE]), made("speaker", value=None), made("same"), made("different"),
        made("same", evidence=[THERE], other=[HERE]),
    ]  # fmt: skip
    assert len({j.id for j in (made(), *others)}) == len(others) + 1


def test_times_are_written_so_that_they_sort() -> None:
    early = made(at=datetime(999, 1, 1, tzinfo=UTC))
    assert early.at == "0999-01-01T00:00:00.000000Z"
    assert early.at < made().at == "2026-03-01T12:00:00.000000Z"


def test_the_corrections_that_hold_come_in_order_of_time() -> None:
    rows = [made("outlet", 3), made("note", 2), made("reject", 1), made("date", 0)]
    assert [j.kind for j in in_force(rows).rows] == ["date", "reject", "outlet"]
    assert in_force(rows) == in_force(rows[::-1])


def test_an_undo_takes_back_and_its_own_undo_restores() -> None:
    first = made()
    undo = made("undo", 1, value=first.id)
    redo = made("undo", 2, value=undo.id)
    assert in_force([first, undo]).rows == ()
    assert in_force([undo]).rows == ()  # what it takes back may come later
    assert in_force([first, undo, redo]).rows == (first,)
    assert taken_back([first, undo, redo]) == {undo.id: redo.id}
    assert in_force([first, undo, redo, made("undo", 3, value=redo.id)]).rows == ()


def test_a_long_chain_of_undos_is_followed_to_its_end() -> None:
    rows = [made()]
    for minute in range(5000):
        rows.append(made("undo", minute + 1, value=rows[-1].id))
    assert in_force(rows).rows == (rows[0],)
    assert in_force(rows[:-1]).rows == ()


def test_the_state_is_that_of_the_corrections_alone() -> None:
    first = made()
    assert in_force([]).state == ""
    assert in_force([first]).state == in_force([first, made("note", 1)]).state != ""
    assert in_force([first, made("undo", 1, value=first.id)]).state == ""


@pytest.mark.parametrize(
    ("wrong", "phrase"),
    [
        ({"author": " "}, "author is missing"),
        ({"reason": ""}, "reason is missing"),
        ({"reason": "x" * 2001}, "reason is too long"),
        ({"author": "x" * 201}, "author is too long"),
        ({"reason": "laut\aläuten"}, "reason holds a character that nobody sees: U+0007"),
        ({"reason": "\x1b[31mrot"}, "reason holds a character that nobody sees: U+001B"),
        ({"reason": "um\u202eekrev"}, "reason holds a character that nobody sees: U+202E"),
        ({"author": "Ina\udcff"}, "author holds a character that nobody sees: U+DCFF"),
        ({"evidence": []}, "points to nothing"),
        ({"other": [THERE]}, "points to more than it judges"),
        ({"value": "x"}, "takes no value: reject"),
        ({"evidence": [Anchor("a", 4, 12, "Schleus", "", "")]}, "words and offsets do not fit together: 4-12"),
        ({"evidence": [Anchor("a", -1, 7, "Schleuse", "", "")]}, "words and offsets do not fit together: -1-7"),
        ({"evidence": [Anchor("a", 4, 4, "", "", "")]}, "words and offsets do not fit together: 4-4"),
        ({"evidence": [Anchor("a", 0, 8, "Schleuse", "x" * 33, "")]}, "points to too many words"),
        ({"evidence": [Anchor("", 0, 8, "Schleuse", "", "")]}, "names no article"),
        ({"evidence": [Anchor("a", 0, 1, "\ud800", "", "")]}, "holds half a character"),
        ({"evidence": [Anchor("a", i, i + 1, "x", "", "") for i in range(1001)]}, "points to too many places"),
        ({"kind": "speaker", "value": "x" * 201}, "value is too long"),
        ({"kind": "date", "value": "gestern"}, "date not understood"),
        ({"kind": "date", "value": "2025-02-30"}, "date not understood"),
        ({"kind": "date", "value": "2025-09-18/2025-09-17"}, "date not understood"),
        ({"kind": "date", "value": "2025-09-18/"}, "date not understood"),
        ({"kind": "date", "value": None}, "needs a value: date"),
        ({"kind": "outlet", "value": " "}, "needs a value: outlet"),
        ({"kind": "undo", "value": None}, "needs a value: undo"),
        ({"kind": "note", "value": "weather"}, "a note is about one of"),
        ({"kind": "same", "other": []}, "points to nothing"),
        ({"kind": "sing", "value": None}, "unknown kind of judgement: sing"),
    ],
)  # fmt: skip
def test_what_may_not_enter_is_told_in_one_line(wrong: dict[str, object], phrase: str) -> None:
    fault = fault_of(made(**wrong))
    assert fault is not None and fault.startswith(phrase)
    assert "\n" not in fault and len(fault) < 200


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2025-09-18", ("2025-09-18", "2025-09-18")),
        ("2025-09-18T14:30:00+02:00", ("2025-09-18T14:30:00+02:00", "2025-09-18T14:30:00+02:00")),
        ("2025-09-18/2025-09-20", ("2025-09-18", "2025-09-20")),
    ],
)
def test_a_date_that_is_set_says_by_whom(value: str, bounds: tuple[str, str]) -> None:
    judgement = made("date", value=value)
    assert fault_of(judgement) is None
    assert judgement.published is not None
    assert (judgement.published.from_, judgement.published.to) == bounds
    assert judgement.published.reason == "corrected by hand: Ina"
    assert made("outlet").published is None
