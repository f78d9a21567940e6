"""Where the times of an article stand in the calendar: days, limits, stretches, and articles whose day is not known."""

from dataclasses import replace

import pytest

from quellenlage.compare.placing import is_beginning, is_limit
from quellenlage.compare.timeline import find_timeline
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate

DAY = "2025-06-02"


@pytest.fixture
def rows():
    """The lines of the chronicle of one article that is read from its text."""

    def build(text, first=DAY, last=DAY):
        published = Published(first, last, "given")
        article = Article(id="a", text=text, input="a", outlet="Bote", published=published, language="de")
        member = AnnotatedArticle(article, annotate(article))
        return find_timeline([member])

    return build


def dates(found):
    return [(r.date.from_, r.date.to) for r in found]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Bis ", True),
        ("Der Damm soll bis zum ", True),
        ("Fertig ist er spätestens im ", True),
        ("Der Damm bricht im ", False),
        ("Er blieb bis zur Wahl im ", False),
    ],
)
def test_the_words_before_a_limit(before, expected):
    assert is_limit(before) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bis zum Jahresende will der Verband 40 Weiden pflanzen.", [(None, "2025")]),
        ("Bis Freitag muss der Deichgraf die Akten vorlegen.", [(None, "2025-06-06")]),
        ("Das Wehr soll spätestens im Mai 2026 fertig sein.", [(None, "2026-05")]),
        # at least: it ends then or later
        ("Die Fähre liegt mindestens bis Freitag im Dock.", [("2025-06-06", None)]),
        ("Die Fähre bleibt bis mindestens zum 9. Juni im Dock.", [("2025-06-09", None)]),
        ("Nicht vor Freitag legt die Fähre wieder ab.", [("2025-06-06", None)]),
        ("Vom 3. Juni bis zum 5. Juni bleibt das Strandbad geschlossen.", [("2025-06-03", "2025-06-05")]),
    ],
)
def test_a_limit_is_open_to_the_past_and_a_stretch_is_one_line(rows, text, expected):
    assert dates(rows(text)) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [("Fertig ist er frühestens in ", True), ("Frühestens am ", True), ("Er kam früh im ", False)],
)
def test_the_words_before_the_earliest_day(before, expected):
    assert is_beginning(before) is expected


def test_the_earliest_day_is_open_to_the_future(rows):
    assert dates(rows("Das Wehr soll frühestens am 9. Juni geöffnet werden.")) == [("2025-06-09", None)]


@pytest.mark.parametrize(
    ("text", "date", "part"),
    [
        ("Bis Ende 2028 soll der Damm halten.", (None, "2028"), "END"),
        ("Frühestens Ende 2028 soll der Damm halten.", ("2028", None), "END"),
        ("Zum Jahresende schließt die Wirtin.", ("2025", "2025"), "END"),
        ("Mitte Mai kündigte der Wirt.", ("2025-05", "2025-05"), "MID"),
        ("Anfang 2024 zog die Wirtin aus.", ("2024", "2024"), "START"),
        ("Im Herbst 2023 brannte die Scheune.", ("2023-09", "2023-11"), "FA"),
        ("Im Winter 2023 brannte die Scheune.", ("2023-12", "2024-02"), "WI"),
        ("Im ersten Quartal 2024 brannte die Scheune.", ("2024-01", "2024-03"), "Q1"),
        ("Im Mai brannte die Scheune.", ("2025-05", "2025-05"), None),
        # the end of a week is no closer than its days
        ("Am Wochenende brannte die Scheune.", ("2025-05-31", "2025-06-01"), None),
    ],
)
def test_the_end_of_a_year_and_a_season_keep_their_names(rows, text, date, part):
    (row,) = rows(text)
    assert ((row.date.from_, row.date.to), row.date.part) == (date, part)


