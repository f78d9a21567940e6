"""Shared passages: exact places, what kind, who had it first."""

import random
from dataclasses import replace

import pytest

from quellenlage.compare.order import in_order
from quellenlage.compare.passages import shingles_of
from quellenlage.compare.reading import held
from quellenlage.compare.reuse import find_reused
from quellenlage.domain.annotations import AnnotatedArticle, Via
from quellenlage.domain.dossier import Reuse

FERRY = "Die Fähre nach Amrum fällt am Wochenende aus, weil ein Propeller im Schlick beschädigt wurde."
EDITED = "Die Fähre nach Amrum fällt am kommenden Wochenende aus, weil ein Propeller im Schlick beschädigt wurde."
NOTICE = "Der Inselkurier finanziert sich durch Spenden seiner treuen Leserinnen und Leser im Norden."
ONE = "Auf den Halligen richtet man sich derweil auf Tage ohne Post ein."
TWO = "Ganz anders klingt das bei den Wirten, deren Betten leer bleiben."


def find_reuse(articles: list[AnnotatedArticle]) -> tuple[Reuse, ...]:
    ordered = in_order(articles)
    return find_reused([shingles_of(a) for a in ordered], held(ordered)).rows


def test_a_verbatim_passage_has_exact_places_in_both(article):
    texts = [f"{ONE} {FERRY}", f"{FERRY} {TWO}"]
    members = [article(t, id=i, outlet=o) for t, i, o in zip(texts, "ab", ["Kurier", "Bote"], strict=True)]
    (row,) = find_reuse(members)
    assert row.kind == "copy"
    assert [texts["ab".index(p.article)][p.start : p.end] for p in row.places] == [FERRY, FERRY]


def test_a_small_edit_does_not_split_a_passage(article):
    (row,) = find_reuse([article(FERRY, id="a", outlet="Kurier"), article(EDITED, id="b", outlet="Bote")])
    assert [(p.start, p.end) for p in row.places] == [(0, len(FERRY)), (0, len(EDITED))]


def test_one_passage_in_three_articles_is_one_row(article):
    texts = {"a": f"{FERRY} {ONE}", "b": f"{TWO} {FERRY}", "c": EDITED}
    rows = find_reuse([article(t, id=i, outlet=i) for i, t in texts.items()])
    assert len(rows) == 1
    assert [p.article for p in rows[0].places] == ["a", "b", "c"]


def test_seven_words_are_too_few(article):
    shared = "weil ein Propeller im Schlick beschädigt wurde"
    assert find_reuse([article(f"Stillstand, {shared}.", id="a"), article(f"Ärger, {shared}!", id="b")]) == ()


def test_versions_of_one_article_do_not_reuse_each_other(article):
    members = [article(FERRY, id="a"), article(f"{FERRY} {ONE}", id="a~2", version_of="a")]
    assert find_reuse(members) == ()


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ({"outlet": "Kurier"}, {"outlet": "Bote"}, "copy"),
        ({"outlet": "Bote"}, {"outlet": "Bote"}, "self"),
        ({"outlet": None}, {"outlet": None}, "copy"),
    ],
)
def test_kind_by_outlet(article, one, two, kind):
    (row,) = find_reuse([article(FERRY, id="a", **one), article(f"{TWO} {FERRY}", id="b", **two)])
    assert row.kind == kind
    assert row.sure == (one["outlet"] is not None)


@pytest.mark.parametrize("sign", ["(dpa)", "(dpa/fbs)", "\ndpa/afp\n", "Quelle: dpa", "(KNA)"])
def test_an_agency_sign_makes_it_wire(article, sign):
    members = [article(f"{FERRY} {sign}", id="a", outlet="Kurier"), article(f"{FERRY} {TWO} {sign}", id="b")]
    (row,) = find_reuse(members)
    assert (row.kind, row.sure) == ("wire", True)


@pytest.mark.parametrize(
    "words", ["Das sagte sie der dpa.", "Foto: dpa", "Ein Sprecher der Nachrichtenagentur dpa schwieg."]
)
def test_naming_an_agency_is_no_credit(article, words):
    (row,) = find_reuse([article(f"{FERRY} {words}", id="a", outlet="Kurier"), article(FERRY, id="b")])
    assert row.kind == "copy"


