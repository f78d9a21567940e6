"""Who stands for a claim, and who on the other side: in its sources, its chains, its gaps."""

from dataclasses import replace

import pytest

from quellenlage.compare.chains import find_chains
from quellenlage.compare.claims import find_claims
from quellenlage.compare.gaps import find_gaps
from quellenlage.compare.roots import Said, find_sources
from quellenlage.domain.standing import against_it, in_several_places

WORDS = "die Schleuse sei im Winter undicht gewesen"


def told(article, speaker, cue="", *, id, outlet, stance="asserts", **rest):
    """An article in which somebody says WORDS, or denies or doubts them."""
    text = f"{speaker} {cue}, {WORDS}."
    at = text.index(cue) if cue else 0
    member = article(
        text,
        id=id,
        outlet=outlet,
        day="2025-03-04",
        people=(speaker,),
        said=({"quote": WORDS, "by": speaker, "speaker": speaker},),
    )
    statement = replace(
        member.annotations.statements[0],
        stance=stance,
        cue=(type(member.annotations.statements[0].quote[0])(at, at + len(cue)),) if cue else (),
        **rest,
    )
    return replace(member, annotations=replace(member.annotations, statements=(statement,)))


def sources(*members):
    return find_sources([Said(m, s) for m in members for s in m.annotations.statements])


@pytest.mark.parametrize(
    ("cue", "marks", "counts"),
    [
        ("bezweifelt", {"stance": "criticises", "certainty": "possible"}, False),
        ("äußerte Zweifel", {"stance": "criticises", "certainty": "possible"}, False),
        ("stellt in Frage", {"stance": "criticises", "certainty": "possible"}, False),
        ("bestreitet", {"stance": "denies", "polarity": "negative"}, False),
        # who has misgivings that it is so thinks that it is
        ("äußerte Bedenken", {"stance": "criticises", "certainty": "possible"}, True),
        ("kritisiert", {"stance": "criticises"}, True),
        ("bezweifelt nicht", {"stance": "asserts"}, True),
    ],
)
def test_who_doubts_or_denies_is_no_source(article, cue, marks, counts):
    one = told(article, "Olga Petersen", "sagte", id="a", outlet="Bote")
    other = told(article, "Olaf Harms", cue, id="b", outlet="Kurier", **marks)
    assert ("Olaf Harms" in [r.name for r in sources(one, other).roots]) is counts


def test_who_doubts_it_contradicts_it(article):
    one = told(article, "Olga Petersen", "sagte", id="a", outlet="Bote")
    other = told(
        article, "Olaf Harms", "bezweifelt", id="b", outlet="Kurier", stance="criticises", certainty="possible"
    )
    (claim,) = [c for c in find_claims([one, other], ()) if len(c.members) == 2]
    assert (claim.status, [r.relation for r in claim.relations]) == ("disputed", ["contradicts"])
    assert against_it(claim) == {other.annotations.statements[0].id: "contradicts"}


def test_where_all_deny_one_thing_nobody_is_against_it(article, sourced_claim):
    members = [
        told(article, who, "bestreitet", id=i, outlet=i, stance="denies", polarity="negative")
        for i, who in (("a", "Olga Petersen"), ("b", "Olaf Harms"))
    ]
    assert against_it(sourced_claim(*members)) == {}


def test_chains_of_the_other_side_come_last_and_say_so(article, sourced_claim):
    members = [
        told(article, "Olaf Harms", "bestreitet", id="a", outlet="Bote", stance="denies"),
        told(article, "Olga Petersen", "sagte", id="b", outlet="Kurier"),
        told(article, "Jan Brandt", "sagte", id="c", outlet="Funk"),
    ]
    chains = find_chains(members, [sourced_claim(*members, relations=[(1, 2, "differs_in_number")])])
    assert [(c.path[0].name, c.reasons) for c in chains] == [
        ("Olga Petersen", ()),
        ("Olaf Harms", ("speaks against the claim",)),
        ("Jan Brandt", ("gives another number",)),
    ]


def test_one_source_is_said_of_two_outlets_that_name_it_only(article, sourced_claim):
    named = told(article, "Olga Petersen", "sagte", id="a", outlet="Bote")
    plain = article(
        f"Im Bericht heißt es, {WORDS}.", id="b", outlet="Kurier", said=({"quote": WORDS, "mode": "narration"},)
    )
    again = told(article, "Olga Petersen", "sagte", id="c", outlet="Funk")
    alone, both = ([named, plain], [named, plain, again])
    assert sources(*alone).reasons == ()
    assert [c.reasons for c in find_chains(alone, [sourced_claim(*alone)])] == [(), ()]
    assert sources(*both).reasons == ("several outlets, one source: Olga Petersen",)
    assert [c.reasons for c in find_chains(both, [sourced_claim(*both)])] == [
        ("several outlets, one source: Olga Petersen",),
        (),
        ("several outlets, one source: Olga Petersen",),
    ]


def test_an_outlet_with_the_denial_alone_neither_carries_it_nor_leaves_it_out(article, sourced_claim):
    members = [
        told(article, "Olga Petersen", "sagte am Montag", id="a", outlet="Bote"),
        told(article, "Olga Petersen", "erklärte in Ostrum vor der Presse auf Nachfrage", id="b", outlet="Kurier"),
        told(article, "Olaf Harms", "bestreitet", id="c", outlet="Funk", stance="denies"),
        article("In Ostrum feierten Hunderte das Fest der Fischer.", id="d", outlet="Post", day="2025-03-04"),
    ]
    (row,) = find_gaps(members, [sourced_claim(*members[:3])])
    assert (row.outlets_with, row.outlets_without) == (("Bote", "Kurier"), ("Post",))
    assert "only what speaks against it: Funk" in row.reasons


def test_an_agency_that_is_credited_alone_is_no_second_source_of_what_its_copy_gives_a_source_for(article):
    named = article(
        f"Olga Petersen sagte, {WORDS}.\n(dpa)",
        id="a",
        outlet="Bote",
        people=("Olga Petersen",),
        said=({"quote": WORDS, "by": "Olga Petersen", "speaker": "Olga Petersen"},),
    )
    bare = article(
        "Die Schleuse war im Winter undicht.\n(dpa)",
        id="b",
        outlet="Kurier",
        said=({"quote": "Die Schleuse war im Winter undicht", "mode": "narration"},),
    )
    found = sources(named, bare)
    assert ([r.name for r in found.roots], found.at_least, found.at_most) == (["Olga Petersen"], 1, 1)


def test_a_pronoun_for_the_same_long_words_is_who_is_named_for_them(article):
    named = told(article, "Olga Petersen", "sagte", id="a", outlet="Bote")
    pronoun = article(f"Sie sagte, {WORDS}.", id="b", outlet="Kurier", said=({"quote": WORDS, "speaker": "Sie"},))
    assert sources(named, pronoun).at_most == 1


def test_what_an_article_says_twice_stands_in_one_place(article, sourced_claim):
    members = [told(article, "Olga Petersen", "sagte", id=i, outlet=i) for i in ("a", "b")]
    exact = replace(sourced_claim(*members, relations=[(0, 1, "more_specific")]), weight=1)
    assert not in_several_places(exact)
    assert in_several_places(replace(sourced_claim(*members, relations=[(0, 1, "contradicts")]), weight=1))