def test_a_limit_stands_at_its_end(rows):
    text = (
        "Bis zum Jahresende will der Verband 40 Weiden pflanzen. Am 9. August wird die Schleuse geprüft. "
        "Im Oktober wird der Damm erhöht."
    )
    assert dates(rows(text)) == [("2025-08-09", "2025-08-09"), ("2025-10", "2025-10"), (None, "2025")]


def test_the_end_of_a_month_stands_behind_its_days(rows):
    text = "Ende Mai kündigte der Wirt. Am 12. Mai brannte die Scheune."
    assert dates(rows(text)) == [("2025-05-12", "2025-05-12"), ("2025-05", "2025-05")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a year alone stands before its months, a month before its days
        (
            "Im Mai kündigte der Wirt. Am 12. Mai brannte die Scheune. 2025 starb die Wirtin.",
            ["2025", "2025-05", "2025-05-12"],
        ),
        # its middle and its end do not
        (
            "Mitte 2024 zog die Wirtin aus. Im März 2024 kündigte der Wirt. Im September 2024 brannte die Scheune.",
            ["2024-03", "2024", "2024-09"],
        ),
        (
            "Ende 2024 zog die Wirtin aus. Im Oktober 2024 kündigte der Wirt. Am 3. Januar 2025 brannte die Scheune.",
            ["2024-10", "2024", "2025-01-03"],
        ),
        (
            "Zum Jahresende schließt die Wirtin. Im Oktober wird die Scheune gebaut. Im Januar 2026 zieht sie um.",
            ["2025-10", "2025", "2026-01"],
        ),
    ],
)
def test_months_and_years_stand_before_their_days_unless_told_late(rows, text, expected):
    assert [r.date.from_ for r in rows(text)] == expected


def test_a_season_told_as_past_but_long_ago_was_meant_ahead(rows):
    assert rows("Der Kreis hat die Messe im Sommer abgesagt.", "2025-03-10", "2025-03-10") == ()


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        # some Wednesday of these months, no day
        ("Am Mittwoch brach der Damm bei Lerchau.", "2025-04", [("2025-02", "2025-04")]),
        ("Am Mittwoch brach der Damm bei Lerchau.", "2025-02", [("2025-02", "2025-02")]),
        ("Vor drei Jahren brach der Damm bei Lerchau.", "2025-04", [("2022", "2022")]),
        ("In dieser Woche brach der Damm bei Lerchau.", "2025-04", [("2025-02", "2025-04")]),
        # nobody knows when
        ("Am Mittwoch brach der Damm bei Lerchau.", "2031-04", []),
    ],
)
def test_an_article_of_some_day_places_what_it_tells_no_closer(rows, text, last, expected):
    assert dates(rows(text, "2025-02", last)) == expected


def test_an_article_of_one_of_some_days_places_what_it_tells_by_the_day(rows):
    found = rows("Am vergangenen Donnerstag brach der Damm bei Lerchau.", "2025-06-07", "2025-06-13")
    assert dates(found) == [("2025-06-05", "2025-06-12")]


def test_the_reason_says_that_the_day_is_not_known(rows):
    (row,) = rows("Am Mittwoch brach der Damm bei Lerchau.", "2025-02", "2025-04")
    phrase = "counted from the days on which the article may have come out"
    assert (row.sure, row.reasons) == (True, (f"{phrase}: Mittwoch",))


