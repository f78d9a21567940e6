"""Speakers that are easily cut or lost: lists of places, relative clauses, pronouns for a role, documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

Read = Callable[[str], list[tuple[str, str, str, str]]]
StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]

LISTS = {
    "Laut Beamten in Lissabon, Oslo und Bern gehen die Lieferungen weiter.": (
        "Beamten in Lissabon, Oslo und Bern",
        "gehen die Lieferungen weiter",
    ),
    "Die Lieferungen gingen weiter, sagten Beamte in Paris, Wien und Rom.": (
        "Beamte in Paris, Wien und Rom",
        "Die Lieferungen gingen weiter",
    ),
    "Nach Angaben von Diplomaten in Bern und Wien ruht der Vertrag.": (
        "Diplomaten in Bern und Wien",
        "ruht der Vertrag",
    ),
    # no list: what was said begins with a place
    "Der Minister sagte in Berlin, Hamburg und Bremen seien dagegen.": (
        "Der Minister",
        "Hamburg und Bremen seien dagegen",
    ),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.items())
def test_a_list_of_places_belongs_to_the_speaker(text: str, expected: tuple[str, str], read: Read) -> None:
    assert [(speaker, quote) for _, quote, _, speaker in read(text)] == [expected]


RELATIVE = {
    "Jan Ott hielt im Landtag eine Rede, in der er der Regierung Versagen vorwarf.": ("Versagen", "Jan Ott"),
    "Anna Berg schrieb einen Brief, in dem sie dem Vorstand Untreue vorwirft.": ("Untreue", "Anna Berg"),
    "Anna Berg hielt eine Rede, in der sie vor den Folgen warnte.": ("vor den Folgen", "Anna Berg"),
}


@pytest.mark.parametrize(("text", "expected"), RELATIVE.items())
def test_what_somebody_says_in_a_speech_or_letter(
    text: str, expected: tuple[str, str], statements_in: StatementsIn, words: WordsAt
) -> None:
    assert [(words(text, s.quote), s.speaker_name) for s in statements_in(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt baut ein Haus, in dem sie Kunst zeigt.",
        "Das ist der Saal, in dem er den Chor leitet.",
        "Das sind die Zahlen, mit denen der Betreiber sein Vorgehen rechtfertigt.",
        "Wer der Stadt Untätigkeit vorwirft, kennt die Akten nicht.",
    ],
)
def test_other_relative_clauses_say_nothing(text: str, statements_in: StatementsIn) -> None:
    assert statements_in(text) == ()


PRONOUNS = {
    "Die Landrätin besuchte am Montag die Baustelle. Die Brücke sei bald fertig, sagte sie.": "Die Landrätin",
    "Die Landrätin stellte den Plan dem Bürgermeister vor. „Das wird teuer“, sagte sie.": "Die Landrätin",
    "Der Bürgermeister kam zu spät zum Fest. „Der Zug stand still“, sagte er.": "Der Bürgermeister",
    # two fit, or none
    "Die Landrätin traf die Ministerin. Die Brücke sei bald fertig, sagte sie.": "sie",
    "Die Landrätin traf Lena Holm. Die Brücke sei bald fertig, sagte er.": "er",
}


@pytest.mark.parametrize(("text", "expected"), PRONOUNS.items())
def test_a_pronoun_stands_for_the_role_before_it(
    text: str, expected: str, statements_in: StatementsIn, words: WordsAt
) -> None:
    assert [words(text, s.speaker) for s in statements_in(text)] == [expected]


GENDERS = {
    "Der Arzt Jan Ott traf die Landrätin Anna Berg. „Wir schaffen das“, sagte sie.": "Anna Berg",
    "Der Anwalt Jan Ott traf die Ärztin Lena Holm. „Wir schaffen das“, sagte er.": "Jan Ott",
    "Der Arzt Jan Ott traf die Landrätin. „Wir schaffen das“, sagte sie.": None,
}


@pytest.mark.parametrize(("text", "expected"), GENDERS.items())
def test_roles_with_an_umlaut_in_the_feminine_show_their_gender(
    text: str, expected: str | None, statements_in: StatementsIn
) -> None:
    assert [s.speaker_name for s in statements_in(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Angeklagte gestand die Tat.", ("die Tat", "Der Angeklagte")),
        ("Vor Gericht gestand der 34-Jährige die Tat.", ("die Tat", "der 34-Jährige")),
        ("Die Ministerin gab den Fehler zu.", ("den Fehler", "Die Ministerin")),
    ],
)
def test_who_confesses_says_what_he_confesses(text: str, expected: tuple[str, str], read: Read) -> None:
    assert [(quote, speaker) for _, quote, _, speaker in read(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Es geht aus dem Bericht hervor, dass die Pumpe defekt war.", "dem Bericht"),
        ("Es geht aus Unterlagen des Ministeriums hervor, dass die Pumpe defekt war.", "Unterlagen des Ministeriums"),
        ("Aus Akten, die dem Sender vorliegen, geht hervor, dass die Pumpe defekt war.", "Akten"),
        ("Daraus geht hervor, dass die Pumpe defekt war.", ""),
    ],
)
def test_what_comes_out_of_a_document(text: str, source: str, read: Read) -> None:
    assert [(quote, speaker) for _, quote, _, speaker in read(text)] == [("dass die Pumpe defekt war", source)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Russland und Japan streiten um die Inseln. Beide Länder erklärten, sie wollten verhandeln.",
            "Russland und Japan",
        ),
        ("Polen und Litauen bauen die Leitung aus. Beide Staaten wiesen Vorwürfe zurück.", "Polen und Litauen"),
        ("Ulm und Bonn liegen im Streit. Beide Städte teilten mit, man werde klagen.", None),
    ],
)
def test_both_are_neither_of_the_two(text: str, who: str | None, statements_in: StatementsIn, words: WordsAt) -> None:
    assert [(words(text, s.speaker)[:5], s.speaker_name) for s in statements_in(text)] == [("Beide", who)]


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Der Anwalt des Angeklagten Jan Kern", None),
        ("Die Mutter des Opfers Lena Berg", None),
        ("Der Sprecher der Ministerin Petra Hain", None),
        ("Die Schwester des schwer Verletzten Nils Ost", None),
        # the noun before the name is no person: the head has the name
        ("Der Chef der Partei Jörn Mai", "Jörn Mai"),
        ("Die frühere Ministerin Petra Hain", "Petra Hain"),
    ],
)
def test_whose_relative_speaks_does_not_speak(speaker: str, name: str | None, statements_in: StatementsIn) -> None:
    (said,) = statements_in(f"{speaker} sagte, das Urteil komme zu spät.")
    assert said.speaker_name == name
