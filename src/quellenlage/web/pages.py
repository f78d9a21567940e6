"""The pages: stories, story, claim, article, actor, search."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from quellenlage.domain.span import Evidence, Span
from quellenlage.report.evidence import web_address
from quellenlage.report.parts.articles import version_view
from quellenlage.report.reasons import told
from quellenlage.report.shown import file_name, one_line, published
from quellenlage.report.translate import Translator
from quellenlage.report.write import ENDINGS
from quellenlage.web.adding import desk_of
from quellenlage.web.desk import Desk
from quellenlage.web.faults import Refusal
from quellenlage.web.find import KINDS, found
from quellenlage.web.listing import Filter, card_view, listing, wanted
from quellenlage.web.marks import Ties
from quellenlage.web.person import person
from quellenlage.web.reading import reading
from quellenlage.web.render import (
    actor_page,
    answer,
    article_page,
    body,
    claim_page,
    form_page,
    language,
    page,
    story_page,
)
from quellenlage.web.telling import claim_side_by_side, library_of, told_story
from quellenlage.web.visits import SEEN, latest_visit, noted

router = APIRouter(include_in_schema=False)

AT = re.compile(r"(\d{1,9})-(\d{1,9})")
Words = Annotated[str, Query(max_length=500)]
Name = Annotated[str, Query(max_length=300)]


@router.get("/")
def stories(
    request: Request,
    q: Words = "",
    outlet: Name = "",
    actor: Name = "",
    from_: Annotated[str, Query(alias="from", max_length=100)] = "",
    to: Annotated[str, Query(max_length=100)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    part: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """The list of stories. `part=list` gives the list alone, for searching while typing."""
    desk, _ = desk_of(request), language(request)
    asked = Filter(words=q.strip(), outlet=outlet, actor=actor, from_=day(from_), to=day(to))
    index = desk.index()
    scores = desk.corpus.stories_with(asked.words) if asked.words else None
    shown = listing(wanted(index, asked, scores), number, _)
    known = index.actors.get(asked.actor)
    values: dict[str, Any] = {
        "listing": shown,
        "asked": asked,
        "outlets": index.outlets,
        "actor_name": one_line(known.name) if known else "",
        "job": desk.jobs.running,
        "no_days": tuple(one_line(given) for given in (from_, to) if given.strip() and not day(given)),
    }
    if part == "list":
        return page(request, "list.html.j2", **values)
    idle = desk.jobs.running is None  # asked first: what was old before a job ended is not old after it
    stale = idle and desk.is_stale
    return form_page(request, "stories.html.j2", stale=stale, articles=desk.corpus.count(), **values)


@router.get("/stories/{story}")
def story(request: Request, story: str) -> Response:
    """One story: what is new first, then everything there is to say."""
    desk, _ = desk_of(request), language(request)
    told_now = desk.corpus.story(story)
    if told_now.id != story:
        return RedirectResponse(story_page(told_now.id), 307)
    index = desk.index()
    arrived = {head.id: head.number for head in desk.corpus.heads(told_now.articles)}
    visit = latest_visit(request, told_now.id)
    new = tuple(i for i in told_now.articles if visit is not None and arrived.get(i, 0) > visit)

    def make() -> bytes:
        view = told_story(desk.corpus, told_now, index, new, _)
        return body(request, "story.html.j2", view=view, endings=ENDINGS)

    response = answer(request, desk.page(("story", told_now.id, _.ui, new), make))
    response.set_cookie(
        SEEN,
        noted(request, told_now.id, max(arrived.values(), default=0)),
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="lax",
    )
    return response


@router.get("/stories/{story}/claims/{claim}")
def claim(request: Request, story: str, claim: str) -> Response:
    """One claim: everybody who makes it, side by side."""
    desk, _ = desk_of(request), language(request)
    told_now = desk.corpus.story(story)
    row = next((c for c in told_now.claims if c.id == claim), None)
    if row is None:
        raise Refusal("not_found")
    index = desk.index()

    def make() -> bytes:
        view = claim_side_by_side(desk.corpus, told_now, row, index, _)
        return body(request, "claim.html.j2", view=view, story=told_now, story_title=one_line(told_now.title))

    return answer(request, desk.page(("claim", told_now.id, claim, _.ui), make))


@router.get("/articles/{article:path}")
def article(request: Request, article: str, at: Annotated[str, Query(max_length=20)] = "") -> Response:
    """One article, set to be read."""
    desk, _ = desk_of(request), language(request)
    head = next(iter(desk.corpus.heads([article])), None)
    if head is None:
        raise Refusal("not_found")
    desk.index()  # what a finished page is filed under
    words = span_of(at)

    def make() -> bytes:
        return body(request, "article.html.j2", **article_values(desk, article, words, _))

    return answer(request, desk.page(("article", article, words, _.ui), make))


def article_values(desk: Desk, article: str, words: Span | None, _: Translator) -> dict[str, Any]:
    """What the article's template needs."""
    index, corpus = desk.index(), desk.corpus
    head = corpus.heads([article])[0]
    annotated = next(iter(corpus.annotated([article])), None)
    story_id = corpus.stories_of([article]).get(article)
    told_now = corpus.story(story_id) if story_id else None
    versions = [v for v in index.versions if article in (v.article, v.of)]
    passages = index.reuse.get(article, ())
    others = {place.article for passage in passages for place in passage.places}
    others |= {i for v in versions for i in (v.article, v.of)}
    library = library_of(corpus, sorted(others | {article}), _, texts=())
    told_claims = told_now.claims if told_now else ()
    claims = {
        member.statement: (
            _.plural("this claim in {n} article", "this claim in {n} articles", c.weight).format(n=c.weight),
            claim_page(story_id or "", c.id),
        )
        for c in told_claims
        for member in c.members
        if member.article == article and len(c.members) > 1
    }

    def place(where: Evidence) -> tuple[str, str]:
        named = f"{library.outlet(where.article)}, {published(library.date(where.article), _, brief=True)}"
        return named, article_page(where.article, where.start, where.end)

    names = {
        one_line(name): actor_page(known.id)
        for known in index.people_in(article)
        for name in (known.name, *known.aliases)
    }
    when = head.published
    values: dict[str, Any] = {
        "file": file_name(head.input, _),
        "title": one_line(head.title or "") or file_name(head.input, _),
        "outlet": one_line(head.outlet or "") or file_name(head.input, _),
        "date": published(when, _),
        "iso": when.from_ if when and when.from_ == when.to else None,
        "date_reason": "; ".join(told(when.reason.split("; "), library)) if when else "",
        "url": web_address(head.url),
        "authors": tuple(one_line(author) for author in annotated.article.authors) if annotated else (),
        "language": head.language or "de",
        "story": card_view(card, _) if story_id and (card := index.card(story_id)) else None,
        "versions": tuple(version_view(v, f"v{n}", library) for n, v in enumerate(versions, 1)),
    }
    ties = Ties(reuse=passages, actors=names, claims=claims, place=place)
    values["reading"] = reading(annotated, ties, words, _) if annotated else None
    values["plain"] = "" if annotated else next(iter(corpus.articles([article]))).text
    return values


