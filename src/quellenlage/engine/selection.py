"""Parts of a dossier: one story, or what is new since a day. Rows are left out, never rewritten by half."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from quellenlage.domain.dossier import CorpusPart, Dossier, Reuse, Story
from quellenlage.domain.span import Evidence


def about(dossier: Dossier, story: Story) -> Dossier:
    """The part about one story: its articles, and the passages and versions between them. A passage is cut down to the
    places within the story and needs two of them."""
    wanted = set(story.articles)
    return replace(
        dossier,
        corpus=CorpusPart(tuple(row for row in dossier.corpus.articles if row.id in wanted)),
        stories=(story,),
        versions=tuple(v for v in dossier.versions if {v.article, v.of} <= wanted),
        reuse=tuple(p for passage in dossier.reuse if len((p := _within(passage, wanted)).places) > 1),
    )


def since(dossier: Dossier, day: date) -> Dossier:
    """Only rows that an article published on `day` or later adds to; an article whose date is unknown is not new. A row
    stays whole (a denial means little without what it denies), so older articles are still named."""
    new = {
        row.id for row in dossier.corpus.articles if row.published and row.published.last and row.published.last >= day
    }
    return replace(
        dossier,
        stories=tuple(_story_since(story, new) for story in dossier.stories if new.intersection(story.articles)),
        versions=tuple(v for v in dossier.versions if v.article in new),
        reuse=tuple(p for p in dossier.reuse if _any(p.places, new)),
    )


def _story_since(story: Story, new: Collection[str]) -> Story:
    claims = tuple(c for c in story.claims if any(m.article in new for m in c.members))
    kept = {c.id for c in claims}
    return replace(
        story,
        episodes=tuple(e for e in story.episodes if any(a in new for a in e.articles)),
        timeline=tuple(r for r in story.timeline if any(a in new for a in r.articles)),
        claims=claims,
        disputes=tuple(r for r in story.disputes if any(_any(side.evidence, new) for side in r.sides)),
        figures=tuple(r for r in story.figures if any(v.article in new for v in r.values)),
        actors=tuple(r for r in story.actors if any(a in new for a in r.articles)),
        relations=tuple(r for r in story.relations if _any(r.evidence, new)),
        chains=tuple(r for r in story.chains if r.claim in kept),
        gaps=tuple(r for r in story.gaps if r.claim in kept),
        quote_drift=tuple(r for r in story.quote_drift if any(_any(f.evidence, new) for f in r.forms)),
        wording=tuple(r for r in story.wording if any(_any(w.evidence, new) for w in r.labels)),
        findings=tuple(r for r in story.findings if _any(r.evidence, new)),
    )


def _within(passage: Reuse, wanted: Collection[str]) -> Reuse:
    places = tuple(place for place in passage.places if place.article in wanted)
    return replace(passage, places=places, first=passage.first if passage.first in wanted else None)


def _any(evidence: Iterable[Evidence], new: Collection[str]) -> bool:
    return any(e.article in new for e in evidence)
