"""Which statements say the same, and who is behind them."""

import random
from dataclasses import replace

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.passages import shingles_of
from quellenlage.compare.reading import held
from quellenlage.compare.reuse import find_reused

QUOTE = "„Der Tunnel bleibt bis zum Herbst für alle Lastwagen gesperrt“"
DENIED = {"stance": "denies", "polarity": "negative"}
WORDS = "der Tunnel bleibe bis zum Herbst für alle Lastwagen gesperrt"


def claim_of(article, *texts, reuse=()):
    """The claims of articles that each make one statement: (text, what is said)."""
    return find_claims([article(t, id=f"a{i}", outlet=f"o{i}", said=(s,)) for i, (t, s) in enumerate(texts)], reuse)


def test_the_same_words_in_two_articles_are_one_claim(article):
    said = {"quote": QUOTE, "by": "Rolf Stegmann"}
    (claim,) = claim_of(article, (f"{QUOTE}, sagte Rolf Stegmann.", said), (f"Rolf Stegmann: {QUOTE}", said))
    assert (claim.text, claim.weight, claim.sources, claim.sources_at_most) == (QUOTE, 2, 1, 1)
    assert (claim.status, [r.name for r in claim.roots]) == ("single_source", ["Rolf Stegmann"])


def test_a_quote_that_holds_no_whole_word_stops_nothing(article):
    sentence = "der Tunnel bleibt lange gesperrt"
    story = [article(f"Rolf Stegmann sagte, {sentence}.", said=({"quote": "sperrt"}, {"quote": sentence}))]
    assert sentence in {claim.text for claim in find_claims(story, ())}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "rund 400 Lastwagen dürfen im Juli nicht durch den Tunnel",
            "rund 500 Lastwagen dürfen im Juli nicht durch den Tunnel",
        ),
        ("zwölf Lastwagen stehen noch vor dem großen Tunnel", "dreizehn Lastwagen stehen noch vor dem großen Tunnel"),
    ],
)
def test_numbers_that_nothing_makes_comparable_are_other_claims(article, one, two):
    assert len(claim_of(article, (one, {"quote": one}), (two, {"quote": two}))) == 2


def test_three_words_are_one_claim_only_of_one_speaker(article):
    said = "das sei Unsinn"
    same = [(said, {"quote": said, "by": "Rolf Stegmann"})] * 2
    assert len(claim_of(article, *same)) == 1
    assert len(claim_of(article, same[0], (said, {"quote": said, "by": "Ute Brand"}))) == 2


def test_every_statement_outside_page_matter_is_in_exactly_one_claim(article):
    texts = [f"{QUOTE}, hieß es.", f"Angeblich {WORDS}.", "Man habe nichts gehört."]
    members = [
        article(texts[0], id="a", said=({"quote": QUOTE},)),
        article(texts[1], id="b", said=({"quote": WORDS}, {"quote": "Angeblich", "in_furniture": True})),
        article(texts[2], id="c", said=({"quote": texts[2]},)),
    ]
    claims = find_claims(members, ())
    ids = sorted(m.statement for c in claims for m in c.members)
    assert ids == sorted(s.id for m in members for s in m.annotations.statements if not s.in_furniture)


def test_a_denial_in_the_same_words_makes_it_disputed(article):
    (claim,) = claim_of(
        article,
        (f"Stegmann sagt, {WORDS}.", {"quote": WORDS, "by": "Rolf Stegmann"}),
        (
            f"Brand bestreitet, {WORDS}.",
            {"quote": WORDS, "by": "Ute Brand", "stance": "denies", "polarity": "negative"},
        ),
    )
    assert (claim.status, claim.relations[0].relation) == ("disputed", "contradicts")


@pytest.mark.parametrize(
    ("one", "two", "status", "least", "most"),
    [
        # two people independently
        ({"quote": WORDS, "by": "Rolf Stegmann"}, {"quote": WORDS, "by": "Ute Brand"}, "corroborated", 2, 2),
        # one utterance, given to two people
        ({"quote": QUOTE, "by": "Rolf Stegmann"}, {"quote": QUOTE, "by": "Ute Brand"}, "single_source", 1, 2),
        # a surname may be the same person
        ({"quote": WORDS, "by": "Rolf Stegmann"}, {"quote": WORDS, "by": "Stegmann"}, "single_source", 1, 2),
        # narration without a source adds nothing
        ({"quote": WORDS, "by": "Rolf Stegmann"}, {"quote": WORDS, "mode": "narration"}, "single_source", 1, 1),
        ({"quote": WORDS, "mode": "narration"}, {"quote": WORDS, "mode": "narration"}, "unsourced", 0, 0),
        # somebody unnamed counts at most
        ({"quote": WORDS, "by": "Rolf Stegmann"}, {"quote": WORDS, "speaker": "Insider"}, "single_source", 1, 2),
        # an agency may have passed on what the person said
        ({"quote": WORDS, "by": "Rolf Stegmann"}, {"quote": WORDS, "by": "Reuters"}, "single_source", 1, 2),
        # a person may speak for the body
        ({"quote": WORDS, "by": "Rolf Stegmann"}, {"quote": WORDS, "speaker": "die Polizei"}, "single_source", 1, 2),
        (
            {"quote": WORDS, "by": "Rolf Stegmann"},
            {"quote": WORDS, "by": "Staatsanwaltschaft Kiel"},
            "single_source",
            1,
            2,
        ),
        # a name that ends another one may be it
        ({"quote": WORDS, "by": "Ministerium"}, {"quote": WORDS, "by": "Umweltministerium"}, "single_source", 1, 2),
    ],
)
def test_sources_at_least_and_at_most(article, one, two, status, least, most):
    text = f"Insider und die Polizei sagten es: {{}}, {WORDS}, {QUOTE}."
    (claim,) = claim_of(article, (text.format("so"), one), (text.format("also"), two))
    assert (claim.status, claim.sources, claim.sources_at_most) == (status, least, most)