@router.get("/actors/{actor}")
def actor(request: Request, actor: str) -> Response:
    """A person or an organisation."""
    desk, _ = desk_of(request), language(request)
    index = desk.index()
    known = index.actors.get(actor)
    if known is None:
        raise Refusal("not_found")

    def make() -> bytes:
        view = person(desk.corpus, known, _)
        cards = tuple(card_view(card, _) for i in view.stories if (card := index.card(i)))
        return body(request, "person.html.j2", view=view, cards=cards, actor=actor)

    return answer(request, desk.page(("actor", actor, _.ui), make))


@router.get("/search")
def search(
    request: Request,
    q: Words = "",
    kind: Annotated[str, Query(max_length=20)] = "articles",
    number: Annotated[int, Query(alias="page", ge=1, le=50)] = 1,
) -> Response:
    """Search over articles, statements, claims and people."""
    desk, _ = desk_of(request), language(request)
    if kind not in KINDS:
        raise Refusal("bad_parameter", "kind")
    results = found(desk.corpus, desk.index(), q, kind, number, _)
    return page(
        request, "search.html.j2", results=results, words=q, kinds=[(key, _(name)) for key, name in KINDS.items()]
    )


def day(given: str) -> str:
    """An ISO day as a form sends it; anything else is no day."""
    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError:
        return ""


def span_of(given: str) -> Span | None:
    """Words that a link points to."""
    found_at = AT.fullmatch(given)
    return Span(int(found_at[1]), int(found_at[2])) if found_at and int(found_at[1]) < int(found_at[2]) else None
