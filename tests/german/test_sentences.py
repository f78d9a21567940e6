"""Where German sentences end. In the examples `|` marks the expected boundary."""

from __future__ import annotations

import time

import pytest

from quellenlage.domain.span import Span
from quellenlage.german.sentences import find_sentences


def parted(marked: str) -> tuple[list[str], list[str]]:
    """The expected sentences of a marked example, and the ones found."""
    text = marked.replace("|", " ").replace("⏎", "")
    expected = [part.strip() for part in marked.replace("⏎", "").split("|")]
    return expected, [s.of(text) for s in find_sentences(text, [Span(0, len(text))])]


ORDINALS = [
    "Die Zahl der Fälle stieg nach Angaben des Amts auf 31.|Ministerin Ahlers sprach von Pech.",
    "Der Verein kletterte auf den 31. Platz der Tabelle.",
    "Der Rat tagt am 13. April in Genf.|Danach folgt eine Pause.",
    "Am 3. 5. 2019 begann der Bau.|Er dauerte lange.",
    "Das Treffen vom 20./21. Mai wurde verschoben.",
    "Zum 75. Jahrestag kamen viele Gäste.",
    "Der 1. FC Nirgendwo verlor erneut.",
    "Ludwig XIV. regierte lange.|Danach wurde es stiller.",
    "Auf dem 2. Platz landete das Team aus Kiel.",
    "Beim „2. Hafenforum“ sprach der Minister.",
    "Die Brücke wurde 1998 eröffnet.|20 Jahre später stürzte sie ein.",
    "Sie zog im Jahr 2019.|Merkwürdig war das nicht.",
    "Der Gründer wurde 80.|Die Feier fiel aus.",
    "Er gewann mit 3:1.|Das Rückspiel ist am Sonntag.",
    "Er traf zum 1:0 (34.), kurz vor Schluss zum 2:0 (88.).|Danach war Schluss.",
    "Papst Johannes XXIII. eröffnete das Konzil.|Heute sieht man vieles anders.",
    "Das Gesetz tritt zum 1. Januar in Kraft.|2025 soll es überprüft werden.",
    "Sie wohnt im 3. Stock.|Im 4. wohnt niemand.",
    "„Ab wann gilt das?“, fragte die Abgeordnete.|„Ab 2030!“|Der Saal lachte.",
    "„Das war unser bestes Spiel seit Jahren.“|Mit diesen Worten ging er.",
]
ABBREVIATIONS = [
    "Das gilt z. B. für Fahrräder.|Autos sind ausgenommen.",
    "Das gilt z.B. Für Fahrräder nicht.",
    "Dr. Elif Sander leitet das Institut.|Sie kam im Mai.",
    "Prof. Dr. med. Jonas Wieland widersprach.",
    "Laut Nr. 5 der Satzung ist das erlaubt.",
    "Anwesend waren u. a. Vertreter aus Riga.",
    "Der General a. D. sprach zuerst.|Die Halle war voll.",
    "Gesprochen hat der Oberst a. D.|Die Halle war voll.",
    "Der Verlust liegt bei 4 Mio. Euro.|Das ist viel.",
    "Es gab Brot, Käse usw.|Die Gäste blieben.",
    "Das Werk in St. Ingbert schließt.",
    "Die Firma Meyer & Co. baut Schiffe.",
    "Der Zug kam ca. 20 Minuten zu spät.",
    "Im Jahr 44 v. Chr. starb er.",
    "Er fuhr gegen ein Haus in der Gartenstr. 14.|Verletzt wurde niemand.",
    "Geöffnet ist Di. bis So. 10–18 Uhr.|Der Eintritt ist frei.",
    "Das Werk liegt in Frankfurt a. M. |Die Firma hat 3.200 Mitarbeiter.",
    "Die Strafe beträgt lt. Gesetz 5 Jahre.|Bewährung ist möglich.",
    "Das dauert (20 Min. / 3 Seiten) nicht lange.",
    "Das Landgericht verurteilte ihn (Az. 7 KLs 12/23).|Die Verteidigung kündigte Revision an.",
    "Der BGH hob das Urteil nach § 349 Abs. 4 StPO auf.|Nun muss eine andere Kammer entscheiden.",
    "Bürgermeister Dr. h. c. Karl Voss tritt zurück.|Er führte das Amt 18 Jahre.",
]
NAMES_AND_TIMES = [
    "J. K. Rowling schrieb den Roman.|Er wurde verfilmt.",
    "Es sprach Park Geun-hye.|Dann war Stille.",
    "Der Zug fährt um 20.30 Uhr ab.|Er ist pünktlich.",
    "Näheres steht auf www.beispiel.de.|Dort gibt es Karten.",
    "Sie wählte Plan B.|Das half.",
    "Das Paket kostet 1.299,50 Euro.|Der Versand ist frei.",
]
MARKS = [
    "Wer kommt?|Niemand weiß es!|Schade.",
    "Er zögerte …|Dann sprang er.",
    "Er zögerte … und sprang.",
    "Sie sagte: „Wir […] bleiben hier.“|Er ging.",
    "Yahoo! und andere Firmen klagen.",
    "Der Chef (angeblich krank!) Müller fehlte.",
    "Er ging.|(Sie blieb.)|Dann kam der Bus.",
    "Alle lachten.|– Nur einer nicht.",
    "Das Urteil wird bald folgen.Eine Berufung ist möglich.",
]
QUOTATIONS = [
    "„Es reicht.“, sagte die Ministerin.|Dann ging sie.",
    "„Es reicht!“, rief sie.",
    "„Warum nicht?“ fragte er leise.|Niemand sprach.",
    "„Es reicht.“|Sie ging hinaus.",
    "„Es reicht“, sagte sie.|„Wir hören auf.“",
    "„Wir warten.|Wir hoffen.|Wir bleiben“, sagte der Trainer.",
    "„Wir warten.|Wir hoffen.“, sagte der Trainer.",
    "»Es reicht.«|Sie ging hinaus.",
    "»Na und?«, fragte er.|»Eben.«",
    "«Es reicht.»|Sie ging hinaus.",
    "« Es reicht. »|Sie ging hinaus.",
    "“Es reicht.”|Sie ging hinaus.",
    '"Es reicht."|Sie ging hinaus.',
    '"Es reicht.", sagte sie.|"Wir hören auf."|Alle gingen.',
    '"Wir warten.|Wir hoffen." Das sagte sie nicht.'.replace('" Das', '"|Das'),
    "‚Es reicht.‘|Sie ging hinaus.",
    "›Es reicht.‹|Sie ging hinaus.",
    "Er rief: „Sie sagte: ‚Nein.‘“|Dann war Ruhe.",
    "Die Sängerin („Blaue Stunde“) tritt auf.|Der Eintritt ist frei.",
    "Laut Bericht „fehlt es an allem“.|Das Amt schweigt.",
]


