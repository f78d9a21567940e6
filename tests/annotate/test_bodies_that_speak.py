"""Bodies that an article goes on with by a shorter noun or by a pronoun: who says what then."""

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        # a shorter noun
        (
            "Der Landesrechnungshof prüft die Bücher der Messe. Der Rechnungshof stellt klar, dass Belege fehlen.",
            "dass Belege fehlen",
            "Landesrechnungshof",
        ),
        (
            "Im Seniorenheim Lindenhof fehlen Pfleger. Auf eine Anfrage gebe es keine Antwort, erklärte das Heim.",
            "Auf eine Anfrage gebe es keine Antwort",
            "Seniorenheim Lindenhof",
        ),
        (
            "Die Bundesregierung berät am Abend. Die Regierung kündigte an, die Hilfen zu verlängern.",
            "die Hilfen zu verlängern",
            "Bundesregierung",
        ),
        # two that fit: nobody
        (
            "Das Seniorenheim Lindenhof und das Pflegeheim Waldeck schließen. Es fehle an Geld, erklärte das Heim.",
            "Es fehle an Geld",
            None,
        ),
        # a pronoun
        (
            "Die Gewerkschaft Verdi lehnt den Plan ab. Sie kündigte an, am Montag zu streiken.",
            "am Montag zu streiken",
            "Gewerkschaft Verdi",
        ),
        (
            "Der Landesrechnungshof rügt das Finanzministerium. Er forderte, die Ausgaben zu senken.",
            "die Ausgaben zu senken",
            "Landesrechnungshof",
        ),
        # not: somebody else of that gender was the subject since
        (
            "Die Gewerkschaft Verdi lehnt den Plan ab. Eine Verkäuferin winkte. Sie sagte, der Lohn reiche nicht.",
            "der Lohn reiche nicht",
            None,
        ),
        # not: another gender
        (
            "Der Landesrechnungshof rügt das Finanzministerium. Sie sagte, die Ausgaben seien zu hoch.",
            "die Ausgaben seien zu hoch",
            None,
        ),
    ],
)
def test_bodies_that_speak(
    statements_in: Callable[[str], tuple[Statement, ...]],
    words: Callable[[str, tuple[Span, ...]], str],
    text: str,
    said: str,
    speaker: str | None,
) -> None:
    found = {words(text, s.quote): s.speaker_name for s in statements_in(text)}
    assert said in found
    assert found[said] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bürgermeisterin Petra Kahl haut auf den Tisch: „So geht es nicht weiter mit dem Verkehr.“", "Petra Kahl"),
        (
            "Selbst Minister Jonas Ott, der lange schwieg, langt im Lokalblatt kräftig zu: „Ich bin enttäuscht.“",
            "Jonas Ott",
        ),
        ("Mehrere Politiker verschärften den Ton, darunter Ministerin Eva Roth: „Das ist unanständig.“", "Eva Roth"),
        ("Dazu Eva Roth: „Wir prüfen den Fall.“", "Eva Roth"),
        ("Die Messe wird laut Bundespräsidialamt verschoben.", "Bundespräsidialamt"),
        # nobody's own sentence: a thing is the subject
        ("Das Schild an der Tür von Petra Kahl: „Heute bleibt das Büro geschlossen.“", None),
        ("Ein Plakat der Ministerin Eva Roth im Wahlkampf: „Wir bauen neue Wohnungen.“", None),
    ],
)
def test_a_sentence_and_a_colon(
    statements_in: Callable[[str], tuple[Statement, ...]], text: str, speaker: str | None
) -> None:
    (said,) = statements_in(text)
    assert said.speaker_name == speaker
