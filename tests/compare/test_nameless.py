"""Sources that the text around a statement gives, where its own words name nobody."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article
from quellenlage.domain.dossier import Claim
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")


def claim_of(text: str, words: str) -> Claim:
    article = Article(id="a", text=text, input="a", outlet="Blatt", language="de")
    found = [c for c in find_claims([AnnotatedArticle(article, annotate(article))], ()) if words in c.text]
    assert found, f"no claim with {words!r}"
    return found[0]


def roots(text: str, words: str) -> list[tuple[str | None, str]]:
    return [(r.name, r.kind) for r in claim_of(text, words).roots]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Die Nordwerft GmbH wies die Kritik zurück. Das Dock sei rechtzeitig gesperrt, erklärte ein Sprecher.",
            "Das Dock",
            "Nordwerft GmbH",
        ),
        # and whoever goes on for it
        (
            "Die Nordwerft GmbH wies die Kritik zurück. Das Dock sei gesperrt worden, erklärte ein Sprecher. "
            "Die Rampe sei seit Mai ohne Licht gewesen, sagte eine Sprecherin.",
            "Die Rampe",
            "Nordwerft GmbH",
        ),
        ("Die Polizei nahm zwei Männer fest. Ein Sprecher sagte, die Männer hätten gestanden.", "gestanden", "Polizei"),
    ],
)
def test_a_spokesman_speaks_for_the_body_before_him(text: str, words: str, name: str) -> None:
    claim = claim_of(text, words)
    assert [r.name for r in claim.roots] == [name]
    assert (claim.sources, claim.sources_at_most, claim.roots[0].why) == (1, 1, f"speaks for: {name}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # two bodies, and neither lets anybody speak
        ("Die Stadt Uelzen streitet mit der Telkom AG. Ein Sprecher sagte, der Vertrag sei gekündigt.", "der Vertrag"),
        # what a company makes
        ("Am Kai brannte ein Airbus. Das Feuer sei gelöscht, sagte ein Sprecher.", "Das Feuer"),
        ("Am Montag musste ein Airbus wenden. Das Ziel sei gesperrt, sagte ein Sprecher.", "Das Ziel"),
        # another paragraph
        ("Die Nordwerft GmbH wies die Kritik zurück.\n\nEin Sprecher sagte, das Dock sei trocken.", "das Dock"),
        # the paper has none of its own
        ("Der „Spiegel“ berichtete über den Brand. Ein Sprecher sagte, das Dock sei trocken.", "das Dock"),
        # the body of his own sentence
        ("Die Nordwerft GmbH schweigt. Die Polizei habe ermittelt, sagte ein Sprecher.", "ermittelt"),
        ("Olga Petersen wies die Kritik zurück. Das Dock sei trocken, sagte ein Sprecher.", "Das Dock"),
    ],
)
def test_otherwise_he_stays_unnamed(text: str, words: str) -> None:
    assert [kind for _, kind in roots(text, words)] == ["unnamed"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Russlands Präsident Wladimir Putin flog nach Minsk. Dort lobte der Kreml-Chef den Ausbau der Häfen.",
            "den Ausbau",
        ),
        (
            "Der ukrainische Präsident Wolodymyr Selenskyj traf den russischen Präsidenten Wladimir Putin. "
            "Der Kreml-Chef sagte, die Fähre lege bald ab.",
            "die Fähre",
        ),
    ],
)
def test_the_chief_of_a_seat_is_who_holds_the_office(text: str, words: str) -> None:
    assert roots(text, words) == [("Wladimir Putin", "official")]


def test_a_chief_whom_nobody_names_stays_unnamed() -> None:
    text = "Präsident Emmanuel Macron sprach mit Ole Kamp. Der Kreml-Chef sagte, die Fähre lege bald ab."
    assert [kind for _, kind in roots(text, "die Fähre")] == ["unnamed"]


def test_what_stands_in_it_comes_from_whoever_issued_it() -> None:
    text = "Die Nordwerft GmbH bestätigte das in einer Mitteilung. Die Lage lasse keine andere Wahl, heißt es darin."
    assert roots(text, "keine andere Wahl") == [("Nordwerft GmbH", "company")]


def test_what_stands_in_a_document_comes_from_it() -> None:
    text = "Die Zeitung kennt ein Gutachten über den Deich. Der Damm sei seit Jahren morsch, heißt es darin."
    assert roots(text, "Der Damm") == [("Gutachten", "document")]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Im Westen wurde befürchtet, dass die Fregatte Raketen trug.", "die Fregatte", "Im Westen"),
        ("In Regierungskreisen wird befürchtet, der Vertrag könne platzen.", "der Vertrag", "In Regierungskreisen"),
        (
            "Mehrere Zeitungen druckten Bilder der Übung. Diese Quellen deuten auf eine längere Reise hin.",
            "Reise",
            "Diese Quellen",
        ),
    ],
)
def test_a_vague_source_is_a_source(text: str, words: str, name: str) -> None:
    claim = claim_of(text, words)
    assert [(r.name, r.kind) for r in claim.roots] == [(name, "unnamed")]
    assert (claim.status, claim.sources, claim.sources_at_most) == ("single_source", 0, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # where it happens is no source
        ("Im Hafen wird vermutet, dass die Fregatte Raketen trug.", "die Fregatte"),
        ("Den Leuten in Berlin muss erklärt werden, dass die Brücke saniert wird.", "die Brücke"),
        ("Diese Bilder deuten auf eine längere Reise hin.", "Reise"),
    ],
)
def test_no_source_is_made_up(text: str, words: str) -> None:
    assert [kind for _, kind in roots(text, words)] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Beamte in Oslo, Bern und Wien haben bestätigt, dass die Fähre beschossen wurde.",
            ["Beamte (Bern)", "Beamte (Oslo)", "Beamte (Wien)"],
        ),
        (
            "Dass die Fähre beschossen wurde, sagten Vertreter Norwegens und der Schweiz.",
            ["Vertreter (Norwegen)", "Vertreter (Schweiz)"],
        ),
        ("Beamte in Oslo haben bestätigt, dass die Fähre beschossen wurde.", ["Beamte in Oslo"]),
    ],
)
def test_officials_of_several_states_are_several(text: str, names: list[str]) -> None:
    claim = claim_of(text, "die Fähre")
    assert [r.name for r in claim.roots] == names
    assert (claim.sources, claim.sources_at_most) == (0, len(names))


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Der Konzern Telkom AG wollte sich zu den Kündigungen in Uelzen nicht äußern.", False),
        ("Die Telkom AG ließ eine Anfrage zu den Kündigungen unbeantwortet.", False),
        # to refuse a deed is news
        ("Die Telkom AG weigerte sich, die Akten der Kündigungen herauszugeben.", True),
    ],
)
def test_who_does_not_comment_claims_nothing(text: str, *, sure: bool) -> None:
    claim = claim_of(text, "Kündigungen")
    assert claim.sure is sure
    assert claim.reasons[:1] == (() if sure else ("says only that somebody did not comment",))
