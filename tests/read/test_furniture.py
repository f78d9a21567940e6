"""What is page matter and what is prose, on pages of our own making."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.domain.annotations import Layout
from quellenlage.read.furniture import lay_out

PROSE = "Der Stadtrat von Musterhausen hat am Dienstag den Bau der neuen Brücke beschlossen. Sie soll 2027 fertig sein."
MORE = "Die Kosten schätzt das Bauamt auf zwölf Millionen Euro, das Land übernimmt davon die Hälfte."


def furniture(text: str) -> list[tuple[str, str]]:
    return [(f.kind, text[f.start : f.end]) for f in lay_out(text).furniture]


def structure(text: str) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in lay_out(text).structure]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Startseite", "nav"),
        ("DruckenTeilen", "nav"),
        ("Kommentare (12)", "nav"),
        ("Facebook | WhatsApp | E-Mail", "nav"),
        ("Startseite > Politik > Ausland", "nav"),
        ("https://www.beispiel.example/politik/bruecke", "nav"),
        ("* * *", "nav"),
        ("Dieses Thema im Programm: Radio Beispiel | 02.05.2024 | 18:10 Uhr", "nav"),
        ("Nachzuhören: Welle Beispiel | Der Tag | 02.05.2024", "nav"),
        ("Jetzt im Programm: Musik am Vormittag", "nav"),
        ("© Erika Musterfrau/dpa", "credit"),
        ("Foto: Erika Musterfrau", "credit"),
        ("(Foto: dpa)", "credit"),
        ("picture alliance / Max Muster", "credit"),
        ("Mehr zum Thema - Brücke gesperrt", "related"),
        ("Mehr zu Thema – Brücke gesperrt", "related"),
        ("Lesen Sie auch: Wie es zur Sperrung kam", "related"),
        ("Das könnte Sie auch interessieren", "related"),
        ("Auch interessant", "related"),
        ("Von Erika Musterfrau", "byline"),
        ("Von Max Muster und Erika Musterfrau, Berlin", "byline"),
        ("Ein Gastbeitrag von Max Muster", "byline"),
        ("Stand: 12.03.2024, 14:05 Uhr", "byline"),
        ("Veröffentlicht am 3. Mai 2024", "byline"),
        ("Lesezeit: 4 Min.", "byline"),
        ("Anzeige", "ad"),
        ("Wir verwenden Cookies, um unsere Seiten für Sie zu verbessern.", "notice"),
        ("Abonnieren Sie unseren Newsletter!", "notice"),
        ("Folgen Sie uns auf Mastodon.", "notice"),
        ("Hinweis der Redaktion: Wir haben die Zahl im dritten Absatz berichtigt.", "notice"),
        ("Um diesen Artikel zu lesen, brauchen Sie ein Abo.", "notice"),
    ],
)
def test_page_matter_between_paragraphs(line: str, kind: str) -> None:
    text = f"Rat beschließt neue Brücke\n\n{PROSE}\n\n{line}\n\n{MORE}"
    assert furniture(text) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Die Startseite des Amtes war am Montag nicht erreichbar.",
        "Von Wien nach Prag dauert die Fahrt vier Stunden.",
        "Von Max Muster stammt der Entwurf, den der Rat nun annahm.",
        "Das Foto zeigt die Brücke vor dem Hochwasser, sagte der Sprecher.",
        "Aus gut unterrichteter Quelle: Der Minister geht im Mai.",
        "„Folgen Sie uns in die Zukunft“, rief der Bürgermeister den Gästen zu.",
        "Mehr als hundert Menschen kamen zum Rathaus.",
        "Auch der Landrat begrüßte den Beschluss.",
        "Politik und Verwaltung müssten schneller werden, mahnte sie (siehe Seite 3).",
        "Die Redaktion der Zeitung wollte sich dazu nicht äußern.",
        "Wir haben lange beraten, sagte Muster, und wir wissen, was Sie von uns erwarten.",
        "Der Abgeordnete Max Muster (SPD)",
        "Sie nannte drei Punkte im Programm: Steuern, Renten und Mieten.",
        "Muster: Wir helfen Ihnen gern, wenn Sie uns schreiben, und lesen jeden Artikel.",
        "Er trat 2019 der Partei bei (USA)",
    ],
)
def test_prose_is_not_eaten(line: str) -> None:
    text = f"Rat beschließt neue Brücke\n\n{PROSE}\n\n{line}\n\n{MORE}"
    assert furniture(text) == []


def test_section_name_above_the_headline() -> None:
    text = f"Panorama\n\nRat beschließt neue Brücke\n\n{PROSE}\n\n{MORE}"
    assert furniture(text) == [("nav", "Panorama")]
    assert structure(text)[0] == ("title", "Rat beschließt neue Brücke")


def test_section_name_inside_the_text_is_a_subhead() -> None:
    text = f"Rat beschließt neue Brücke\n\n{PROSE}\n\n{MORE}\n\nWirtschaft\n\n{PROSE}"
    assert ("subhead", "Wirtschaft") in structure(text)


def test_numbered_crumbs_count_up_from_the_home_page() -> None:
    text = f"Rat beschließt neue Brücke\n\n  1. Startseite\n  2. Musterhausen\n\n{PROSE}"
    assert furniture(text) == [("nav", "1. Startseite"), ("nav", "2. Musterhausen")]


def test_a_numbered_list_is_prose() -> None:
    text = f"{PROSE}\n\n1. Das Land zahlt.\n2. Der Bund prüft.\n\n{MORE}"
    assert furniture(text) == []


def test_headline_repeated_with_glued_credit() -> None:
    title = "Rat beschließt neue Brücke"
    text = f"{title}\n\n{PROSE}\n{title}Quelle: Beispielagentur © ERIKA MUSTERFRAU\n\n{MORE}"
    assert furniture(text) == [("caption", title), ("credit", "Quelle: Beispielagentur © ERIKA MUSTERFRAU")]


def test_caption_with_its_heading_and_credit() -> None:
    text = (
        f"Rat beschließt neue Brücke\n\n{PROSE}\n\nDie alte Brücke\nSeit 1911 führt sie über die Muster (rechts). "
        f"Im Mai wird sie gesperrt. © Max Muster/dpa\n\n{MORE}"
    )
    assert [k for k, _ in furniture(text)] == ["caption", "caption", "credit"]


def test_the_source_of_a_text_leaves_the_text() -> None:
    text = f"Rat beschließt neue Brücke\n\n{PROSE}\n\n{MORE} (Quelle: dts)"
    assert furniture(text) == [("credit", "(Quelle: dts)")]


@pytest.mark.parametrize(
    "sign", ["(sek)", "(dpa/afp)", "(mit dpa)", "(AFP, Reuters)", "(Mit Material von dts)", "(jb)"]
)
def test_signs_at_the_end(sign: str) -> None:
    text = f"Rat beschließt neue Brücke\n\n{PROSE}\n\n{MORE} {sign}\n\nKommentare"
    assert furniture(text) == [("byline", sign), ("nav", "Kommentare")]


def test_links_under_their_heading() -> None:
    text = f"{PROSE}\n\n{MORE}\n\nAuch interessant\n\nBad öffnet wieder\n\nStreit um den Marktplatz"
    assert [k for k, _ in furniture(text)] == ["related", "related", "related"]


def test_a_subhead_after_a_heading_of_links_stays() -> None:
    text = f"{PROSE}\n\nMehr zum Thema\n\nWie es weitergeht\n\n{MORE}"
    assert furniture(text) == [("related", "Mehr zum Thema")]


def test_the_outlet_speaks_to_its_readers() -> None:
    notice = (
        "Seit Monaten sperren uns die Netzwerke immer wieder. Mögt Ihr unsere Beiträge, dann teilt sie bitte "
        "mit Freunden und abonniert unseren Kanal."
    )
    text = f"Rat beschließt neue Brücke\n\n{PROSE}\n\n{MORE}\n\n{notice}"
    assert furniture(text) == [("notice", notice)]


def test_a_notice_in_brackets_leaves_the_sentences_around_it() -> None:
    notice = "[Alle Nachrichten aus der Region schicken wir Ihnen in unserem Newsletter. Zur Anmeldung geht es hier.]"
    text = f"{PROSE} {notice} {MORE}"
    layout = lay_out(text)
    assert furniture(text) == [("notice", notice)]
    assert [text[b.start : b.end] for b in layout.blocks] == [PROSE, notice, MORE]


def test_structure_of_an_agency_report() -> None:
    lead = "Die Sperrung trifft vor allem Pendler."
    text = f"Brücke ab Mai gesperrt\n\n{lead}\n\nMUSTERHAUSEN (dpa) – {PROSE}\n\nUmweg über den Damm\n\n{MORE}"
    assert structure(text) == [
        ("title", "Brücke ab Mai gesperrt"),
        ("standfirst", lead),
        ("dateline", "MUSTERHAUSEN (dpa) –"),
        ("body", PROSE),
        ("subhead", "Umweg über den Damm"),
        ("body", MORE),
    ]


@pytest.mark.parametrize(
    "start", ["Nordrhein-Westfalen will bauen.", "Der Rat – so hieß es – berät.", "US-Firmen bauen mit."]
)
def test_no_dateline(start: str) -> None:
    assert "dateline" not in dict(structure(f"Brücke ab Mai gesperrt\n\n{start} {PROSE}\n\n{MORE}"))


def test_a_paragraph_that_comes_again_is_the_standfirst() -> None:
    lead = "Das Land übernimmt davon die Hälfte, doch der Rat zögert noch."
    later = "Es blieb dabei: Das Land übernimmt davon die Hälfte, mehr nicht."
    text = f"Brücke ab Mai gesperrt\n\n{lead}\n\n{PROSE}\n\n{later}"
    assert structure(text)[1] == ("standfirst", lead)


def test_hard_wrapped_lines_are_one_block() -> None:
    text = (
        "Der Stadtrat von Musterhausen hat am Dienstag nach langer Debatte\nden Bau der Brücke beschlossen. Der "
        "Bürgermeister sprach von einem\nguten Tag. Am 13.\nApril beginnen die Arbeiten."
    )
    assert len(lay_out(text).blocks) == 1


def test_one_paragraph_a_line() -> None:
    assert len(lay_out(f"{PROSE}\n{MORE}\n{PROSE}").blocks) == 3


def test_lines_that_begin_small_go_on() -> None:
    text = f"{PROSE}\nDas Amt teilte mit, die Kosten stiegen\nvermutlich weiter.\n{MORE}"
    assert len(lay_out(text).blocks) == 3


def test_a_single_sentence_is_body() -> None:
    assert structure("Der Rat tagt am Mittwoch.") == [("body", "Der Rat tagt am Mittwoch.")]
    assert structure("Rat tagt am Mittwoch") == [("body", "Rat tagt am Mittwoch")]


def check(text: str) -> Layout:
    """The promise of `Layout`: blocks are in order, do not overlap, hold all but white space; page matter is blocks."""
    layout = lay_out(text)
    at = 0
    for block in layout.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()
    assert {f.span for f in layout.furniture} <= set(layout.blocks)
    assert all(not layout.in_furniture(s.span) for s in layout.structure)
    return layout


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text)


LINES = st.sampled_from(
    ["Startseite", "1. Startseite", "Von Max Muster", PROSE, MORE, "© dpa", "Foto: dpa", "", "Auch interessant",
     "BERLIN (dpa) – Es", "[Zur Anmeldung geht es hier entlang, liebe Leserinnen und Leser.]",
     "(dpa)", "…", "Wie geht es weiter?", "und dann"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n", " ", "\u2028"])), max_size=14))
def test_any_page(parts: list[tuple[str, str]]) -> None:
    check("".join(line + gap for line, gap in parts))


@pytest.mark.parametrize(
    "unit", ["a", "[", "(", "Von A ", "Quelle: ", "„", "A-", "1. ", "© ", "a.b ", "wir Sie unser ", "A / ", "A. "]
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_long_lines_take_no_time(unit: str, gap: str) -> None:
    started = time.perf_counter()
    check((unit + gap) * (20_000 // len(unit + gap)))
    assert time.perf_counter() - started < 8


def test_lexicon_rows_are_usable() -> None:
    from quellenlage.german.lexicon import load_table

    for row in load_table("furniture_phrases"):
        assert row["where"] in ("whole", "start", "any"), row
        assert row["kind"] in ("nav", "credit", "caption", "related", "notice", "byline", "ad"), row
        assert re.fullmatch(r"\d+", row["limit"]), row
    assert {r["group"] for r in load_table("furniture_notice")} == {
        "we",
        "reader",
        "reader_plural",
        "publishing",
        "asked",
    }
    assert {r["of"] for r in load_table("furniture_credits")} == {"picture", "text"}
