"""What changed between two versions of an article."""

import pytest

from quellenlage.compare.versions import find_versions

BEFORE = "Am Hafen brannte eine Lagerhalle. Nach Angaben der Wehr wurden vier Pferde gerettet. Die Ursache ist unklar."


def changes(article, before, after, **marks):
    members = [article(before, id="a"), article(after, id="a~2", version_of="a", **marks)]
    (row,) = find_versions(members)
    assert (row.article, row.of) == ("a~2", "a")
    return [(c.kind, c.before, c.after) for c in row.changes]


def test_only_a_number_differs(article):
    before, after = BEFORE.replace("vier", "4"), BEFORE.replace("vier", "6")
    sentence = "Nach Angaben der Wehr wurden {} Pferde gerettet."
    assert changes(article, before, after) == [("number", sentence.format(4), sentence.format(6))]


def test_sentences_added_and_dropped(article):
    after = BEFORE.replace("Die Ursache ist unklar.", "Ein Mann wurde am Kai festgenommen.")
    assert changes(article, BEFORE, after) == [
        ("other", "Die Ursache ist unklar.", None),
        ("other", None, "Ein Mann wurde am Kai festgenommen."),
    ]


def test_a_changed_quotation(article):
    quote = "„Wir hatten großes Glück mit dem Wind“"
    before, after = f"{quote}, sagte der Wehrführer.", f"{quote.replace('großes ', '')}, sagte der Wehrführer."
    members = [
        article(before, id="a", said=({"quote": quote},)),
        article(after, id="a~2", version_of="a", said=({"quote": quote.replace("großes ", "")},)),
    ]
    assert [c.kind for c in find_versions(members)[0].changes] == ["quote"]


def test_another_source_for_the_same_words(article):
    words = "wurden vier Pferde gerettet"
    members = [
        article(f"Nach Angaben der Wehr {words}.", id="a", said=({"quote": words, "speaker": "Angaben der Wehr"},)),
        article(
            f"Nach Angaben der Polizei {words}.",
            id="a~2",
            version_of="a",
            said=({"quote": words, "speaker": "Angaben der Polizei"},),
        ),
    ]
    assert [c.kind for c in find_versions(members)[0].changes] == ["attribution"]


@pytest.mark.parametrize("where", ["title", "headline"])
def test_a_new_headline(article, where):
    old, new = "Pferde am Hafen gerettet", "Brandstiftung am Hafen vermutet"
    text = "{}\nAm Hafen brannte eine Lagerhalle."
    if where == "title":
        members = [article(BEFORE, id="a", title=old), article(BEFORE, id="a~2", version_of="a", title=new)]
    else:
        members = [
            article(text.format(old), id="a", headline=old),
            article(text.format(new), id="a~2", version_of="a", headline=new),
        ]
    assert {c.kind for c in find_versions(members)[0].changes} == {"headline"}


def test_the_third_version_is_compared_with_the_second(article):
    members = [article(BEFORE, id="a")]
    members += [article(f"{BEFORE} Nachtrag {n}.", id=f"a~{n}", version_of="a") for n in (2, 3, 10)]
    assert [(v.article, v.of) for v in find_versions(members[::-1])] == [("a~2", "a"), ("a~3", "a~2"), ("a~10", "a~3")]


def test_articles_without_versions_have_no_rows(article):
    assert find_versions([article(BEFORE, id="a"), article(BEFORE, id="b")]) == ()