@pytest.mark.parametrize(
    ("text", "day", "modality"),
    [
        # the day of the saying is told by the outlet, whatever is said
        ("Der Landrat wies den Vorwurf am Montag zurück.", "2025-06-02", "factual"),
        # without a verb for the saying, what the line shows is what was said
        ("Die Fähre werde stillgelegt, so der Hafenmeister am Freitag.", "2025-05-30", "reported"),
        ("Die Fähre sei längst verkauft, so der Hafenmeister am Freitag.", "2025-05-30", "reported"),
        ("„Am Samstag öffnet die Halle wieder“, sagte Ute Kolb am Sonntag.", "2025-06-01", "factual"),
        # that of what is said is not
        ("„Am Samstag öffnet die Halle wieder“, sagte Ute Kolb am Sonntag.", "2025-06-07", "planned"),
        # an adverb of doubt
        ("Womöglich kam der Brief schon am Montag an.", "2025-06-02", "alleged"),
        # a saying told in the present, and what is to come
        ("Was die Deichgräfin am Freitag in einem Interview sagt, klingt nach Abschied.", "2025-05-30", "factual"),
        ("Imke Harms wirft am Sonntagabend dem Rat vor, das Wehr verkauft zu haben.", "2025-06-01", "factual"),
        ("Der Rat tagt am Freitag.", "2025-06-06", "planned"),
        # a forecast for a week that is not over
        ("Das Urteil werde voraussichtlich noch in dieser Woche verkündet, sagte Ute Kolb.", "2025-06-08", "planned"),
        # the evening and the night to come
        ("Heute Abend spricht die Deichgräfin im Festzelt.", "2025-06-02", "planned"),
        ("Heute Abend brannte das Festzelt am Deich.", "2025-06-02", "factual"),
        # what somebody announces of themselves
        ("„Am Freitag werde ich den Vertrag unterschreiben“, sagte Ute Kolb.", "2025-06-06", "planned"),
        # the end of this month
        ("Der Vertrag läuft Ende Juni aus.", "2025-06", "planned"),
    ],
)
def test_how_the_clause_of_the_date_tells_it(rows, text, day, modality):
    found = {r.date.to: r.modality for r in rows(text) if r.sure}
    assert found.get(day) == modality


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Die Fähre könnte stillgelegt werden, so der Hafenmeister am Freitag.", "2025-05-30"),
        ("Die Fähre könnte sinken und damit die Rinne sperren, so die Ansicht des Lotsen am Freitag.", "2025-05-30"),
        ("Von zwölf Fähren würden bis 2030 höchstens vier überleben, prognostiziert Ute Kolb.", "2030"),
    ],
)
def test_what_may_come_about_is_not_sure(rows, text, date):
    assert [(r.date.to, r.modality, r.sure) for r in rows(text)] == [(date, "hypothetical", False)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("„Am Freitag habe ich endlich wieder meine Ruhe“, sagte Ute Kolb.", "what somebody does or feels"),
        ("Im Oktober 2023 der Umbau des Bahnhofs in der Innenstadt von Lerchau.", "no verb, no happening"),
        ("Imke Harms, die frühere Deichgräfin (2001), spricht über das neue Wehr.", "date of a thing"),
        ("Der Jahrgang ist besser als der von 2019 gewesen.", "date of a thing"),
        ("Bis Dezember sind es noch zwei lange Monate.", "date of a thing"),
        ("Nach 1976 schien das Wehr zum zweiten Mal am Ende.", "date of a thing"),
        ("Das Wehr ist mit 1945 nicht vergleichbar.", "date of a thing"),
        ("„Es hält“, sagte Imke Harms, die am Sonntag abreisen wollte, im Interview.", "date of a thing"),
        ("Zu dem Wehr, von dem Ute Kolb am Sonntag gesprochen hatte, gibt es Pläne.", "date of a thing"),
        ("Ute Kolb nannte das „einen Rat, den man uns am Montag vorenthalten hat“.", "date of a thing"),
    ],
)
def test_a_mere_mention_is_not_sure(rows, text, reason):
    found = rows(text)
    assert [(r.sure, reason in r.reasons) for r in found] == [(False, True)]


@pytest.mark.parametrize(
    "text",
    ["Das Wehr bricht bald, sagte Imke Harms der Welt am Sonntag.", "Darüber berichtet Heft 4/2020 der Reihe."],
)
def test_names_give_no_date(rows, text):
    assert rows(text) == ()


