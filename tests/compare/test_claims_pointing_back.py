"""Statements that only point back: a denial of "das", a number alone."""

from dataclasses import replace

import pytest

from quellenlage.compare.claims import find_claims

CHARGE = "die Brauerei habe Hopfen mit Pestiziden verwendet"


def claims_of(article, text, *said, **marks):
    return find_claims([article(text, said=said, **marks)], ())


def disputed(claims):
    return [c for c in claims if c.status == "disputed" and c.sure]


@pytest.mark.parametrize(
    ("denial", "content"),
    [
        ("Die Brauerei bestreitet das.", "das"),
        ("Die Brauerei wies den Vorwurf zurück.", "den Vorwurf"),
        ("Die Brauerei widersprach dieser Darstellung.", "dieser Darstellung"),
        ("Die Brauerei nannte den Bericht erfunden.", "den Bericht"),
        ("Die Brauerei bestritt ein solches Vorgehen.", "ein solches Vorgehen"),
    ],
)
def test_a_denial_of_what_was_said_before(article, denial, content):
    text = f"Ahrens sagte, {CHARGE}. {denial}"
    charge = {"quote": CHARGE, "by": "Jost Ahrens", "stance": "criticises"}
    deny = {"quote": content, "by": "Brauerei", "stance": "denies", "polarity": "negative", "mode": "reported"}
    (claim,) = disputed(claims_of(article, text, charge, deny))
    assert (claim.text, [r.relation for r in claim.relations]) == (CHARGE, ["contradicts"])
    assert "points back to what was said before" in claim.reasons


def test_a_denial_meets_the_claim_of_another_article(article):
    deny = {"quote": "den Vorwurf", "by": "Brauerei", "stance": "denies", "polarity": "negative", "mode": "reported"}
    charge = {"quote": CHARGE, "by": "Jost Ahrens", "stance": "criticises"}
    one = article(f"Ahrens sagte, {CHARGE}. Die Brauerei wies den Vorwurf zurück.", id="a", said=(charge, deny))
    two = article(f"Ahrens sagt, {CHARGE}.", id="b", outlet="Kurier", said=({**charge, "stance": "asserts"},))
    (claim,) = [c for c in find_claims([one, two], ()) if c.sure]
    assert (claim.status, claim.weight, len(claim.members)) == ("disputed", 2, 3)


def test_in_a_run_of_sentences_it_is_open_what_is_denied(article):
    more = "der Braumeister habe davon gewusst"
    text = f"Ahrens sagte, {CHARGE}. {more.capitalize()}. Die Brauerei bestreitet das."
    said = (
        {"quote": CHARGE, "by": "Jost Ahrens", "stance": "criticises"},
        {"quote": more.capitalize(), "by": "Jost Ahrens", "mode": "free_indirect"},
        {"quote": "das.", "by": "Brauerei", "stance": "denies", "polarity": "negative", "mode": "reported"},
    )
    claims = claims_of(article, text, *said)
    assert not disputed(claims)
    assert [c.sure for c in claims if "what it points back to is open" in c.reasons] == [False]


def test_nobody_denies_themselves(article):
    text = f"Ahrens sagte, {CHARGE}. Ahrens bestreitet das."
    said = (
        {"quote": CHARGE, "by": "Jost Ahrens"},
        {"quote": "das", "by": "Jost Ahrens", "stance": "denies", "polarity": "negative", "mode": "reported"},
    )
    assert not disputed(claims_of(article, text, *said))


def test_a_confirmation_says_the_same(article):
    text = f"Ahrens sagte, {CHARGE}. Das bestätigte Thoms."
    charge = {"quote": CHARGE, "by": "Jost Ahrens"}
    confirmed = {"quote": "Das", "by": "Wiebke Thoms", "mode": "reported"}
    member = article(text, said=(charge, confirmed))
    first, second = member.annotations.statements
    start = text.index("bestätigte")
    cued = replace(second, cue=(type(second.span)(start, start + len("bestätigte")),))
    member = replace(member, annotations=replace(member.annotations, statements=(first, cued)))
    (claim,) = find_claims([member], ())
    assert (claim.status, claim.sources, [r.relation for r in claim.relations]) == ("corroborated", 2, ["same"])


def test_a_number_alone_is_of_what_the_other_number_is(article):
    text = "Der Zoll sagt, es seien acht Tonnen Tabak verbrannt. Die Wehr spricht von vier Tonnen."
    said = (
        {"quote": "es seien acht Tonnen Tabak verbrannt", "by": "Zoll"},
        {"quote": "von vier Tonnen", "by": "Wehr", "mode": "reported"},
    )
    counted = (
        {"words": "acht Tonnen Tabak", "value": 8.0, "unit": "Tonne", "object": "Tabak"},
        {"words": "vier Tonnen", "value": 4.0, "unit": "Tonne"},
    )
    (claim,) = claims_of(article, text, *said, counted=counted)
    assert [r.relation for r in claim.relations] == ["differs_in_number"]
    assert claim.status != "disputed"


@pytest.mark.parametrize("content", ["eine solche Partnerschaft", "eine derartige Kooperation"])
def test_such_a_thing_is_what_was_alleged_right_before(article, content):
    text = f"Ahrens sagte, {CHARGE}. Die Brauerei bestritt {content}."
    charge = {"quote": CHARGE, "by": "Jost Ahrens"}
    deny = {"quote": content, "by": "Brauerei", "stance": "denies", "polarity": "negative", "mode": "reported"}
    (claim,) = disputed(claims_of(article, text, charge, deny))
    assert (claim.text, [r.relation for r in claim.relations]) == (CHARGE, ["contradicts"])


@pytest.mark.parametrize(
    ("between", "content"),
    [
        # something else
        ("", "höhere Steuern auf Malz"),
        # another sentence between, and another thing named
        (" Der Ort hat 3.000 Einwohner und einen Bahnhof.", "eine solche Partnerschaft"),
        # several of a kind: rejected whatever was said
        ("", "solche Fahrverbote"),
    ],
)
def test_another_thing_is_not_surely_what_was_alleged(article, between, content):
    text = f"Ahrens sagte, {CHARGE}.{between} Die Brauerei bestritt {content}."
    charge = {"quote": CHARGE, "by": "Jost Ahrens"}
    told = {"quote": between.strip(" ."), "mode": "narration"}
    deny = {"quote": content, "by": "Brauerei", "stance": "denies", "polarity": "negative", "mode": "reported"}
    assert not disputed(claims_of(article, text, *((charge, told, deny) if between else (charge, deny))))


@pytest.mark.parametrize(("stance", "found"), [("speculates", 1), ("asserts", 0)])
def test_a_denial_of_what_the_outlet_holds_possible(article, stance, found):
    guess = "Möglich scheint auch, dass die Brauerei Hopfen mit Pestiziden verwendet"
    text = f"{guess}. Die Brauerei bestreitet dies."
    said = (
        {"quote": guess, "mode": "narration", "stance": stance},
        {"quote": "dies", "by": "Brauerei", "stance": "denies", "polarity": "negative", "mode": "reported"},
    )
    assert len(disputed(claims_of(article, text, *said))) == found