@pytest.mark.parametrize("marked", ORDINALS + ABBREVIATIONS + NAMES_AND_TIMES + MARKS[:-1] + QUOTATIONS)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    expected, found = parted(marked)
    assert found == expected


def test_two_sentences_without_a_space_between_them() -> None:
    text = MARKS[-1]
    assert [s.of(text) for s in find_sentences(text, [Span(0, len(text))])] == [
        "Das Urteil wird bald folgen.",
        "Eine Berufung ist möglich.",
    ]


def test_no_sentence_crosses_a_block() -> None:
    text = "Hafen bleibt gesperrt\n\nDer Hafen bleibt zu. Schiffe warten"
    found = find_sentences(text, [Span(0, 21), Span(23, len(text))])
    assert [s.of(text) for s in found] == ["Hafen bleibt gesperrt", "Der Hafen bleibt zu.", "Schiffe warten"]


def test_an_empty_text_has_no_sentence() -> None:
    assert find_sentences("", []) == ()
    assert find_sentences(" \n ", [Span(0, 3)]) == ()


@pytest.mark.parametrize("text", ["Er kam. ", "z. B. ", "A. ", "a.", "1.", "„", "'a ", "(", "2019. "])
def test_a_block_without_end_takes_seconds_at_most(text: str) -> None:
    long = text * (60_000 // len(text))
    started = time.monotonic()
    find_sentences(long, [Span(0, len(long))])
    # time that grows with the square of the length would be minutes
    assert time.monotonic() - started < 10