def test_months_and_years_bound_an_article():
    published = Published("2024", "2024-02", "told")
    assert (str(published.first), str(published.last), published.day) == ("2024-01-01", "2024-02-29", None)
    assert replace(published, to="2024").last.isoformat() == "2024-12-31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Wehr ist hin, wenn der Damm nicht bis zum 9. August steht.", [("hypothetical", False)]),
        ("Das Wehr ist hin, falls der Damm am 9. August bricht.", [("hypothetical", False)]),
    ],
)
def test_what_a_condition_tells_may_never_come(rows, text, expected):
    assert [(r.modality, r.sure) for r in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two sentences in the end
        (
            "Vor sieben Jahren kaufte der Kreis das Wehr; die Schleuse gab er vor zwei Jahren auf.",
            {
                "2018": "Vor sieben Jahren kaufte der Kreis das Wehr;",
                "2023": "die Schleuse gab er vor zwei Jahren auf.",
            },
        ),
        # what points back cannot stand alone
        (
            "Vor sieben Jahren kaufte der Kreis das Wehr; das gab er vor zwei Jahren wieder auf.",
            {
                "2018": "Vor sieben Jahren kaufte der Kreis das Wehr;",
                "2023": "Vor sieben Jahren kaufte der Kreis das Wehr; das gab er vor zwei Jahren wieder auf.",
            },
        ),
        # one date: the sentence stays whole
        (
            "Vor sieben Jahren kaufte der Kreis das Wehr; die Schleuse gab er auf.",
            {"2018": "Vor sieben Jahren kaufte der Kreis das Wehr; die Schleuse gab er auf."},
        ),
    ],
)
def test_a_half_before_a_semicolon_stands_alone(rows, text, expected):
    assert {r.date.from_: r.text for r in rows(text)} == expected


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (
            "Die Wirtin starb am Samstag; das bestätigte das Klinikum der Zeitung am Sonntag.",
            {"2025-05-31": True, "2025-06-01": False},
        ),
        (
            "Die Wirtin sei am Samstag gestorben, teilte das Klinikum am Sonntag mit.",
            {"2025-05-31": True, "2025-06-01": False},
        ),
        # what is announced has not happened yet: both days count
        (
            "Die Wirtin werde am Freitag bestattet, teilte der Kreis am Sonntag mit.",
            {"2025-06-01": True, "2025-06-06": True},
        ),
    ],
)
def test_the_day_of_the_telling_beside_the_day_of_what_is_told(rows, text, sure):
    assert {r.date.from_: r.sure for r in rows(text)} == sure


def test_a_sentence_that_names_its_subject_is_the_clearer_one():
    told = {
        "a": "Am Sonntag wehrte sie sich auf dem Marktplatz: „Am Wehr von Lerchau haben wir niemals gespart.“",
        "b": "Deichgräfin Imke Harms hatte am Sonntag auf dem Marktplatz zu ihren Gästen gesagt: „Am Wehr von Lerchau "
        "haben wir niemals gespart, und wir antworten gern.“",
    }
    members = []
    for name, text in told.items():
        article = Article(id=name, text=text, input=name, published=Published(DAY, DAY, "given"), language="de")
        members.append(AnnotatedArticle(article, annotate(article)))
    (row,) = find_timeline(members)
    assert row.text.startswith("Deichgräfin Imke Harms")


def test_a_long_sentence_that_points_back_brings_the_one_before(rows):
    text = (
        "Das Werk soll zum 31. März 2026 geschlossen werden. Das teilte die Leitung der Werft Harms der Belegschaft am "
        "Mittwoch in einer Versammlung in der Halle mit."
    )
    found = {r.date.from_: r.text for r in rows(text)}
    assert found["2025-05-28"] == text


def test_what_begins_with_an_article_does_not_point_back(rows):
    text = "Der Damm ist alt. Das Wehr brach am 9. Mai 2024."
    (row,) = rows(text)
    assert row.text == "Das Wehr brach am 9. Mai 2024."
