"""One story of a dossier, and what is new since a day."""

from datetime import date

import pytest

from quellenlage.domain.article import Published
from quellenlage.domain.dossier import (
    ArticleRow,
    CorpusPart,
    Dossier,
    Figure,
    FigureValue,
    MadeWith,
    Period,
    Reuse,
    Story,
    TimelineRow,
    Version,
)
from quellenlage.domain.span import Evidence
from quellenlage.engine.selection import about, since


def article(name: str, day: str | None) -> ArticleRow:
    published = Published(day, day, "given") if day else None
    return ArticleRow(id=name, file=f"{name}.txt", outlet=None, url=None, title=None, published=published)


def line(name: str, *articles: str) -> TimelineRow:
    return TimelineRow(
        id=name, date=Period(None, None), text=name, event_type=None, modality=None, articles=articles,
        evidence=tuple(Evidence(a, 0, 1) for a in articles),
    )  # fmt: skip


def value(name: str) -> FigureValue:
    return FigureValue(low=1, high=1, comparator="exact", owner=None, article=name, evidence=(Evidence(name, 0, 1),))


def passage(name: str, first: str, *articles: str) -> Reuse:
    places = tuple(Evidence(a, 0, 9) for a in articles)
    return Reuse(id=name, kind="copy", text="", places=places, first=first, why="")


ONE = Story(
    id="one", title="", from_=None, to=None, articles=("a", "b"), outlets=(),
    timeline=(line("old", "a"), line("both", "a", "b"), line("new", "b")),
    figures=(Figure(id="f", object="Häuser", unit=None, values=(value("a"), value("b"))),),
)  # fmt: skip
TWO = Story(id="two", title="", from_=None, to=None, articles=("c", "d"), outlets=(), timeline=(line("x", "c"),))
DOSSIER = Dossier(
    schema=1, made_with=MadeWith("0", None, 0), refused=(),
    corpus=CorpusPart(
        (article("a", "2025-01-01"), article("b", "2025-01-05"), article("c", "2025-01-02"), article("d", None))
    ),
    stories=(ONE, TWO),
    versions=(Version(id="v", article="b", of="a", changes=()), Version(id="w", article="d", of="c", changes=())),
    reuse=(passage("p", "c", "a", "b", "c"), passage("q", "a", "a", "c")),
)  # fmt: skip


def test_about_one_story() -> None:
    part = about(DOSSIER, ONE)
    assert [row.id for row in part.corpus.articles] == ["a", "b"]
    assert part.stories == (ONE,)
    assert [v.id for v in part.versions] == ["v"]
    (kept,) = part.reuse
    assert (kept.id, [p.article for p in kept.places], kept.first) == ("p", ["a", "b"], None)


@pytest.mark.parametrize(
    ("day", "lines", "figures"),
    [
        ("2025-01-01", {"one": ["old", "both", "new"], "two": ["x"]}, 1),
        ("2025-01-02", {"one": ["both", "new"], "two": ["x"]}, 1),
        ("2025-01-05", {"one": ["both", "new"]}, 1),
        ("2025-01-06", {}, 0),
    ],
)
def test_since_keeps_rows_that_a_new_article_adds_to(day: str, lines: dict[str, list[str]], figures: int) -> None:
    part = since(DOSSIER, date.fromisoformat(day))
    assert {story.id: [row.id for row in story.timeline] for story in part.stories} == lines
    assert sum(len(story.figures) for story in part.stories) == figures
    assert part.corpus == DOSSIER.corpus


def test_since_keeps_versions_and_passages_of_new_articles() -> None:
    part = since(DOSSIER, date(2025, 1, 5))
    assert [v.id for v in part.versions] == ["v"]
    assert [p.id for p in part.reuse] == ["p"]
