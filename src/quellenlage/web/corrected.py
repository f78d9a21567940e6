"""Corrections for the eye: who corrected what, when and why, what it said before, and where that is seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from quellenlage.corpus import Corpus
from quellenlage.domain.anchor import Anchor
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.attachment import Ground, Judged
from quellenlage.domain.dossier import Period
from quellenlage.domain.judgement import Judgement
from quellenlage.report.shown import day, one_line, period, published, shortened
from quellenlage.report.translate import Translator, msg
from quellenlage.web.book import Book, Entries
from quellenlage.web.render import article_page

ZONE = ZoneInfo("Europe/Berlin")
"""Times of day are told in the zone that outlets have unless another is given."""
WORDS = 16
"""Words of what was corrected that a list shows."""
QUOTES = '„“”"»«‚‘’›‹'

TITLES = {
    "merge": msg("Two are one"),
    "split": msg("One is two"),
    "speaker": msg("Speaker"),
    "same": msg("The same claim"),
    "different": msg("Different claims"),
    "date": msg("Date"),
    "outlet": msg("Outlet"),
    "reject": msg("No statement"),
    "note": msg("Note"),
    "undo": msg("Taken back"),
}
"""What each kind of correction is called."""
STANDINGS = {
    "in force": msg("in force"),
    "overruled": msg("overruled by a later correction"),
    "undone": msg("taken back"),
    "orphaned": msg("orphaned: its words stand nowhere any more"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """One row of the journal. `said` is what it says now and `before` what the program had read (both may be empty);
    `words` are the words it is about, at `href`, `other` those of the second side; `standing` in words, `standing_key`
    the journal's; `waiting` if the results do not follow it yet; `by` is who undid or overruled it, and when."""

    id: str
    kind: str
    title: str
    said: str
    before: str
    words: str
    href: str
    other: str
    other_href: str
    author: str
    when: str
    iso: str
    reason: str
    standing: str
    standing_key: str
    by: str
    by_id: str
    waiting: bool

    @property
    def holds(self) -> bool:
        """True if it is in force."""
        return self.standing_key == "in force"


@dataclass(frozen=True, slots=True)
class Touched:
    """The corrections that concern what a page shows: by statement, by article (date, outlet, notes), and of people;
    `all` are these and the rest, the earliest first, each once."""

    statements: Mapping[str, tuple[CorrectionView, ...]] = field(default_factory=dict)
    articles: Mapping[str, tuple[CorrectionView, ...]] = field(default_factory=dict)
    all: tuple[CorrectionView, ...] = ()

    def of(self, ids: Iterable[str], *kinds: str) -> tuple[CorrectionView, ...]:
        """Those of some kinds about any of these statements, each once."""
        found = (view for i in ids for view in self.statements.get(i, ()) if view.kind in kinds)
        return tuple({view.id: view for view in found}.values())


NOTHING = Touched()


def touched(corpus: Corpus, book: Book, articles: Sequence[str], _: Translator) -> Touched:
    """What people corrected in these articles. What was undone or overruled is history: the list of all corrections
    has it."""
    now = book.entries()
    rows = now.about(articles)
    if not rows:
        return NOTHING
    standing, ground = book.standing(rows, now)
    waiting = book.waiting()
    shown = [j for j in standing if j.standing == "in force" or j.judgement.id in waiting]
    wanted = frozenset(articles)
    before = Before(corpus, [j.judgement for j in shown if j.judgement.kind in ("speaker", "date", "outlet")])
    by_statement: dict[str, list[CorrectionView]] = defaultdict(list)
    by_article: dict[str, list[CorrectionView]] = defaultdict(list)
    every: list[CorrectionView] = []
    for judged in shown:
        row = judged.judgement
        every.append(correction(judged, now, waiting, before, _))
        if judged.standing != "in force":
            continue
        for anchor in (*row.evidence, *(row.other if row.kind in ("same", "different") else ())):
            if row.kind in ("speaker", "reject", "same", "different") or row.value in ("statement", "claim"):
                for member, statement in ground.statements(anchor):
                    if member.article.id in wanted:
                        by_statement[statement.id].append(correction(judged, now, waiting, before, _, anchor))
            elif row.kind in ("date", "outlet") or row.value == "article":
                for member, _place in ground.places(anchor):
                    by_article[member.article.id].append(correction(judged, now, waiting, before, _, anchor))
    return Touched(
        {i: once(views) for i, views in by_statement.items()},
        {i: once(views) for i, views in by_article.items()},
        tuple(every),
    )


