"""What the terminal shows: dossiers, marked-up articles, lists of stories and hits. Everything is a rich renderable.

Texts of articles go into `Text` objects, which rich never reads as markup, and hold no control codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.console import Group as RichGroup
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier, Period, Story
from quellenlage.domain.search import Hit, band
from quellenlage.report.compose import dossier_view
from quellenlage.report.evidence import Library
from quellenlage.report.marked import marked_article
from quellenlage.report.outline import Entry, Group, Section, outline
from quellenlage.report.parts.articles import ArticleView
from quellenlage.report.shown import day, number, one_line, period, published
from quellenlage.report.terms import NEARNESS
from quellenlage.report.translate import Translator, translator
from quellenlage.report.view import ActorsView, DossierView, EvidenceView, StoryView, sources

LABEL, SOFT, ACCENT = "bold", "dim", "red"

BRIEF = 4
"""Rows of a part shown when a dossier holds several stories; all are shown when it holds one. A story of nine
articles then takes about 130 lines of 80 columns."""

SHORT_GROUP = 2
"""Entries of a group shown then."""

COLUMN = 20
"""Columns of the left one of two, and letters that stand there."""

UNSHOWN = frozenset({"actors"})
"""Parts drawn otherwise: names on as few lines as they need."""

STORIES = 20
"""Stories shown at once; what follows is counted."""

SHORT_ID = 8
"""Digits of an id that are shown: enough to tell a million stories apart in nearly all corpora, and a beginning is
enough for every command."""


NARROW = 60
"""Columns below which a column for dates leaves too few for the text: 60 - 22 is about a line of a newspaper."""


class Added(Protocol):
    """What became of everything that was read."""

    @property
    def added(self) -> Sequence[object]:
        """What is new."""

    @property
    def known(self) -> Sequence[object]:
        """What was stored already."""

    @property
    def versions(self) -> Sequence[object]:
        """What is a new version of an article stored already."""


class Analysed(Protocol):
    """What an analysis did."""

    @property
    def annotated(self) -> int:
        """Articles annotated in this run."""

    @property
    def articles(self) -> int:
        """Articles of the corpus."""

    @property
    def stories(self) -> int:
        """Stories of the corpus."""

    @property
    def reuse(self) -> int:
        """Passages that stand in several places."""

    @property
    def versions(self) -> int:
        """Pairs of versions."""


def dossier(
    found: Dossier,
    articles: Mapping[str, AnnotatedArticle],
    ui: str,
    *,
    since: date | None = None,
    unsure: bool = False,
    ids: bool = False,
) -> RenderableType:
    """A dossier as text: in full if it holds one story, the beginning of each part if it holds several. `since` is the
    day from which on the dossier was asked for; it is named at the top. `unsure` shows unsure rows, too; `ids` the ids
    of what can be corrected."""
    _ = translator(ui)
    view = dossier_view(found, articles, _, unsure=unsure)
    limit = BRIEF if len(view.stories) > 1 else None
    parts: list[RenderableType] = []
    if since:
        named = _("Only what articles published from {day} on say or add to.").format(day=day(since.isoformat(), _))
        parts.append(Text(named, "italic"))
    parts += [story(s, limit, unsure, _, ids=ids) for s in view.stories[:STORIES]]
    if len(view.stories) > STORIES:
        left = len(view.stories) - STORIES
        more = _.plural("and {n} more story", "and {n} more stories", left)
        parts.append(Text(more.format(n=number(left, ui)), SOFT))
    if view.empty:
        parts.append(Text(view.empty))
    parts += rest(view, _)
    # what is printed last is on the screen when the command has ended
    parts += legend(view.stories[0], _) if view.stories else []
    parts.append(Padding(Text(view.made_with, SOFT), (1, 0, 0, 0)))
    return Trimmed(RichGroup(*parts))


def story(view: StoryView, limit: int | None, unsure: bool, _: Translator, *, ids: bool = False) -> RenderableType:
    """One story, at most `limit` rows of each part; parts that are empty are left out of such a short form."""
    facts = [view.when, *view.facts]
    sections = [s for s in outline(view, _) if s.key not in UNSHOWN and not (limit and s.empty)]
    if ids:
        sections = [with_ids(section) for section in sections]
    return RichGroup(
        Rule(style=ACCENT),
        Text(view.title, "bold"),
        Text(" · ".join(facts)),
        Text(", ".join(view.outlets), "italic"),
        *([Text(" ".join(view.cautions), SOFT)] if view.cautions else []),
        *([Text(_("It is not certain that these articles belong together."), SOFT)] if not view.sure else []),
        *(row for section in sections for row in section_rows(section, limit, unsure, _)),
        *heading(view.title_of("actors")),
        *(actor_rows(view.actors.rows, limit, ids=ids) if view.actors.rows else [Text(view.actors.empty, SOFT)]),
        *heading(view.title_of("articles")),
        *(row for article in view.articles for row in article_rows(article, ids)),
        Text(""),
    )


def legend(view: StoryView, _: Translator) -> list[RenderableType]:
    """What the words mean that all parts use."""
    lines = (Text.assemble((f"{word}: ", LABEL), (meaning, SOFT)) for word, meaning in view.legend)
    return [*heading(_("How to read this")), *lines]


def with_ids(section: Section) -> Section:
    """A part whose entries name their ids, under their words."""

    def named(entry: Entry) -> Entry:
        below = (*entry.below, entry.id) if entry.id else entry.below
        return replace(entry, below=below, children=tuple(map(named, entry.children)))

    def groups(some: Sequence[Group]) -> tuple[Group, ...]:
        return tuple(replace(group, entries=tuple(map(named, group.entries))) for group in some)

    return replace(section, groups=groups(section.groups), unsure=groups(section.unsure))


def article_rows(article: ArticleView, ids: bool) -> Iterator[RenderableType]:
    """An article of the list, under the heading of the episode that it opens."""
    if article.over:
        yield Text(article.over, "bold")
    line = Text.assemble(f"{article.outlet}: {article.title}", (f"\n{article.id}" if ids else "", SOFT))
    yield Beside(Text(article.date, SOFT), line)


def heading(title: str) -> list[RenderableType]:
    """The heading of a part."""
    return [Text(""), Text(title, f"{LABEL} {ACCENT}")]


def section_rows(section: Section, limit: int | None, unsure: bool, _: Translator) -> list[RenderableType]:
    """One part: its rows, how many more there are, the uncertain ones or their number, or why it is empty."""
    rows = heading(section.title)
    if section.empty:
        return [*rows, Text(section.empty, SOFT)]
    if section.note:
        rows.append(Text(section.note, SOFT))
    groups, more = cut(section.groups, None if section.key == "brief" else limit)
    for group in groups:
        rows += group_rows(group, section.dated)
    counts = [_.plural("{n} more", "{n} more", more).format(n=number(more, _.ui))] if more else []
    n = section.n_unsure
    if n:
        counts.append(_.plural("{n} uncertain entry", "{n} uncertain entries", n).format(n=number(n, _.ui)))
    if counts:
        rows.append(Text(", ".join(counts) + (":" if n and unsure else ""), SOFT))
    if unsure:
        for group in section.unsure:
            rows += group_rows(group, section.dated)
    return rows


def cut(groups: Sequence[Group], limit: int | None) -> tuple[list[Group], int]:
    """The first `limit` groups with two entries of each, or the first entries of a group that stands alone; and how
    many entries are left out."""
    if limit is None:
        return list(groups), 0
    kept = [groups[0]] if len(groups) == 1 else groups[:limit]
    each = limit if len(groups) == 1 else SHORT_GROUP
    shown = [replace(group, entries=group.entries[:each]) for group in kept]
    left = sum(len(g.entries) for g in groups) - sum(len(g.entries) for g in shown)
    return shown, left


def group_rows(group: Group, dated: bool) -> list[RenderableType]:
    """The entries of a group: under its head, or beside it, if it is a date; a heading above both."""
    if group.over:
        return [Text(group.over, "bold"), *group_rows(replace(group, over=""), dated)]
    if dated:
        return [
            Beside(Text(group.head if n == 0 else "", LABEL), entry_text(entry))
            for n, entry in enumerate(group.entries)
        ]
    rows: list[RenderableType] = []
    if group.head:
        rows.append(Text.assemble((group.head, LABEL), f"  {group.count}" if group.count else ""))
    if not group.entries and group.empty:
        rows.append(Text(group.empty, SOFT))
    indent = 2 if group.head else 0
    for n, entry in enumerate(group.entries, 1):
        number = Text(f"{n:>2}", ACCENT)
        shown = Beside(number, entry_rows(entry), 3) if group.numbered else entry_rows(entry)
        rows.append(Padding(shown, (0, 0, 0, indent)))
    return rows


def entry_rows(entry: Entry) -> RenderableType:
    """One entry with what belongs to it; a few words stand beside their sources."""
    if len(entry.text) <= COLUMN and not entry.children and not entry.tag and not entry.below:
        return Beside(Text(entry.text), Text(about(entry), SOFT))
    return RichGroup(entry_text(entry), *(Padding(entry_text(child), (0, 0, 0, 3)) for child in entry.children))


def entry_text(entry: Entry) -> Text:
    """An entry's words, and under them what is said about it and where it stands."""
    text = Text.assemble((f"{entry.tag}: " if entry.tag else "", "italic"), entry.text)
    for below in (about(entry), *entry.below):
        if below:
            text.append(f"\n{below}", SOFT)
    return text


