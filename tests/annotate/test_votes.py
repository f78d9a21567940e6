"""One type per name and article, where the model changes its mind."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.model_names import Candidate
from quellenlage.annotate.entities.votes import voted
from quellenlage.annotate.words import words_of
from quellenlage.german.tokens import tokenize


@pytest.mark.parametrize("later", ["Soo-min", "Soo-mins"])
def test_a_hyphenated_given_name_stays_the_persons(later: str) -> None:
    words = words_of(tokenize(f"Han Soo-min kam . Später lobte {later} Vorschlag", []))
    names = [Candidate(0, 2, "PER"), Candidate(6, 7, "ORG")]
    assert [c.label for c in voted(words, names, [])] == ["PER", "PER"]


def test_a_name_of_its_own_keeps_what_the_model_says() -> None:
    words = words_of(tokenize("Han Soo-min kam . Später lobte Nord-Bruk den Plan", []))
    names = [Candidate(0, 2, "PER"), Candidate(6, 7, "ORG")]
    assert [c.label for c in voted(words, names, [])] == ["PER", "ORG"]
