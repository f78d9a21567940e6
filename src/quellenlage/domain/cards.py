"""What lists show of stories and of people: small rows, made when the results are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quellenlage.domain.annotations import EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One story in a list. `from_` and `to` are ISO days; `sources` counts the named speakers; `days` are the days
    of its dated articles with their number, in order."""

    id: str
    title: str
    language: str
    from_: str | None
    to: str | None
    outlets: tuple[str, ...]
    articles: int
    claims: int
    corroborated: int
    disputes: int
    sources: int
    days: tuple[tuple[str, int], ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody or something over all stories, under the name that is mentioned most. `articles` and `stories` are the
    latest ones, `in_articles` and `in_stories` the number of all; `aliases` and `roles` are those of these stories."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    articles: tuple[str, ...]
    stories: tuple[str, ...]
    in_articles: int
    in_stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which stories a list is to show: those with one of `outlets`, with each of `actors` (ids), with articles between
    the ISO days `first` and `last`. Empty is no matter. `scores`: only these stories, those with the highest score
    first; None: all, the latest first."""

    outlets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    scores: Mapping[str, float] | None = None
