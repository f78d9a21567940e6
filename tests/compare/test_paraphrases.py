"""Passages in slightly other words, told from reports of the same event in words of one's own."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.compare import paraphrases
from quellenlage.compare.order import in_order
from quellenlage.compare.passages import shingles_of
from quellenlage.compare.reading import held
from quellenlage.compare.reuse import NOTHING, find_reused
from quellenlage.compare.wordings import NO_WORDINGS, wordings_of

PAIRS = [
    json.loads(line) for line in (Path(__file__).parent / "paraphrased_pairs.jsonl").read_text("utf-8").splitlines()
]
BEFORE = "Am Rand der Messe sprach man über vieles, auch über das Wetter und die Preise im Wirtshaus."
AFTER = "Wie es weitergeht, will die Redaktion an dieser Stelle nicht verraten, es soll ja spannend bleiben."


def of(identifier: str) -> dict[str, str]:
    return next(row for row in PAIRS if row["id"] == identifier)


def pair(article, row, **second):
    return [
        article(f"{BEFORE}\n{row['a']}", id="a", outlet="Kurier", day="2025-03-01"),
        article(f"{row['b']}\n{AFTER}", **{"id": "b", "outlet": "Bote", "day": "2025-03-02", **second}),
    ]


def find_reuse(articles):
    ordered = in_order(articles)
    return find_reused([shingles_of(a) for a in ordered], held(ordered)).rows


def reworded(members):
    return [row for row in find_reuse(members) if row.nearness == "paraphrased"]


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: row["id"])
def test_light_paraphrase_is_told_from_a_report_in_own_words(article, row):
    assert len(reworded(pair(article, row))) == row["paraphrased"]


def test_places_direction_and_reason(article):
    row = of("bruecke")
    members = pair(article, row)
    (found,) = reworded(members)
    assert [m.article.text[p.start : p.end] for m, p in zip(members, found.places, strict=True)] == [row["a"], row["b"]]
    assert (found.kind, found.first, found.why) == ("copy", "a", "published first: 2025-03-01")
    assert found.reasons == (
        "several outlets: Bote, Kurier",
        "in slightly other words",
        "no source named, a common one is possible",
    )


@pytest.mark.parametrize(
    ("second", "kind"), [({"outlet": "Kurier"}, "self"), ({"outlet": "Bote"}, "copy"), ({"outlet": None}, "copy")]
)
def test_kind_as_of_any_other_passage(article, second, kind):
    assert [r.kind for r in reworded(pair(article, of("igel"), **second))] == [kind]


def test_versions_of_one_article_do_not_paraphrase_each_other(article):
    assert reworded(pair(article, of("urteil"), outlet="Kurier", version_of="a")) == []


def test_a_word_for_word_copy_is_not_shown_twice(article):
    row = of("wahl")
    rows = find_reuse(pair(article, {"a": row["a"], "b": row["a"]}))
    assert [r.nearness for r in rows] == ["verbatim"]


def test_a_copy_with_an_edit_is_nearly_verbatim(article):
    text = of("wahl")["a"]
    rows = find_reuse(
        pair(article, {"a": text, "b": text.replace("langjährigen Amtsinhaber", "bisherigen Amtsinhaber")})
    )
    assert [r.nearness for r in rows] == ["near_verbatim"]


def test_other_figures_are_other_facts(article):
    row = of("lagerhalle")
    other = row["b"].replace("siebzig", "neunzig").replace("240.000", "310.000")
    assert reworded(pair(article, {"a": row["a"], "b": other})) == []


def test_another_day_is_another_event(article):
    row = of("unfall")
    assert reworded(pair(article, {"a": row["a"], "b": row["b"].replace("Sonntagmittag", "Mittag am Montag")})) != []
    days = {
        "a": row["a"].replace("am Sonntagmittag", "am Sonntag"),
        "b": row["b"].replace("am Sonntagmittag", "am Montag"),
    }
    assert reworded(pair(article, days)) == []


def test_sentences_in_another_order_do_not_count(article):
    row = of("schwimmbad")
    first, second, third = row["b"].split(". ")
    assert reworded(pair(article, row))
    mixed = f"{third.rstrip('.')}. {BEFORE} {AFTER} {BEFORE} {second}. {AFTER} {BEFORE} {AFTER} {first}."
    assert reworded(pair(article, {"a": row["a"], "b": mixed})) == []


def test_the_earliest_source_is_named(article):
    row = of("museum")
    members = [
        *pair(article, row),
        article(f"{row['a']}\n{AFTER}", id="c", outlet="Post", day="2025-03-03"),
    ]
    (found,) = reworded(members)
    assert [p.article for p in found.places] == ["a", "b"]


def test_order_of_the_articles_does_not_matter(article):
    members = []
    for n, row in enumerate(PAIRS[:6]):
        members += pair(article, row, id=f"b{n}")
        members[-2] = article(row["a"], id=f"a{n}", outlet="Kurier", day="2025-03-01")
    expected = find_reuse(members)
    assert len([r for r in expected if r.nearness == "paraphrased"]) == 6
    for seed in range(3):
        random.Random(seed).shuffle(members)
        assert find_reuse(members) == expected


@pytest.mark.parametrize("same", [0, 1, 5, 11, 12])
def test_adding_articles_finds_what_comparing_all_anew_finds(article, same):
    members = [
        article(row[side], id=f"{n}{side}", outlet=side, day=f"2025-03-{10 + n + 6 * (side == 'b')}")
        for side in "ab"
        for n, row in enumerate(PAIRS[:6])
    ]
    shingles = [shingles_of(m) for m in members]
    anew = find_reused(shingles, held(members))
    assert len(anew.reworded) == 6
    before = find_reused(shingles[:same], held(members[:same])) if same else NOTHING
    assert find_reused(shingles, held(members), before, same) == anew


def test_without_a_model_words_alone_decide(article):
    members = [
        replace(
            m,
            annotations=replace(
                m.annotations, sentences=tuple(replace(s, vector=None) for s in m.annotations.sentences)
            ),
        )
        for m in pair(article, of("streik"))
    ]
    assert len(reworded(members)) == 1


def test_vectors_that_point_elsewhere_speak_against_it(article):
    first, second = pair(article, of("streik"))
    elsewhere = tuple(replace(s, vector=bytes([127, *[0] * 383])) for s in first.annotations.sentences)
    assert reworded([replace(first, annotations=replace(first.annotations, sentences=elsewhere)), second]) == []


def test_quoted_words_notices_and_page_matter_have_no_wording(article):
    quote = "„Wir lassen den Kai nicht verfallen“"
    text = f"{quote}, sagte die Hafenmeisterin.\nAbonnieren Sie unseren Newsletter über Häfen.\nFoto: Archiv des Hafens"
    found = wordings_of(article(text, said=({"quote": quote},), furniture=("Foto: Archiv des Hafens",)))
    assert list(found.counts) == [1, 0, 0]
    assert wordings_of(article("")) == NO_WORDINGS


def test_few_sentences_are_looked_at(article):
    members = [article(f"{row['a']}", id=row["id"], outlet=row["id"]) for row in PAIRS]
    assert paraphrases._near([shingles_of(m).sentences for m in members], 0).tolist() == []
