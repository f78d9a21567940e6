"""What kind of reuse a passage is, by who is credited, who is quoted, and what other articles tell."""

import pytest

from quellenlage.compare.order import in_order
from quellenlage.compare.passages import shingles_of
from quellenlage.compare.reading import held
from quellenlage.compare.reuse import find_reused
from quellenlage.domain.span import Span

FERRY = "Die Fähre nach Amrum fällt am Wochenende aus, weil ein Propeller im Schlick beschädigt wurde."
TAXI = "Das Wassertaxi übernimmt bis Sonntagabend die Fahrten, zahlen müssen die Gäste den doppelten Preis dafür."
ONE = "Auf den Halligen richtet man sich derweil auf Tage ohne Post ein."
TWO = "Ganz anders klingt das bei den Wirten, deren Betten leer bleiben."
THREE = "Im Hafenbüro ging am Nachmittag niemand mehr ans Telefon, und die Tür war verschlossen."
OPEN = "no source named, a common one is possible"


def rows(*members):
    ordered = in_order(members)
    return find_reused([shingles_of(a) for a in ordered], held(ordered)).rows


def told(article, id, text, quote, by=None, day=None, **rest):
    """An article of an outlet of its own, in which somebody says something."""
    return article(text, id=id, outlet=id, day=day, said=({"quote": quote, "by": by, **rest},))


@pytest.mark.parametrize(("passage", "kind"), [(FERRY, "wire"), (TAXI, "copy")])
def test_in_a_ticker_only_the_signed_entry_is_of_the_agency(article, passage, kind):
    ticker = f"Freitag, 10. Januar: {ONE}\nDonnerstag, 9. Januar: {FERRY} dpa\nMittwoch, 8. Januar: {TAXI}"
    (row,) = rows(
        article(ticker, id="a", outlet="Kurier", day="2025-01-31"),
        article(f"{TWO} {passage}", id="b", outlet="Bote", day="2025-01-10"),
    )
    assert row.kind == kind


def test_words_that_an_agency_is_credited_with_in_a_third_article_are_the_agencys(article):
    members = [
        article(f"{ONE} {FERRY}", id="a", outlet="Kurier", day="2025-03-01"),
        article(f"{FERRY} {TWO}", id="b", outlet="Bote", day="2025-03-01"),
        article(f"{THREE} Am Anleger. {FERRY} (dpa)", id="c", outlet="Post", day="2025-03-02"),
    ]
    (row,) = rows(*members)
    assert (row.kind, row.reasons) == ("wire", ("agency credited: dpa",))
    # the words before it stand in two of them only, within what they have from the agency
    longer = f"{TWO} {FERRY} {TAXI}"
    members = [
        article(f"{ONE} {longer}", id="a", outlet="Kurier", day="2025-03-01"),
        article(f"{THREE} {longer} (dpa)", id="b", outlet="Bote", day="2025-03-01"),
        article(f"{FERRY} {THREE[:40]}", id="c", outlet="Kurier", day="2025-03-02"),
        article(f"{ONE[:30]}. {FERRY}", id="d", outlet="Post", day="2025-03-02"),
    ]
    found = rows(*members)
    assert {row.kind for row in found} == {"wire"}
    assert {row.reasons for row in found} == {
        ("agency credited: dpa",),
        ("agency credited elsewhere with the same words: dpa",),
    }


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("Das sagte sie der Deutschen Presse-Agentur.", "Nach dpa-Informationen dauert es länger.", "wire"),
        ("Das sagte sie der dpa.", "Das sagte sie der Nachrichtenagentur AFP.", "copy"),
        ("Das sagte sie der dpa.", "Das sagte sie am Hafen.", "copy"),
    ],
)
def test_an_agency_that_all_name_with_a_passage_is_where_it_is_from(article, one, two, kind):
    for day, expected in (("2025-03-02", kind), ("2025-04-02", "copy")):
        (row,) = rows(
            article(f"{ONE} {FERRY} {one} {THREE}", id="a", outlet="Kurier", day="2025-03-01"),
            article(f"{TAXI} {FERRY} {two} {TWO}", id="b", outlet="Bote", day=day),
        )
        assert (row.kind, row.sure) == (expected, False)


