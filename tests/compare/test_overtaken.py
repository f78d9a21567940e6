"""Plans in the chronicle that came about, were stopped, or are told as given up."""

import pytest

from quellenlage.compare.timeline import find_timeline
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate

CAME_ABOUT = "a later article tells that it came about"
STOPPED = "a later article tells that it was stopped"


def member(text, day, id="a"):
    article = Article(id=id, text=text, input=id, outlet="Bote", published=Published(day, day, "given"), language="de")
    return AnnotatedArticle(article, annotate(article))


def overtaken_in(rows):
    phrases = (CAME_ABOUT, STOPPED, "told as a plan given up")
    return [reason.partition(":")[0] for r in rows for reason in r.reasons if reason.startswith(phrases)]


PLAN = "Das Krankenhaus in Lerchau soll zum 31. August 2025 geschlossen werden."


@pytest.mark.parametrize(
    ("later", "day", "expected"),
    [
        (
            "Das Krankenhaus in Lerchau darf vorerst nicht geschlossen werden, entschied ein Richter.",
            "2025-06-20",
            STOPPED,
        ),
        ("Das Gericht hat die Schließung in Lerchau gestoppt.", "2025-06-20", STOPPED),
        ("Die Schließung in Lerchau wurde untersagt.", "2025-06-20", STOPPED),
        ("Die Schließung des Krankenhauses in Lerchau wurde am Donnerstag untersagt.", "2025-06-20", STOPPED),
        # not told as a fact, another place, another thing, an earlier article, and one behind the day itself
        ("Das Gericht soll die Schließung in Lerchau stoppen.", "2025-06-20", None),
        ("Das Gericht hat die Schließung in Lerchau nicht gestoppt.", "2025-06-20", None),
        ("Das Gericht hat die Schließung in Holmsand gestoppt.", "2025-06-20", None),
        ("Das Gericht hat die Räumung in Lerchau gestoppt.", "2025-06-20", None),
        ("Kein Gericht hat die Schließung in Lerchau gestoppt.", "2025-06-20", None),
        ("Angeblich wurde die Schließung in Lerchau gestoppt.", "2025-06-20", None),
        ("Das Gericht hätte die Schließung in Lerchau fast gestoppt.", "2025-06-20", None),
        ("Ob das Gericht die Schließung in Lerchau gestoppt hat, ist offen.", "2025-06-20", None),
        ("Der Rat behauptet, das Gericht habe die Schließung in Lerchau gestoppt.", "2025-06-20", None),
        ("Das Krankenhaus in Lerchau darf nicht ohne Anhörung geschlossen werden.", "2025-06-20", None),
        ("Die Schließung der Grundschule in Lerchau wurde gestoppt.", "2025-06-20", None),
        ("Im Jahr 2012 wurde die Schließung in Lerchau gestoppt.", "2025-06-20", None),
        ("Das Gericht hat die Schließung in Lerchau gestoppt.", "2025-05-20", None),
        ("Das Gericht hat die Schließung in Lerchau gestoppt.", "2025-11-20", None),
    ],
)
def test_a_plan_that_a_later_article_stops(later, day, expected):
    rows = find_timeline([member(PLAN, "2025-06-02"), member(later, day, "b")])
    assert overtaken_in(rows) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("plan", "later", "expected"),
    [
        (
            "Noch in dieser Woche will der Rat in Lerchau über den Haushalt abstimmen.",
            "Am Mittwoch hat der Rat in Lerchau nach langem Streit abgestimmt.",
            CAME_ABOUT,
        ),
        # by the object of the verb
        (
            "Noch in dieser Woche will der Rat beim Gericht in Lerchau einen Eilantrag stellen.",
            "Am Mittwoch hat der Rat beim Gericht in Lerchau seinen Eilantrag eingereicht.",
            CAME_ABOUT,
        ),
        # elsewhere; another kind of happening
        (
            "Noch in dieser Woche will der Rat in Lerchau über den Haushalt abstimmen.",
            "Am Mittwoch hat der Rat in Holmsand nach langem Streit abgestimmt.",
            None,
        ),
        (
            "Noch in dieser Woche will der Rat in Lerchau über den Haushalt abstimmen.",
            "Am Mittwoch hat in Lerchau die Scheune gebrannt.",
            None,
        ),
    ],
)
def test_a_plan_that_came_about(plan, later, expected):
    rows = find_timeline([member(plan, "2025-06-03"), member(later, "2025-06-05", "b")])
    assert overtaken_in(rows) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ursprünglich sollte das Wehr im August 2025 öffnen.", ["told as a plan given up"]),
        ("Das Wehr soll im August 2025 öffnen.", []),
        ("Ursprünglich stammt die Fähre, die am Freitag ausläuft, aus Ostrum.", []),
    ],
)
def test_a_plan_told_as_given_up(text, expected):
    assert overtaken_in(find_timeline([member(text, "2025-06-03")])) == expected


def test_the_reason_gives_outlet_and_sentence():
    later = "Das Gericht hat die Schließung in Lerchau gestoppt."
    (row,) = find_timeline([member(PLAN, "2025-06-02"), member(later, "2025-06-20", "b")])
    assert row.modality == "planned"
    assert f"{STOPPED}: Bote, {later}" in row.reasons
