"""Who passed a claim to whom, and how many sources that makes."""

import pytest

from quellenlage.compare.chains import find_chains
from quellenlage.compare.roots import Said, find_sources
from quellenlage.domain.annotations import Via
from quellenlage.domain.span import Span

WORDS = "die Brücke sei seit dem Frühjahr nicht mehr geprüft worden"


def heard(article, speaker=None, *, id="a", outlet="Bote", by=None, via=(), behind="", people=(), **rest):
    """An article in which somebody says WORDS; `via` are pairs of kind and name, which stand in the text."""
    stations = " ".join(name for _, name in via)
    text = f"{speaker or 'Es hieß'}: {WORDS}. {stations}\n{behind}".strip()
    links = tuple(Via(kind, name, Span(text.index(name), text.index(name) + len(name))) for kind, name in via)
    said = {"quote": WORDS, "by": by, "via": links, **rest}
    if speaker:
        said["speaker"] = speaker
    return article(text, id=id, outlet=outlet, people=people, said=(said,))


def paths(members, sourced_claim):
    chains = find_chains(members, [sourced_claim(*members)])
    return [" > ".join(f"{link.kind} {link.name}" for link in c.path) for c in chains], chains


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"speaker": "Olga Petersen", "by": "Olga Petersen"}, "speaker Olga Petersen > outlet Bote"),
        (
            {"speaker": "Olga Petersen", "by": "Olga Petersen", "via": (("interview", "Funkhaus"),)},
            "speaker Olga Petersen > medium Funkhaus > outlet Bote",
        ),
        (
            {"speaker": "Olga Petersen", "by": "Olga Petersen", "via": (("agency", "Reuters"), ("medium", "Guardian"))},
            "speaker Olga Petersen > agency Reuters > medium Guardian > outlet Bote",
        ),
        ({"speaker": "die Agentur Yonhap", "by": "Yonhap"}, "agency Yonhap > outlet Bote"),
        ({"speaker": "einem Gutachten"}, "document Gutachten > outlet Bote"),
        ({"speaker": "Insider", "via": (("medium", "Guardian"),)}, "speaker Insider > medium Guardian > outlet Bote"),
        # what the outlet tells of itself is no station
        (
            {"speaker": "Olga Petersen", "by": "Olga Petersen", "via": (("medium", "Bote"),)},
            "speaker Olga Petersen > outlet Bote",
        ),
        # the agency's sign
        (
            {"speaker": "Olga Petersen", "by": "Olga Petersen", "behind": "(dpa)"},
            "speaker Olga Petersen > agency Deutsche Presse-Agentur > outlet Bote",
        ),
        # a sign beside an editor's leaves open whose words they are
        (
            {"speaker": "Olga Petersen", "by": "Olga Petersen", "behind": "(dpa/fbs)"},
            "speaker Olga Petersen > outlet Bote",
        ),
    ],
)
def test_the_stations_of_a_statement(article, given, path, sourced_claim):
    found, (chain,) = paths([heard(article, **given)], sourced_claim)
    assert found == [path]
    assert chain.evidence


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("von der Agentur Nordpress und der Zeitung Abendblick veröffentlicht", ["Nordpress", "Abendblick"]),
        ("von Nordpress sowie „Abendblick“ veröffentlicht", ["Nordpress", "Abendblick"]),
        ("zitiert der Abendblick die Agentur Nordpress", ["Abendblick > medium Nordpress"]),
        ("Nordpress und wie der Abendblick schreibt", ["Nordpress > medium Abendblick"]),
    ],
)
def test_two_who_published_it_are_two_ways(article, words, found, sourced_claim):
    text = f"Olga Petersen: {WORDS}. {words}"
    names = sorted(("Nordpress", "Abendblick"), key=text.index)
    via = tuple(Via("medium", n, Span(text.index(n), text.index(n) + len(n))) for n in names)
    said = {"quote": WORDS, "by": "Olga Petersen", "speaker": "Olga Petersen", "via": via}
    ways = paths([article(text, id="a", outlet="Bote", said=(said,))], sourced_claim)[0]
    assert ways == [f"speaker Olga Petersen > medium {name} > outlet Bote" for name in found]


def test_a_claim_that_nobody_is_named_for_has_no_chain(article, sourced_claim):
    assert paths([heard(article, mode="narration")], sourced_claim)[0] == []


def test_one_row_for_a_path_with_the_evidence_of_all_its_statements(article, sourced_claim):
    members = [heard(article, "Olga Petersen", by="Olga Petersen", id=i) for i in ("a", "b")]
    found, (chain,) = paths(members, sourced_claim)
    assert found == ["speaker Olga Petersen > outlet Bote"]
    assert {e.article for e in chain.evidence} == {"a", "b"}