def test_page_matter_is_boilerplate_even_where_the_outlet_is_unknown(article):
    members = [
        article(f"{ONE}\n{NOTICE}", id="a", outlet=None, furniture=(NOTICE,)),
        article(f"{TWO}\n{NOTICE}", id="b", outlet=None, furniture=(NOTICE,)),
    ]
    (row,) = find_reuse(members)
    assert (row.kind, row.text) == ("boilerplate", NOTICE)


def test_copied_news_does_not_run_on_into_page_matter(article):
    text = f"{FERRY}\n{NOTICE}"
    members = [article(text, id=i, outlet=o, furniture=(NOTICE,)) for i, o in (("a", "Kurier"), ("b", "Bote"))]
    assert [(r.kind, r.text) for r in find_reuse(members)] == [("copy", FERRY), ("boilerplate", NOTICE)]


def test_a_teaser_elsewhere_is_no_place_of_copied_news(article):
    members = [
        article(FERRY, id="a", outlet="Kurier"),
        article(FERRY, id="b", outlet="Bote"),
        article(f"{ONE}\n{FERRY}", id="c", outlet="Post", furniture=(FERRY,)),
    ]
    (row,) = find_reuse(members)
    assert (row.kind, [p.article for p in row.places]) == ("copy", ["a", "b"])


def test_words_inside_quotation_marks_in_both_are_a_quotation(article):
    quote = "„Wir fahren erst wieder, wenn der Taucher grünes Licht gegeben hat“"
    texts = {"a": f"{quote}, sagte Momme Paulsen.", "b": f"Am Anleger hieß es: {quote}."}
    members = [article(t, id=i, outlet=i, said=({"quote": quote, "by": "Momme Paulsen"},)) for i, t in texts.items()]
    (row,) = find_reuse(members)
    assert row.kind == "quotation"


@pytest.mark.parametrize(
    ("days", "first", "why"),
    [
        (("2025-03-02", "2025-03-01"), "b", "published first: 2025-03-01"),
        (("2025-03-01", "2025-03-01"), None, "same day"),
        (("2025-03-01T09:00:00+01:00", "2025-03-01T08:30:00+00:00"), "a", "published first: 2025-03-01T09:00:00+01:00"),
        (("2025-03-01T09:00:00+01:00", "2025-03-01"), None, "same day"),
        (("2025-03-01", None), None, "date unknown"),
    ],
)
def test_who_had_it_first(article, days, first, why):
    members = [article(FERRY, id=i, outlet=i, day=d) for i, d in zip("ab", days, strict=True)]
    (row,) = find_reuse(members)
    assert (row.first, row.why) == (first, why)


def test_a_notice_of_the_outlet_is_no_self_reuse(article):
    line = "Dieser Beitrag ist zuerst in der gedruckten Ausgabe vom Samstag erschienen."
    long = " ".join([ONE, TWO])
    rows = find_reuse(
        [
            article(f"{long} {FERRY}\n{line}", id="a"),
            article(f"{TWO} Mehr war auch am späten Abend auf der Insel nicht zu hören. {ONE}\n{line}", id="b"),
        ]
    )
    assert {r.text: r.kind for r in rows}[line] == "boilerplate"


def test_order_of_the_articles_does_not_matter(article):
    texts = [f"{FERRY} {ONE}", f"{TWO} {FERRY}", EDITED, f"{NOTICE} {ONE}", f"{TWO} {NOTICE} {FERRY}"]
    members = [article(t, id=str(i), outlet=str(i % 3), day=f"2025-03-0{1 + i % 4}") for i, t in enumerate(texts)]
    expected = find_reuse(members)
    assert expected
    for seed in range(5):
        random.Random(seed).shuffle(members)
        assert find_reuse(members) == expected


@pytest.mark.parametrize("text", ["", "…", "Ja."])
def test_short_and_empty_texts(article, text):
    assert find_reuse([article(text, id="a"), article(text, id="b")]) == ()


def test_articles_shorter_than_a_shingle_share_nothing(article):
    assert find_reuse([article("Der Deich hält.", id="a"), article("Der Deich hält.", id="b", outlet="Kurier")]) == ()