def about(entry: Entry) -> str:
    """Words about an entry, and outlet and day of each place, as far as the words do not end with them already."""
    places = (f"{outlet}, {day}" for outlet, day in sources(entry.evidence))
    return " · ".join((*entry.about, *(place for place in places if not any(w.endswith(place) for w in entry.about))))


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns, the left one `width` wide; on a narrow terminal a wide left column stands above the right one."""

    left: Text
    right: RenderableType
    width: int = COLUMN

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < NARROW and self.width > SHORT_ID:
            if self.left.plain:
                yield self.left
            yield Padding(self.right, (0, 0, 0, 2))
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=self.width, overflow="fold")
        grid.add_column(overflow="fold")
        grid.add_row(self.left, self.right)
        yield grid


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The same lines without the blanks at their ends, which columns leave and a file should not hold."""

    inside: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self.inside, options, pad=False):
            kept = list(line)
            while kept and not kept[-1].text.strip(" "):
                kept.pop()
            if kept:
                last = kept.pop()
                kept.append(Segment(last.text.rstrip(" "), last.style, last.control))
            yield from kept
            yield Segment.line()


def actor_rows(groups: Sequence[ActorsView], limit: int | None, *, ids: bool = False) -> Iterable[RenderableType]:
    """Names by type, on as few lines as they need; each on its own beside its id, where `ids` are asked for."""
    for group in groups:
        names = Text("\n" if ids else ", ").join(
            Text.assemble(
                actor.name,
                (f" ({', '.join(actor.roles)})" if actor.roles else "", SOFT),
                (f"  {actor.id}" if ids else "", SOFT),
            )
            for actor in group.actors[: limit and limit * 2]
        )
        left = len(group.actors) - len(group.actors[: limit and limit * 2])
        yield Beside(Text(group.type, LABEL), Text.assemble(names, (f" … +{left}" if left else "", SOFT)))