def test_several_outlets_one_source_is_said(article, sourced_claim):
    interview = (("interview", "Funkhaus"),)
    members = [
        heard(article, "Kim Min-ho", by="Kim Min-ho", via=interview, people=("Kim Min-ho",)),
        heard(article, "Kim Minho", by="Kim Minho", via=interview, people=("Kim Minho",), id="b", outlet="Kurier"),
    ]
    claim = sourced_claim(*members)
    assert (claim.sources, claim.sources_at_most) == (1, 1)
    found, chains = paths(members, sourced_claim)
    assert found == [
        "speaker Kim Min-ho > medium Funkhaus > outlet Bote",
        "speaker Kim Min-ho > medium Funkhaus > outlet Kurier",
    ]
    assert {c.reasons for c in chains} == {("several outlets, one source: Kim Min-ho",)}


def test_who_denies_it_is_no_part_of_the_one_source(article, sourced_claim):
    members = [
        heard(article, "Olga Petersen", by="Olga Petersen", people=("Olga Petersen",), id="a"),
        heard(article, "Olga Petersen", by="Olga Petersen", people=("Olga Petersen",), id="b", outlet="Kurier"),
        heard(article, "Olaf Harms", by="Olaf Harms", stance="denies", id="c", outlet="Kurier"),
    ]
    chains = paths(members, sourced_claim)[1]
    assert [(c.path[0].name, len(c.reasons)) for c in chains] == [
        ("Olga Petersen", 1),
        ("Olga Petersen", 1),
        ("Olaf Harms", 1),
    ]
    assert chains[-1].reasons == ("speaks against the claim",)


def test_circular_reporting_is_said(article, sourced_claim):
    members = [
        heard(article, via=(("medium", "Kurier"),), id="a", outlet="Bote"),
        heard(article, via=(("medium", "Bote"),), id="b", outlet="Der Kurier"),
    ]
    found, chains = paths(members, sourced_claim)
    assert found == ["medium Der Kurier > outlet Bote", "medium Bote > outlet Der Kurier"]
    assert all("circular reporting: Bote, Der Kurier" in c.reasons for c in chains)


def test_a_sign_that_all_outlets_set_is_an_agency(article, sourced_claim):
    members = [
        heard(article, "Olga Petersen", by="Olga Petersen", behind=f"Ende. ({sign})", id=i, outlet=o)
        for i, o, sign in (("a", "Bote", "nna/kl"), ("b", "Kurier", "Mitarbeit: nna"))
    ]
    assert paths(members, sourced_claim)[0] == [
        "speaker Olga Petersen > agency nna > outlet Bote",
        "speaker Olga Petersen > agency nna > outlet Kurier",
    ]


@pytest.mark.parametrize(
    ("one", "two", "numbers"),
    [
        # a medium that names its own source is none
        ({"via": (("medium", "Kurier"),)}, {"speaker": "Olga Petersen", "by": "Olga Petersen"}, (1, 1)),
        # a document may be the body's
        ({"speaker": "einem Gutachten"}, {"speaker": "die Polizei"}, (1, 2)),
        # but not the person's
        ({"speaker": "einem Gutachten"}, {"speaker": "Olga Petersen", "by": "Olga Petersen"}, (2, 2)),
        # who holds the office of a body is one with it
        ({"speaker": "Bauministerin Olga Petersen", "by": "Olga Petersen"}, {"speaker": "das Bauministerium"}, (1, 1)),
        (
            {"speaker": "Oberstaatsanwältin Olga Petersen", "by": "Olga Petersen"},
            {"speaker": "die Staatsanwaltschaft"},
            (1, 1),
        ),
        (
            {"speaker": "Bauministerin Olga Petersen", "by": "Olga Petersen"},
            {"speaker": "das Finanzministerium"},
            (1, 2),
        ),
        # an official does not speak for a company
        ({"speaker": "Ministerin Olga Petersen", "by": "Olga Petersen"}, {"speaker": "das Unternehmen"}, (2, 2)),
        # who denies it is no source of it
        ({"speaker": "die Polizei"}, {"speaker": "Olga Petersen", "by": "Olga Petersen", "stance": "denies"}, (1, 1)),
        # an agency's copy without a source is the agency's word
        ({"mode": "narration", "behind": "(dpa)"}, {"mode": "narration"}, (1, 1)),
        # unnamed ones count at most
        ({"speaker": "Insider"}, {"speaker": "Beobachter"}, (0, 2)),
        # who it is, "er" does not say
        ({"speaker": "er"}, {"speaker": "sie"}, (0, 1)),
    ],
)
def test_at_least_and_at_most(article, one, two, numbers, sourced_claim):
    first = heard(article, **{"people": ("Olga Petersen",) if "by" in one else (), **one})
    second = heard(
        article, **{"people": ("Olga Petersen",) if "by" in two else (), "id": "b", "outlet": "Kurier", **two}
    )
    claim = sourced_claim(first, second)
    assert (claim.sources, claim.sources_at_most) == numbers


