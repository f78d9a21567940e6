"""Stories keep the id they were first given."""

import pytest

from quellenlage.domain.dossier import Story
from quellenlage.engine.story_ids import keep_ids
from quellenlage.store.results import StoryId

BEGAN = {letter: f"2025-01-{day:02d}" for day, letter in enumerate("abcdefgh", start=1)}


def story(articles: str) -> Story:
    """As comparing names it: after its earliest article."""
    return Story(id=f"from-{min(articles)}", title="", from_=None, to=None, articles=tuple(articles), outlets=())


def run(*days: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Analyse day after day; the articles of each story by id on the last day, and the redirects."""
    known: list[StoryId] = []
    named: list[Story] = []
    for day in days:
        named, known = keep_ids([story(articles) for articles in day], known, BEGAN)
    return {s.id: "".join(s.articles) for s in named}, {k.id: k.redirect for k in known if k.redirect}


@pytest.mark.parametrize(
    ("days", "stories", "redirects"),
    [
        ([("ab", "cd")], {"from-a": "ab", "from-c": "cd"}, {}),
        # it grows, also at its beginning: the same id
        ([("bc",), ("bcd",)], {"from-b": "bcd"}, {}),
        ([("bc",), ("abc",)], {"from-b": "abc"}, {}),
        # it splits: the part with the earliest article keeps the id
        ([("abcd",), ("ab", "cd")], {"from-a": "ab", "from-c": "cd"}, {}),
        # two meet: the one that began first stays, the other redirects
        ([("ab", "cd"), ("abcd",)], {"from-a": "abcd"}, {"from-c": "from-a"}),
        # and part again: the id that had been given up lives again
        ([("ab", "cd"), ("abcd",), ("ab", "cd")], {"from-a": "ab", "from-c": "cd"}, {}),
        # its earliest article was removed: the next one stands for it
        ([("abc",), ("bc",)], {"from-a": "bc"}, {}),
        # an id in use is not given twice: the old story now begins with a, then b leaves it
        ([("bc",), ("abc",), ("ac", "b")], {"from-b": "ac", "other": "b"}, {}),
        # gone, and back under its own name
        ([("ab",), (), ("ab",)], {"from-a": "ab"}, {}),
        (
            [("ab", "cd", "ef"), ("ab", "cdef"), ("abcdef",)],
            {"from-a": "abcdef"},
            {"from-c": "from-a", "from-e": "from-c"},
        ),
    ],
)
def test_story_ids(days: list[tuple[str, ...]], stories: dict[str, str], redirects: dict[str, str]) -> None:
    named, gone = run(*days)
    assert {i if i.startswith("from-") else "other": articles for i, articles in named.items()} == stories
    assert gone == redirects


def test_the_order_of_the_stories_does_not_matter() -> None:
    _, known = keep_ids([story("ab"), story("cd")], [], BEGAN)
    forwards = keep_ids([story("ac"), story("bd")], known, BEGAN)
    backwards = keep_ids([story("bd"), story("ac")], known[::-1], BEGAN)
    assert {s.id: s.articles for s in forwards[0]} == {s.id: s.articles for s in backwards[0]}
    assert forwards[1] == backwards[1]
