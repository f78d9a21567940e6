"""German or not."""

import pytest

from quellenlage.read.language import not_german


@pytest.mark.parametrize(
    "text",
    [
        "Ja.",
        "Breaking News",
        "Der Rat der Stadt tagt am Mittwoch, um über den Haushalt des kommenden Jahres zu beraten.",
        "Der Band „The Long Way Home and Other Stories from the Riverside“ erscheint im Mai, teilte der Verlag mit.",
        "FC Musterhausen – SV Beispielstadt 2:1, SC Neudorf – TSV Altdorf 0:0",
    ],
)
def test_german_or_too_short_to_tell(text: str) -> None:
    assert not_german(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The council will meet on Wednesday to discuss the budget of the coming year, the mayor said on Monday.",
            "English",
        ),
        (
            "Le conseil municipal se réunira mercredi pour discuter du budget de l'année prochaine, a dit le maire.",
            "French",
        ),
        ("De gemeenteraad komt woensdag bijeen om de begroting voor het komende jaar te bespreken, zei hij.", "Dutch"),
        ("Совет соберётся в среду, чтобы обсудить бюджет на следующий год, сообщил мэр города журналистам.", "Russian"),
    ],
)
def test_other_languages(text: str, name: str) -> None:
    reason = not_german(text)
    assert reason is not None
    assert reason.startswith(f"not German: looks like {name} (")


def test_a_german_article_with_a_long_english_quotation() -> None:
    german = (
        "Die Ministerin äußerte sich am Dienstag ausführlich zu den Plänen der Regierung und wies die Kritik zurück.\n"
    )
    english = (
        "We have always said that this plan would take time, and we will see it through to the very end, she wrote.\n"
    )
    assert not_german(german * 3 + english * 5) is None
    assert not_german(english * 8) is not None
