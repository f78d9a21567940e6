"""Claims that stand in a sure dispute are disputed; what merely stands beside one is not."""

from dataclasses import replace

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.disputes import find_disputes
from quellenlage.compare.under_dispute import DISOWNED, NUMBER, REASON, under_dispute
from quellenlage.domain.dossier import Claim, Dispute, Side
from quellenlage.domain.span import Evidence, Span

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


MET = "200 Helfer am Deich gewesen seien"
LESS = "nur 120 Helfer am Deich gewesen seien"
TALK = "Wer an der Küste baut, der muss mit dem Wasser leben lernen"


def where(text, words):
    return Span(text.index(words), text.index(words) + len(words))


def side_of(*members, kind, sides):
    """A sure dispute whose sides stand at words of the members, by their number."""
    spans = [[(members[n], where(members[n].article.text, words)) for n, words in side] for side in sides]
    return Dispute(
        id="d",
        kind=kind,
        text=sides[0][0][1],
        sides=tuple(Side(side[0][1], tuple(Evidence(m.article.id, *s) for m, s in at)) for side, at in
                    zip(sides, spans, strict=True)),
        reasons=(),
        sure=True,
    )  # fmt: skip


def helpers(article):
    """Two outlets with two numbers of helpers, and what else one of them tells."""
    one = article(
        f"Der Verband teilte mit, dass {MET}. Er dankte und sagte, die Pumpen liefen wieder.",
        id="a",
        said=({"quote": MET, "by": "Verband"}, {"quote": "die Pumpen liefen wieder", "by": "Verband"}),
    )
    other = article(f"Die Polizei gab an, dass {LESS}.", id="b", outlet="Kurier", said=({"quote": LESS, "by": "P"},))
    return one, other


def test_a_claim_with_a_number_of_a_sure_dispute_is_disputed_and_what_stands_beside_it_is_not(article):
    members = helpers(article)
    claims = find_claims(members, ())
    dispute = side_of(*members, kind="number", sides=[[(0, "200 Helfer")], [(1, "120 Helfer")]])
    found = {c.text: c for c in under_dispute(members, claims, [dispute])}
    assert {text: c.status for text, c in found.items()} == {
        MET: "disputed",
        LESS: "disputed",
        "die Pumpen liefen wieder": "single_source",
    }
    assert f"{NUMBER}: 120 Helfer" in found[LESS].reasons
    assert under_dispute(members, claims, [replace(dispute, sure=False)]) == claims
    assert under_dispute(members, claims, [replace(dispute, kind="date")]) == claims


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("den Satz habe er nie gesagt", "disputed"),
        ("das Zitat stamme nicht von ihm", "disputed"),
        # nobody says that the words are not his
        ("der Satz sei ihm wichtig", "single_source"),
        ("vom Deich habe er nie gesprochen", "single_source"),
    ],
)
def test_words_that_one_of_two_speakers_disowns_are_disputed(answer, status, article):
    rest = "der Deich sei alt"
    one = article(f"„{TALK}“, sagte Imke Tamms.", id="a", said=({"quote": f"„{TALK}“", "by": "Imke Tamms"},))
    other = article(
        f"„{TALK}“, sagte Ole Reents und fügte hinzu, {rest}.",
        id="b",
        outlet="Kurier",
        said=({"quote": f"„{TALK}“", "by": "Ole Reents"}, {"quote": rest, "by": "Ole Reents"}),
    )
    third = article(f"Reents sagte, {answer}.", id="c", outlet="Post", said=({"quote": answer, "by": "Ole Reents"},))
    sides = [[(0, one.article.text)], [(1, other.article.text)]]
    dispute = replace(side_of(one, other, kind="attribution", sides=sides), text=f"„{TALK}“")
    members = (one, other, third)
    found = {c.text: c for c in under_dispute(members, find_claims(members, ()), [dispute])}
    assert (found[f"„{TALK}“"].status, found[rest].status) == (status, "single_source")
    assert (DISOWNED in found[f"„{TALK}“"].reasons) == (status == "disputed")


@pytest.mark.parametrize(
    ("instead", "status"),
    [
        ("An keinem Deich fehle Geld", "disputed"),
        ("Die Behauptung sei Unsinn", "disputed"),
        # what explains him is no side
        ("Er lade alle ins Siel ein", "single_source"),
    ],
)
def test_what_somebody_says_instead_is_disputed_where_it_negates(instead, status, article):
    text = f"Imke Tamms sagt, {CHARGE}. Der Verband wies das zurück. {instead}."
    said = (
        {"quote": CHARGE, "by": "Imke Tamms", "stance": "criticises"},
        {"quote": "das", "by": "Verband", "speaker": "Der Verband", **DENIES},
        {"quote": instead, "by": "Verband", "mode": "free_indirect"},
    )
    claims = told(article(text, people=("Imke Tamms",), said=said))
    assert (claims[CHARGE].status, claims[instead].status) == ("disputed", status)