def test_nothing_in_nothing_out():
    assert find_reuse([]) == ()


def test_a_shared_quotation_has_both_its_marks(article):
    quote = "„Wir holen die Leute mit dem Schlauchboot von der Insel“"
    texts = [f"{ONE} {quote}, sagte der Maat.", f"{quote}, so hieß es. {TWO}"]
    members = [
        article(t, id=i, outlet=o, said=({"quote": quote},))
        for t, i, o in zip(texts, "ab", ["Kurier", "Bote"], strict=True)
    ]
    (row,) = find_reuse(members)
    assert (row.kind, row.text) == ("quotation", quote)


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("Husum (xna). {}", "{} (xna/wk)", "wire"),
        ("Husum (xna) – {}", "{}\n(Mitarbeit: xna)", "wire"),
        # each its own editor
        ("Husum (xna). {}", "{} (wk)", "copy"),
        # words in brackets are no signs
        ("{} Die Fähre (rot) sank.", "{} Die Fähre (rot) fuhr.", "copy"),
    ],
)
def test_a_sign_that_several_outlets_set_is_an_agency(article, one, two, kind):
    members = [
        article(one.format(FERRY), id="a", outlet="Kurier"),
        article(f"{TWO}\n{two.format(FERRY)}", id="b", outlet="Bote"),
    ]
    (row,) = find_reuse(members)
    assert row.kind == kind
    assert row.reasons == ("agency credited: xna" if kind == "wire" else "several outlets: Bote, Kurier",)


@pytest.mark.parametrize(
    ("credit", "first"),
    [
        ("Quelle: Inselkurier", "a"),
        ("Zuerst erschienen bei inselkurier.de", "a"),
        ("Mit freundlicher Genehmigung des Inselkuriers", "a"),
        ("Übernommen aus: Der Inselkurier vom Montag", "a"),
        ("Quelle: Hafenpost", None),
        ("Der Inselkurier nannte gestern eine Quelle", None),
    ],
)
def test_who_is_credited_had_it_first(article, credit, first):
    members = [
        article(f"{FERRY} {ONE}", id="a", outlet="www.inselkurier.de", day="2025-03-01"),
        article(f"{FERRY} {TWO}\n{credit}", id="b", outlet="Bote", day="2025-03-01"),
    ]
    (row,) = find_reuse(members)
    assert (row.first, row.why) == (first, "credited by the others: www.inselkurier.de" if first else "same day")


@pytest.mark.parametrize(
    ("whole", "first"), [(f"{ONE} {FERRY} {TWO} {ONE[:40]}", "a"), (f"{FERRY} {ONE}", None), (FERRY, None)]
)
def test_of_two_on_one_day_the_part_is_taken_from_the_whole(article, whole, first):
    members = [article(whole, id="a", outlet="Bote", day="2025-03-01"), article(FERRY, id="b", outlet="Kurier")]
    rows = find_reuse(members)
    why = "has the whole of which the others have a part: Bote" if first else "date unknown"
    assert [(r.first, r.why) for r in rows] == [(first, why)]


def test_a_date_wins_over_a_credit(article):
    members = [
        article(FERRY, id="a", outlet="Inselkurier", day="2025-03-02"),
        article(f"{FERRY}\nQuelle: Inselkurier", id="b", outlet="Bote", day="2025-03-01"),
    ]
    (row,) = find_reuse(members)
    assert (row.first, row.why) == ("b", "published first: 2025-03-01")


PHRASE = "Die Zahl der gemeldeten Fälle, die damit in Verbindung stehen"


def test_a_few_words_are_not_sure(article):
    members = [
        article(f"{ONE} {PHRASE}, sinkt. {TWO}", id="a", outlet="Kurier"),
        article(f"{TWO} {PHRASE}, wächst. {ONE[:30]}", id="b", outlet="Bote"),
    ]
    rows = {r.text: r for r in find_reuse(members)}
    assert (rows[PHRASE].kind, rows[PHRASE].sure) == ("copy", False)
    assert rows[PHRASE].reasons == ("several outlets: Bote, Kurier", "few words: 10")


