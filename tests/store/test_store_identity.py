"""What counts as the same article, as a new version of it, and as another one."""

from collections.abc import Callable

import pytest

from quellenlage.domain.article import Article, Published
from quellenlage.domain.identity import article_id, digest
from quellenlage.store.identity import url_key, words_shared
from quellenlage.store.store import Store

Make = Callable[..., Article]

LONG = "Der Deich bei Holmsand hält. Am Abend stieg das Wasser noch um zwei Handbreit, dann blieb es stehen."
EDITED = "Der Deich bei Holmsand hält. Am Abend stieg das Wasser noch um drei Handbreit, dann blieb es stehen."
OTHER = "Die Stadtbücherei schließt im Winter früher, weil das Geld für die Heizung nicht reicht."

PAGE = "https://bote.example/a"
TITLED = {"outlet": "Bote", "title": "Deich hält"}


def kinds(store: Store, *batch: Article) -> list[tuple[str, str]]:
    return [(placed.kind, placed.id) for _, placed in store.add(batch)]


def test_same_outlet_and_text_is_one_article_with_both_addresses(store: Store, article: Make) -> None:
    first = article(LONG, outlet="Bote", url="https://bote.example/1", input="a.html")
    again = article(LONG, outlet="Bote", url="https://bote.example/2", input="b.html")
    assert kinds(store, first, again) == [("new", first.id), ("known", first.id)]
    (kept,) = store.articles()
    assert (kept.url, kept.other_urls, kept.input) == ("https://bote.example/1", ("https://bote.example/2",), "a.html")


def test_white_space_and_unicode_form_do_not_make_another_text(store: Store, article: Make) -> None:
    decomposed = LONG.replace("ä", "a\u0308").replace(". ", ".\n\n")
    assert [k for k, _ in kinds(store, article(LONG), article(decomposed))] == ["new", "known"]


def test_the_same_wire_text_in_two_outlets_is_two_articles(store: Store, article: Make) -> None:
    assert [k for k, _ in kinds(store, article(LONG, outlet="Bote"), article(LONG, outlet="Kurier"))] == ["new", "new"]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        # the same address, though written otherwise
        ({"outlet": "Bote", "url": PAGE + "?utm_source=x"}, {"outlet": "Bote", "url": PAGE + "/"}, "version"),
        ({"outlet": "Bote", "url": PAGE}, {"outlet": "Bote", "url": "https://bote.example/b"}, "new"),
        # the same address, but said to be another outlet's
        ({"outlet": "Bote", "url": PAGE}, {"outlet": "Kurier", "url": PAGE}, "new"),
        # a given id counts within its outlet
        ({"outlet": "Bote", "given_id": "7"}, {"outlet": "Bote", "given_id": "7"}, "version"),
        ({"outlet": "Bote", "given_id": "7"}, {"outlet": "Kurier", "given_id": "7"}, "new"),
        ({"given_id": "7"}, {"given_id": "7"}, "version"),
        # neither address nor id: title and words
        (TITLED, TITLED, "version"),
        (TITLED, {"outlet": "Bote", "title": "Deich sicher"}, "new"),
        (TITLED, {"outlet": "Kurier", "title": "Deich hält"}, "new"),
        ({"outlet": "Bote"}, {"outlet": "Bote"}, "new"),
        (TITLED | {"url": PAGE}, TITLED, "version"),
        (TITLED, TITLED | {"given_id": "9"}, "version"),
        (TITLED | {"given_id": "8"}, TITLED | {"given_id": "9"}, "new"),
        # the same bytes are not read again, though they read otherwise now
        ({"outlet": "Bote", "content_hash": "c0"}, {"outlet": "Bote", "content_hash": "c0"}, "known"),
        ({"content_hash": "c0", "input": "x.docx:1"}, {"content_hash": "c0", "input": "x.docx:2"}, "new"),
    ],
)  # fmt: skip
def test_an_edited_text_is(store: Store, article: Make, first: dict, second: dict, kind: str) -> None:
    made = kinds(store, article(LONG, **first), article(EDITED, **second))
    assert [k for k, _ in made] == ["new", kind]
    assert len({i for k, i in made if k != "known"}) == store.count()


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"outlet": "Bote", "url": "https://bote.example/a"}, "version"),
        ({"outlet": "Bote", "given_id": "7"}, "version"),
        ({"given_id": "7"}, "new"),  # no outlet, and nothing in common: two files both count from 1
        ({"outlet": "Bote", "title": "Kurz gemeldet"}, "new"),  # a column that has one title every day
    ],
)
def test_quite_another_text_is(store: Store, article: Make, fields: dict, kind: str) -> None:
    assert [k for k, _ in kinds(store, article(LONG, **fields), article(OTHER, **fields))] == ["new", kind]


