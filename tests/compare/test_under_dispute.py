"""Claims that stand in a sure dispute are disputed; what merely stands beside one is not."""

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.disputes import find_disputes
from quellenlage.compare.under_dispute import REASON, under_dispute
from quellenlage.domain.dossier import Claim

HOUR = "um 4.10 Uhr sei eine Warnung an den Deichwart gegangen"
NO_HOUR = "um 4.10 Uhr sei keine Warnung eingetroffen"
CHARGE = "der Verband lasse den Deich verfallen"
GUESS = "Denkbar ist auch, dass der Verband dafür Geld behalten hat"
DENIES = {"stance": "denies", "polarity": "negative", "mode": "reported"}


def told(*members) -> dict[str, Claim]:
    """The sure claims of a story by their words, with what its disputes say of them."""
    claims = find_claims(members, ())
    disputes = find_disputes(members, claims, ())
    return {c.text: c for c in under_dispute(members, claims, disputes) if c.sure}


def at_the_hour(article, *, second: str):
    """Two articles: at one hour a warning was sent, and what the other one has of it."""
    one = article(
        f"Der Verband teilte mit, {HOUR}.",
        id="a",
        day="2025-02-11",
        said=({"quote": HOUR, "by": "Verband"},),
        dates={"4.10 Uhr": "2025-02-11T04:10"},
    )
    other = article(
        f"Imke Tamms sagte, {second}.",
        id="b",
        outlet="Kurier",
        day="2025-02-11",
        said=({"quote": second, "by": "Imke Tamms"},),
        dates={"4.10 Uhr": "2025-02-11T04:10"},
    )
    return one, other


def test_both_sides_of_a_sure_dispute_are_disputed_claims(article):
    claims = told(*at_the_hour(article, second=NO_HOUR))
    assert {text: c.status for text, c in claims.items()} == {HOUR: "disputed", NO_HOUR: "disputed"}
    assert all(REASON in c.reasons for c in claims.values())


def test_without_a_dispute_a_claim_stays_as_it_is(article):
    claims = told(*at_the_hour(article, second="um 4.10 Uhr habe die Sirene geheult"))
    assert {c.status for c in claims.values()} == {"single_source"}
    assert not any(REASON in c.reasons for c in claims.values())


def test_what_is_confirmed_in_the_sentence_of_a_denial_is_not_disputed(article):
    confirmed = "dass es ein Gutachten über den Deich gibt"
    text = f"Imke Tamms sagt, {CHARGE}. Der Verband bestätigte, {confirmed}, bestreitet dies aber."
    said = (
        {"quote": CHARGE, "by": "Imke Tamms"},
        {"quote": confirmed, "by": "Verband", "speaker": "Der Verband", "mode": "indirect"},
        {"quote": "dies", "by": "Verband", "speaker": "Der Verband", **DENIES},
    )
    claims = told(article(text, people=("Imke Tamms",), said=said))
    assert (claims[CHARGE].status, claims[confirmed].status) == ("disputed", "single_source")


@pytest.mark.parametrize(
    ("guess", "stance", "status"),
    [
        (GUESS, "speculates", "disputed"),
        # the outlet tells it as so, or it adds to nothing
        ("Auch die Pumpen am alten Siel sind defekt", "asserts", "unsourced"),
        ("Denkbar ist, dass das Wasser im Herbst noch höher steigt", "speculates", "unsourced"),
    ],
)
def test_a_denial_is_of_the_guess_before_it_and_of_what_that_adds_to(article, guess, stance, status):
    text = f"Imke Tamms sagt, {CHARGE}. {guess}. Der Verband bestreitet dies."
    said = (
        {"quote": CHARGE, "by": "Imke Tamms", "stance": "criticises"},
        {"quote": guess, "mode": "narration", "stance": stance},
        {"quote": "dies", "by": "Verband", "speaker": "Der Verband", **DENIES},
    )
    claims = told(article(text, people=("Imke Tamms",), said=said))
    assert (claims[CHARGE].status, claims[guess].status) == ("disputed", status)