def test_short_articles_may_be_copied_whole(article):
    (row,) = find_reuse([article(f"{PHRASE}.", id=i, outlet=i) for i in "ab"])
    assert (row.kind, row.sure) == ("copy", True)


@pytest.mark.parametrize(("by", "kind"), [("Momme Paulsen", "quotation"), ("Silke Orth", "copy")])
def test_a_few_words_of_one_speaker_are_no_copy(article, by, kind):
    words = "es sei vor dem Sommer nicht mit neuen Schiffen zu rechnen"
    texts = {"a": f"Momme Paulsen meinte, {words}. {ONE} {TWO}", "b": f"{TWO} {ONE[:40]}. {by} sagte, {words}."}
    members = [
        article(texts[i], id=i, outlet=i, said=({"quote": words, "by": who},))
        for i, who in (("a", "Momme Paulsen"), ("b", by))
    ]
    assert {r.text: r.kind for r in find_reuse(members)}[f"{words}."] == kind


def test_an_agency_in_a_long_page_of_many_reports_says_nothing_about_a_passage(article):
    page = " ".join(f"Meldung {n} vom Deich: Wasserstand {n} und Wind {n}." for n in range(300))
    members = [article(f"{page}\n{FERRY}\n{page[9:]} (dpa)", id="a", outlet="Kurier"), article(FERRY, id="b")]
    rows = {r.text: r for r in find_reuse(members)}
    assert rows[FERRY].kind == "copy"


def test_words_about_the_outlet_in_three_articles_are_boilerplate(article):
    said = "die wir Ihnen jeden Montag mit unserem Newsletter aus dem Hafen nach Hause schicken, ganz ohne Kosten"
    texts = [
        f"{ONE} Hier die Nachrichten, {said}: {FERRY}",
        f"{TWO} Es folgen Notizen, {said}",
        f"{NOTICE} Alles, {said}",
    ]
    rows = {r.text: r for r in find_reuse([article(t, id=str(n)) for n, t in enumerate(texts)])}
    assert rows[said].kind == "boilerplate"


INTERVIEW = (
    "Was raten Sie unseren Leserinnen und Lesern, wenn die Fähre wieder einmal nicht fährt? Paulsen: Wer auf die Insel "
    "will, soll Zeit mitbringen, denn der Schlick im Priel wächst von Jahr zu Jahr, und kein Bagger der Welt holt ihn "
    "schneller heraus, als der nächste Sturm ihn wieder hineinträgt. Ich fahre seit dreißig Jahren, und in jedem davon "
    "habe ich gehört, dass es im nächsten besser wird; besser wurde nur der Kaffee an Bord, und auch der nicht immer."
)


def test_an_interview_printed_twice_is_self_reuse(article):
    more = " ".join(f"Am Anleger Nummer {n} wartete Reisegruppe {n}." for n in range(60))
    members = [
        article(f"{before}\n{INTERVIEW}\n{more[at:]}", id=i, outlet="Inselkurier", day=day)
        for i, before, at, day in (("a", ONE, 0, "2025-03-01"), ("b", TWO, 0, "2025-03-09"))
    ]
    rows = [r for r in find_reuse(members) if INTERVIEW[:40] in r.text]
    assert [(r.kind, r.first) for r in rows] == [("self", "a")]


@pytest.mark.parametrize(
    ("named", "first", "why"),
    [
        ("Das berichtet der „Inselkurier“.", "a", "named in the text as the source: inselkurier.de"),
        ("Laut Inselkurier bleibt das so.", "a", "named in the text as the source: inselkurier.de"),
        ("Die Hafenpost berichtet anderes.", "b", "published first: 2025-03-01"),
        ("Am Kiosk lag der Inselkurier aus.", "b", "published first: 2025-03-01"),
    ],
)
def test_a_passage_that_names_its_source_is_from_there(article, named, first, why):
    """The one that prints its collection later had it first, if the other says so."""
    members = [
        article(f"{ONE} {FERRY}", id="a", outlet="inselkurier.de", day="2025-03-31"),
        article(f"{FERRY} {named} {TWO}", id="b", outlet="Bote", day="2025-03-01"),
    ]
    (row,) = find_reuse(members)
    assert (row.first, row.why) == (first, why)


