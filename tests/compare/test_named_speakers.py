"""One sentence given to two people: sure where both are named at it, and one person is not two."""

import pytest

from quellenlage.compare.disputes import find_disputes

WORDS = "„Wer hier auf den Bus wartet, der altert schneller als jeder Fahrplan“"


def given(article, text, by, *, id, people=(), cue="sagte", speaker=None, quote=WORDS):
    """An article that gives words to somebody."""
    said = {"quote": quote, "by": by, "speaker": speaker or by, "mode": "direct"}
    member = article(text, id=id, outlet=id, people=people or (by,), said=(said,))
    (statement,) = member.annotations.statements
    at = text.find(cue)
    return member if at < 0 else with_cue(member, statement, at, at + len(cue))


def with_cue(member, statement, start, end):
    from dataclasses import replace

    from quellenlage.domain.span import Span

    marks = replace(member.annotations, statements=(replace(statement, cue=(Span(start, end),)),))
    return replace(member, annotations=marks)


@pytest.mark.parametrize(
    ("text", "by", "rest", "rows"),
    [
        (f"{WORDS}, sagte Olaf Harms.", "Olaf Harms", {}, [True]),
        # a pronoun is taken for somebody by the tool, not by the article
        (f"Olaf Harms kam auch. {WORDS}, sagte er.", "Olaf Harms", {"speaker": "er"}, [False]),
        # told inside the words of somebody who is named, too
        (
            f"Olga Petersen klagte, {WORDS}, sagte Olaf Harms.",
            "Olaf Harms",
            {"people": ("Olga Petersen", "Olaf Harms")},
            [False],
        ),
        # one person
        (f"{WORDS}, sagte Olga-Petersen.", "Olga-Petersen", {}, []),
        (f"{WORDS}, sagte Ole Peterssen.", "Ole Peterssen", {}, []),
        (f"{WORDS}, sagte Olli Petersen.", "Olli Petersen", {}, []),
    ],
)
def test_two_who_are_named_at_the_words(article, text, by, rest, rows):
    members = [
        given(article, f"{WORDS}, sagte Olga Petersen.", "Olga Petersen", id="a"),
        given(article, text, by, id="b", **rest),
    ]
    assert [d.sure for d in find_disputes(members, (), ())] == rows


@pytest.mark.parametrize(
    ("one", "two", "rows"),
    [
        # each branch fills its own number in
        (
            "„Insgesamt gingen bei uns im Kreis 265 Bitten um Hilfe gegen die Kälte im Winter ein“",
            "„Insgesamt gingen bei uns im Kreis 212 Bitten um Hilfe gegen die Kälte im Winter ein“",
            [False],
        ),
    ],
)
def test_what_many_say_is_nobodys_own(article, one, two, rows):
    members = [
        given(article, f"{one}, sagte Olga Petersen.", "Olga Petersen", id="a", quote=one),
        given(article, f"{two}, sagte Olaf Harms.", "Olaf Harms", id="b", quote=two),
    ]
    assert [d.sure for d in find_disputes(members, (), ())] == rows