def test_versions_are_numbered_and_point_to_the_first(store: Store, article: Make) -> None:
    texts = [f"{LONG} Stand: {hour} Uhr." for hour in (17, 18, 19)]
    batch = [article(text, outlet="Bote", url="https://bote.example/a") for text in texts]
    first = batch[0].id
    assert kinds(store, *batch) == [("new", first), ("version", f"{first}~2"), ("version", f"{first}~3")]
    assert {a.id: a.version_of for a in store.articles()} == {first: None, f"{first}~2": first, f"{first}~3": first}
    # back to the first wording: nothing new
    assert kinds(store, batch[0], batch[2]) == [("known", first), ("known", f"{first}~3")]


def test_a_given_id_that_another_outlet_took_gives_way_to_a_lasting_one(store: Store, article: Make) -> None:
    bote, kurier = article(LONG, outlet="Bote", given_id="7"), article(OTHER, outlet="Kurier", given_id="7")
    assert [i for _, i in kinds(store, bote, kurier)] == ["7", digest("Kurier", "7")]
    assert kinds(store, kurier) == [("known", digest("Kurier", "7"))]
    edited = article(OTHER + " Das sagte der Rat.", outlet="Kurier", given_id="7")
    assert kinds(store, edited) == [("version", digest("Kurier", "7") + "~2")]


def test_an_id_that_looks_like_a_version_or_a_digest_does_no_harm(store: Store, article: Make) -> None:
    given = article(OTHER, outlet="Kurier", given_id=article_id("Bote", LONG))
    pretender = article(OTHER + " Ende.", outlet="Kurier", given_id=f"{given.id}~2")
    plain = article(LONG, outlet="Bote")
    ids = [i for _, i in kinds(store, given, pretender, plain)]
    assert len(set(ids)) == 3
    edited = article(OTHER + " Nachtrag.", outlet="Kurier", given_id=given.id)
    assert kinds(store, edited) == [("version", f"{given.id}~3")]


def test_a_second_sight_fills_what_the_first_lacked_and_changes_nothing_else(store: Store, article: Make) -> None:
    day = Published("2025-03-04", "2025-03-04", "given")
    store.add([article(LONG, outlet="Bote", title="Deich hält")])
    store.add([article(LONG, outlet="Bote", title="Anderer Titel", authors=("Ina Voss",), published=day)])
    (kept,) = store.articles()
    assert (kept.title, kept.authors, kept.published) == ("Deich hält", ("Ina Voss",), day)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://www.bote.example/a/?utm_source=rss", "http://www.bote.example/a"),
        ("https://bote.example/a?id=3&seite=2", "https://bote.example/a?seite=2&id=3"),
        ("HTTPS://BOTE.example:443/a", "https://bote.example/a"),
    ],
)
def test_addresses_that_are_one(a: str, b: str) -> None:
    assert url_key(a) == url_key(b) != ""


@pytest.mark.parametrize("odd", [None, "", "   ", "http://[kaputt", "kein Link", "http://bote.example:99999999/"])
def test_odd_addresses_are_taken_as_they_are(odd: str | None) -> None:
    assert bool(url_key(odd)) == bool(odd and odd.strip())


def test_words_shared_counts_over_the_longer_text() -> None:
    assert words_shared("Das Wasser steigt", "das wasser STEIGT") == 1.0
    assert words_shared("Das Wasser steigt", "Das Wasser steigt seit gestern weiter") == 0.5
    assert words_shared("", "") == 0.0