def test_a_source_named_far_from_the_passage_says_nothing(article):
    far = " ".join(f"Am Anleger {n} wartete Gruppe {n}." for n in range(6))
    members = [
        article(f"{ONE} {FERRY}", id="a", outlet="Inselkurier", day="2025-03-31"),
        article(f"{FERRY} {far} Laut Inselkurier regnet es.", id="b", outlet="Bote", day="2025-03-01"),
    ]
    (row,) = find_reuse(members)
    assert row.first == "b"


@pytest.mark.parametrize(("by", "kind"), [("Momme Paulsen", "quotation"), (None, "copy")])
def test_words_of_an_address_that_one_prints_and_another_quotes(article, by, kind):
    words = (
        "Viele von Ihnen kommen nicht zur Insel, Ihre Pakete kommen nicht an, und was am schwersten wiegt, es fehlen "
        "uns die Abende im Hafen, die sonst selbstverständlich sind"
    )
    texts = {"a": f"Liebe Gäste! {words}. {ONE}", "b": f"{TWO} Er sagte: „{words}.“"}
    said = ({"quote": f"„{words}.“", "by": by},) if by else ()
    members = [article(texts[i], id=i, outlet=i, said=said if i == "b" else ()) for i in "ab"]
    assert [r.kind for r in find_reuse(members)] == [kind]


@pytest.mark.parametrize(("verb", "found"), [("mitteilte", 0), ("mitteilte, ohne Zahlen zu nennen", 1)])
def test_who_said_something_is_no_passage(article, verb, found):
    source = f"wie das Landesamt für Deichbau und Küstenschutz in Harlstedt {verb}"
    texts = {"a": f"{ONE} Das Wasser steigt, {source}. {TWO}", "b": f"{TWO[:30]} Es regnet, {source}. {ONE[:30]}"}
    members = [
        article(t, id=i, outlet=i, bodies=("Landesamt für Deichbau und Küstenschutz",), places=("Harlstedt",))
        for i, t in texts.items()
    ]
    assert sum("Landesamt" in r.text for r in find_reuse(members)) == found


@pytest.mark.parametrize(
    ("day", "first", "why"),
    [
        ("2025-01-10", "a", "dated earlier in the text: 2025-01-09"),
        ("2025-01-09", None, "same day"),
        ("2025-01-08", "b", "published first: 2025-01-08"),
    ],
)
def test_an_entry_of_a_ticker_came_out_on_its_own_day(article, day, first, why):
    ticker = (
        f"Freitag, 10. Januar, 7.30 Uhr: {ONE}\nDonnerstag, 9. Januar, 19.04 Uhr: {FERRY}\nMittwoch, 8. Januar: {TWO}"
    )
    members = [
        article(ticker, id="a", outlet="Kurier", day="2025-01-31"),
        article(FERRY, id="b", outlet="Bote", day=day),
    ]
    (row,) = find_reuse(members)
    assert (row.first, row.why) == (first, why)


def test_words_that_one_puts_in_quotation_marks_are_somebodys(article):
    members = [
        article(f"{TWO} „{FERRY}“", id="a", outlet="Kurier", said=({"quote": f"„{FERRY}“"},)),
        article(f"{ONE} {FERRY}", id="b", outlet="Bote"),
    ]
    (row,) = find_reuse(members)
    assert (row.kind, row.sure, row.reasons) == ("quotation", False, ("quoted elsewhere",))


HARBOUR = "„Der Kai ist unterspült, und das wissen alle seit dem letzten Winter ganz genau“"
REST = "„Wir brauchen endlich Geld für neue Spundwände“"
ASIDE = ", klagte Kapitänin Wiebke Onnen"


