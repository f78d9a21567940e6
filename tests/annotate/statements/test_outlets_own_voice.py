"""What the outlet says itself is nobody's statement: mere labels, guesses in Konjunktiv II, short quoted words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]


@pytest.mark.parametrize(
    "text",
    [
        "Ein Konzern schließt drei Werke und nennt das Strukturreform.",
        "Die Verwaltung verdoppelt die Gebühr und nennt das Bürgernähe.",
        "Ein Verband streicht die Zuschüsse und nennt dies Neuordnung.",
    ],
)
def test_a_bare_label_by_nobody_in_particular_is_the_outlets_irony(text: str, statements_in: StatementsIn) -> None:
    assert statements_in(text) == ()


LABELS = {
    "Das Ministerium nennt das Unsinn.": ("das Unsinn", "denies"),
    "Der Sprecher nannte das Unfug.": ("das Unfug", "denies"),
    "Anna Berg nannte das einen Skandal.": ("einen Skandal", "criticises"),
    "Ministerin Anna Berg nennt das Strukturreform.": ("das Strukturreform", "asserts"),
}


@pytest.mark.parametrize(("text", "expected"), LABELS.items())
def test_a_judgement_or_a_known_speaker_makes_a_statement(
    text: str, expected: tuple[str, str], statements_in: StatementsIn, words: WordsAt
) -> None:
    assert [(words(text, s.quote), s.stance) for s in statements_in(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte, das Gas werde knapp. Die Preise könnten bald weiter steigen.",
        "Die Ministerin sagte, der Hafen sei zu teuer. Dabei müssten nur zwei Gesetze geändert werden.",
        "Der Trainer erklärte, der Stürmer sei fit. Am Ende dürften die Abwehrspieler entscheiden.",
    ],
)
def test_konjunktiv_of_modal_verbs_alone_goes_on_with_nobody(text: str, statements_in: StatementsIn) -> None:
    assert len(statements_in(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte, das Gas werde knapp. Die Preise könnten steigen, wenn der Winter komme.",
        "Der Minister sagte, das Gas werde knapp. Man könne aber noch handeln.",
        "Der Minister sagte, das Gas werde knapp. Die Städte könnten „jetzt endlich gemeinsam handeln“.",
    ],
)
def test_konjunktiv_one_and_quoted_words_go_on(text: str, statements_in: StatementsIn) -> None:
    found = [s for s in statements_in(text) if s.mode == "free_indirect"]
    assert [s.speaker for s in found] == [(Span(0, 12),)]
