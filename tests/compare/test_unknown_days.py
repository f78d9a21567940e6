"""The chronicle of articles whose day is not known: order of weekdays, the happening of the lead, looks back."""

import pytest

from quellenlage.compare.timeline import find_timeline
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate


def read(text, name="a", first="2023-09", last="2023-12"):
    published = Published(first, last, "given")
    article = Article(id=name, text=text, input=name, outlet=None, published=published, language="de")
    return AnnotatedArticle(article, annotate(article))


def opening(row):
    return " ".join(row.text.split()[:3])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the lead's Friday is the latest, the others of the same week
        (
            "Am Freitag stürzte in Ostrum der Kran um. Am Mittwoch prüfte ihn der Bauhof. "
            "Am Montag meldete ihn Ida Lorenz als rostig.",
            ["Am Montag meldete", "Am Mittwoch prüfte", "Am Freitag stürzte"],
        ),
        # the pluperfect lies before the frame
        (
            "Am Mittwoch brannte in Ostrum die Mühle. Am Dienstag hatte Jens Ohm dort noch getanzt.",
            ["Am Dienstag hatte", "Am Mittwoch brannte"],
        ),
        # across a weekend
        (
            "Am Montag sank in Ostrum die Fähre. Am Samstag lief sie in Kalden aus.",
            ["Am Samstag lief", "Am Montag sank"],
        ),
        # not sure: a Monday before or after a Friday two thirds of a week apart stays as told
        (
            "Am Montag sank in Ostrum die Fähre. Am Donnerstag brannte die Mühle. Am Freitag kam der Deichgraf.",
            ["Am Montag sank", "Am Donnerstag brannte", "Am Freitag kam"],
        ),
    ],
)
def test_weekdays_of_an_unknown_week_stand_in_their_order(text, expected):
    assert [opening(r) for r in find_timeline([read(text)])] == expected


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Die Sender meldeten am Freitag nicht den Brand in Ostrum.", False),
        ("Die Sender meldeten am Freitag nicht nur den Brand in Ostrum.", True),
        ("Die Sender meldeten am Freitag den Brand in Ostrum.", True),
        ("Die Fähre fuhr am Freitag in Ostrum nicht mehr.", True),
        ("Niemand meldete am Freitag den Brand in Ostrum.", True),
        ("Die Fähre konnte am Donnerstag in Ostrum nicht anlegen.", True),
    ],
)
def test_a_negated_verb_is_no_event(text, sure):
    (row,) = find_timeline([read(text)])
    assert row.sure is sure
    assert ("told as not having happened" in row.reasons) is not sure


def test_a_refusal_told_by_the_outlet_is_a_fact():
    text = (
        "Deichgraf Jens Ohm lehnte es am Freitag ab, die Käufer aufzuzählen, betonte aber, "
        "der Verkauf an Ostrum dürfe niemanden ängstigen."
    )
    (row,) = find_timeline([read(text)])
    assert row.modality == "factual"


def test_the_happening_of_the_lead_has_the_days_of_its_article():
    text = "Ida Lorenz hat in Ostrum den Nachbarn Jens Ohm empfangen. Die Mühle steht noch."
    (row,) = find_timeline([read(text)])
    assert (row.date.from_, row.date.to) == ("2023-09", "2023-12")
    assert row.reasons == ("no date in the lead, so the article's own days",)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # a known day would claim more than the words say
        ("Ida Lorenz hat in Ostrum den Nachbarn Jens Ohm empfangen.", "2023-09-04", "2023-09-04"),
        ("Ida Lorenz hat in Ostrum den Nachbarn Jens Ohm empfangen.", "2023", None),
        ("Ida Lorenz will in Ostrum den Nachbarn Jens Ohm empfangen.", "2023-09", "2023-12"),
        ("Ida Lorenz hatte in Ostrum den Nachbarn Jens Ohm empfangen.", "2023-09", "2023-12"),
    ],
)
def test_a_lead_without_date_makes_no_line_where_it_would_claim_too_much(text, first, last):
    assert find_timeline([read(text, first=first, last=last)]) == ()


def test_a_look_back_joins_the_news_of_another_article():
    news = (
        "Ida Lorenz traf am Mittwoch in Ostrum den Nachbarn Jens Ohm. Am Dienstag hatte die Mühle von Kalden gebrannt."
    )
    back = "Im Herbst 2023 hatte Ida Lorenz den Nachbarn Jens Ohm in Ostrum empfangen."
    members = [read(news, "a"), read(back, "b", "2024-06-03", "2024-06-03")]
    before, row = find_timeline(members)
    assert (row.articles, opening(row)) == (("a", "b"), "Ida Lorenz traf")
    assert row.reasons[1:] == ("another article looks back to it: Herbst 2023",)
    assert (before.date, opening(before)) == (row.date, "Am Dienstag hatte")
    assert (row.date.from_, row.date.to, row.background) == ("2023-09", "2023-11", False)


@pytest.mark.parametrize(
    ("third", "last"),
    [
        ("Ida Lorenz war am Donnerstag nach ihrem Treffen nirgends zu sehen.", "2023-12"),
        # after something else; of somebody else; not told to follow it
        ("Ida Lorenz war am Donnerstag nach der Wahl nirgends zu sehen.", "2024-01"),
        ("Nils Brandt war am Freitag nach seinem Treffen nirgends zu sehen.", "2024-01"),
        ("Ida Lorenz war am Donnerstag nirgends zu sehen.", "2024-01"),
    ],
)
def test_a_weekday_after_what_was_dated_shares_its_weeks(third, last):
    news = "Ida Lorenz traf am Mittwoch in Ostrum den Nachbarn Jens Ohm."
    back = "Im Herbst 2023 hatte Ida Lorenz den Nachbarn Jens Ohm in Ostrum empfangen."
    members = [read(news, "a"), read(back, "b", "2024-06-03", "2024-06-03"), read(third, "c", "2023-09", "2024-01")]
    assert [r.date.to for r in find_timeline(members) if r.articles == ("c",)] == [last]


def test_a_look_back_to_somebody_else_stays_its_own_line():
    news = "Ida Lorenz traf am Mittwoch in Ostrum den Nachbarn Jens Ohm."
    back = "Im Herbst 2023 hatte Ida Lorenz den Deichgrafen Nils Brandt in Ostrum empfangen."
    members = [read(news, "a"), read(back, "b", "2024-06-03", "2024-06-03")]
    assert sorted(r.articles for r in find_timeline(members)) == [("a",), ("b",)]


def test_a_look_back_to_a_day_inside_the_months_is_joined():
    news = "Ida Lorenz traf am Mittwoch in Ostrum den Nachbarn Jens Ohm."
    back = "Am 13. September 2023 hatte Ida Lorenz den Nachbarn Jens Ohm in Ostrum empfangen."
    members = [read(news, "a", "2023-09", "2023-09"), read(back, "b", "2024-06-03", "2024-06-03")]
    (row,) = find_timeline(members)
    assert (row.articles, row.date.from_, row.date.to) == (("a", "b"), "2023-09-13", "2023-09-13")


def test_a_look_back_to_a_year_is_not():
    news = "Ida Lorenz traf am Mittwoch in Ostrum den Nachbarn Jens Ohm."
    back = "2023 hatte Ida Lorenz den Nachbarn Jens Ohm in Ostrum empfangen."
    members = [read(news, "a", "2023-09", "2023-09"), read(back, "b", "2024-06-03", "2024-06-03")]
    assert len(find_timeline(members)) == 2