def rest(view: DossierView, _: Translator) -> list[RenderableType]:
    """What concerns no single story; what was refused the command says itself."""
    lines: list[RenderableType] = []
    if view.loose:
        lines += heading(_("Articles without a story"))
        lines += [Beside(Text(a.date, SOFT), Text(f"{a.outlet}: {a.title}")) for a in view.loose[:STORIES]]
    if view.versions:
        lines += heading(_("Changed articles"))
        for version in view.versions.rows + (view.versions.unsure if view.unsure else ()):
            lines.append(Text(f"{version.article.outlet}: {version.article.title}"))
            for change in version.changes:
                sides = " → ".join(side for side in (change.before, change.after) if side)
                lines.append(Padding(Text.assemble((f"{change.kind}: ", "italic"), sides), (0, 0, 0, 2)))
    return lines


def article(annotated: AnnotatedArticle, ui: str, *, explain: bool = False) -> RenderableType:
    """One article marked up for the eye; `explain` names the rule behind each mark."""
    return Trimmed(marked_article(annotated, translator(ui), explain=explain))


def stories(found: Sequence[Story], ui: str) -> RenderableType:
    """The list of stories: the beginning of the id, dates, number of articles, title and outlets."""
    _ = translator(ui)
    if not found:
        return Text(_("There are no stories yet: add articles, then run quellenlage analyse."))
    rows: list[RenderableType] = []
    for one in found:
        count = _.plural("{n} article", "{n} articles", len(one.articles)).format(n=number(len(one.articles), ui))
        when = period(Period((one.from_ or "")[:10] or None, (one.to or "")[:10] or None), _, brief=True)
        outlets = ", ".join(one_line(outlet) for outlet in one.outlets)
        title = Text(one_line(one.title), LABEL)
        rows.append(
            Beside(
                Text(one.id[:SHORT_ID], ACCENT),
                Text.assemble(title, "\n", (" · ".join(word for word in (when, count, outlets) if word), SOFT)),
                SHORT_ID,
            )
        )
    return Trimmed(RichGroup(*rows))