def test_members_of_one_company_count_once(article):
    text = f"Harms-Chef Olaf Petersen sagte, {WORDS}. Harms teilte mit, {WORDS}. Die Harms Logistik GmbH baut."
    member = article(
        text,
        people=("Olaf Petersen",),
        bodies=("Harms", "Harms Logistik GmbH"),
        said=(
            {"quote": WORDS, "by": "Olaf Petersen", "speaker": "Harms-Chef Olaf Petersen"},
            {"quote": WORDS, "by": "Harms Logistik GmbH", "speaker": "Harms teilte"},
        ),
    )
    sources = find_sources([Said(member, s) for s in member.annotations.statements])
    assert (sources.at_least, sources.at_most, len(sources.roots)) == (1, 1, 2)
    assert sources.reasons == ("one body: Olaf Petersen, Harms Logistik GmbH",)


def test_a_pair_of_states_is_two_names_and_one_utterance(article):
    text = f"Norwegen und Dänemark erklären, {WORDS}."
    member = article(
        text,
        places=("Norwegen", "Dänemark"),
        said=({"quote": WORDS, "by": "Norwegen und Dänemark", "speaker": "Norwegen und Dänemark"},),
    )
    sources = find_sources([Said(member, s) for s in member.annotations.statements])
    assert [(r.name, r.kind) for r in sources.roots] == [("Dänemark", "official"), ("Norwegen", "official")]
    assert (sources.at_least, sources.at_most) == (1, 2)


def test_who_is_named_elsewhere_for_the_same_words_is_not_unnamed(article, sourced_claim):
    members = [
        heard(article, "Olga Petersen", by="Olga Petersen", id="a", outlet="Bote"),
        heard(article, "Die Prüferin", id="b", outlet="Kurier"),
    ]
    claim = sourced_claim(*members)
    assert [(r.name, {e.article for e in r.evidence}) for r in claim.roots] == [("Olga Petersen", {"a", "b"})]
    assert (claim.sources, claim.sources_at_most) == (1, 1)
    # insiders may say the same by themselves
    insiders = heard(article, "Insider", id="d", outlet="Post")
    assert sourced_claim(members[0], insiders).sources_at_most == 2
    # two are named for the words: whose they are in the third article stays open
    other = heard(article, "Jan Brandt", by="Jan Brandt", id="c", outlet="Funk")
    assert sourced_claim(*members, other).sources_at_most == 3


def test_a_few_words_may_be_anybodys(article, sourced_claim):
    few = "die Brücke sei zu"
    said = [
        article(f"{who}: {few}.", id=n, outlet=n, said=({"quote": few, "by": by, "speaker": who},))
        for n, who, by in (("a", "Olga Petersen", "Olga Petersen"), ("b", "Eine Anwohnerin", None))
    ]
    assert sourced_claim(*said).sources_at_most == 2


def test_what_an_outlet_found_out_itself_came_from_nobody(article, sourced_claim):
    found, _ = paths([heard(article, "Der Bote", by="Bote", outlet="Bote")], sourced_claim)
    assert found == ["outlet Bote"]


def test_a_round_of_three_is_circular(article, sourced_claim):
    round_ = [("a", "Bote", "Kurier"), ("b", "Kurier", "Funkhaus"), ("c", "Funkhaus", "Bote")]
    members = [
        heard(article, "Ida Lorenz", by="Ida Lorenz", id=i, outlet=outlet, via=(("medium", source),))
        for i, outlet, source in round_
    ]
    _, chains = paths(members, sourced_claim)
    assert [[r for r in c.reasons if r.startswith("circular")] for c in chains] == [
        ["circular reporting: Bote, Funkhaus, Kurier"]
    ] * 3


def test_the_unnamed_in_another_case_are_one(article, sourced_claim):
    said = [
        article(f"{who} zufolge ist {what}.", id=n, outlet=n, said=({"quote": what, "speaker": who},))
        for n, who, what in (("a", "Hafenkreisen", "die Mole zu"), ("b", "Hafenkreise", "zu die Mole"))
    ]
    assert len(sourced_claim(*said).roots) == 1
