"""The episodes of a story: the stretches of time that it falls into, each with a heading."""

from __future__ import annotations

from quellenlage.domain.dossier import Period, Story
from quellenlage.report.shown import period
from quellenlage.report.translate import Translator


def episodes(story: Story, _: Translator) -> tuple[tuple[str, frozenset[str]], ...]:
    """The heading of every episode and its articles, in the order of time; none for a story in one stretch."""
    dated = [e for e in story.episodes if e.from_ is not None or e.to is not None]
    if len(dated) < 2:
        return ()
    found = [
        (_("Episode {n}: {when}").format(n=n, when=period(Period(e.from_, e.to), _)), frozenset(e.articles))
        for n, e in enumerate(dated, 1)
    ]
    open_ = frozenset(a for e in story.episodes if e not in dated for a in e.articles)
    return (*found, *([(_("In no certain episode"), open_)] if open_ else []))


def articles_in_order(story: Story, _: Translator) -> tuple[tuple[str, str], ...]:
    """The story's articles, episode by episode, each with the heading that stands over it (empty for most)."""
    ordered: list[tuple[str, str]] = []
    for heading, own in episodes(story, _):
        ordered += [(a, heading if n == 0 else "") for n, a in enumerate(i for i in story.articles if i in own)]
    known = {a for a, _heading in ordered}
    return (*ordered, *((a, "") for a in story.articles if a not in known))
