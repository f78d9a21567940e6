"""From the dossier to its view: every line resolved to its evidence, grouped, in words of the interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier, Period, Story
from quellenlage.report.evidence import Library
from quellenlage.report.lines import Part, entries, part
from quellenlage.report.naming import names_of
from quellenlage.report.parts.actors import actors
from quellenlage.report.parts.articles import RefusedView, article_view, version_view, whole_view
from quellenlage.report.parts.brief import brief
from quellenlage.report.parts.chains import chains
from quellenlage.report.parts.chronicle import background, chronicle
from quellenlage.report.parts.claims import claim_anchors, claims
from quellenlage.report.parts.disputes import disputes
from quellenlage.report.parts.drift import drift
from quellenlage.report.parts.episodes import articles_in_order
from quellenlage.report.parts.figures import figures
from quellenlage.report.parts.findings import findings
from quellenlage.report.parts.gaps import gaps, left_out
from quellenlage.report.parts.matrix import matrix
from quellenlage.report.parts.members import JOINED
from quellenlage.report.parts.opening import cautions, explained, legend
from quellenlage.report.parts.relations import relations
from quellenlage.report.parts.reuse import reused
from quellenlage.report.parts.statements import statements
from quellenlage.report.parts.wording import wording
from quellenlage.report.reasons import told
from quellenlage.report.shown import day, number, one_line, period
from quellenlage.report.translate import Translator, msg
from quellenlage.report.view import DossierView, SectionView, SpeakerView, StoryView

SECTIONS = {
    "brief": msg("Overview"),
    "chronicle": msg("Chronicle"),
    "claims": msg("Claims side by side"),
    "disputes": msg("Disputed: the sides"),
    "figures": msg("Figures side by side"),
    "statements": msg("Statements"),
    "chains": msg("Source chains"),
    "gaps": msg("Not in all outlets"),
    "wording": msg("Wording"),
    "drift": msg("Quotations side by side"),
    "findings": msg("Headline and text"),
    "relations": msg("Relations"),
    "reuse": msg("Copied passages"),
    "actors": msg("People and organisations"),
    "articles": msg("Articles"),
}
"""The parts of a story in the order of the page, by field of `StoryView`."""


def dossier_view(
    dossier: Dossier,
    articles: Mapping[str, AnnotatedArticle],
    _: Translator,
    *,
    full_text: bool = False,
    unsure: bool = False,
    made_on: date | None = None,
) -> DossierView:
    """The whole page. `articles` are the annotated articles by id; where one is missing its lines show no sentence.
    `full_text` puts whole articles on the page; `unsure` has outputs without a switch show unsure rows too; `made_on`
    is told to the reader where it is given: without it the same dossier is the same page on every day."""
    anchors = {row.id: f"a{n}" for n, row in enumerate(dossier.corpus.articles, 1) if full_text and row.id in articles}
    names = names_of(actor for story in dossier.stories for actor in story.actors)
    library = Library({row.id: row for row in dossier.corpus.articles}, articles, anchors, _, names)
    # 1 the stories, each with its own lines
    stories = tuple(story_view(story, dossier, library, anchor=f"s{n}") for n, story in enumerate(dossier.stories, 1))
    # 2 what belongs to no story
    in_stories = {article for story in dossier.stories for article in story.articles}
    loose = tuple(article_view(row.id, library) for row in dossier.corpus.articles if row.id not in in_stories)
    # 3 what concerns the corpus as a whole
    return DossierView(
        ui=_.ui,
        title=page_title(stories, _),
        stories=stories,
        loose=loose,
        versions=part(
            ((version_view(v, f"v{n}", library), v.sure) for n, v in enumerate(dossier.versions, 1)),
            _("No article came in a second version."),
        ),
        refused=tuple(
            RefusedView(input=library.named(r.input), reason=_.reason(one_line(r.reason))) for r in dossier.refused
        ),
        whole=tuple(whole_view(articles[i], article_view(i, library), anchor) for i, anchor in anchors.items()),
        made=_("made on {day}").format(day=day(made_on.isoformat(), _)) if made_on else "",
        made_with=made_with(dossier, _),
        empty="" if stories else _("No article was taken, so there is no story to tell."),
        unsure=unsure,
    )


def story_view(story: Story, dossier: Dossier, library: Library, *, anchor: str) -> StoryView:
    """One story, part by part. Every part has a function of its own in `parts/` that can be called alone."""
    _ = library.translate
    own = frozenset(story.articles)
    later = {v.article for v in dossier.versions if v.of in own} & own
    reuse = [r for r in dossier.reuse if own.intersection(p.article for p in r.places)]
    copied, standing = [r for r in reuse if r.kind != "boilerplate"], [r for r in reuse if r.kind == "boilerplate"]
    # 1 what other parts refer to
    goto = claim_anchors(story, anchor)
    of_claims = claims(story, len(own - later), library, anchor)
    of_disputes = disputes(story, library, anchor)
    of_figures = figures(story, library, anchor)
    of_gaps = gaps(story, library, anchor, goto)
    said = statements(story, library, anchor)
    # 2 all parts
    view = StoryView(
        id=story.id,
        anchor=anchor,
        title=one_line(story.title) or _("Untitled story"),
        language=library.language(story.articles[0]) if story.articles else "de",
        when=story_dates(story, library),
        outlets=tuple(one_line(outlet) for outlet in story.outlets),
        facts=(*facts(story_counts(story, said), len(later), _), *parted(story, _)),
        reasons=told(story.reasons, library),
        sure=story.sure,
        sections=(),
        brief=brief(story, of_disputes.rows, of_figures.rows, goto, library, anchor),
        chronicle=chronicle(story, library, anchor),
        background=background(story, library, anchor),
        claims=of_claims,
        matrix=matrix(of_claims.rows, library),
        disputes=of_disputes,
        figures=of_figures,
        statements=said,
        chains=chains(story, library, anchor, goto),
        gaps=of_gaps,
        left_out=left_out(of_gaps.rows, library, anchor),
        wording=wording(story, library, anchor),
        drift=drift(story, library, anchor),
        findings=findings(story, library, anchor),
        relations=relations(story, library, anchor),
        reuse=reused(copied, library, f"{anchor}-r", _("No passage of eight words or more stands in two articles.")),
        notices=reused(
            standing, library, f"{anchor}-n", _("No standing notice of an outlet was found in these articles.")
        ),
        actors=actors(story, library, anchor),
        articles=tuple(article_view(i, library, over) for i, over in articles_in_order(story, _)),
        cautions=cautions(story, library),
        legend=legend(_),
        explained=explained(_),
    )
    # 3 what the contents list
    return replace(view, sections=tuple(section(view, key, title, _) for key, title in SECTIONS.items()))


def section(view: StoryView, key: str, title: str, _: Translator) -> SectionView:
    """One line of the contents; of the four lists their lines count."""
    found = getattr(view, key)
    rows = found.rows if isinstance(found, Part) else found
    return SectionView(key=key, title=_(title), anchor=f"{view.anchor}-{key}", n=entries(rows))


def page_title(stories: Sequence[StoryView], _: Translator) -> str:
    """The story's own title, or how many stories there are."""
    if len(stories) == 1:
        return stories[0].title
    return _.plural("{n} story", "{n} stories", len(stories)).format(n=number(len(stories), _.ui))