@pytest.mark.parametrize(
    ("speaker", "name", "kind"),
    [
        ("die Polizei", "Polizei", "official"),
        ("Angaben der Feuerwehr", "Feuerwehr", "official"),
        ("eine Sprecherin des Umweltministeriums", "Umweltministerium", "official"),
        ("das Unternehmen", "Unternehmen", "company"),
        ("ein Sprecher", "ein Sprecher", "unnamed"),
        ("Beobachter", "Beobachter", "unnamed"),
        ("eine Anwohnerin der Klinik", "eine Anwohnerin der Klinik", "unnamed"),
    ],
)
def test_root_of_a_speaker_without_a_name(article, speaker, name, kind):
    (claim,) = claim_of(article, (f"So {speaker}: {WORDS}.", {"quote": WORDS, "speaker": speaker}))
    assert [(r.name, r.kind) for r in claim.roots] == [(name, kind)]


@pytest.mark.parametrize(
    ("speaker", "name", "kind"),
    [
        ("Verkehrsministerin Ute Brand", "Ute Brand", "official"),
        ("der Historiker Rolf Stegmann", "Rolf Stegmann", "expert"),
        ("Rolf Stegmann", "Rolf Stegmann", "person"),
        ("die Nachrichtenagentur Reuters", "Reuters", "agency"),
    ],
)
def test_root_of_a_named_speaker(article, speaker, name, kind):
    (claim,) = claim_of(article, (f"So {speaker}: {WORDS}.", {"quote": WORDS, "speaker": speaker, "by": name}))
    assert [(r.kind, r.known) for r in claim.roots] == [(kind, True)]


def test_the_same_place_in_a_copied_passage_is_one_claim(article):
    frame = (
        "Nach Wochen des Streits um den Bergtunnel steht nun fest, dass {} und dass die Umleitung über den Pass führt."
    )
    one, two = (
        "die Röhre wegen loser Deckenplatten zu bleibt, vermutlich bis Oktober",
        "die Röhre wegen loser Deckenplatten zu bleibe, wohl bis Oktober",
    )
    members = [
        article(frame.format(w), id=i, outlet=i, said=({"quote": w, "by": "Ute Brand"},))
        for i, w in (("a", one), ("b", two))
    ]
    reuse = find_reused([shingles_of(m) for m in members], held(members)).rows
    assert reuse
    for passages, why in (((), False), (reuse, True)):
        (claim,) = find_claims(members, passages)
        assert ("same place in a copied passage" in claim.reasons) == why


def test_more_articles_first_then_headlines_then_date(article):
    a, b, c = "es werde sehr lange dauern", "niemand habe davon etwas gewusst", "die Kosten würden weiter steigen"
    members = [
        article(
            f"{a}. {b}. {c}.",
            id="x",
            day="2025-02-01",
            said=({"quote": a}, {"quote": b}, {"quote": c, "section": "title"}),
        ),
        article(f"{b}.", id="y", day="2025-01-01", said=({"quote": b},)),
    ]
    claims = find_claims(members, ())
    assert [(c.text, c.weight) for c in claims] == [(b, 2), (c, 1), (a, 1)]
    random.Random(1).shuffle(members)
    assert find_claims(members, ()) == claims
    assert find_claims(members[::-1], ()) == claims


def test_versions_of_one_article_carry_a_claim_once(article):
    said = {"quote": QUOTE, "by": "Rolf Stegmann"}
    first = article(f"{QUOTE}, sagte Rolf Stegmann.", id="a", said=(said,))
    later = article(f"{QUOTE}, sagte Rolf Stegmann am Abend.", id="a~2", version_of="a", said=(said,))
    (claim,) = find_claims([first, later], ())
    assert (len(claim.members), claim.weight, claim.sources) == (2, 1, 1)


def test_quoted_words_inside_a_statement_go_with_it(article):
    text = "Stegmann sagte, der Tunnel bleibe „bis zum Herbst“ für alle Lastwagen gesperrt."
    whole = {"quote": "der Tunnel bleibe „bis zum Herbst“ für alle Lastwagen gesperrt", "by": "Rolf Stegmann"}
    member = article(text, id="a", said=(whole, {"quote": "„bis zum Herbst“", "by": "Rolf Stegmann"}))
    first, second = member.annotations.statements
    nested = replace(
        member, annotations=replace(member.annotations, statements=(first, replace(second, parent=first.id)))
    )
    (claim,) = find_claims([nested], ())
    assert (claim.text, [m.statement for m in claim.members]) == (whole["quote"], [first.id, second.id])
    assert claim.sure
    assert len(find_claims([member], ())) == 2
    other = replace(second, parent=first.id, speaker_name="Ute Brand")
    told_of = replace(member, annotations=replace(member.annotations, statements=(first, other)))
    assert len(find_claims([told_of], ())) == 2