def of_person(book: Book, names: Iterable[str], articles: Sequence[str], _: Translator) -> tuple[CorrectionView, ...]:
    """What people decided about somebody who bears one of `names` in these articles, and noted on them."""
    now = book.entries()
    rows = [j for j in now.about(articles) if j.kind in ("merge", "split") or j.value == "actor"]
    if not rows:
        return ()
    standing, ground = book.standing(rows, now)
    waiting, known, there = book.waiting(), frozenset(names), frozenset(articles)
    return tuple(
        correction(judged, now, waiting, None, _)
        for judged in standing
        if judged.standing == "in force" and is_about(judged.judgement, ground, known, there)
    )


def is_about(judgement: Judgement, ground: Ground, names: frozenset[str], articles: frozenset[str]) -> bool:
    """True if it points to a mention of somebody of that name in one of the articles."""
    return any(
        article in articles and one_line(name) in names
        for anchor in (*judgement.evidence, *judgement.other)
        for article, _kind, name in ground.named(anchor)
    )


class Before:
    """What the program itself read where people corrected it."""

    def __init__(self, corpus: Corpus, rows: Iterable[Judgement]) -> None:
        ids = sorted({anchor.article for row in rows for anchor in row.evidence})
        self._read: dict[str, AnnotatedArticle] = {a.article.id: a for a in corpus.as_read(ids)} if ids else {}

    def of(self, judgement: Judgement, anchor: Anchor, _: Translator) -> str:
        """The speaker, date or outlet as it was read; empty where nothing was."""
        member = self._read.get(anchor.article)
        if member is None:
            return ""
        if judgement.kind == "date":
            return published(member.article.published, _)
        if judgement.kind == "outlet":
            return one_line(member.article.outlet or "")
        if judgement.kind != "speaker":
            return ""
        said = Ground({anchor.article: (member,)}).statements(anchor)
        return speaker_of(said[0][1], member) or _("No named speaker") if said else ""


def speaker_of(statement: Statement, annotated: AnnotatedArticle) -> str:
    """Who says it: the name, else the article's words for one."""
    text = annotated.article.text
    return one_line(statement.speaker_name or "") or " ".join(one_line(span.of(text)) for span in statement.speaker)


def correction(
    judged: Judged,
    now: Entries,
    waiting: frozenset[str],
    before: Before | None,
    _: Translator,
    anchor: Anchor | None = None,
) -> CorrectionView:
    """One row for the eye; `anchor` is the place it is shown at, by default the first."""
    row = judged.judgement
    one = anchor or next(iter(row.evidence), None)
    two = next((a for a in (*row.other, *row.evidence) if a != one), None) if row.kind in PAIRED else None
    later = now.by_id.get(judged.by or "")
    return CorrectionView(
        id=row.id,
        kind=row.kind,
        title=_(TITLES[row.kind]),
        said=said(row, now, _),
        before=before.of(row, one, _) if before and one else "",
        words=words(one),
        href=article_page(one.article, one.start, one.end) if one else "",
        other=words(two),
        other_href=article_page(two.article, two.start, two.end) if two else "",
        author=one_line(row.author),
        when=when(row.at, _),
        iso=row.at,
        reason=one_line(row.reason),
        standing=_(STANDINGS[judged.standing]),
        standing_key=judged.standing,
        by=f"{one_line(later.author)}, {when(later.at, _)}: {one_line(later.reason)}" if later else "",
        by_id=judged.by or "",
        waiting=row.id in waiting,
    )


PAIRED = ("merge", "split", "same", "different")


def said(row: Judgement, now: Entries, _: Translator) -> str:
    """What a correction says in place of what was read."""
    if row.kind == "speaker":
        return one_line(row.value or "") or _("nobody is named")
    if row.kind == "date" and row.published is not None:
        return period(Period(row.published.from_, row.published.to), _)
    if row.kind == "outlet":
        return one_line(row.value or "")
    if row.kind == "undo" and (target := now.by_id.get(row.value or "")):
        return f"{_(TITLES[target.kind])}: {said(target, now, _) or one_line(target.reason)}".rstrip(": ")
    return ""


def words(anchor: Anchor | None) -> str:
    """The words that a correction is about, the first of them."""
    return shortened(one_line(anchor.words).strip(QUOTES), WORDS) if anchor else ""


def when(at: str, _: Translator) -> str:
    """The moment of a correction."""
    return day(datetime.fromisoformat(at).astimezone(ZONE).isoformat(timespec="minutes"), _)


def once(views: Iterable[CorrectionView]) -> tuple[CorrectionView, ...]:
    """Each correction once, in order."""
    return tuple({view.id: view for view in views}.values())
