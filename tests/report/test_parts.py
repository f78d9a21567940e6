"""The parts that compare: every row with its places, its words translated, and why it is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier, MemberRelation
from quellenlage.report.compose import dossier_view
from quellenlage.report.evidence import Library
from quellenlage.report.outline import outline
from quellenlage.report.parts.claims import DifferenceView, MemberView, differences, of_each_article
from quellenlage.report.parts.matrix import cell
from quellenlage.report.translate import translator
from quellenlage.report.view import StoryView, entries

Articles = dict[str, AnnotatedArticle]


@pytest.fixture
def story(whole_dossier: Dossier, articles: Articles) -> StoryView:
    return dossier_view(replace(whole_dossier, versions=()), articles, translator("de")).stories[0]


def test_the_four_lists_come_first_and_are_short(story: StoryView) -> None:
    assert story.sections[0].key == "brief"
    assert [(found.key, found.title, len(found.lines)) for found in story.brief] == [
        ("corroborated", "Mehrfach belegt", 1),
        ("single_source", "Nur eine Quelle", 1),
        ("disputed", "Umstritten", 1),
        ("figures", "Zahlen (Reihenfolge unbekannt)", 1),  # one of the two articles has no date
    ]
    corroborated, _, disputed, figures = (found.lines[0] for found in story.brief)
    assert (corroborated.who, corroborated.note) == ("Ilse Brandt", "in 2 Artikeln, 2 unabhängige Quellen")
    assert (corroborated.outlets, corroborated.day) == (("Ahrenfelder Bote",), "25.02.2025")
    assert (disputed.lead, disputed.who) == ("Zahlen weichen ab", "Ahrenfelder Bote gegen Landkreis")
    assert (disputed.text, disputed.against, disputed.goto) == (
        "Mindestens 40 Pendler müssen nun einen Umweg fahren.",
        "Nach Angaben des Landkreises sind 120 Pendler betroffen.",
        "s1-d1",
    )
    assert (figures.lead, figures.note) == (
        "Pendler: mindestens 40",
        "andere Angaben: 120 (Landkreis, undatiert) (Reihenfolge unbekannt)",
    )
    assert figures.text == "Mindestens 40 Pendler müssen nun einen Umweg fahren."


def test_a_list_has_five_lines_at_most_and_counts_the_rest(whole_dossier: Dossier, articles: Articles) -> None:
    told = whole_dossier.stories[0]
    many = tuple(replace(told.disputes[0], id=f"d{n}") for n in range(8))
    crowded = replace(whole_dossier, stories=(replace(told, disputes=many),))
    disputed = dossier_view(crowded, articles, translator("de")).stories[0].brief[2]
    assert (len(disputed.lines), disputed.more) == (5, 3)


def test_without_disputes_the_disputed_claims_are_listed(whole_dossier: Dossier, articles: Articles) -> None:
    told = replace(whole_dossier, stories=(replace(whole_dossier.stories[0], disputes=()),))
    (line,) = dossier_view(told, articles, translator("de")).stories[0].brief[2].lines
    assert (line.id, line.who) == ("c4", "Landkreis")


def test_a_claim_says_who_differs_from_whom(story: StoryView) -> None:
    claim = story.claims.rows[0]
    assert (claim.status, claim.sources, claim.carried) == (
        "umstritten",
        "1 bis 2 unabhängige Quellen",
        "in 2 von 2 Artikeln",
    )
    county, told = claim.members
    assert (county.n, county.who, county.mode, county.via) == (
        1,
        "Landkreis",
        "Angabe nach Quelle",
        ("über Nordpress (Nachrichtenagentur)",),
    )
    assert [d.text for d in county.differences] == ["andere Zahl als 2"]
    assert [d.text for d in told.differences] == ["andere Zahl als 1"]
    assert told.evidence.sentence == "Mindestens 40 Pendler müssen nun einen Umweg fahren."
    assert [(r.name, r.known, r.about) for r in claim.roots] == [
        ("Landkreis", True, ("Staat oder öffentliche Stelle",)),
        ("Quelle unbekannt", False, ()),
    ]


def test_relations_read_from_both_sides(whole_dossier: Dossier) -> None:
    members = whole_dossier.stories[0].claims[0].members
    a, b = members[0].statement, members[1].statement

    def told(*relations: MemberRelation) -> dict[int, list[str]]:
        found = differences(members, relations, translator("en"))
        return {n: [d.text for d in views] for n, views in found.items()}

    assert told(MemberRelation(a, b, "same")) == {}
    assert told(MemberRelation(a, b, "more_specific")) == {1: ["more specific than 2"], 2: ["less specific than 1"]}
    assert told(MemberRelation(b, a, "contradicts")) == {1: ["contradicts 2"], 2: ["contradicts 1"]}
    assert told(MemberRelation(a, "gone", "contradicts")) == {}


def test_what_stands_in_one_place_alone_is_no_claim_to_compare(story: StoryView) -> None:
    assert [claim.id for claim in story.claims.rows] == ["c4", "c5"]
    assert {line.id for line in story.lines()} >= {"c4", "c5"}


def test_the_matrix_has_a_cell_per_claim_and_outlet(story: StoryView) -> None:
    assert story.matrix.outlets == ("Ahrenfelder Bote", "Wummekurier")
    assert [[cell.key for cell in row.cells] for row in story.matrix.rows] == [
        ["narration", "attributed"],
        ["direct", "absent"],
    ]
    assert ("absent", "nicht gefunden") in story.matrix.legend
    assert story.matrix.rows[0].cells[0].members == (2,)
    assert story.matrix.rows[0].goto == story.claims.rows[0].anchor


def test_a_dispute_shows_both_sides(story: StoryView) -> None:
    (dispute,) = story.disputes.rows
    assert (dispute.kind, dispute.text) == ("Zahlen weichen ab", "Wie viele Pendler betroffen sind")
    assert [(s.position, s.speakers, s.title, [p.outlet for p in s.evidence]) for s in dispute.sides] == [
        ("mindestens 40", ("Ahrenfelder Bote",), "Ahrenfelder Bote: mindestens 40", ["Ahrenfelder Bote"]),
        ("120", ("Landkreis",), "Landkreis: 120", ["Wummekurier"]),
    ]
    assert len(story.disputes.unsure) == 1


def test_chains_lead_from_the_first_source_to_the_outlet(story: StoryView) -> None:
    (claim,) = story.chains.rows
    assert claim.goto == story.claims.rows[0].anchor
    assert [line.text for line in claim.lines] == [
        "Landkreis → Nordpress → Wummekurier",
        "Quelle unbekannt → Ahrenfelder Bote",
    ]
    assert [(link.kind, link.name) for link in claim.lines[0].links][1] == ("Nachrichtenagentur", "Nordpress")


def test_a_chain_without_anybody_between_is_shown_only_of_claims_in_several_places(
    whole_dossier: Dossier, articles: Articles
) -> None:
    told = whole_dossier.stories[0]
    direct = replace(told.chains[1], claim="c1")
    alone = replace(whole_dossier, stories=(replace(told, chains=(direct,)),))
    assert not dossier_view(alone, articles, translator("de")).stories[0].chains


def test_gaps_by_claim_and_by_outlet(story: StoryView) -> None:
    (gap,) = story.gaps.rows
    assert (gap.carried_by, gap.left_out_by, gap.speakers) == (
        ("Ahrenfelder Bote",),
        ("Wummekurier",),
        ("Ilse Brandt",),
    )
    (outlet,) = story.left_out
    assert (outlet.outlet, outlet.count, outlet.lines) == ("Wummekurier", "1 Behauptung", (gap,))


def test_a_quotation_and_its_forms(story: StoryView) -> None:
    (drift,) = story.drift.rows
    assert (drift.text, drift.speaker) == ("Wir gehen kein Risiko ein", "Ilse Brandt")
    assert [(f.kind, f.speaker, f.text) for f in drift.forms] == [
        ("wörtlich", "Ilse Brandt", "„Wir gehen kein Risiko ein“"),
        ("einer anderen Person zugeschrieben", "Landkreis", "zu lange gewartet"),
    ]


def test_relations_by_pair_with_sign_and_date(story: StoryView) -> None:
    (pair,) = story.relations.rows
    assert (pair.source, pair.target, pair.mutual, pair.source_id) == ("Landkreis", "Ilse Brandt", False, "p2")
    (line,) = pair.lines
    assert (line.event, line.sign, line.date) == ("Vorwurf", "Konflikt", "25. Februar 2025")
    assert line.text.startswith("Brandt bestreitet")
    assert story.relations.unsure[0].mutual


def test_findings_show_headline_and_text(story: StoryView) -> None:
    (finding,) = story.findings.rows
    assert (finding.text, finding.kind) == ("Sperrung trifft halbe Stadt", "Überschrift und Text")
    assert len(finding.evidence) == 2


def test_background_is_told_apart(story: StoryView) -> None:
    assert [day.date for day in story.background.rows] == ["1961"]
    assert [day.date for day in story.chronicle.rows] == ["3. März 2025"]
    anchors = [line.anchor for part in (story.background, story.chronicle) for day in part.rows for line in day.lines]
    assert anchors == ["s1-t1", "s1-t2"]


def test_a_figure_over_time_needs_two_days(whole_dossier: Dossier, articles: Articles, story: StoryView) -> None:
    assert story.figures.rows[0].series is None
    when = whole_dossier.corpus.articles[0].published
    assert when is not None
    later = replace(when, from_="2025-02-27", to="2025-02-27")
    rows = (whole_dossier.corpus.articles[0], replace(whole_dossier.corpus.articles[1], published=later))
    dated = replace(whole_dossier, corpus=replace(whole_dossier.corpus, articles=rows))
    (figure,) = dossier_view(dated, articles, translator("de")).stories[0].figures.rows
    assert figure.series is not None
    low, high = figure.series.points
    assert (low.label, high.label) == ("≥\N{NO-BREAK SPACE}40", "120")
    assert low.x < high.x and low.high < high.low
    assert (low.open_above, high.open_above) == (True, False)
    assert (figure.series.first, figure.series.last) == ("25.02.2025", "27.02.2025")


def test_unsure_rows_are_in_no_list_of_sure_ones(story: StoryView) -> None:
    assert len(story.disputes.unsure) == len(story.relations.unsure) == len(story.chronicle.unsure) == 1
    sure = [line.id for found in story.brief for line in found.lines]
    assert not {"d2", "c3"} & set(sure)


def test_anchors_are_unique_over_all_parts(story: StoryView) -> None:
    anchors = [line.anchor for line in story.lines()]
    anchors += [line.anchor for found in story.brief for line in found.lines]
    assert len(anchors) == len(set(anchors)) > 15


def test_contents_count_what_is_sure(story: StoryView) -> None:
    counts = {section.key: section.n for section in story.sections}
    assert (counts["claims"], counts["disputes"], counts["statements"]) == (2, 1, entries(story.statements.rows))
    assert story.title_of("disputes") == "Umstritten: die Positionen"


def test_every_part_has_its_place_in_the_outline(story: StoryView) -> None:
    keys = [section.key for section in outline(story, translator("de"))]
    shown = {section.key for section in story.sections} - {"articles"}
    assert shown <= set(keys)
    assert all(section.groups or section.empty for section in outline(story, translator("de")))


def test_positions_of_our_own_are_translated_and_words_of_articles_are_not(
    whole_dossier: Dossier, articles: Articles
) -> None:
    told = whole_dossier.stories[0]
    sides = (replace(told.disputes[0].sides[0], position="denied"), told.disputes[0].sides[1])
    one = replace(told, disputes=(replace(told.disputes[0], sides=sides),))
    view = dossier_view(replace(whole_dossier, stories=(one,)), articles, translator("de"))
    assert [side.position for side in view.stories[0].disputes.rows[0].sides] == ["bestritten", "120"]


def test_a_cell_shows_a_claim_with_its_denial(story: StoryView) -> None:
    told, other = story.claims.rows[0].members
    said = replace(told, evidence=replace(told.evidence, outlet="Funk"), differences=())
    denied = replace(said, n=2, stance_key="denies")
    against = replace(said, n=2, differences=(DifferenceView(kind_key="contradicts", text="", others=(said.n,)),))
    library = Library({}, {}, {}, translator("de"))

    def key(*members: MemberView) -> str:
        return cell(members, "Funk", library).key

    assert (key(said), key(denied), key(said, denied), key(said, against)) == ("attributed", "denies", "both", "both")
    # another outlet's denial is shown in its own cell
    assert key(said, replace(denied, evidence=other.evidence)) == "attributed"
    assert cell((said, denied), "Funk", library).words == "mit Dementi"


def test_a_later_version_does_not_say_it_again(whole_dossier: Dossier, articles: Articles) -> None:
    claim = whole_dossier.stories[0].claims[0]
    (first, *_rest) = claim.members
    copy = articles[first.article]
    later = replace(copy, article=replace(copy.article, id="later", version_of=first.article))
    again = replace(first, article="later", statement=first.statement.replace(first.article, "later"))
    longer = replace(
        claim,
        members=(*claim.members, again),
        relations=(*claim.relations, MemberRelation(claim.members[1].statement, again.statement, "contradicts")),
    )
    marks = replace(
        later.annotations,
        statements=tuple(
            replace(s, id=again.statement) for s in later.annotations.statements if s.id == first.statement
        ),
    )
    library = Library({}, {**articles, "later": replace(later, annotations=marks)}, {}, translator("de"))
    shown = of_each_article(longer, library)
    assert shown.members == claim.members
    assert shown.relations[-1] == MemberRelation(claim.members[1].statement, first.statement, "contradicts")
    assert of_each_article(claim, library) is claim
