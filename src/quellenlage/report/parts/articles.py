"""The articles themselves: the list, versions of one article, whole texts, and inputs that were not taken."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Version
from quellenlage.report.evidence import Library, web_address
from quellenlage.report.reasons import told
from quellenlage.report.shown import one_line, plain, published
from quellenlage.report.terms import CHANGES


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article of the list; `reason` says where its date comes from, `file` what was read, `over` is the heading of
    the episode that begins with it."""

    id: str
    title: str
    outlet: str
    authors: tuple[str, ...]
    date: str
    iso: str | None
    reason: str
    url: str | None
    file: str
    whole: str | None
    language: str
    over: str = ""

    @property
    def dated(self) -> str:
        """The date, with the evidence where it was found out: *bis 4. Mai 2025 (als bevorstehend erzählt: ...)*; that
        it was given in the file's head needs no telling."""
        return f"{self.date} ({self.reason})" if ": " in self.reason else self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedView:
    """An input that was not taken, and why."""

    input: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One difference between two versions; empty where words were added or dropped."""

    kind: str
    kind_key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A later version of an article, and what changed."""

    anchor: str
    id: str
    article: ArticleView
    earlier: ArticleView
    changes: tuple[ChangeView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a whole article: page matter is `furniture`, words of a statement are `stated`."""

    text: str
    furniture: bool
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeView:
    """A whole article, for internal use only."""

    anchor: str
    article: ArticleView
    stretches: tuple[Stretch, ...]


def article_view(article: str, library: Library, over: str = "") -> ArticleView:
    """One line of the list of articles."""
    _ = library.translate
    when = library.date(article)
    annotated = library.articles.get(article)
    return ArticleView(
        id=article,
        title=library.title(article),
        outlet=library.outlet(article),
        authors=tuple(one_line(a) for a in annotated.article.authors) if annotated else (),
        date=published(when, _),
        iso=when.from_ if when and when.from_ == when.to else None,
        reason="; ".join(told(when.reason.split("; "), library)) if when else _("no date given and none found"),
        url=web_address(library.address(article)),
        file=library.file(article),
        whole=library.anchors.get(article),
        language=library.language(article),
        over=over,
    )


def version_view(version: Version, anchor: str, library: Library) -> VersionView:
    """What changed between two versions of an article."""
    _ = library.translate
    return VersionView(
        anchor=anchor,
        id=version.id,
        article=article_view(version.article, library),
        earlier=article_view(version.of, library),
        changes=tuple(
            ChangeView(
                kind=_(CHANGES[c.kind]),
                kind_key=c.kind,
                before=one_line(c.before or ""),
                after=one_line(c.after or ""),
            )
            for c in version.changes
        ),
        reasons=told(version.reasons, library),
    )


def whole_view(annotated: AnnotatedArticle, article: ArticleView, anchor: str) -> WholeView:
    """The article's text in stretches, each wholly inside or outside page matter and statements; joined they are the
    text as it is shown."""
    text, marks = annotated.article.text, annotated.annotations
    furniture = [f.span for f in marks.furniture]
    stated = [span for s in marks.statements if s.mode != "narration" for span in s.quote]
    edges = sorted({0, len(text), *(at for span in furniture + stated for at in span if 0 < at < len(text))})
    stretches = []
    for start, end in pairwise(edges):
        stretches.append(
            Stretch(
                plain(text[start:end]),
                furniture=any(s.start <= start < s.end for s in furniture),
                stated=any(s.start <= start < s.end for s in stated),
            )
        )
    return WholeView(anchor=anchor, article=article, stretches=tuple(stretches))
