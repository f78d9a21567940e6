"""The page of a person or an organisation: names and roles in time, what they say, what is said about them, who quotes
them, what they do with others, and with whom they may be confused.

Somebody may stand in thousands of articles: one page covers some of them, the latest first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import AnnotatedArticle, Mode, Stance, Statement
from quellenlage.domain.span import Span
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView
from quellenlage.report.shown import number, one_line
from quellenlage.report.terms import MARKS, MODES, STANCES
from quellenlage.report.translate import Translator
from quellenlage.web.corrected import speaker_of
from quellenlage.web.index import Known
from quellenlage.web.person_rows import (
    DealingView,
    DoubtView,
    NameView,
    RoleView,
    dealings,
    doubt_view,
    doubtful,
    grounds,
    mentions_of,
    named,
    roles,
)
from quellenlage.web.render import claim_page
from quellenlage.web.telling import library_of

PAGE = 20
"""Articles that one page covers: their texts are read for it, a few milliseconds each."""
SHOWN = 20
"""Statements listed of all that they say, and of all that is said about them."""
CHOSEN = 200
"""Statements listed of one stance or mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """One statement: its id, who says it (on the page of somebody else), how and where, and the claim it makes."""

    id: str
    who: str
    stance: str
    mode: str
    mode_key: str
    evidence: EvidenceView
    claim: str
    claim_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceRow:
    """How often they say something with one stance, by mode: (key of the mode, count) in the order of `modes`."""

    key: str
    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which articles (a page of them, from 1), and which statements: with a stance, in a mode; empty is all."""

    page: int = 1
    stance: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Everything about one actor in the articles of one page. `quoted` are outlets with the number of statements they
    pass on and its share of the largest; `modes` head the table of `stances`; `grounds` say why the names are one
    person's; `left` counts statements that are not listed; `covers` says which articles the page is about, where there
    are others."""

    name: str
    type: str
    mentions: str
    stories: tuple[str, ...]
    articles: tuple[str, ...]
    names: tuple[NameView, ...]
    roles: tuple[RoleView, ...]
    modes: tuple[tuple[str, str], ...]
    stances: tuple[StanceRow, ...]
    says: tuple[SaidView, ...]
    left: int
    about: tuple[SaidView, ...]
    quoted: tuple[tuple[str, int, float], ...]
    dealings: tuple[DealingView, ...]
    grounds: tuple[str, ...]
    doubts: tuple[DoubtView, ...]
    covers: str
    page: int
    pages: int