def hits(
    found: Sequence[Hit], articles: Iterable[AnnotatedArticle], ui: str, *, meaning: bool = False
) -> RenderableType:
    """What a search found: title, outlet, date, and the sentence that holds the words with its neighbours. `meaning`:
    the sentence is one near in meaning, and how near is said."""
    _ = translator(ui)
    if not found:
        return Text(_("Nothing found."))
    library = Library({}, {a.article.id: a for a in articles}, {}, _)
    rows: list[RenderableType] = []
    for hit in found:
        title = one_line(hit.title or "") or library.title(hit.article)
        known = library.about(hit.article) is not None
        outlet = library.outlet(hit.article) if known else one_line(hit.outlet or "") or _("unknown outlet")
        source = f"{outlet}, {published(library.date(hit.article) or hit.published, _)} · {hit.article}"
        if meaning:
            source = f"{_(NEARNESS[band(hit.score)])} · {source}"
        rows += [Text(title, LABEL), Text(source, SOFT)]
        if hit.evidence:
            place = library.evidence(hit.article, (hit.evidence.span,))
            rows.append(Padding(quoted(place) if place.pieces else Text(one_line(hit.text or "")), (0, 0, 0, 2)))
        rows.append(Text(""))
    return Trimmed(RichGroup(*rows[:-1]))


def quoted(place: EvidenceView) -> Text:
    """The sentence with its neighbours dimmed."""
    before = (f"{place.before} " if place.before else "", SOFT)
    return Text.assemble(before, place.sentence, (f" {place.after}" if place.after else "", SOFT))


def added(report: Added, ui: str) -> RenderableType:
    """How many articles are new, stored already, or new versions."""
    _ = translator(ui)
    counts = [(_.plural("{n} new article", "{n} new articles", len(report.added)), len(report.added))]
    if report.known:
        counts.append((_.plural("{n} stored already", "{n} stored already", len(report.known)), len(report.known)))
    if report.versions:
        counts.append((_.plural("{n} new version", "{n} new versions", len(report.versions)), len(report.versions)))
    return counted(counts, ui)


def analysed(report: Analysed, ui: str) -> RenderableType:
    """What an analysis did."""
    _ = translator(ui)

    return counted(
        (
            (_.plural("{n} article read anew", "{n} articles read anew", report.annotated), report.annotated),
            (_.plural("{n} article in all", "{n} articles in all", report.articles), report.articles),
            (_.plural("{n} story", "{n} stories", report.stories), report.stories),
            (_.plural("{n} reused passage", "{n} reused passages", report.reuse), report.reuse),
            (_.plural("{n} changed article", "{n} changed articles", report.versions), report.versions),
        ),
        ui,
    )


def counted(counts: Iterable[tuple[str, int]], ui: str) -> Text:
    """Counts in one line, each form filled with its number."""
    return Text(", ".join(form.format(n=number(n, ui)) for form, n in counts))


def findings(found: Sequence[tuple[str, str, str, str]], ui: str) -> RenderableType:
    """What `doctor` found: the thing, its state, a detail, and how to mend it."""
    _ = translator(ui)
    rows: list[RenderableType] = []
    for what, state, detail, mend in found:
        good = state == "good"
        line = Text.assemble((_(state), "green" if good else ACCENT), "  ", _.reason(one_line(detail)))
        if mend:
            line.append(f"\n→ {one_line(_.reason(mend))}", SOFT)
        rows.append(Beside(Text(_.reason(one_line(what)), LABEL), line))
    return Trimmed(RichGroup(*rows))
