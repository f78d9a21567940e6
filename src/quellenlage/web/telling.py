"""A story's page and a claim's page, from the same view models as the one-file report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

import quellenlage
from quellenlage.corpus import CLAIM_PAGE, SCHEMA, Corpus, Opening
from quellenlage.domain.dossier import ArticleRow, Claim, CorpusPart, Dossier, MadeWith, Reuse, Story, Version
from quellenlage.report.compose import facts, story_counts, story_view
from quellenlage.report.evidence import Library, own_title
from quellenlage.report.lines import Part, entries
from quellenlage.report.parts.actors import actors
from quellenlage.report.parts.articles import ArticleView, RefusedView, VersionView, article_view, version_view
from quellenlage.report.parts.brief import brief
from quellenlage.report.parts.chains import chains
from quellenlage.report.parts.chronicle import background, chronicle
from quellenlage.report.parts.claims import ClaimView, claim_view, claims
from quellenlage.report.parts.disputes import disputes
from quellenlage.report.parts.drift import drift
from quellenlage.report.parts.episodes import articles_in_order
from quellenlage.report.parts.figures import figures
from quellenlage.report.parts.findings import findings
from quellenlage.report.parts.gaps import gaps, left_out
from quellenlage.report.parts.matrix import matrix
from quellenlage.report.parts.opening import cautions
from quellenlage.report.parts.relations import relations
from quellenlage.report.parts.reuse import ReuseView, reused
from quellenlage.report.parts.statements import statements
from quellenlage.report.parts.wording import wording
from quellenlage.report.shown import one_line
from quellenlage.report.translate import Translator
from quellenlage.report.view import StoryView
from quellenlage.web.index import Index, once
from quellenlage.web.reach import row_of, within_reach

NEW_SHOWN = 5
"""New claims that the head of the page names; the rest is in the lists."""

NEW_ARTICLES = 20
"""New articles that it names."""

VERSIONS = 20
"""Differences between versions that a story's page shows."""

PLACES = 4
"""Places of one line on a story's page: who wants all of forty articles follows the link to the claim. With eight, the
page of a large story quoted 300 places and took twice as long."""

PASSAGES = 8
"""Passages in the same words that a story's page shows."""

ANCHOR = "s1"

PARTS = {
    "chronicle": "timeline",
    "claims": "claims",
    "disputes": "disputes",
    "figures": "figures",
    "statements": "statements",
    "chains": "chains",
    "gaps": "gaps",
    "wording": "wording",
    "drift": "quote_drift",
    "findings": "findings",
    "relations": "relations",
    "actors": "actors",
    "articles": "articles",
}
"""The parts of a long story that have pages: by their key on the page, as the corpus calls them."""


Passages = tuple[list[tuple[Reuse, int]], int]
"""Passages, each with the number of places that are left out, and how many there are in all."""