def test_a_copy_without_a_source_is_not_sure(article):
    about = " ".join(f"Am Anleger Nummer {n} wartete Reisegruppe {n}." for n in range(9))
    members = [
        article(f"{about} {FERRY} {ONE}", id="a", outlet="Inselkurier", day="2025-03-01"),
        article(f"{TWO} {THREE} {FERRY} {TWO} {TAXI}", id="b", outlet="Bote", day="2025-03-02"),
    ]
    (row,) = rows(*members)
    assert (row.kind, row.sure, row.reasons) == ("copy", False, ("several outlets: Bote, Inselkurier", OPEN))
    named = article(
        f"{TWO} {THREE} {FERRY} Das berichtet der Inselkurier. {TAXI}", id="b", outlet="Bote", day="2025-03-02"
    )
    (row,) = rows(members[0], named)
    assert (row.kind, row.sure, row.first) == ("copy", True, "a")


CAPTION = "Bild: Der leere Fähranleger von Amrum am Samstag, von der Mole aus gesehen"


@pytest.mark.parametrize(
    ("caption", "kind"),
    [(CAPTION, "copy"), ("Der Inselkurier finanziert sich durch Spenden seiner treuen Leser.", "boilerplate")],
)
def test_a_caption_goes_along_with_the_text(article, caption, kind):
    text = f"{FERRY} {TAXI}\n{caption}\n{ONE}"
    found = rows(*(article(text, id=i, outlet=i, furniture=(caption,)) for i in "ab"))
    assert {row.text: row.kind for row in found}[caption] == kind


SAYING = "Wo ein Boot ist, da ist auch ein Hafen"
NEWS = "Der Schlick steigt, die Reederei spart, Schaluppen rosten, Lotsen gehen"


@pytest.mark.parametrize(
    ("words", "days", "by", "found"),
    [
        (SAYING, ("2025-03-01", "2025-09-01"), (None, "Silke Orth"), []),
        (SAYING, ("2025-03-01", "2025-03-03"), (None, "Silke Orth"), ["quotation"]),
        (SAYING, ("2025-03-01", "2025-09-01"), ("Silke Orth", "Silke Orth"), ["quotation"]),
        # more words of its own than a saying that anybody may quote
        (NEWS, ("2025-03-01", "2025-09-01"), (None, None), ["quotation"]),
    ],
)
def test_a_saying_that_two_quote_months_apart_is_no_reuse(article, words, days, by, found):
    members = [
        told(article, i, f"{before} „{words}“ {after}", f"„{words}“", speaker, day)
        for i, before, after, day, speaker in zip(
            "ab", (f"{ONE} Es heißt:", "Er rief:"), (f"steht da. {THREE}", f"und ging. {TWO}"), days, by, strict=True
        )
    ]
    assert [row.kind for row in rows(*members)] == found


SPOKEN = "die Reederei habe den Schaden am Propeller schon vor zwei Wochen gemeldet, passiert sei danach gar nichts"


@pytest.mark.parametrize(
    ("one", "two", "mode", "kind"),
    [
        ("Momme Paulsen", "Momme Paulsen", "indirect", "quotation"),
        ("Momme Paulsen", None, "indirect", "copy"),
        ("Momme Paulsen", "Silke Orth", "indirect", "copy"),
        ("Momme Paulsen", "Momme Paulsen", "reported", "copy"),
    ],
)
def test_reported_words_of_one_speaker_who_is_named_in_both_are_a_quotation(article, one, two, mode, kind):
    (row,) = rows(
        told(article, "a", f"{ONE} Am Kai hieß es, {SPOKEN}. {THREE}", SPOKEN, one, mode=mode),
        told(article, "b", f"{TWO} Zu hören war, {SPOKEN}. {TAXI}", SPOKEN, two, mode=mode),
    )
    assert row.kind == kind


