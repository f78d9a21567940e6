"""Reuse is searched again when articles come, go or change: what is found is what a search from nothing finds, and only
what is touched is read."""

import random
from dataclasses import replace

import pytest

from quellenlage.compare import paraphrases
from quellenlage.compare.order import in_order
from quellenlage.compare.passages import Traced, shingles_of
from quellenlage.compare.reading import held
from quellenlage.compare.reuse import NOTHING, Reused, find_reused
from quellenlage.domain.annotations import AnnotatedArticle, Annotations, Sentence
from quellenlage.domain.article import Article, Published


def word(rng: random.Random) -> str:
    return "".join(rng.choice("bdfghklmnprstvwz") + rng.choice("aeiou") for _ in range(4)).capitalize()


def told(sentences: list[str], id: str, day: int) -> AnnotatedArticle:
    """An article of these sentences."""
    text, marks = "", []
    for sentence in sentences:
        marks.append(Sentence(start=len(text), end=len(text) + len(sentence)))
        text += f"{sentence} "
    date = f"2025-03-{day:02d}"
    article = Article(id=id, text=text, input=id, outlet=f"Bote {day % 3}", published=Published(date, date, "given"))
    return AnnotatedArticle(article, Annotations(sentences=tuple(marks)))


def corpus(seed: int) -> list[AnnotatedArticle]:
    """Sentences that several articles have, in their order: word for word, with an edit, or with words exchanged."""
    rng = random.Random(seed)
    affairs = [[[word(rng) for _ in range(14)] for _ in range(4)] for _ in range(4)]
    found = []
    for n in range(24):
        sentences = [list(s) for s in rng.choice(affairs)]
        for words in sentences:
            how = rng.random()
            if how < 0.3:
                words[rng.randrange(14)] = word(rng)
            elif how < 0.7:
                for at in (3, 8, 12):
                    words[at - 1], words[at] = words[at], words[at - 1]
        sentences.insert(rng.randrange(5), [word(rng) for _ in range(9)])
        found.append(told([f"{' '.join(words)}." for words in sentences], f"a{n:02d}", rng.randrange(1, 29)))
    return found


def searched(
    articles: list[AnnotatedArticle], known: Reused = NOTHING, before: list[AnnotatedArticle] | None = None
) -> tuple[Reused, list[str]]:
    """What is found, and the articles that were read for it."""
    ordered, earlier = in_order(articles), in_order(before or [])
    pairs = list(zip(ordered, earlier, strict=False))
    same = next((n for n, (now, then) in enumerate(pairs) if now != then), len(pairs))
    still = {a.article.id for a in ordered if a in earlier}
    reads: list[str] = []

    def read(ids):
        reads.extend(ids)
        return held(ordered)(ids)

    return find_reused([shingles_of(a) for a in ordered], read, known, same, still), reads


@pytest.mark.parametrize("seed", range(8))
def test_articles_come_go_and_change_anywhere_in_time(seed):
    articles = corpus(seed)
    rng = random.Random(seed)
    before = rng.sample(articles, 16)
    known, _ = searched(before)
    assert any(each.passages for each in known.copied)
    assert any(each.passages for each in known.reworded)
    for _ in range(5):
        now = rng.sample(articles, rng.randrange(14, 24))
        if rng.random() < 0.5:
            other = replace(now[0].article, outlet="Post", published=Published("2025-03-05", "2025-03-05", "given"))
            now[0] = replace(now[0], article=other)
        found, _ = searched(now, known, before)
        assert found == searched(now)[0]
        before, known = now, found


def test_nothing_is_read_for_a_late_article_that_shares_nothing():
    articles = corpus(1)
    known, reads = searched(articles)
    assert reads
    rng = random.Random(9)
    alone = told([f"{' '.join(word(rng) for _ in range(12))}." for _ in range(4)], "late", 1)
    found, reads = searched([alone, *articles], known, articles)
    assert (found, reads) == (known, [])


def test_a_late_article_is_laid_beside_those_alone_that_share_its_words():
    articles = corpus(2)
    known, all_read = searched(articles)
    copied = next(a for a in in_order(articles) if any(a.article.id == t.article and t.passages for t in known.copied))
    rng = random.Random(9)
    first = copied.annotations.sentences[0].span.of(copied.article.text)
    late = told([first, f"{' '.join(word(rng) for _ in range(12))}."], "late", 1)
    found, reads = searched([late, *articles], known, articles)
    assert found == searched([late, *articles])[0]
    assert 0 < len(set(reads)) < len(set(all_read))


def test_what_an_article_has_from_others_does_not_depend_on_where_in_time_it_stands():
    articles = corpus(3)
    earlier = told(["Nichts davon steht hier, kein einziges Wort."], "early", 1)

    def by_article(found: Reused) -> set[Traced]:
        return {*found.copied, *found.reworded}

    assert by_article(searched(articles)[0]) == by_article(searched([earlier, *articles])[0])


@pytest.mark.parametrize("at_once", [1, 7, 1 << 18])
def test_sentences_may_be_looked_at_in_parts(at_once, monkeypatch):
    wordings = [shingles_of(a).sentences for a in in_order(corpus(4))]
    expected = paraphrases._near(wordings, 0).tolist()
    assert expected
    monkeypatch.setattr(paraphrases, "SENTENCES_AT_ONCE", at_once)
    assert paraphrases._near(wordings, 0).tolist() == expected


@pytest.mark.parametrize("seed", range(4))
def test_of_earlier_sentences_those_alone_are_looked_at_that_share_words_with_new_ones(seed):
    wordings = [shingles_of(a).sentences for a in in_order(corpus(seed))]
    since = len(wordings) - 4
    expected = [row for row in paraphrases._near(wordings, 0).tolist() if row[0] >= since]
    assert paraphrases._near(wordings, since).tolist() == expected
    assert any(
        len(paraphrases._worth_a_look(rarest, new)) < len(rarest)
        for rarest, article, _ in [paraphrases._rarest(wordings)]
        for new in [int(article.searchsorted(since))]
    )
