"""Who goes on, through what, and in which constructions an office-holder is named."""

from __future__ import annotations

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.article import Article
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")


def statements(text: str) -> list[tuple[str, Statement]]:
    found = annotate(Article(id="a", text=text, input="a", language="de")).statements
    return [(" ".join(q.of(text) for q in s.quote), s) for s in found]


def speakers(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker_name, words) for words, s in statements(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Chefin des Hafens, Runa Holm, zufolge sinkt der Umsatz.", "Runa Holm"),
        ("Dem Präsidenten der Kammer, Ole Kamp, zufolge sinkt der Umsatz.", "Ole Kamp"),
    ],
)
def test_a_name_between_a_role_and_zufolge(text: str, speaker: str) -> None:
    assert speakers(text) == [(speaker, "sinkt der Umsatz")]


def test_who_keeps_to_a_number() -> None:
    found = speakers("Der Kreis spricht von drei Millionen Euro. Die Bundesbank bleibt bei 7,4 Millionen Euro.")
    assert found[-1] == ("Bundesbank", "7,4 Millionen Euro")


@pytest.mark.parametrize("text", ["Anna Berg blieb bei ihrer Mutter.", "Die Temperatur bleibt bei 20 Grad."])
def test_who_stays_says_nothing(text: str) -> None:
    assert statements(text) == []


def test_a_preterite_between_two_words_of_one_speaker() -> None:
    said = "Die Lage sei ernst, sagte OECD-Chefin Ines Falk in Lima."
    between = "Diese Staaten unterstützten die Schmuggler."
    assert ("Ines Falk", between) in speakers(f"{said} {between} „Das muss enden“, fügte Falk hinzu.")
    # she left; nobody goes on
    assert ("Ines Falk", between) not in speakers(f"{said} {between} Am Abend reiste Falk ab.")


def test_the_author_of_a_letter() -> None:
    text = "Minister Jan Ott veröffentlichte eine Erklärung, in der er der Opposition vorwarf, das Land zu spalten."
    assert speakers(text) == [("Jan Ott", "das Land zu spalten")]


def test_a_medium_is_told_by_its_name() -> None:
    text = (
        "»Wir wussten es«, sagte Volker Strack in einem Interview mit dem Magazin »Wasserzeit«. "
        "»Ich habe es gemeldet«, so Strack dem Magazin. Carla Mohn sagte der Presseagentur Nordwest, es gebe Bedarf."
    )
    found = [[v.name for v in s.via] for _, s in statements(text)]
    assert found == [["Wasserzeit"], ["Wasserzeit"], ["Presseagentur Nordwest"]]