@pytest.mark.parametrize(
    ("said", "kind", "reason"),
    [
        (
            (
                {"quote": HARBOUR, "by": "Wiebke Onnen", "speaker": "Kapitänin Wiebke Onnen"},
                {"quote": REST, "by": "Wiebke Onnen"},
            ),
            "quotation",
            "reported of one speaker in every article: Wiebke Onnen",
        ),
        # the words of the outlet between two quotations are its own where nobody is known to speak
        (({"quote": HARBOUR},), "copy", "several outlets: Bote, Kurier"),
    ],
)
def test_quotations_with_the_speaker_between_them_are_a_quotation(article, said, kind, reason):
    passage = f"{HARBOUR}{ASIDE}. {REST}"
    members = [
        article(t, id=i, outlet=o, said=said)
        for t, i, o in ((f"{ONE} {passage}", "a", "Kurier"), (f"{passage} {TWO}", "b", "Bote"))
    ]
    (row,) = find_reuse(members)
    assert (row.kind, row.reasons) == (kind, (reason,))


def test_words_of_a_document_in_quotation_marks_are_a_quotation(article):
    rule = "Wer den Deich zwischen Oktober und März betritt, haftet für jeden Schaden an der Grasnarbe"
    members = [
        article(f"{ONE}\nIn der Satzung steht: „{rule}.“", id="a", outlet="Kurier"),
        article(f"»{rule}«, heißt es darin. {TWO}", id="b", outlet="Bote"),
    ]
    (row,) = find_reuse(members)
    assert (row.kind, row.reasons) == ("quotation", ("inside quotation marks in every article",))


def test_an_outlet_that_was_told_the_words_had_them_first(article):
    via = ({"kind": "interview", "name": "Inselkurier"},)
    members = []
    for i, outlet, text in (("a", "Bote", f"{HARBOUR}, hieß es. {ONE}"), ("b", "inselkurier.de", f"{TWO} {HARBOUR}.")):
        built = article(text, id=i, outlet=outlet, day="2025-03-01", said=({"quote": HARBOUR},))
        said = built.annotations.statements[0]
        told = tuple(Via(**v, span=said.span) for v in via)
        marks = replace(built.annotations, statements=(replace(said, via=told),))
        members.append(replace(built, annotations=marks))
    (row,) = find_reuse(members)
    assert (row.kind, row.first, row.why) == ("quotation", "b", "named in the text as the source: inselkurier.de")


@pytest.mark.parametrize(
    ("days", "at_end", "kind"),
    [
        # the last line of three articles over weeks; in the midst it takes eight, and some weeks
        (("2025-01-02", "2025-02-03", "2025-03-04"), True, "boilerplate"),
        (("2025-01-02", "2025-01-03", "2025-01-04"), True, "self"),
        (("2025-01-02", "2025-02-03", "2025-03-04"), False, "self"),
        (tuple(f"2025-0{m}-0{d}" for m in (1, 2, 3, 4) for d in (2, 9)), False, "boilerplate"),
    ],
)
def test_a_text_that_an_outlet_repeats_for_weeks_is_standing_text(article, days, at_end, kind):
    closing = "Und wie war Ihre Überfahrt, erzählen Sie uns von Wellen und Wind an Bord."
    own = (
        "Amrum", "Borkum", "Cuxhaven", "Dagebüll", "Emden", "Föhr", "Greetsiel", "Husum",
    )  # fmt: skip
    members = [
        article(
            f"Im Hafen von {town} liegt Boot {n}.\n{closing}" if at_end else f"{town} hat Boot {n}. {closing} {town}!",
            id=str(n),
            outlet="Bote",
            day=day,
        )
        for n, (town, day) in enumerate(zip(own, days, strict=False))
    ]
    (row,) = find_reuse(members)
    assert row.kind == kind
    assert row.reasons == ("standing text of the outlet: Bote" if kind == "boilerplate" else "one outlet: Bote",)


@pytest.mark.parametrize(
    ("day", "kind", "reason"),
    [
        ("2025-03-02", "wire", "agency credited in some of the articles: dpa"),
        ("2025-03-20", "self", "one outlet: Bote"),  # from its own archive
    ],
)
def test_an_outlet_that_credits_an_agency_once_has_the_text_from_there(article, day, kind, reason):
    members = [
        article(f"{ONE} {FERRY}", id="a", outlet="Bote", day="2025-03-01"),
        article(f"{FERRY} {TWO} (dpa)", id="b", outlet="Bote", day=day),
    ]
    (row,) = find_reuse(members)
    assert (row.kind, row.reasons) == (kind, (reason,))
