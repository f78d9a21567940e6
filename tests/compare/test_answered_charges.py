"""A charge that is answered by what is said of whoever makes it: *Wer der Bahn Wortbruch vorwirft, der irrt*."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.disputes import find_disputes
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")
REASON = "charge answered by who makes it"
BROKEN = "Die Lotte Bau AG breche den Mietvertrag, sagte Bürgermeisterin Ina Sorge am Montag in Ostrum."


def read(*texts: str) -> list[AnnotatedArticle]:
    """Articles of one day, annotated."""
    day = Published("2025-03-05", "2025-03-05", "given")
    articles = [
        Article(id=f"a{n}", text=t, input=f"a{n}", outlet=f"Blatt {n}", language="de", published=day)
        for n, t in enumerate(texts)
    ]
    return [AnnotatedArticle(a, annotate(a)) for a in articles]


def answered(*texts: str) -> list[tuple[str, ...]]:
    """The words of each side of the disputes that rest on such an answer."""
    members = read(*texts)
    words = {m.article.id: m.article.text for m in members}
    rows = find_disputes(members, find_claims(members, ()), ())
    return [
        tuple(words[e.article][e.start : e.end] for side in row.sides for e in side.evidence)
        for row in rows
        if REASON in row.reasons and row.sure
    ]


@pytest.mark.parametrize(
    ("charge", "answer"),
    [
        (
            BROKEN,
            "Vorstand Paul Ahrend sagte, wer der Lotte Bau AG Vertragsbruch vorwerfe, habe nichts gelesen.",
        ),
        (BROKEN, "„Wer der Lotte Bau AG Vertragsbruch vorwirft, der irrt“, sagte Vorstand Paul Ahrend am Dienstag."),
        (BROKEN, "„Wer der Lotte Bau AG den Bruch von Verträgen unterstellt, lügt“, sagte Vorstand Paul Ahrend."),
        (BROKEN, "„Wer der Lotte Bau AG Vertragsbruch zur Last legt, kennt das Papier nicht“, sagte Paul Ahrend."),
        (
            "Die Lotte Bau AG habe jahrelang Steuern hinterzogen, sagte die Abgeordnete Ina Sorge am Montag.",
            "„Wer die Lotte Bau AG der Steuerhinterziehung bezichtigt, der lügt“, sagte Vorstand Paul Ahrend.",
        ),
        (
            "Nach Angaben von Ministerin Ina Sorge hat die Lotte Bau AG mehrere Bilanzen gefälscht.",
            "„Wer der Lotte Bau AG Bilanzfälschung unterstellt, verkennt die Lage“, sagte Vorstand Paul Ahrend.",
        ),
        (
            "Ministerin Ina Sorge sprach am Montag von einem Wortbruch der Lotte Bau AG.",
            "„Wer der Lotte Bau AG Wortbruch vorhält, hat nicht zugehört“, sagte Vorstand Paul Ahrend.",
        ),
        (
            BROKEN,
            "Die Lotte Bau AG wehrt sich. „Wer uns Vertragsbruch vorwirft, der irrt“, sagte Paul Ahrend, Sprecher der "
            "Lotte Bau AG, am Dienstag.",
        ),
    ],
)
def test_a_charge_and_what_is_said_of_whoever_makes_it(charge, answer):
    (row,) = answered(charge, answer)
    assert row[0] in charge
    assert row[1] in answer


@pytest.mark.parametrize(
    ("charge", "answer"),
    [
        # who makes the charge is right, or is asked for proof
        (BROKEN, "„Wer der Lotte Bau AG Vertragsbruch vorwirft, hat recht“, sagte der Anwalt Paul Ahrend."),
        (BROKEN, "„Wer der Lotte Bau AG Vertragsbruch vorwirft, der irrt nicht“, sagte der Anwalt Paul Ahrend."),
        (
            BROKEN,
            "„Wer der Lotte Bau AG Vertragsbruch vorwirft, hat die Akten gelesen“, sagte Anwalt Paul Ahrend.",
        ),
        # need not know much, or is lied to
        (BROKEN, "„Wer der Lotte Bau AG Vertragsbruch vorwirft, muss nicht viel wissen“, sagte Anwalt Paul Ahrend."),
        (BROKEN, "„Wer der Lotte Bau AG Vertragsbruch vorwirft, den täuscht sie“, sagte der Anwalt Paul Ahrend."),
        (BROKEN, "„Wer der Lotte Bau AG Vertragsbruch vorwirft, wird getäuscht“, sagte der Anwalt Paul Ahrend."),
        # who does not make it
        (BROKEN, "„Wer der Lotte Bau AG keinen Vertragsbruch vorwirft, der irrt“, sagte der Anwalt Paul Ahrend."),
        # somebody else is charged, or with something else
        (BROKEN, "„Wer der Nordwind GmbH Vertragsbruch vorwirft, der irrt“, sagte der Anwalt Paul Ahrend."),
        (BROKEN, "„Wer der Lotte Bau AG Rechtsbruch vorwirft, der irrt“, sagte der Anwalt Paul Ahrend."),
        # nobody has said so, or the same man has
        (
            "Die Lotte Bau AG breche den Mietvertrag nicht, sagte Bürgermeisterin Ina Sorge am Montag in Ostrum.",
            "„Wer der Lotte Bau AG Vertragsbruch vorwirft, der irrt“, sagte Vorstand Paul Ahrend am Dienstag.",
        ),
        (
            "Wenn die Lotte Bau AG den Mietvertrag breche, werde man klagen, sagte Ina Sorge am Montag in Ostrum.",
            "„Wer der Lotte Bau AG Vertragsbruch vorwirft, der irrt“, sagte Vorstand Paul Ahrend am Dienstag.",
        ),
        (BROKEN, "„Wer der Lotte Bau AG Vertragsbruch vorwirft, der irrt“, sagte Bürgermeisterin Ina Sorge später."),
        # a question
        (BROKEN, "„Wer wirft der Lotte Bau AG Vertragsbruch vor, und wer irrt?“, fragte Vorstand Paul Ahrend."),
    ],
)
def test_what_rejects_no_charge_that_somebody_makes(charge, answer):
    assert answered(charge, answer) == []
