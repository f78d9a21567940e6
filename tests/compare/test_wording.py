"""How the outlets name one and the same."""

from dataclasses import replace

import pytest

from quellenlage.compare.bearers import Who
from quellenlage.compare.wording import find_wording
from quellenlage.domain.annotations import By, Label


def labelled(member, *labels):
    """The article with labels: (words, referent) or (words, referent, voice), each at the first place of the words."""
    found = []
    for words, referent, *voice in labels:
        start = member.article.text.index(words)
        found.append(
            Label(
                start=start,
                end=start + len(words),
                referent=referent,
                label=words,
                voice=voice[0] if voice else "outlet",
                by=By(rule="hand"),
            )
        )
    return replace(member, annotations=replace(member.annotations, labels=tuple(found)))


def test_labels_of_one_referent_stand_side_by_side(article):
    members = [
        labelled(
            article("Staatschef Kim Yong-su kam.", id="a", outlet="Bote", people=("Kim Yong-su",)),
            ("Staatschef", "Kim Yong-su"),
        ),
        labelled(
            article("Diktator Kim Yong Su kam.", id="b", outlet="Kurier", people=("Kim Yong Su",)),
            ("Diktator", "Kim Yong Su"),
        ),
    ]
    (row,) = find_wording(members)
    assert [(w.label, w.outlet, w.count, w.voice) for w in row.labels] == [
        ("Diktator", "Kurier", 1, "outlet"),
        ("Staatschef", "Bote", 1, "outlet"),
    ]
    assert row.reasons == ("not every outlet judges: Diktator", "other outlets in plain words: Staatschef")
    assert row.sure
    assert [(e.article, e.start, e.end) for w in row.labels for e in w.evidence] == [("b", 0, 8), ("a", 0, 10)]


def test_what_is_judged_by_some_outlets_only_comes_first(article):
    a = article("Landrätin, Chefin, Staatschef und Krieg.", id="a", outlet="Bote")
    b = article("Amtschefin, Leiterin, Machthaber und Krieg.", id="b", outlet="Kurier")
    members = [
        labelled(a, ("Landrätin", "Ute Rau"), ("Krieg", "X-Krieg"), ("Staatschef", "Li Wu"), ("Chefin", "Ute Rau")),
        labelled(b, ("Amtschefin", "Ute Rau"), ("Krieg", "X-Krieg"), ("Machthaber", "Li Wu"), ("Leiterin", "Ute Rau")),
    ]
    assert [row.referent for row in find_wording(members)] == ["Li Wu", "Ute Rau", "X-Krieg"]


def test_a_judgement_that_is_only_quoted_is_no_contrast_of_the_outlets(article):
    members = [
        labelled(article("Präsident kam.", id="a", outlet="Bote"), ("Präsident", "Li Wu")),
        labelled(article("„Diktator“ kam.", id="b", outlet="Kurier"), ("Diktator", "Li Wu", "quoted")),
    ]
    (row,) = find_wording(members)
    assert row.reasons == ()


def test_a_single_name_of_a_person_holds_within_its_article(article):
    members = [
        labelled(article("Minister Tamm kam.", id="a", people=("Tamm",)), ("Minister", "Tamm")),
        labelled(article("Lehrer Tamm kam.", id="b", people=("Tamm",)), ("Lehrer", "Tamm")),
    ]
    rows = find_wording(members)
    assert [(row.referent, len(row.labels), row.sure) for row in rows] == [("Tamm", 1, False), ("Tamm", 1, False)]


def test_who_is_who_in_the_corpus_joins_the_names(article):
    members = [
        labelled(
            article("Der Betreiber Nordbruk Werke GmbH baut.", id="a", bodies=("Nordbruk Werke GmbH",)),
            ("Betreiber", "Nordbruk Werke GmbH"),
        ),
        labelled(article("Der Klinikriese Nordbruk baut.", id="b", bodies=("Nordbruk",)), ("Klinikriese", "Nordbruk")),
    ]
    one = Who(id="w", reasons=(), sure=True, maybe=())
    who = {("a", "ORG", "Nordbruk Werke GmbH"): one, ("b", "ORG", "Nordbruk"): one}
    (row,) = find_wording(members, who)
    assert (row.referent, {w.label for w in row.labels}) == ("Nordbruk Werke GmbH", {"Betreiber", "Klinikriese"})


def test_a_later_version_does_not_count_twice(article):
    members = [
        labelled(article("Minister Ute Rau kam.", id="a", outlet="Bote", day="2025-01-01"), ("Minister", "Ute Rau")),
        labelled(
            article("Minister Ute Rau kam doch.", id="a~2", outlet="Bote", day="2025-01-02", version_of="a"),
            ("Minister", "Ute Rau"),
        ),
    ]
    (row,) = find_wording(members)
    (wording,) = row.labels
    assert (wording.count, len(wording.evidence)) == (1, 2)


def test_page_matter_is_left_out_and_order_does_not_matter(article):
    a = labelled(article("Der Minister Ute Rau kam.", id="a", outlet="Bote"), ("Minister", "Ute Rau"))
    b = labelled(article("Die Chefin Ute Rau kam.", id="b", outlet="Kurier"), ("Chefin", "Ute Rau"))
    hidden = replace(b.annotations.labels[0], in_furniture=True)
    page = replace(b, annotations=replace(b.annotations, labels=(hidden,)))
    assert find_wording([a, b]) == find_wording([b, a])
    assert [w.label for row in find_wording([a, page]) for w in row.labels] == ["Minister"]


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        ("Kapitän", "Schiffsführer", ("no word in common: Kapitän / Schiffsführer",)),
        ("Sprecher", "Konzernsprecher", ()),
        ("Vorsitzender", "Fraktionsvorsitzende", ()),
    ],
)
def test_outlets_without_a_word_in_common_are_told(article, first, second, reasons):
    members = [
        labelled(article(f"{first} Ule Brock kam.", id="a", outlet="Bote"), (first, "Ule Brock")),
        labelled(article(f"{second} Ule Brock kam.", id="b", outlet="Kurier"), (second, "Ule Brock")),
    ]
    (row,) = find_wording(members)
    assert row.reasons == reasons


def test_two_words_for_one_event_in_one_place_have_one_row(article):
    members = [
        labelled(article("Der Tamanien-Krieg dauert an.", id="a", outlet="Bote"), ("Tamanien-Krieg", "Tamanien-Krieg")),
        labelled(
            article("Der Tamanien-Konflikt dauert an.", id="b", outlet="Kurier"),
            ("Tamanien-Konflikt", "Tamanien-Konflikt"),
        ),
    ]
    (row,) = find_wording(members)
    assert {w.label for w in row.labels} == {"Tamanien-Krieg", "Tamanien-Konflikt"}


def test_words_for_nobody_in_particular_are_left_out(article):
    text = "Die Forscherin Ida Lorenz kam. Bestimmte Wissenschaftlerinnen widersprachen."
    member = labelled(
        article(text, people=("Ida Lorenz",)),
        ("Forscherin", "Ida Lorenz"),
        ("Bestimmte Wissenschaftlerinnen", "Ida Lorenz"),
    )
    (row,) = find_wording([member])
    assert [w.label for w in row.labels] == ["Forscherin"]