def made_with(dossier: Dossier, _: Translator) -> str:
    """One sentence about what produced the dossier."""
    made = dossier.made_with
    by = (
        _("by rules alone, no language model")
        if made.model is None
        else _("with the model {name}").format(name=made.model)
    )
    sentence = _("Made with Quellenlage {version}, {by}.").format(version=made.version, by=by)
    if made.judgements:
        count = _.plural("{n} human judgement is part of it.", "{n} human judgements are part of it.", made.judgements)
        sentence += " " + count.format(n=number(made.judgements, _.ui))
    return sentence


def story_dates(story: Story, library: Library) -> str:
    """The story's stretch of time; undated if no article has a date."""
    _ = library.translate
    if story.from_ is None and story.to is None:
        return _("undated")
    return period(Period((story.from_ or story.to or "")[:10], (story.to or story.from_ or "")[:10]), _)


def story_counts(story: Story, said: Part[SpeakerView]) -> tuple[int, int, int, int]:
    """Articles, outlets, statements and named speakers of a story, as many of the last two as its lists have; who
    speaks together with somebody counts alone."""
    groups = (*said.rows, *said.unsure)
    known = {name for actor in story.actors for name in (actor.name, *actor.aliases)}
    parts = ((group.name, group.name.split(JOINED)) for group in groups if group.named)
    names = {one for name, joined in parts for one in (joined if known.issuperset(joined) else (name,))}
    return len(story.articles), len(story.outlets), sum(len(group.lines) for group in groups), len(names)


def parted(story: Story, _: Translator) -> tuple[str, ...]:
    """How many episodes the story falls into, if it is more than one."""
    n = sum(e.from_ is not None or e.to is not None for e in story.episodes)
    return (_.plural("{n} episode", "{n} episodes", n).format(n=number(n, _.ui)),) if n > 1 else ()


def facts(counts: tuple[int, int, int, int], later: int, _: Translator) -> tuple[str, ...]:
    """The story's counts, in words; `later` of its articles are versions of others."""
    of_all, in_outlets, said, speakers = counts
    in_articles = of_all - later
    articles = _.plural("{n} article", "{n} articles", in_articles)
    if later:
        more = _.plural("and {n} further version", "and {n} further versions", later)
        articles += f" {more.format(n=number(later, _.ui))}"
    told = (
        (articles, in_articles),
        (_.plural("{n} outlet", "{n} outlets", in_outlets), in_outlets),
        (_.plural("{n} statement", "{n} statements", said), said),
        (_.plural("{n} named speaker", "{n} named speakers", speakers), speakers),
    )
    return tuple(form.format(n=number(n, _.ui)) for form, n in told if n)
