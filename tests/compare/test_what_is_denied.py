"""What a denial denies: what stands before it, not what stands somewhere; a charge, not a wish."""

from dataclasses import replace

import pytest

from quellenlage.compare.disputes import find_disputes
from quellenlage.domain.span import Span


@pytest.fixture
def disputes(claim):
    """Disputes of one article whose first statement is contradicted by its second one."""
    return lambda member: find_disputes([member], (claim(member, relations=((0, 1, "contradicts"),)),), ())


def two(article, text, told, denied, *, by="Ute Harms", stance="asserts", speaker="Olaf Petersen", **denial):
    """An article with what is told by somebody and denied by somebody else."""
    return article(
        text,
        people=tuple(n for n in (by, speaker) if n and n in text),
        said=(
            {"quote": told, "by": by, "stance": stance},
            {"quote": denied, "by": speaker, "speaker": speaker, "stance": "denies", **denial},
        ),
    )


TOLD = "die Werft verkaufe ihre Boote"


@pytest.mark.parametrize(
    ("text", "denied", "sure"),
    [
        (f"Ute Harms sagt, {TOLD}. Olaf Petersen bestreitet das.", "das", True),
        (f"Ute Harms sagt, {TOLD}. Im Rundfunk wies Olaf Petersen das zurück.", "das", True),
        # something else stands between them
        (f"Ute Harms sagt, {TOLD}. Die Stadt wirbt um Gäste. Olaf Petersen bestreitet das.", "das", False),
        (
            f"Ute Harms sagt, {TOLD}. Von einem Brand am Kai, der in der Nacht ausbrach, schrieb ein Blatt, das "
            "bestritt Olaf Petersen aber.",
            "das ",
            False,
        ),
        # what it denies is told behind it
        (f"Ute Harms sagt, {TOLD}. Olaf Petersen lehnt auch das ab, was er eine teure Reise nennt.", "das ab", False),
        # of another thing
        (f"Ute Harms sagt, {TOLD}. Olaf Petersen bestreitet den Brand im Lager.", "den Brand im Lager", False),
    ],
)  # fmt: skip
def test_a_denial_points_to_what_stands_before_it(article, text, denied, sure, disputes):
    (row,) = [d for d in disputes(two(article, text, TOLD, denied)) if d.kind == "denial"]
    assert row.sure == sure


@pytest.mark.parametrize(
    ("told", "stance", "sure"),
    [
        ("Ute Harms wirft ihm vor", "criticises", True),
        ("Ute Harms fordert", "demands", False),
    ],
)
def test_a_charge_is_denied_not_a_wish(article, told, stance, sure, disputes):
    text = f"{told}, {TOLD}. Olaf Petersen wies den Vorwurf zurück."
    (row,) = [d for d in disputes(two(article, text, TOLD, "den Vorwurf", stance=stance)) if d.kind == "denial"]
    assert row.sure == sure


@pytest.mark.parametrize(
    ("text", "told", "denial", "sure"),
    [
        (f"Ute Harms sagt, {TOLD}. Olaf Petersen bestreitet das.", TOLD, {}, True),
        # nobody is named who denies
        (f"Ute Harms sagt, {TOLD}. Bestritten wird das.", TOLD, {"speaker": None}, False),
        # a heading is told by what stands below it
        (f"Ute Harms sagt, {TOLD}. Olaf Petersen bestreitet das.", TOLD, {"section": "subhead"}, False),
        # the same man by another name
        (f"Ute Harms sagt, {TOLD}. Reeder Harms bestreitet das.", TOLD, {"speaker": "Reeder Harms"}, False),
        # an open question
        (
            "Ute Harms fragt, ob die Werft ihre Boote verkauft. Olaf Petersen bestreitet das.",
            "ob die Werft ihre Boote verkauft",
            {},
            False,
        ),
    ],
)
def test_who_denies_what_somebody_else_told(article, text, told, denial, sure, disputes):
    (row,) = [d for d in disputes(two(article, text, told, "das", **denial)) if d.kind == "denial"]
    assert row.sure == sure


def test_what_is_said_of_two_is_what_the_two_deny(article, disputes):
    text = (
        "Ute Harms sagt, Litauen habe aus Malta Boote gekauft. Die Stadt wirbt um Gäste. Das Wetter ist gut. "
        "Beide Länder bestreiten das."
    )
    told = "Litauen habe aus Malta Boote gekauft"
    member = two(article, text, told, "das", speaker=None)
    said = member.annotations.statements
    both = replace(said[1], speaker_name="Litauen und Malta")
    member = replace(member, annotations=replace(member.annotations, statements=(said[0], both)))
    (row,) = disputes(member)
    assert row.sure


@pytest.mark.parametrize(("partly", "sure"), [("", True), ("nur teilweise ", False), ("gestern ", True)])
def test_who_denies_a_part_denies_nothing_for_sure(article, partly, sure, disputes):
    text = f"Ute Harms sagt, {TOLD}. Olaf Petersen wies das {partly}zurück."
    cue = tuple(Span(text.index(word), text.index(word) + len(word)) for word in ("wies", "zurück"))
    (row,) = [d for d in disputes(two(article, text, TOLD, "das", cue=cue)) if d.kind == "denial"]
    assert row.sure == sure
