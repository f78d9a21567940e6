"""A page of hits for the eye."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quellenlage.corpus import Corpus
from quellenlage.domain.article import Published
from quellenlage.domain.search import Passage
from quellenlage.report.lines import Piece
from quellenlage.report.shown import number, one_line, plain, published
from quellenlage.report.terms import MARKS, MODES, NEARNESS, STANCES, STATES
from quellenlage.report.translate import Translator, msg
from quellenlage.web.asked import Asked, Kind
from quellenlage.web.facets import Facet, facets
from quellenlage.web.find import Found
from quellenlage.web.render import actor_page, article_page, claim_page
from quellenlage.web.search_rows import ArticleFound, ClaimFound, PersonFound, Row, StatementFound, rows_of

KINDS: Mapping[Kind, str] = {
    "articles": msg("Articles"),
    "statements": msg("Statements"),
    "claims": msg("Claims"),
    "people": msg("People and places"),
}
PAGE = 20
"""Hits on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """One hit: `href` leads to its page, `lead` stands before the words (a speaker), `meta` below them; `near` says how
    near in meaning it is, `nearness` the same as a number."""

    title: str
    href: str
    lead: str
    pieces: tuple[Piece, ...]
    meta: tuple[str, ...]
    language: str
    near: str
    nearness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """A page of hits. `found` says how many there are; `page` counts from 1; `note` says what was not looked at,
    `help_` what to do where nothing was found."""

    kind: Kind
    hits: tuple[HitView, ...]
    found: str
    page: int
    more: bool
    facets: tuple[Facet, ...]
    note: str
    help_: tuple[str, ...]


def results(corpus: Corpus, found: Found, asked: Asked, page: int, _: Translator) -> ResultsView:
    """One page of what was found."""
    start = (page - 1) * PAGE
    words = asked.words if asked.by == "words" else ""
    rows = rows_of(corpus, found, words, start, PAGE)
    return ResultsView(
        kind=found.kind,
        hits=tuple(hit(row, passage, _) for row, passage in rows),
        found=how_many(found, _),
        page=page,
        more=len(found.rows) > start + PAGE,
        facets=facets(found, asked, _),
        note=note(found, _),
        help_=() if rows else helping(found, asked, _),
    )


def how_many(found: Found, _: Translator) -> str:
    """The number of hits."""
    forms = {
        "articles": _.plural("{n} article", "{n} articles", len(found.rows)),
        "statements": _.plural("{n} statement", "{n} statements", len(found.rows)),
        "claims": _.plural("{n} claim", "{n} claims", len(found.rows)),
        "people": _.plural("{n} name", "{n} names", len(found.rows)),
    }
    return forms[found.kind].format(n=number(len(found.rows), _.ui))


def note(found: Found, _: Translator) -> str:
    """What was not looked at."""
    if found.looked is not None:
        return _("Words in a row were looked for in the {n} best matches.").format(n=number(found.looked, _.ui))
    return ""


def helping(found: Found, asked: Asked, _: Translator) -> tuple[str, ...]:
    """What to try where nothing was found."""
    if found.blind:
        return (_("This corpus holds no sentence vectors: have it analysed anew with the German model."),)
    advice = []
    if asked.filters:
        advice.append(_("Fewer filters find more."))
    if asked.by == "meaning":
        advice.append(_("No sentence is near enough in meaning: say it in a whole sentence, or search by word."))
    elif asked.words:
        advice.append(_("All words must occur: fewer words find more; begin* finds every word that begins so."))
        if found.kind == "statements":
            advice.append(_("What an outlet says in its own voice is among the claims."))
        if found.kind != "people":
            advice.append(_("By meaning, sentences are found that say it in other words."))
    return tuple(advice)


def hit(row: Row, passage: Passage | None, _: Translator) -> HitView:
    """One hit."""
    if isinstance(row, ArticleFound):
        return article_hit(row, passage, _)
    if isinstance(row, StatementFound):
        return statement_hit(row, passage, _)
    if isinstance(row, ClaimFound):
        return claim_hit(row, _)
    return person_hit(row, _)


def article_hit(row: ArticleFound, passage: Passage | None, _: Translator) -> HitView:
    """An article with its sentence, if that is not its title over again."""
    title = one_line(row.title or "") or row.file
    sentence = one_line(passage.whole) if passage else ""
    return HitView(
        title=title,
        href=article_page(row.article, row.start, row.end),
        lead="",
        pieces=(Piece(sentence),) if sentence and sentence != title else (),
        meta=(one_line(row.outlet or "") or _("unknown outlet"), day_of(row, _)),
        language="de",
        **near_of(row, _),
    )


def statement_hit(row: StatementFound, passage: Passage | None, _: Translator) -> HitView:
    """A statement in its sentence."""
    return HitView(
        title="",
        href=article_page(row.article, row.start, row.end),
        lead=one_line(row.speaker or "") or _("No named speaker"),
        pieces=pieces_of(passage) if passage else (Piece(row.text),),
        meta=(_(STANCES[row.stance]), _(MODES[row.mode]), one_line(row.outlet or ""), day_of(row, _)),
        language="de",
        **near_of(row, _),
    )


def claim_hit(row: ClaimFound, _: Translator) -> HitView:
    """A claim in the words that were found."""
    carried = _.plural("in {n} article", "in {n} articles", row.weight).format(n=number(row.weight, _.ui))
    return HitView(
        title="",
        href=claim_page(row.story, row.claim),
        lead=one_line(row.speaker or ""),
        pieces=(Piece(row.text),),
        meta=(_(STATES[row.status]), carried, one_line(row.outlet or ""), day_of(row, _)),
        language="de",
        **near_of(row, _),
    )


def person_hit(row: PersonFound, _: Translator) -> HitView:
    """A person, an organisation or a place."""
    counts = (
        (_.plural("{n} mention", "{n} mentions", row.mentions), row.mentions),
        (_.plural("in {n} article", "in {n} articles", row.articles), row.articles),
        (_.plural("in {n} story", "in {n} stories", row.stories), row.stories),
    )
    return HitView(
        title=one_line(row.name),
        href=actor_page(row.id),
        lead="",
        pieces=(),
        meta=(_(MARKS[row.type]), *(form.format(n=number(n, _.ui)) for form, n in counts)),
        language="de",
        near="",
        nearness="",
    )


def near_of(row: ArticleFound | StatementFound | ClaimFound, _: Translator) -> dict[str, str]:
    """How near in meaning, in words and as a number."""
    if row.near is None or row.nearness is None:
        return {"near": "", "nearness": ""}
    return {"near": _(NEARNESS[row.near]), "nearness": number(round(row.nearness, 2), _.ui)}


def day_of(row: ArticleFound | StatementFound | ClaimFound, _: Translator) -> str:
    """The day of the article, in short."""
    return published(Published(row.published_from, row.published_to, ""), _, brief=True)


def pieces_of(passage: Passage) -> tuple[Piece, ...]:
    """The sentence, with the statement's own words marked."""
    parts = (
        (passage.whole[: passage.start], False),
        (passage.words, True),
        (passage.whole[passage.end :], False),
    )
    return tuple(Piece(" ".join(plain(words).split("\n")), marked) for words, marked in parts if words)