def person(corpus: Corpus, known: Known, asked: Asked, _: Translator) -> PersonPage:
    """The page of one actor."""
    ordered = corpus.lists.latest_first(known.articles)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(asked.page, 1), pages)
    some = ordered[(page - 1) * PAGE : page * PAGE]
    library = library_of(corpus, some, _, cited=True)
    names = frozenset(one_line(name) for name in (known.name, *known.aliases))
    read = [library.articles[i] for i in some if i in library.articles]
    told = corpus.lists.casts(list(dict.fromkeys(corpus.stories_of(some).values())))
    spoken = [(a, s) for a in read for s in statements(a)]
    # a ticker of one day has a thousand statements
    theirs = {s.speaker_name for _a, s in spoken}
    theirs = {name for name in theirs if name and one_line(name) in names}
    own = [(a, s) for a, s in spoken if s.speaker_name in theirs]
    mine = {s.id for _a, s in own}
    named_there = {a.article.id: mentions_of(a, names) for a in read}
    mentions = {article: [e.span for e in found] for article, found in named_there.items()}
    telling = ((a, s) for a, s in spoken if s.id not in mine and tells_of(s, mentions[a.article.id]))
    about = list(islice(telling, SHOWN))
    wanted = [(a, s) for a, s in own if asked.stance in ("", s.stance) and asked.mode in ("", s.mode)]
    listed_says = wanted[: CHOSEN if asked.stance or asked.mode else SHOWN]
    claims = claims_in(corpus, some, [s.id for _a, s in (*listed_says, *about)], _)
    counts = Counter(library.outlet(a.article.id) for a, _s in own)
    most = max(counts.values(), default=1)
    modes: tuple[Mode, ...] = tuple(m for m in get_args(Mode) if any(s.mode == m for _a, s in own))
    listed = [r for story in told for r in story.relations if known.id in (r.source_id, r.target_id) and r.sure]
    doubted = doubtful(told, known)
    firsts = sorted({row.articles[0] for row, _why in doubted if row.articles})
    elsewhere = library_of(corpus, firsts, _, cited=True)
    return PersonPage(
        name=one_line(known.name),
        type=_(MARKS[known.type]),
        mentions=_.plural("{times}× in {n} article", "{times}× in {n} articles", known.in_articles).format(
            times=number(known.mentions, _.ui), n=number(known.in_articles, _.ui)
        ),
        stories=tuple(dict.fromkeys(story.id for story in told)),
        articles=tuple(some),
        names=tuple(named(named_there, library)),
        roles=tuple(roles(read[::-1], names, library)),
        modes=tuple((mode, _(MODES[mode])) for mode in modes),
        stances=tuple(stance_rows((s for _a, s in own), modes, _)),
        says=tuple(said(a, s, library, claims, _) for a, s in listed_says),
        left=len(wanted) - len(listed_says),
        about=tuple(said(a, s, library, claims, _) for a, s in about),
        quoted=tuple((outlet, n, round(100 * n / most, 1)) for outlet, n in counts.most_common()),
        dealings=tuple(dealings(listed, known.id, library, _)),
        grounds=grounds(told, known.id, library),
        doubts=tuple(doubt_view(row, why, elsewhere) for row, why in doubted),
        covers=_("These are the articles {first} to {last} of {all}, the latest first.").format(
            first=number((page - 1) * PAGE + 1, _.ui),
            last=number(min(page * PAGE, len(ordered)), _.ui),
            all=number(len(ordered), _.ui),
        )
        if pages > 1
        else "",
        page=page,
        pages=pages,
    )


def statements(annotated: AnnotatedArticle) -> Iterator[Statement]:
    """Statements that somebody makes, the outlet itself left out."""
    return (s for s in annotated.annotations.statements if s.mode != "narration" and not s.in_furniture)


def tells_of(statement: Statement, mentions: Sequence[Span]) -> bool:
    """True if the statement's words hold one of the mentions."""
    return any(span.overlaps(mention) for mention in mentions for span in statement.quote)


def claims_in(
    corpus: Corpus, articles: Sequence[str], statements: Sequence[str], _: Translator
) -> Mapping[str, tuple[str, str]]:
    """Of each of these statements, which stand in these articles, that others make too: how many articles carry the
    claim, and where it is shown."""
    return {
        statement: (
            _.plural("this claim in {n} article", "this claim in {n} articles", weight).format(n=number(weight, _.ui)),
            claim_page(story, claim),
        )
        for statement, story, claim, weight in corpus.lists.claims_in(articles, statements)
    }


def stance_rows(made: Iterable[Statement], modes: Sequence[Mode], _: Translator) -> Iterator[StanceRow]:
    """How often each stance is taken, by mode; the most frequent first."""
    by_stance: dict[Stance, Counter[Mode]] = defaultdict(Counter)
    for statement in made:
        by_stance[statement.stance][statement.mode] += 1
    for stance, counts in sorted(by_stance.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        yield StanceRow(key=stance, name=_(STANCES[stance]), counts=tuple((mode, counts[mode]) for mode in modes))


def said(
    annotated: AnnotatedArticle,
    statement: Statement,
    library: Library,
    claims: Mapping[str, tuple[str, str]],
    _: Translator,
) -> SaidView:
    """One statement with its sentence."""
    claim, href = claims.get(statement.id, ("", ""))
    return SaidView(
        id=statement.id,
        who=speaker_of(statement, annotated) or _("No named speaker"),
        stance=_(STANCES[statement.stance]),
        mode=_(MODES[statement.mode]),
        mode_key=statement.mode,
        evidence=library.evidence(annotated.article.id, statement.quote),
        claim=claim,
        claim_href=href,
    )
