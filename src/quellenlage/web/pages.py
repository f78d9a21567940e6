"""The pages: stories, story, claim, article, actor, search."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any, ParamSpec

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from quellenlage.domain.span import Evidence, Span
from quellenlage.report.evidence import own_title, web_address
from quellenlage.report.parts.articles import version_view
from quellenlage.report.reasons import told
from quellenlage.report.shown import file_name, one_line, published
from quellenlage.report.translate import Translator
from quellenlage.report.write import ENDINGS
from quellenlage.web.adding import desk_of
from quellenlage.web.book import book_of
from quellenlage.web.corrected import Touched, of_person, touched
from quellenlage.web.desk import Desk
from quellenlage.web.drawings import awaited
from quellenlage.web.faults import Refusal
from quellenlage.web.find import stories_with
from quellenlage.web.index import once
from quellenlage.web.listing import Filter, card_view, listing, meant, suggested, wanted
from quellenlage.web.marks import Ties
from quellenlage.web.news import with_news
from quellenlage.web.person import Asked, person
from quellenlage.web.reading import reading
from quellenlage.web.render import (
    actor_page,
    article_page,
    body,
    claim_page,
    form_page,
    language,
    page,
    story_page,
)
from quellenlage.web.telling import claim_side_by_side, few_places, library_of, told_part, told_story
from quellenlage.web.visits import SEEN, latest_visit, noted
from quellenlage.web.who import actor_of, cards_of, heir_of

router = APIRouter(include_in_schema=False)

AT = re.compile(r"(\d{1,9})-(\d{1,9})")
Given = ParamSpec("Given")
Words = Annotated[str, Query(max_length=500)]
Name = Annotated[str, Query(max_length=300)]


def at_one_moment(handler: Callable[Given, Response]) -> Callable[Given, Response]:
    """The handler, which sees the corpus as it is when it begins: results may be replaced meanwhile."""

    @wraps(handler)
    def looked(*args: Given.args, **kwargs: Given.kwargs) -> Response:
        request = kwargs["request"]
        assert isinstance(request, Request)
        with desk_of(request).corpus.one_look():
            return handler(*args, **kwargs)

    return looked


@router.get("/")
@at_one_moment
def stories(
    request: Request,
    q: Words = "",
    outlet: Name = "",
    actor: Name = "",
    person: Name = "",
    place: Name = "",
    from_: Annotated[str, Query(alias="from", max_length=100)] = "",
    to: Annotated[str, Query(max_length=100)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    part: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """The list of stories. `part=list` gives the list alone, for searching while typing."""
    desk, _ = desk_of(request), language(request)
    asked = Filter(
        words=q.strip(),
        outlet=outlet,
        actor=actor,
        person=person.strip(),
        place=place.strip(),
        from_=day(from_),
        to=day(to),
    )
    index = desk.index()
    who = meant(desk.corpus, asked)
    scores = stories_with(desk.corpus, asked.words) if asked.words else None
    shown = listing(index, wanted(index, asked, scores, who), number, _)
    values: dict[str, Any] = {
        "listing": shown,
        "asked": asked,
        "outlets": index.outlets,
        "meant": who,
        "suggested": suggested(desk.corpus),
        "job": desk.jobs.running,
        "no_days": tuple(one_line(given) for given in (from_, to) if given.strip() and not day(given)),
    }
    if part == "list":
        return page(request, "list.html.j2", **values)
    idle = desk.jobs.running is None  # asked first: what was old before a job ended is not old after it
    stale = idle and desk.is_stale
    return form_page(request, "stories.html.j2", stale=stale, articles=desk.corpus.count(), **values)


@router.get("/stories/{story}")
@at_one_moment
def story(request: Request, story: str) -> Response:
    """One story: what is new first, then everything there is to say."""
    desk, _ = desk_of(request), language(request)
    index, lists = desk.index(), desk.corpus.lists
    told_now = desk.here(story)
    if told_now != story:
        return RedirectResponse(story_page(told_now), 307)
    latest = lists.arrivals(story)[1]
    visit = latest_visit(request, story)
    new = visit if visit is not None and visit < latest else None
    articles = lists.members(story)

    def make() -> bytes:
        view = told_story(desk.corpus, story, index, new, _)
        corrected = touched(desk.corpus, book_of(request), articles, _)
        drawing = awaited(story, _)
        return body(request, "story.html.j2", view=view, endings=ENDINGS, touched=corrected, drawing=drawing)

    key = ("story", story, _.ui, new, book_of(request).state(articles))
    response = with_news(request, desk.page(key, make, lists.story_state(story)))
    response.set_cookie(
        SEEN,
        noted(request, story, latest),
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="lax",
    )
    return response


@router.get("/stories/{story}/claims/{claim}")
@at_one_moment
def claim(
    request: Request,
    story: str,
    claim: str,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """One claim: everybody who makes it, side by side."""
    desk, _ = desk_of(request), language(request)
    index, lists = desk.index(), desk.corpus.lists
    told_now = desk.here(story)
    articles = lists.members(told_now)

    def make() -> bytes:
        shown = claim_side_by_side(desk.corpus, told_now, claim, number, index, _)
        if shown is None:
            raise Refusal("not_found")
        members = shown.claim.members
        corrected = touched(desk.corpus, book_of(request), once(m.article for m in members), _)
        return body(
            request,
            "claim.html.j2",
            view=shown.view,
            shown=shown,
            story=told_now,
            touched=corrected,
            about_claim=corrected.of([m.statement for m in members], "same", "different", "note"),
        )

    key = ("claim", told_now, claim, number, _.ui, book_of(request).state(articles))
    return with_news(request, desk.page(key, make, lists.story_state(told_now)))


@router.get("/stories/{story}/parts/{part}")
@at_one_moment
def part(
    request: Request,
    story: str,
    part: str,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """A page of one part of a story that is too long for one page."""
    desk, _ = desk_of(request), language(request)
    index, lists = desk.index(), desk.corpus.lists
    told_now = desk.here(story)
    articles = lists.members(told_now)

    def make() -> bytes:
        shown = told_part(desk.corpus, told_now, part, number, index, _)
        if shown is None:
            raise Refusal("not_found")
        corrected = touched(desk.corpus, book_of(request), articles, _)
        return body(request, "part.html.j2", view=shown, touched=corrected, drawing=None)

    key = ("part", told_now, part, number, _.ui, book_of(request).state(articles))
    return with_news(request, desk.page(key, make, lists.story_state(told_now)))


@router.get("/articles/{article:path}")
@at_one_moment
def article(request: Request, article: str, at: Annotated[str, Query(max_length=20)] = "") -> Response:
    """One article, set to be read."""
    desk, _ = desk_of(request), language(request)
    head = next(iter(desk.corpus.heads([article])), None)
    if head is None:
        raise Refusal("not_found")
    desk.index()  # what a finished page is filed under
    words = span_of(at)

    def make() -> bytes:
        corrected = touched(desk.corpus, book_of(request), [article], _)
        values = article_values(desk, article, words, corrected, _)
        return body(request, "article.html.j2", article=article, touched=corrected, **values)

    key = ("article", article, words, _.ui, book_of(request).state([article]))
    return with_news(request, desk.page(key, make))


def article_values(desk: Desk, article: str, words: Span | None, corrected: Touched, _: Translator) -> dict[str, Any]:
    """What the article's template needs."""
    index, corpus = desk.index(), desk.corpus
    head = corpus.heads([article])[0]
    annotated = next(iter(corpus.annotated_compact([article])), None)
    story_id = corpus.stories_of([article]).get(article)
    versions = index.versions_of([article])
    passages = tuple(few_places(passage, frozenset([article]))[0] for passage in index.passages_of([article]))
    others = {place.article for passage in passages for place in passage.places}
    others |= {i for v in versions for i in (v.article, v.of)}
    library = library_of(corpus, sorted(others | {article}), _, texts=())
    claims = {
        statement: (
            _.plural("this claim in {n} article", "this claim in {n} articles", weight).format(n=weight),
            claim_page(story, claim),
        )
        for statement, story, claim, weight in corpus.lists.claims_in([article])
    }

    def place(where: Evidence) -> tuple[str, str]:
        named = f"{library.outlet(where.article)}, {published(library.date(where.article), _, brief=True)}"
        return named, article_page(where.article, where.start, where.end)

    names = {one_line(name): actor_page(actor) for actor, known in index.names_in(article) for name in known}
    when = head.published
    values: dict[str, Any] = {
        "file": file_name(head.input, _),
        "title": one_line(head.title or "") or (annotated and own_title(annotated)) or file_name(head.input, _),
        "outlet": one_line(head.outlet or "") or _("unknown outlet"),
        "date": published(when, _),
        "iso": when.from_ if when and when.from_ == when.to else None,
        "date_reason": "; ".join(told(when.reason.split("; "), library)) if when else "",
        "url": web_address(head.url),
        "authors": tuple(one_line(author) for author in annotated.article.authors) if annotated else (),
        "language": head.language or "de",
        "story": card_view(card, _) if story_id and (card := index.card(story_id)) else None,
        "versions": tuple(version_view(v, f"v{n}", library) for n, v in enumerate(versions, 1)),
    }
    ties = Ties(reuse=passages, actors=names, claims=claims, place=place, corrected=corrected)
    values["reading"] = reading(annotated, ties, words, _) if annotated else None
    values["plain"] = "" if annotated else next(iter(corpus.articles([article]))).text
    return values


@router.get("/actors/{actor}")
@at_one_moment
def actor(
    request: Request,
    actor: str,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    stance: Annotated[str, Query(max_length=20)] = "",
    mode: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """A person or an organisation; `stance` and `mode` choose among what they say."""
    desk, book, _ = desk_of(request), book_of(request), language(request)
    known = actor_of(desk, actor)
    if known is None:
        heir = heir_of(desk, book, actor)
        if heir is None:
            raise Refusal("not_found")
        return RedirectResponse(f"{actor_page(heir.id)}{'?' if request.url.query else ''}{request.url.query}", 307)
    asked = Asked(page=number, stance=stance, mode=mode)

    def make() -> bytes:
        view = person(desk.corpus, known, asked, _)
        names = [one_line(name) for name in (known.name, *known.aliases)]
        return body(
            request,
            "person.html.j2",
            view=view,
            cards=tuple(card_view(card, _) for card in cards_of(desk, view.stories)),
            actor=actor,
            asked=asked,
            touched=touched(desk.corpus, book, view.articles, _),
            decided=of_person(book, names, known.articles, _),
        )

    key = ("actor", actor, _.ui, number, stance, mode, book.state(known.articles))
    return with_news(request, desk.page(key, make))


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
