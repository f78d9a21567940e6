"""The page of a person or an organisation: names, roles in time, what they say, what is said about them, who quotes
them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.span import Span
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView
from quellenlage.report.shown import number, one_line
from quellenlage.report.terms import MARKS, MODES, STANCES
from quellenlage.report.translate import Translator
from quellenlage.web.index import Known
from quellenlage.web.telling import library_of

LATEST = 60
"""Articles that the page looks at, the latest first."""

SHOWN = 40
"""Statements listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """One statement: who says it (on the page of somebody else), how, and where."""

    who: str
    stance: str
    mode: str
    mode_key: str
    evidence: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """What somebody is called, by whom, and where first."""

    words: str
    outlets: tuple[str, ...]
    first: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Everything about one actor. `quoted` are outlets with the number of statements they pass on; `note` says if older
    articles were left out."""

    name: str
    type: str
    aliases: tuple[str, ...]
    mentions: str
    stories: tuple[str, ...]
    roles: tuple[RoleView, ...]
    says: tuple[SaidView, ...]
    about: tuple[SaidView, ...]
    quoted: tuple[tuple[str, int, float], ...]
    note: str


def person(corpus: Corpus, known: Known, _: Translator) -> PersonPage:
    """The page of one actor."""
    heads = sorted(corpus.heads(known.articles), key=lambda h: (h.published.from_ if h.published else "") or "")
    latest = [head.id for head in heads[-LATEST:]]
    library = library_of(corpus, latest, _)
    names = frozenset(one_line(name) for name in (known.name, *known.aliases))
    read = [library.articles[i] for i in latest if i in library.articles]
    says = [(a, s) for a in reversed(read) for s in spoken(a) if one_line(s.speaker_name or "") in names]
    about = [
        (a, s)
        for a in reversed(read)
        for s in spoken(a)
        if one_line(s.speaker_name or "") not in names and tells_of(s, a, names)
    ]
    counts = Counter(library.outlet(a.article.id) for a, _s in says)
    most = max(counts.values(), default=1)
    left = len(heads) - len(latest)
    return PersonPage(
        name=one_line(known.name),
        type=_(MARKS[known.type]),
        aliases=tuple(one_line(alias) for alias in known.aliases),
        mentions=_.plural("{times}× in {n} article", "{times}× in {n} articles", len(known.articles)).format(
            times=number(known.mentions, _.ui), n=number(len(known.articles), _.ui)
        ),
        stories=known.stories,
        roles=tuple(roles(read, names, library)),
        says=tuple(said(a, s, library, _) for a, s in says[:SHOWN]),
        about=tuple(said(a, s, library, _) for a, s in about[:SHOWN]),
        quoted=tuple((outlet, n, round(100 * n / most, 1)) for outlet, n in counts.most_common()),
        note=_.plural("{n} older article is left out.", "{n} older articles are left out.", left).format(
            n=number(left, _.ui)
        )
        if left
        else "",
    )


def spoken(annotated: AnnotatedArticle) -> Iterator[Statement]:
    """Statements that somebody makes, the outlet itself left out."""
    return (s for s in annotated.annotations.statements if s.mode != "narration" and not s.in_furniture)


def tells_of(statement: Statement, annotated: AnnotatedArticle, names: frozenset[str]) -> bool:
    """True if the statement's words name one of `names`."""
    return any(
        one_line(entity.name) in names and any(span.overlaps(entity.span) for span in statement.quote)
        for entity in annotated.annotations.entities
        if not entity.in_furniture
    )


def said(annotated: AnnotatedArticle, statement: Statement, library: Library, _: Translator) -> SaidView:
    """One statement with its sentence."""
    text = annotated.article.text
    who = one_line(statement.speaker_name or "") or " ".join(one_line(s.of(text)) for s in statement.speaker)
    return SaidView(
        who=who or _("No named speaker"),
        stance=_(STANCES[statement.stance]),
        mode=_(MODES[statement.mode]),
        mode_key=statement.mode,
        evidence=library.evidence(annotated.article.id, statement.quote),
    )


def roles(read: Sequence[AnnotatedArticle], names: frozenset[str], library: Library) -> Iterator[RoleView]:
    """The outlets' own words for the actor, in order of the day they first stand; `read` is in that order."""
    first: dict[str, EvidenceView] = {}
    outlets: Mapping[str, dict[str, None]] = {}
    for annotated in read:
        for label in annotated.annotations.labels:
            words = one_line(label.label)
            if label.in_furniture or label.voice != "outlet" or one_line(label.referent) not in names or words in names:
                continue
            if words not in first:
                first[words] = library.evidence(annotated.article.id, (Span(label.start, label.end),))
                outlets = {**outlets, words: {}}
            outlets[words][library.outlet(annotated.article.id)] = None
    for words, place in first.items():
        yield RoleView(words=words, outlets=tuple(outlets[words]), first=place)