@dataclass(frozen=True, slots=True)
class New:
    """What came since the reader was here: articles, and claims that only they make (`more` of them are not listed)."""

    articles: tuple[ArticleView, ...]
    claims: tuple[ClaimView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The story as every output shows it, and what the room adds: what is new, versions of its articles, articles that
    were refused."""

    story: StoryView
    new: New | None
    versions: tuple[VersionView, ...]
    refused: tuple[RefusedView, ...]


@dataclass(frozen=True, slots=True)
class PartPage:
    """One page of one part of a long story: of `story` only this part is filled."""

    story: StoryView
    key: str
    page: int
    pages: int


def told_story(corpus: Corpus, story: str, index: Index, visit: int | None, _: Translator) -> StoryPage:
    """The page of one story; `visit` is the number of the latest article that the reader saw, None for no visit."""
    opening = corpus.lists.opening(story)
    members = corpus.lists.members(story)
    whole = corpus.story(story) if opening is None else opening.head
    versions = index.versions_of(members)
    passages = {kind: passages_in(corpus, story, members, standing=kind == "notices") for kind in ("reuse", "notices")}
    further = {place.article for rows, _n in passages.values() for row, _left in rows for place in row.places}
    further |= {i for version in versions[:VERSIONS] for i in (version.article, version.of)}
    ids = further.union(members)
    library = within_reach(corpus, ids, _, most=PLACES)
    if opening is None:
        view = with_actors(
            story_view(replace(whole, actors=()), part_of_corpus(versions), library, anchor=ANCHOR), whole, library
        )
    else:
        later = len({v.article for v in versions} & set(members))
        view = opening_view(opening, members, later, library)
    return StoryPage(
        story=with_passages(view, passages, library),
        new=None if visit is None else whats_new(corpus, whole, opening is not None, visit, library),
        versions=tuple(version_view(v, f"v{n}", library) for n, v in enumerate(versions[:VERSIONS], 1)),
        refused=tuple(
            RefusedView(input=library.named(r.input), reason=_.reason(one_line(r.reason)))
            for r in corpus.lists.refused_in(story)
        ),
    )


def with_actors(view: StoryView, story: Story, library: Library) -> StoryView:
    """The view with those who take part, without their places: each has a page of their own, and the places of all of
    them were a quarter of the quotations on the page."""
    found = actors(story, without_places(library), ANCHOR)
    counted = tuple(replace(one, n=entries(found.rows)) if one.key == "actors" else one for one in view.sections)
    return replace(view, actors=found, sections=counted)


def without_places(library: Library) -> Library:
    """The library for rows that show no place: no text is read for them."""
    return replace(library, most=0, articles={})


def opening_view(opening: Opening, members: Sequence[str], later: int, library: Library) -> StoryView:
    """The first page of every part of a long story; `later` of its articles are versions of others."""
    _ = library.translate
    view = story_view(opening.head, part_of_corpus(()), library, anchor=ANCHOR)
    for key, part in PARTS.items():
        if part in opening.parts:
            rows = opening.parts[part]
            if key == "disputes" and PARTS["figures"] in opening.parts:
                rows = replace(rows, figures=opening.parts[PARTS["figures"]].figures)
            view = replace(view, **filled(key, rows, len(members) - later, library))
    lists = brief(
        opening.brief,
        disputes(opening.brief, library, ANCHOR).rows,
        figures(opening.brief, library, ANCHOR).rows,
        {},
        library,
        ANCHOR,
        whole=False,
    )
    there = {row.id: row.anchor for row in view.disputes.rows}
    there |= {row.id: row.anchor for row in view.figures.rows}
    there |= {row.id: row.anchor for row in view.claims.rows}
    there |= {line.id: line.anchor for day in view.chronicle.rows for line in day.lines}
    counted = {key: opening.rows.get(part, 0) for key, part in PARTS.items()}
    counts = (len(members), len(opening.head.outlets), opening.statements, opening.speakers)
    if opening.pages.get(PARTS["statements"], 0) == 1:
        # all lines are here: the header has as many
        counts = (*counts[:2], *story_counts(opening.head, view.statements)[2:])
    return replace(
        view,
        language=library.language(members[0]) if members else "de",
        facts=facts(counts, later, _),
        cautions=cautions(replace(opening.head, articles=tuple(members)), without_places(library)),
        brief=tuple(
            replace(
                one,
                lines=tuple(replace(line, goto=there.get(line.id, "")) for line in one.lines),
                more=max(0, opening.brief_rows.get(one.key, 0) - len(one.lines)),
            )
            for one in lists
        ),
        pages={key: opening.pages.get(part, 0) for key, part in PARTS.items()},
        sections=tuple(replace(section, n=counted.get(section.key, section.n)) for section in view.sections),
    )


def filled(key: str, part: Story, articles: int, library: Library) -> dict[str, Any]:
    """The fields of the view that one part of a long story fills; the story has `articles`, versions counted once."""
    if key == "chronicle":
        return {
            "chronicle": chronicle(part, library, ANCHOR),
            "background": background(part, library, ANCHOR),
        }
    if key == "claims":
        found = claims(part, articles, library, ANCHOR)
        return {"claims": found, "matrix": matrix(found.rows, library)}
    if key == "gaps":
        of_gaps = gaps(part, library, ANCHOR, {})
        return {"gaps": of_gaps, "left_out": left_out(of_gaps.rows, library, ANCHOR)}
    if key == "chains":
        return {"chains": chains(part, library, ANCHOR, {})}
    if key == "articles":
        in_order = articles_in_order(part, library.translate)
        return {"articles": tuple(article_view(i, library, over) for i, over in in_order)}
    if key == "actors":
        return {"actors": actors(part, without_places(library), ANCHOR)}
    make: dict[str, Callable[[Story, Library, str], Any]] = {
        "disputes": disputes,
        "figures": figures,
        "statements": statements,
        "wording": wording,
        "drift": drift,
        "findings": findings,
        "relations": relations,
    }
    return {key: make[key](part, library, ANCHOR)}


def told_part(corpus: Corpus, story: str, key: str, page: int, index: Index, _: Translator) -> PartPage | None:
    """A page of one part of a long story, None if there is none."""
    opening = corpus.lists.opening(story)
    part = PARTS.get(key, "")
    if opening is None or not 1 <= page <= opening.pages.get(part, 0):
        return None
    shown = opening.parts.get(part) if page == 1 else corpus.lists.part(story, part, page)
    if shown is None:
        return None
    members = corpus.lists.members(story)
    later = len({v.article for v in index.versions_of(members)} & set(members))
    library = within_reach(corpus, members, _, most=PLACES)
    view = story_view(opening.head, part_of_corpus(()), library, anchor=ANCHOR)
    view = replace(view, **filled(key, shown, len(members) - later, library))
    if members:
        view = replace(view, language=library.language(members[0]))
    return PartPage(view, key, page, opening.pages[part])


def passages_in(corpus: Corpus, story: str, members: Sequence[str], *, standing: bool) -> Passages:
    """The passages that the articles of a story share with any others, each with some of its places and how many are
    left out; and how many passages there are."""
    rows, count = corpus.lists.passages_in(story, PASSAGES, standing=standing)
    own = frozenset(members)
    return [few_places(row, own) for row in rows], count


def with_passages(view: StoryView, passages: Mapping[str, Passages], library: Library) -> StoryView:
    """The view with these passages."""
    _ = library.translate
    empty = {
        "reuse": _("No passage of eight words or more stands in two articles."),
        "notices": _("No standing notice of an outlet was found in these articles."),
    }
    parts: dict[str, Part[ReuseView]] = {}
    for key, anchor in (("reuse", f"{ANCHOR}-r"), ("notices", f"{ANCHOR}-n")):
        rows = passages[key][0]
        left = {row.id: n for row, n in rows if n}
        found = reused([row for row, _n in rows], library, anchor, empty[key])
        sure, unsure = (tuple(with_left(row, left) for row in some) for some in (found.rows, found.unsure))
        parts[key] = Part(sure, unsure, found.empty)
    counted = passages["reuse"][1] - len(parts["reuse"].unsure)
    sections = tuple(replace(one, n=counted) if one.key == "reuse" else one for one in view.sections)
    return replace(view, reuse=parts["reuse"], notices=parts["notices"], sections=sections)


def few_places(row: Reuse, own: frozenset[str]) -> tuple[Reuse, int]:
    """The passage with as many of its places as a page shows, the first and the story's own before others; and how many
    are left out."""
    if len(row.places) <= PLACES:
        return row, 0
    first = [place for place in row.places if place.article == row.first]
    mine = [place for place in row.places if place.article in own and place.article != row.first]
    rest = (place for place in row.places if place.article not in own and place.article != row.first)
    return replace(row, places=tuple(islice(chain(first, mine, rest), PLACES))), len(row.places) - PLACES


def with_left(row: ReuseView, left: Mapping[str, int]) -> ReuseView:
    """The passage; its last place says how many further ones there are."""
    if row.id not in left or not row.places:
        return row
    further = left[row.id] + row.places[-1].further
    return replace(row, places=(*row.places[:-1], replace(row.places[-1], further=further)))


def whats_new(corpus: Corpus, story: Story, long: bool, visit: int, library: Library) -> New | None:
    """New articles, and the weightiest claims that nobody made before; None if there are none."""
    arrived = corpus.lists.arrived_after(story.id, visit)
    if not arrived:
        return None
    ids, count = corpus.lists.new_claims(story.id, visit, NEW_SHOWN)
    if long:
        pages = (corpus.lists.part(story.id, f"claim:{i}", 1) for i in ids)
        found = [claim for page in pages if page is not None for claim in page.claims]
    else:
        found = [claim for i in ids for claim in story.claims if claim.id == i]
    return New(
        articles=tuple(article_view(i, library) for i in arrived[:NEW_ARTICLES]),
        claims=tuple(claim_view(c, f"{ANCHOR}-new{n}", len(story.articles), library) for n, c in enumerate(found, 1)),
        more=max(0, count - len(found)),
    )


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim with those who make it, a page at a time."""

    view: ClaimView
    claim: Claim
    title: str
    page: int
    more: bool


def claim_side_by_side(
    corpus: Corpus, story: str, claim: str, page: int, index: Index, _: Translator
) -> ClaimPage | None:
    """One claim with everybody who makes it, a page of them at a time; None if the story has no such claim."""
    card = index.card(story)
    if corpus.lists.is_long(story):
        shown = corpus.lists.part(story, f"claim:{claim}", page)
        rows = shown.claims if shown else ()
        more = corpus.lists.part(story, f"claim:{claim}", page + 1) is not None
    else:
        rows = tuple(row for row in corpus.story(story).claims if row.id == claim) if page == 1 else ()
        more = False
    if not rows or card is None:
        return None
    ids = once([m.article for m in rows[0].members] + [e.article for r in rows[0].roots for e in r.evidence])
    members = corpus.lists.members(story)
    later = {v.article for v in index.versions_of(members)} & set(members)
    first = (page - 1) * CLAIM_PAGE + 1
    view = claim_view(rows[0], ANCHOR, len(members) - len(later), within_reach(corpus, ids, _), first)
    return ClaimPage(view, rows[0], one_line(card.title), page, more)


def part_of_corpus(versions: Sequence[Version]) -> Dossier:
    """What a story's view rests on besides the story."""
    return Dossier(
        schema=SCHEMA,
        made_with=MadeWith(quellenlage.__version__, model=None, judgements=0),
        refused=(),
        corpus=CorpusPart(()),
        stories=(),
        versions=tuple(versions),
        reuse=(),
    )


def dossier_of(corpus: Corpus, story: Story, index: Index) -> Dossier:
    """The part of the corpus that a story rests on: its articles, and those that share a passage or a version with
    them."""
    own = set(story.articles)
    passages = index.passages_of(story.articles)
    versions = index.versions_of(story.articles)
    further = {place.article for passage in passages for place in passage.places}
    further |= {i for v in versions for i in (v.article, v.of)}
    heads = corpus.heads(sorted(own | further))
    return replace(
        part_of_corpus(versions),
        refused=tuple(corpus.lists.refused_in(story.id)),
        corpus=CorpusPart(tuple(sorted((row_of(head) for head in heads), key=in_time))),
        stories=(story,),
        reuse=tuple(passages),
    )


def library_of(
    corpus: Corpus, ids: Sequence[str], _: Translator, *, texts: Sequence[str] | None = None, cited: bool = False
) -> Library:
    """What evidence in these articles is resolved against; `texts` are those whose text is needed, None for all;
    `cited`: of their marks only what quotations show."""
    rows = {head.id: row_of(head) for head in corpus.heads(ids)}
    read = corpus.annotated_cited if cited else corpus.annotated_compact
    found = read(ids if texts is None else texts) if texts is None or texts else ()
    if texts is not None:
        unnamed = [i for i, row in rows.items() if not row.title and i not in texts]
        rows |= {i: replace(rows[i], title=title) for i, title in headlines(corpus, unnamed).items()}
    return Library(rows, {a.article.id: a for a in found}, {}, _)


def headlines(corpus: Corpus, ids: Sequence[str]) -> dict[str, str]:
    """The headline, or the beginning, of the text of articles that came without a title; none for one not analysed."""
    found = corpus.annotated_cited(ids) if ids else ()
    return {a.article.id: title for a in found if (title := own_title(a))}


def in_time(row: ArticleRow) -> tuple[str, str]:
    """Sorts rows by their earliest possible date, undated ones last."""
    return ((row.published.from_ if row.published else None) or "~", row.id)
