"""Ids are made of content alone."""

from quellenlage.domain.annotations import Annotations, Sentence
from quellenlage.domain.article import Published
from quellenlage.domain.identity import article_id, mark_id, version_id
from quellenlage.domain.span import Span


def test_white_space_and_unicode_form_do_not_matter() -> None:
    assert article_id("Bote", "Die  Brücke\nbleibt zu.") == article_id("Bote", "Die Bru\u0308cke bleibt zu.")


def test_outlet_and_words_matter() -> None:
    assert article_id("Bote", "Die Brücke.") != article_id("Anzeiger", "Die Brücke.")
    assert article_id("Bote", "Die Brücke.") != article_id("Bote", "Die Brücken.")
    assert article_id("ab", "c") != article_id("a", "bc")


def test_lone_surrogates_have_an_id_too() -> None:
    assert len(article_id(None, "\ud800")) == 16


def test_derived_ids() -> None:
    assert version_id("abc", 2) == "abc~2"
    assert mark_id("abc", Span(3, 9)) == "abc:3-9"


def test_published_day_is_known_only_when_both_bounds_agree() -> None:
    assert str(Published("2025-09-16T23:30:00+02:00", "2025-09-16T23:30:00+02:00", "given").day) == "2025-09-16"
    assert Published("2025-09-16", "2025-09-18", "weekday").day is None
    assert Published(None, "2025-09-18", "weekday").day is None


def test_sentence_at_finds_the_sentence_and_nothing_between() -> None:
    marks = Annotations(sentences=(Sentence(0, 5), Sentence(7, 12)))
    assert [marks.sentence_at(i) for i in (0, 4, 5, 6, 7, 11, 12)] == [0, 0, None, None, 1, 1, None]
