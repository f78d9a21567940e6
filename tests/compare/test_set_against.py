"""What denies without a verb of denying, what a denial that points back means, and what the denier says then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.disputes import find_disputes
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import Claim, Dispute
from quellenlage.pipeline import annotate, model_name

CHARGE = "die Molkerei habe Milch mit Reinigungsmittel verkauft"
DENIED = {"stance": "denies", "polarity": "negative"}
needs_model = pytest.mark.skipif(model_name() is None, reason="needs the model")


def read(*texts: str) -> list[AnnotatedArticle]:
    """Articles of one day, annotated."""
    day = Published("2025-03-05", "2025-03-05", "given")
    articles = [
        Article(id=f"a{n}", text=t, input=f"a{n}", outlet=f"Blatt {n}", language="de", published=day)
        for n, t in enumerate(texts)
    ]
    return [AnnotatedArticle(a, annotate(a)) for a in articles]


def denials(members: list[AnnotatedArticle]) -> tuple[Dispute, ...]:
    """The sure denials of a story."""
    rows = find_disputes(members, find_claims(members, ()), ())
    return tuple(row for row in rows if row.kind == "denial" and row.sure)


def disputed(claims: tuple[Claim, ...]) -> list[Claim]:
    return [c for c in claims if c.status == "disputed" and c.sure]


@pytest.mark.parametrize(
    "words",
    [
        "Es gebe keinen Beleg für diese Behauptung",
        "Für den Vorwurf gebe es keinen einzigen Beweis",
    ],
)
def test_no_proof_of_what_was_said_is_a_denial(article, words):
    text = f"Ahrens sagte, {CHARGE}. {words}, sagte Thoms."
    said = ({"quote": CHARGE, "by": "Jost Ahrens"}, {"quote": words, "by": "Wiebke Thoms"})
    claims = find_claims([article(text, said=said)], ())
    found = disputed(claims)
    assert [c.text for c in found] == [CHARGE]


def test_behind_the_colon_of_a_denial_stands_what_is_said_instead(article):
    words = "Es habe keine Rückstände gegeben"
    text = f"Ahrens sagte, {CHARGE}. Thoms dementiert: {words}."
    member = article(
        text, said=({"quote": CHARGE, "by": "Jost Ahrens"}, {"quote": words, "by": "Wiebke Thoms", **DENIED})
    )
    first, second = member.annotations.statements
    at = text.index("dementiert")
    cued = replace(second, cue=(type(second.span)(at, at + len("dementiert")),))
    member = replace(member, annotations=replace(member.annotations, statements=(first, cued)))
    (claim,) = disputed(find_claims([member], ()))
    assert (claim.text, [r.relation for r in claim.relations]) == (CHARGE, ["contradicts"])


def test_who_sees_no_need_denies_nothing_of_the_sentence_before(article):
    other = "das Lebensmittelrecht zu verschärfen"
    text = f"Ahrens sagte, {CHARGE}. Berlin lehnt es ab, {other}."
    said = ({"quote": CHARGE, "by": "Jost Ahrens"}, {"quote": other, "by": "Berlin", **DENIED})
    assert [c for c in find_claims([article(text, said=said)], ()) if len(c.members) > 1] == []


@needs_model
def test_a_speaker_disowns_what_somebody_says_that_he_said():
    (member,) = read(
        "In der Molkerei Wiesental herrscht Streit.\n\n"
        "Betriebsrätin Hanne Korff sagte, noch im Mai habe Werkleiter Ulf Brandner auf einer Versammlung erklärt, die "
        "Käserei sei sicher. Brandner sagte dazu, er habe im Mai vom Fuhrpark gesprochen, nicht von der Käserei."
    )
    (row,) = denials([member])
    assert "die Käserei sei sicher" in row.sides[0].position
    assert "vom Fuhrpark gesprochen" in row.sides[1].position


@needs_model
def test_behind_a_bare_denial_stands_what_the_denier_says_then():
    (member,) = read(
        "In der Molkerei Wiesental herrscht Streit.\n\n"
        "Der Kontrolleur Jost Ahrens sagte, die Molkerei habe Milch mit Reinigungsmittel verkauft. Geschäftsführerin "
        "Wiebke Thoms bestreitet das. Jede Flasche werde geprüft, sagte sie am Montag."
    )
    (row,) = denials([member])
    assert row.sides[1].position.endswith("Jede Flasche werde geprüft")


@needs_model
def test_at_one_hour_a_thing_was_there_and_was_not():
    members = read(
        "Streit um einen Notruf in Immenrode.\n\nDer Betreiber des Heims erklärte, um 5.12 Uhr sei ein Notruf "
        "abgesetzt worden.",
        "Streit um einen Notruf in Immenrode.\n\nLandrat Olaf Behring sagte, um 5.12 Uhr sei kein Notruf eingegangen, "
        "sondern erst um 6.40 Uhr ein Fax.",
    )
    (row,) = denials(members)
    assert row.reasons == ("one hour, told and denied: 05:12",)
    assert {e.article for side in row.sides for e in side.evidence} == {"a0", "a1"}


@needs_model
@pytest.mark.parametrize(
    ("following", "found"),
    [
        ("Laut dem Protokoll steht seine Unterschrift allerdings unter dem Vertrag.", 1),
        ("Laut dem Protokoll dauerte die Sitzung bis zum Abend.", 0),
    ],
)
def test_what_an_article_holds_against_a_speaker(following, found):
    said = "Bürgermeister Olaf Behring will den Vertrag nie gesehen haben."
    text = f"Streit um einen Vertrag in Immenrode.\n\n{said} {following}"
    rows = [row for row in denials(read(text)) if row.reasons == ("held against by the article",)]
    assert len(rows) == found


@needs_model
def test_a_body_denies_what_is_said_of_it():
    members = read(
        "Im Streit um die Statistik von Immenrode äußerten sich beide Seiten.\n\nDas Gesundheitsamt zähle nur "
        "Kranke, die im Spital liegen, sagte die Ärztin Rieke Moll.",
        "Im Streit um die Statistik von Immenrode äußerten sich beide Seiten.\n\nDas Gesundheitsamt bestreitet, dass "
        "es nur Kranke im Spital zähle.",
    )
    (row,) = denials(members)
    assert len({e.article for side in row.sides for e in side.evidence}) == 2
