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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("wurden vier Pferde gerettet", "wurden sechs Pferde gerettet", "number"),
        ("wurden bis zu vier Pferde gerettet", "wurden rund sechs Pferde gerettet", "number"),
        ("wurden vier Pferde gerettet", "wurden 4 Pferde gerettet", "other"),
        ("wurden vier Pferde gerettet", "wurden vier Tiere gerettet", "other"),
        ("trieb man vier Pferde hinaus", "wurden sechs Pferde gerettet", "other"),
    ],
)
def test_numbers_in_words(article, old, new, expected):
    sentence = "Nach Angaben der Wehr am Abend {}."
    assert [kind for kind, *_ in changes(article, sentence.format(old), sentence.format(new))] == [expected]


def test_the_headline_stands_once(article):
    old, new = "Vier Pferde am Hafen gerettet", "Sechs Pferde am Hafen gerettet"
    text = "HAFENBRAND\n\n{}\n\nDas Feuer brach am Abend aus."
    members = [
        article(text.format(old), id="a", title=old),
        article(text.format(new), id="a~2", version_of="a", title=new),
    ]
    assert [(c.kind, c.before, c.after) for c in find_versions(members)[0].changes] == [("headline", old, new)]


def test_a_sentence_that_only_names_the_source_is_replaced_by_another(article):
    text = "Vier Pferde wurden gerettet. {}"
    old, new = "Das sagte ein Sprecher der Wehr am Telefon.", "So steht es im Lagebild des Hafenamtes."
    members = [
        article(text.format(old), id="a", said=({"quote": "Vier Pferde", "speaker": "ein Sprecher der Wehr"},)),
        article(
            text.format(new),
            id="a~2",
            version_of="a",
            said=({"quote": "Vier Pferde", "speaker": "Lagebild des Hafenamtes"},),
        ),
    ]
    assert [(c.kind, c.before, c.after) for c in find_versions(members)[0].changes] == [("attribution", old, new)]


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


def test_a_number_behind_a_colon_whether_or_not_the_sentence_ends_there(article):
    before = "Nun steht fest: Bis zu neun Boote sanken am Kai der alten Werft im Nordhafen.\nDie Wehr schweigt."
    after = "Nun steht fest:\nRund fünf Boote sanken am Kai der alten Werft im Nordhafen.\nDie Wehr schweigt."
    assert changes(article, before, after) == [
        (
            "number",
            "Bis zu neun Boote sanken am Kai der alten Werft im Nordhafen.",
            "Rund fünf Boote sanken am Kai der alten Werft im Nordhafen.",
        )
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("„Der Kran stand still.“", "„Der Kran stand still“."),
        ("Eines ist sicher: der Kran stand still.", "Eines ist sicher:\nDer Kran stand still."),
        ("Der Kran stand still\nNiemand war dort.", "Der Kran stand still. Niemand war dort."),
        ("Der Kran stand still. Niemand war dort.", "Niemand war dort. Der Kran stand still."),
    ],
)
def test_nothing_changed_where_only_marks_or_places_did(article, old, new):
    assert changes(article, f"{BEFORE} {old}", f"{BEFORE} {new}") == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Alle sollten gut achtgeben.", "Alle sollten gut Acht geben.", None),
        ("Alle sollten in den Siebziger Jahren achtgeben.", "Alle sollten in den Siebzigerjahren achtgeben.", None),
        ("Steht der Kran still.", "Steht der Kran still?", "other"),
        ("Das war ein Notfall am Kran.", "Das war ein „Notfall“ am Kran.", "other"),
    ],
)
def test_spelling_is_no_number(article, old, new, kind):
    assert [k for k, *_ in changes(article, f"{BEFORE} {old}", f"{BEFORE} {new}")] == ([kind] if kind else [])


def test_the_same_speaker_without_a_pronoun_is_no_other_source(article):
    old, new = "Sein Kollege Momme Jens lacht: es wird.", "Kollege Momme Jens lacht heute: es wird."
    members = [
        article(old, id="a", said=({"quote": "es wird", "speaker": "Sein Kollege Momme Jens"},)),
        article(new, id="a~2", version_of="a", said=({"quote": "es wird", "speaker": "Kollege Momme Jens"},)),
    ]
    assert [c.kind for c in find_versions(members)[0].changes] == ["other"]