def test_what_is_told_before_its_source_is_named_is_no_quotation(article):
    fact = "Die Reederei hat den Schaden am Propeller schon vor zwei Wochen gemeldet"
    members = []
    for i, before in (("a", ONE), ("b", TWO)):
        text = f"{before} {fact}. Das teilte Momme Paulsen mit."
        cue = text.index("teilte")
        members.append(told(article, i, text, fact, "Momme Paulsen", cue=(Span(cue, cue + 6),)))
    assert [row.kind for row in rows(*members)] == ["copy"]


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Bürgermeisterin Wiebke Onnen", "quotation"),
        ("Wiebke Onnen, die Vorsitzende", "quotation"),
        ("die Sprecherin für Hafen und Küste, Wiebke Onnen", "quotation"),
        ("Bürgermeisterin Wiebke Onnen und die Wirte", "copy"),
    ],
)
def test_what_several_agree_on_is_no_ones_words(article, speaker, kind):
    words = "bis zum Herbst gemeinsam einen Plan für den Anleger vorlegen wolle"
    members = [
        told(
            article,
            i,
            f"{before} {speaker} erklärte, dass man {words}. {after}",
            words,
            "Wiebke Onnen",
            speaker=speaker,
        )
        for i, before, after in (("a", f"{THREE} Und", ONE), ("b", f"{TAXI} Doch", TWO))
    ]
    (row,) = [r for r in rows(*members) if "Herbst" in r.text]
    assert row.kind == kind


QUOTED = f"„{SPOKEN[0].upper()}{SPOKEN[1:]}“"


@pytest.mark.parametrize(("quote", "two", "kind"), [(QUOTED, SPOKEN, "quotation"), (SPOKEN, SPOKEN, "self")])
def test_an_outlet_that_turns_a_quotation_heard_it_twice(article, quote, two, kind):
    members = [
        article(
            f"{ONE} {quote}, sagte Momme Paulsen. {THREE}", id="a", said=({"quote": quote, "by": "Momme Paulsen"},)
        ),
        article(f"{TWO} Silke Orth: {two}. {TAXI}", id="b", said=({"quote": two, "by": "Silke Orth"},)),
    ]
    (row,) = rows(*members)
    assert row.kind == kind


def test_one_report_of_many_with_a_standing_text_does_not_make_it_an_agencys(article):
    standing = "Der Wasserstand am Pegel lag nach den Angaben des Amtes am Morgen bei"
    members = [
        article(
            f"Tag {n} am Hafen Nummer {n * n}. {standing} {300 + n} Zentimetern, {n} mehr als üblich."
            + (" (dpa)" if n == 3 else ""),
            id=f"{n:02d}",
            outlet="Kurier" if n == 3 else "Bote",
            day=f"2025-0{1 + n // 4}-{10 + n}",
        )
        for n in range(12)
    ]
    (row,) = rows(*members)
    assert (row.kind, row.reasons) == ("boilerplate", ("standing text of the outlet: Bote",))


def test_a_long_appeal_to_readers_is_boilerplate(article):
    appeal = (
        "Wer unsere Arbeit am Deich und auf den Inseln schätzt, kann sie mit Spenden am Leben halten, per Überweisung "
        "auf unser Bankkonto oder über Paypal. Auch ein Abonnement der gedruckten Ausgabe hilft, die an jedem zweiten "
        "Freitag erscheint und alles enthält, was zwischen Ems und Eider geschieht, von der Krabbenfischerei bis zur "
        "Hafenschranke, dazu Gezeiten, Fahrpläne, Rätsel, Rezepte und die Leserbriefe aus den letzten vierzehn Tagen "
        "mitsamt den Antworten derer, die darin angesprochen werden"
    )
    (row,) = rows(article(f"{ONE} {appeal}. {THREE}", id="a"), article(f"{TWO} {appeal}! {TAXI}", id="b"))
    assert (row.kind, row.reasons) == ("boilerplate", ("notice of the outlet: Bote",))


def test_a_list_of_authors_is_a_notice(article):
    line = "Weitere Autorinnen und Autoren der Reihe sind Wiebke Onnen, Momme Paulsen, Silke Orth"
    members = [
        article(f"Heute schreibt Gast {n}. {line} und Gast {n + 9}. {rest}", id=str(n), day=f"2025-0{n + 1}-03")
        for n, rest in enumerate((ONE, TWO, THREE))
    ]
    assert [row.kind for row in rows(*members)] == ["boilerplate"]
