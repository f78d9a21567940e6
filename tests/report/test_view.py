"""View models: every line with its evidence, grouped, in words."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from quellenlage.domain.annotations import AnnotatedArticle, Sentence
from quellenlage.domain.dossier import CorpusPart, Dossier
from quellenlage.domain.span import Evidence
from quellenlage.report.compose import dossier_view
from quellenlage.report.evidence import KEPT_WORDS, web_address
from quellenlage.report.translate import translator
from quellenlage.report.view import DossierView, EvidenceView, Part, Piece, entries, sources

Articles = dict[str, AnnotatedArticle]


@pytest.fixture
def view(dossier: Dossier, articles: Articles) -> DossierView:
    return dossier_view(dossier, articles, translator("de"))


def test_evidence_is_the_sentence_with_one_neighbour_on_each_side(view: DossierView) -> None:
    (place,) = view.stories[0].statements.rows[0].lines[0].evidence
    assert place.before == "Die Brücke über die Wumme ist seit Montag dicht."
    assert place.pieces == (
        Piece("„Wir gehen kein Risiko ein“", True),
        Piece(", sagte Bürgermeisterin Ilse Brandt.", False),
    )
    assert place.after == "Mindestens 40 Pendler müssen nun einen Umweg fahren."
    assert (place.outlet, place.date, place.url) == (
        "Ahrenfelder Bote", "25. Februar 2025, 8.05 Uhr", "https://bote.example/bruecke",
    )  # fmt: skip


def test_page_matter_is_no_neighbour_of_prose(view: DossierView) -> None:
    (place,) = view.stories[0].chronicle.rows[1].lines[0].evidence
    assert place.sentence == "Am 3. März soll ein Gutachter die Pfeiler prüfen."
    assert place.before == "Der Bus hält am Rathaus."  # the photo credit between them is left out
    assert place.after == ""


def test_a_headline_as_neighbour_is_parted_by_a_stroke(view: DossierView) -> None:
    (place,) = view.stories[0].statements.rows[1].lines[0].evidence
    assert place.before == "Sperrung trifft halbe Stadt /"


def test_page_matter_may_be_the_neighbour_of_page_matter(dossier: Dossier, articles: Articles) -> None:
    text = articles["bote"].article.text
    notice = replace(
        dossier.reuse[0], kind="boilerplate", places=(Evidence("bote", text.index("Foto"), text.index("Foto") + 13),)
    )
    view = dossier_view(replace(dossier, reuse=(notice,)), articles, translator("de"))
    (place,) = view.stories[0].notices.rows[0].places
    assert (place.before, place.sentence) == ("Der Bus hält am Rathaus.", "Foto: Kastner")
    assert not view.stories[0].reuse
    assert view.stories[0].reuse.empty


def test_statements_are_grouped_by_speaker_in_words(view: DossierView) -> None:
    brandt, county = view.stories[0].statements.rows
    assert (brandt.name, brandt.count, county.name) == ("Ilse Brandt", "1 Aussage", "Landkreis")
    (line,) = county.lines
    assert (line.stance, line.mode, line.hedge) == ("Aussage", "Angabe nach Quelle", "als wahrscheinlich dargestellt")
    assert line.via == ("über Nordpress (Nachrichtenagentur)",)
    assert line.text == "… sind 120 Pendler betroffen"
    assert line.reasons == ("cue verb: sagen",)


def test_unsure_rows_stay_apart(view: DossierView) -> None:
    story = view.stories[0]
    (day,) = story.chronicle.unsure
    assert (day.date, day.lines[0].labels) == ("24. Februar 2025", ("berichtet",))
    assert [s.lines[0].stance for s in story.statements.unsure] == ["Dementi"]
    assert all("gewartet" not in line.text for found in story.brief for line in found.lines)
    assert entries(story.chronicle.unsure) == 1


def test_a_claim_made_twice_by_one_speaker_is_one_statement(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    first, second = story.claims[0].members[0], story.claims[2].members[0]
    same = replace(story.claims[0], weight=2, members=(first, replace(second, stance="asserts")))
    told = replace(dossier, versions=(), stories=(replace(story, claims=(same,)),))
    (speaker,) = dossier_view(told, articles, translator("en")).stories[0].statements.rows
    (line,) = speaker.lines
    assert [place.article for place in line.evidence] == ["bote", "kurier"]
    assert line.again == ""
    claim = dossier_view(told, articles, translator("en")).stories[0].claims.rows[0]
    assert claim.carried == "in 2 of 2 articles"


def test_the_number_of_sources_is_at_least_and_at_most(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    claim = replace(story.claims[0], status="corroborated", weight=2, sources=2, sources_at_most=3)
    told = replace(dossier, stories=(replace(story, claims=(claim,)),))
    (shown,) = dossier_view(told, articles, translator("de")).stories[0].claims.rows
    assert shown.status == "2 bis 3 unabhängige Quellen"


def test_a_speaker_without_a_name_is_shown_by_the_words_for_him(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    unnamed = replace(story.claims[1], members=(replace(story.claims[1].members[0], speaker=None),))
    told = replace(dossier, stories=(replace(story, claims=(unnamed,)),))
    (group,) = dossier_view(told, articles, translator("de")).stories[0].statements.rows
    assert (group.named, group.name, group.lines[0].who) == (False, "Ohne namentliche Quelle", "Landkreis")


def test_a_speaker_s_label_is_not_the_sentence_itself(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    whole = "Nach Angaben des Landkreises sind 120 Pendler betroffen"
    same = replace(story.claims[1], members=(replace(story.claims[1].members[0], speaker=whole),))
    told = replace(dossier, stories=(replace(story, claims=(same,)),))
    (group,) = dossier_view(told, articles, translator("de")).stories[0].statements.rows
    assert (group.named, group.name, group.lines[0].who) == (False, "Ohne namentliche Quelle", "")


def test_figures_share_a_scale(view: DossierView) -> None:
    (figure,) = view.stories[0].figures.rows
    low, high = figure.values
    assert (low.number, high.number, high.owner) == ("mindestens 40", "120", "Landkreis")
    assert low.bar is not None and high.bar is not None
    assert low.bar.left < high.bar.left and low.bar.open_right and not high.bar.open_right
    assert (figure.low, figure.high, figure.agree, figure.alone) == ("40", "120", False, False)


def test_words_for_one_referent_stand_side_by_side(view: DossierView) -> None:
    (row,) = view.stories[0].wording.rows
    assert row.referent == "Sperrung der Brücke"
    assert [(w.label, w.about, [e.outlet for e in w.evidence]) for w in row.words] == [
        ("Sperrung", ("2×",), ["Wummekurier"]),
        ("Risiko", ("in Anführungszeichen",), ["Ahrenfelder Bote"]),
    ]


def test_articles_without_an_outlet_are_not_summed(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    word = story.wording[0].labels[0]
    twice = tuple(replace(word, outlet=None, count=1, evidence=(Evidence(a, 0, 3),)) for a in sorted(articles)[:2])
    row = replace(story.wording[0], labels=(*twice, story.wording[0].labels[1]))
    told = replace(dossier, stories=(replace(story, wording=(row,)),))
    (shown,) = dossier_view(told, articles, translator("de")).stories[0].wording.rows
    assert [w.label for w in shown.words] == [word.label, word.label, "Risiko"]
    assert [len(w.evidence) for w in shown.words] == [1, 1, 1]


def test_one_word_for_all_is_no_choice_to_show(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    alone = replace(story.wording[0], labels=story.wording[0].labels[:1])
    told = replace(dossier, stories=(replace(story, wording=(alone,)),))
    assert not dossier_view(told, articles, translator("de")).stories[0].wording


def test_equal_figures_have_no_chart_and_agree(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    value = story.figures[0].values[1]
    told = replace(dossier, stories=(replace(story, figures=(replace(story.figures[0], values=(value, value)),)),))
    (figure,) = dossier_view(told, articles, translator("de")).stories[0].figures.rows
    assert figure.agree
    assert [v.bar for v in figure.values] == [None, None]


def test_a_number_nobody_gives_has_no_bar(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    vague = replace(story.figures[0].values[0], low=None, high=None, comparator="unspecified")
    values = (vague, *story.figures[0].values)
    told = replace(dossier, stories=(replace(story, figures=(replace(story.figures[0], values=values),)),))
    (figure,) = dossier_view(told, articles, translator("de")).stories[0].figures.rows
    assert (figure.values[0].number, figure.values[0].bar) == ("mindestens 40", None)
    (figure,) = dossier_view(told, {}, translator("de")).stories[0].figures.rows
    assert [v.number for v in figure.values] == ["keine genaue Zahl", "mindestens 40", "120"]


def test_actors_show_their_first_mention_in_each_article(view: DossierView) -> None:
    people, organisations = view.stories[0].actors.rows
    (brandt,) = people.actors
    assert (people.type, brandt.aliases, brandt.roles) == ("Personen", (), ("Bürgermeisterin",))
    assert [[p.text for p in place.pieces if p.marked] for place in brandt.evidence] == [["Ilse Brandt"], ["Brandt"]]
    assert organisations.actors[0].mentions == "1×\N{NO-BREAK SPACE}in\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}Artikel"


def test_dates_say_where_they_come_from(view: DossierView) -> None:
    dated, undated = view.stories[0].articles
    assert (dated.date, dated.reason) == ("25. Februar 2025, 8.05 Uhr", "angegeben")
    assert (undated.date, undated.reason, undated.iso) == (
        "undatiert",
        "kein Datum angegeben und keines gefunden",
        None,
    )


def test_empty_parts_say_why(dossier: Dossier, articles: Articles) -> None:
    bare = replace(dossier.stories[0], timeline=(), claims=(), figures=(), actors=(), wording=())
    story = dossier_view(replace(dossier, stories=(bare,), reuse=()), articles, translator("en")).stories[0]
    parts = [getattr(story, f.name) for f in fields(story) if isinstance(getattr(story, f.name), Part)]
    assert len(parts) == 15
    for part in parts:
        assert not part
        assert part.empty.endswith(".")
    assert [(found.lines, found.empty[-1]) for found in story.brief] == [((), ".")] * 4
    assert not story.matrix and not story.left_out


def test_an_empty_dossier_says_so(empty_dossier: Dossier) -> None:
    view = dossier_view(empty_dossier, {}, translator("en"))
    assert (view.title, view.stories, view.empty != "") == ("0 stories", (), True)
    assert view.refused[0].input == "leer.txt"


def test_articles_without_a_story_are_listed(dossier: Dossier, articles: Articles) -> None:
    view = dossier_view(replace(dossier, stories=()), articles, translator("en"))
    assert [article.id for article in view.loose] == ["bote", "kurier"]


def test_without_the_texts_lines_still_name_their_sources(dossier: Dossier) -> None:
    view = dossier_view(dossier, {}, translator("en"))
    for line in view.lines():
        assert line.text
        assert all(place.outlet and place.pieces == () for place in line.evidence)


def test_without_marks_the_words_stand_alone(dossier: Dossier, articles: Articles) -> None:
    bare = {i: replace(a, annotations=replace(a.annotations, sentences=())) for i, a in articles.items()}
    (place,) = dossier_view(dossier, bare, translator("en")).stories[0].statements.rows[0].lines[0].evidence
    assert (place.before, place.sentence, place.after) == ("", "„Wir gehen kein Risiko ein“", "")


def test_a_long_copied_passage_is_not_republished(dossier: Dossier, articles: Articles) -> None:
    text = " ".join(f"Wort{n}" for n in range(400)) + "."
    long = AnnotatedArticle(
        replace(articles["bote"].article, text=text),
        replace(
            articles["bote"].annotations, sentences=(Sentence(0, len(text)),), furniture=(), statements=(), entities=()
        ),
    )
    row = replace(dossier.reuse[0], text=text, places=(Evidence("bote", 0, len(text)),))
    view = dossier_view(replace(dossier, reuse=(row,)), {"bote": long}, translator("de"))
    (reuse,) = view.stories[0].reuse.rows
    (place,) = reuse.places
    assert place.sentence.startswith("Wort0 Wort1 ") and " […] " in place.sentence
    assert len(place.sentence.split()) == 2 * KEPT_WORDS + 1
    assert (len(reuse.text.split()), reuse.words) == (41, "400 Wörter")


def test_whole_articles_only_when_asked(dossier: Dossier, articles: Articles) -> None:
    assert dossier_view(dossier, articles, translator("de")).whole == ()
    first, _ = dossier_view(dossier, articles, translator("de"), full_text=True).whole
    assert "".join(s.text for s in first.stretches) == articles["bote"].article.text
    assert [s.text for s in first.stretches if s.stated] == ["„Wir gehen kein Risiko ein“"]
    assert [s.text for s in first.stretches if s.furniture] == ["Startseite > Lokales", "Foto: Kastner"]


def test_several_stories_are_counted_in_the_title(dossier: Dossier, articles: Articles) -> None:
    two = replace(dossier, stories=(*dossier.stories, replace(dossier.stories[0], id="st2", articles=("kurier",))))
    view = dossier_view(two, articles, translator("de"))
    assert (view.title, [s.anchor for s in view.stories]) == ("2 Themen", ["s1", "s2"])


def test_anchors_are_unique(dossier: Dossier, articles: Articles) -> None:
    anchors = [line.anchor for line in dossier_view(dossier, articles, translator("de")).lines()]
    assert len(anchors) == len(set(anchors)) >= 5


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x?y=1#z", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("//a.example", False),
        ("https://", False),
        ("https://a.example/\u202egnp", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, shown: bool) -> None:
    assert (web_address(url) is not None) is shown


def test_an_article_is_named_once_among_the_sources(view: DossierView) -> None:
    place = view.stories[0].statements.rows[0].lines[0].evidence[0]
    other = replace(place, before="")
    assert sources((place, other)) == (("Ahrenfelder Bote", "25.02.2025"),)


def test_spans_beyond_the_text_do_no_harm(dossier: Dossier, articles: Articles) -> None:
    wild = replace(dossier.reuse[0], places=(Evidence("bote", 5, 10_000), Evidence("gone", 0, 3)))
    view = dossier_view(replace(dossier, reuse=(wild,)), articles, translator("de"))
    first, gone = view.stories[0].reuse.rows[0].places
    assert isinstance(first, EvidenceView) and first.pieces
    assert (gone.outlet, gone.title, gone.pieces) == ("gone", "gone", ())


def test_rows_of_the_corpus_win_over_the_article(dossier: Dossier, articles: Articles) -> None:
    renamed = tuple(replace(row, title="Anders") for row in dossier.corpus.articles)
    view = dossier_view(replace(dossier, corpus=CorpusPart(renamed)), articles, translator("de"))
    assert {a.title for a in view.stories[0].articles} == {"Anders"}


def test_without_an_outlet_a_number_tells_articles_apart(dossier: Dossier, articles: Articles) -> None:
    rows = tuple(replace(row, outlet=None, file=f"folder/{row.file}") for row in dossier.corpus.articles)
    view = dossier_view(replace(dossier, corpus=CorpusPart(rows)), articles, translator("de"))
    assert [a.outlet for a in view.stories[0].articles] == [
        "Artikel 1 (Medium unbekannt)",
        "Artikel 2 (Medium unbekannt)",
    ]
    one = (rows[0], *dossier.corpus.articles[1:])
    alone = dossier_view(replace(dossier, corpus=CorpusPart(one)), articles, translator("de"))
    assert alone.stories[0].articles[0].outlet == "unbekanntes Medium"


def test_places_stand_in_time_and_reasons_write_dates(dossier: Dossier, articles: Articles) -> None:
    row = replace(
        dossier.reuse[0], places=dossier.reuse[0].places[::-1], why="published first: 2025-02-25T08:05:00+01:00"
    )
    view = dossier_view(replace(dossier, reuse=(row,)), articles, translator("de"))
    (reuse,) = view.stories[0].reuse.rows
    assert [place.article for place in reuse.places] == ["bote", "kurier"]
    assert reuse.first == "Zuerst bei Ahrenfelder Bote, 25.02.2025"
    assert reuse.reasons == ("zuerst erschienen: 25. Februar 2025, 8.05 Uhr",)


@pytest.mark.parametrize(
    "detail", ["a/2025-02-25.html", "v2025-02-25", "2025-02-25-anzeiger.txt", "https://a.example/2025-02-25/x"]
)
def test_dates_in_names_of_files_stay(dossier: Dossier, articles: Articles, detail: str) -> None:
    told = replace(dossier, stories=(replace(dossier.stories[0], reasons=(f"shared words: {detail}",)),))
    assert dossier_view(told, articles, translator("de")).stories[0].reasons == (f"gemeinsame Wörter: {detail}",)


def test_the_strongest_lines_are_whole_sentences_or_quotations(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    unnamed = replace(story.claims[1], members=(replace(story.claims[1].members[0], speaker=None),))
    told = replace(dossier, stories=(replace(story, claims=(story.claims[0], unnamed)),))
    _, single, _, _ = dossier_view(told, articles, translator("de")).stories[0].brief
    attributed, direct = single.lines
    assert (direct.text, direct.who) == ("„Wir gehen kein Risiko ein“", "Ilse Brandt")
    assert attributed.text == "Nach Angaben des Landkreises sind 120 Pendler betroffen."
    assert (attributed.who, attributed.outlets, attributed.day) == ("Landkreis", ("Wummekurier",), "undatiert")


def test_an_article_without_a_title_shows_its_own_words_and_no_path(dossier: Dossier, articles: Articles) -> None:
    rows = tuple(replace(row, title=None, file=f"/home/somebody/{row.file}") for row in dossier.corpus.articles)
    told = replace(dossier, corpus=CorpusPart(rows))
    first, second = dossier_view(told, articles, translator("de")).stories[0].articles
    assert (first.title, first.file) == ("Brücke in Ahrenfeld gesperrt", "bote.txt")
    assert second.title.startswith("Sperrung trifft halbe Stadt")
    assert [a.title for a in dossier_view(told, {}, translator("de")).stories[0].articles] == [
        "bote.txt",
        "kurier.jsonl:1",
    ]


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("days: 2025-09-16 to 2025-09-20", "Zeitraum: 16. bis 20. September 2025"),
        ("same words: 2", "gleicher Wortlaut in 2 Artikeln"),
        ("same object: beschaftigter", "gleicher Gegenstand"),
        ("days: 2023-09 to 2024-07", "Zeitraum: September 2023 bis Juli 2024"),
        ("published first: 2023-09", "zuerst erschienen: September 2023"),
        ("same date: 2025-W37", "gleiches Datum: 8. bis 14. September 2025"),
        ("same hour: 02:43", "gleiche Uhrzeit: 2.43 Uhr"),
        ("sentences alike: 0.43", "Sätze ähneln sich (0,43 von 1)"),
        ("said on other days: 14", "an anderen Tagen gesagt (14 Tage auseinander)"),
        ("same event: AID", "gleiches Ereignis: Hilfe"),
        (
            "in quotation marks inside a statement: free_indirect",
            "in Anführungszeichen innerhalb einer Aussage: indirekte Rede ohne Redeverb",
        ),
        ("passed on by: agency", "weitergegeben durch: Nachrichtenagentur"),
        (
            "same happening in another article: Mittwoch = 2023-09-01 – 2023-11-30, bote.txt",
            "dasselbe Geschehen in einem anderen Artikel: Mittwoch = September bis November 2023, bote.txt",
        ),
        ("version of: kurier", "Fassung von: Wummekurier, Sperrung trifft halbe Stadt, undatiert"),
    ],
)
def test_reasons_are_said_for_a_reader(dossier: Dossier, articles: Articles, reason: str, shown: str) -> None:
    told = replace(dossier, stories=(replace(dossier.stories[0], reasons=(reason,)),))
    assert dossier_view(told, articles, translator("de")).stories[0].reasons == (shown,)
