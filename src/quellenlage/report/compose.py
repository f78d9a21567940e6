"""From the dossier to its view: every line resolved to its evidence, grouped, in words of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import (
    Actor,
    Claim,
    Dossier,
    Member,
    Period,
    Reuse,
    Story,
    TimelineRow,
    Version,
)
from quellenlage.domain.span import Span
from quellenlage.report.evidence import Library, web_address
from quellenlage.report.figures import figure_view
from quellenlage.report.fulltext import whole_view
from quellenlage.report.reasons import told
from quellenlage.report.shown import number, one_line, period, published, shortened, together
from quellenlage.report.terms import (
    ACTORS,
    CERTAINTIES,
    CHANGES,
    MODALITIES,
    MODES,
    REUSES,
    STANCES,
    STATES,
    VIAS,
)
from quellenlage.report.translate import Translator
from quellenlage.report.view import (
    ActorsView,
    ActorView,
    ArticleView,
    ChangeView,
    ClaimView,
    DayView,
    DossierView,
    LineView,
    Part,
    RefusedView,
    ReuseView,
    RootView,
    SpeakerView,
    StatementView,
    StoryView,
    VersionView,
)
from quellenlage.report.wording import has_choice, wording_view

T = TypeVar("T")

STRONGEST = 7
"""Claims in the overview: about what a reader takes in before the first scroll, on a screen of 1280 by 900."""

PASSAGE_SHOWN = 40
"""Words of a reused passage shown as its headline; the places show more."""


def dossier_view(
    dossier: Dossier,
    articles: Mapping[str, AnnotatedArticle],
    _: Translator,
    *,
    full_text: bool = False,
) -> DossierView:
    """The whole page. `articles` are the annotated articles by id; where one is missing its lines show no sentence.
    `full_text` puts whole articles on the page."""
    anchors = {row.id: f"a{n}" for n, row in enumerate(dossier.corpus.articles, 1) if full_text and row.id in articles}
    library = Library({row.id: row for row in dossier.corpus.articles}, articles, anchors, _)
    # 1 the stories, each with its own lines
    stories = tuple(story_view(story, dossier, library, anchor=f"s{n}") for n, story in enumerate(dossier.stories, 1))
    # 2 what belongs to no story
    told = {article for story in dossier.stories for article in story.articles}
    loose = tuple(article_view(row.id, library) for row in dossier.corpus.articles if row.id not in told)
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
        made_with=made_with(dossier, _),
        empty="" if stories else _("No article was taken, so there is no story to tell."),
    )


def story_view(story: Story, dossier: Dossier, library: Library, *, anchor: str) -> StoryView:
    """One story, part by part."""
    _ = library.translate
    own = frozenset(story.articles)
    later = {v.article for v in dossier.versions if v.of in own} & own
    reuse = [r for r in dossier.reuse if own.intersection(p.article for p in r.places)]
    copied, standing = [r for r in reuse if r.kind != "boilerplate"], [r for r in reuse if r.kind == "boilerplate"]
    return StoryView(
        id=story.id,
        anchor=anchor,
        title=one_line(story.title) or _("Untitled story"),
        language=library.language(story.articles[0]) if story.articles else "de",
        when=story_dates(story, library),
        outlets=tuple(one_line(outlet) for outlet in story.outlets),
        facts=facts(story, len(later), _),
        reasons=told(story.reasons, library),
        sure=story.sure,
        claims=strongest(story, len(own - later), library, anchor),
        chronicle=chronicle(story, library, anchor),
        statements=statements(story, library, anchor),
        figures=part(
            ((figure_view(f, f"{anchor}-f{n}", library), f.sure) for n, f in enumerate(story.figures, 1)),
            _("No two articles give numbers for the same thing."),
        ),
        wording=part(
            (
                (wording_view(w, f"{anchor}-words{n}", library), w.sure)
                for n, w in enumerate(story.wording, 1)
                if has_choice(w)
            ),
            _("These articles have one word only for each that they name."),
        ),
        reuse=reused(copied, library, f"{anchor}-r", _("No passage of eight words or more stands in two articles.")),
        notices=reused(
            standing, library, f"{anchor}-n", _("No standing notice of an outlet was found in these articles.")
        ),
        actors=actors(story, library, anchor),
        articles=tuple(article_view(i, library) for i in story.articles),
    )


def part(rows: Iterable[tuple[T, bool]], empty: str) -> Part[T]:
    """Rows parted into sure and unsure ones."""
    listed = list(rows)
    return Part(tuple(row for row, sure in listed if sure), tuple(row for row, sure in listed if not sure), empty)


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


def facts(story: Story, later: int, _: Translator) -> tuple[str, ...]:
    """The story's counts, in words; `later` of its articles are versions of others."""
    said = [m for claim in story.claims for m in claim.members]
    speakers = {one_line(m.speaker) for m in said if m.speaker}
    articles = _.plural("{n} article", "{n} articles", len(story.articles))
    if later:
        more = _.plural("{n} further version among them", "{n} further versions among them", later)
        articles += f" ({more.format(n=number(later, _.ui))})"
    counts = (
        (articles, len(story.articles)),
        (_.plural("{n} outlet", "{n} outlets", len(story.outlets)), len(story.outlets)),
        (_.plural("{n} statement", "{n} statements", len(said)), len(said)),
        (_.plural("{n} named speaker", "{n} named speakers", len(speakers)), len(speakers)),
    )
    return tuple(form.format(n=number(n, _.ui)) for form, n in counts if n)


def strongest(story: Story, articles: int, library: Library, anchor: str) -> Part[ClaimView]:
    """The claims of most weight, of so many `articles` (versions of one count once). They come ordered; the unsure ones
    stay in their part of the page."""
    _ = library.translate
    claims = [claim for claim in story.claims if claim.sure and said_by_somebody(claim)][:STRONGEST]
    return Part(
        tuple(claim_view(claim, f"{anchor}-k{n}", articles, library) for n, claim in enumerate(claims, 1)),
        (),
        _("No statement by anybody was found in these articles."),
    )


def said_by_somebody(claim: Claim) -> bool:
    """False if only the outlets themselves say it."""
    return any(m.mode != "narration" for m in claim.members)


def claim_view(claim: Claim, anchor: str, articles: int, library: Library) -> ClaimView:
    """A claim with everybody who says it; what is not quoted verbatim reads better as the sentence that reports it."""
    _ = library.translate
    first = claim.members[0]
    evidence = tuple(library.evidence(m.article, quote(m, library)) for m in claim.members)
    text = statement_text(first, library) if first.mode == "direct" else evidence[0].sentence.strip()
    carriers = claim.weight
    carried = _.plural("in {n} of {all} articles", "in {n} of {all} articles", carriers)
    return ClaimView(
        anchor=anchor,
        text=text or one_line(claim.text),
        labels=(),
        evidence=evidence,
        reasons=told(claim.reasons, library),
        speakers=tuple(dict.fromkeys(name for m in claim.members if (name := speaker(m, library)))),
        carried=carried.format(n=number(carriers, _.ui), all=number(articles, _.ui)) if carriers > 1 else "",
        status=status(claim, _),
        status_key=claim.status,
        roots=tuple(
            RootView(name=one_line(r.name or "") or _("unnamed"), why=_.reason(one_line(r.why))) for r in claim.roots
        ),
    )


def speaker(member: Member, library: Library) -> str:
    """The speaker's name, or the article's words for a speaker without one."""
    found = statement_of(member, library)
    return one_line(member.speaker or "") or (words(member.article, found.speaker, library) if found else "")


def status(claim: Claim, _: Translator) -> str:
    """On how much the claim rests: the number of independent sources is at least and at most, never an invented one."""
    if claim.status != "corroborated":
        return _(STATES[claim.status])
    if claim.sources == claim.sources_at_most:
        return _.plural("{n} independent source", "{n} independent sources", claim.sources).format(
            n=number(claim.sources, _.ui)
        )
    return _("{low} to {high} independent sources").format(
        low=number(claim.sources, _.ui), high=number(claim.sources_at_most, _.ui)
    )


def chronicle(story: Story, library: Library, anchor: str) -> Part[DayView]:
    """The chronicle, day by day, in the order of the dossier."""
    _ = library.translate
    lines = [(row, timeline_line(row, f"{anchor}-t{n}", library)) for n, row in enumerate(story.timeline, 1)]
    return Part(
        days([pair for pair in lines if pair[0].sure], _),
        days([pair for pair in lines if not pair[0].sure], _),
        _("No sentence of these articles ties something that happened to a date."),
    )


def days(lines: Sequence[tuple[TimelineRow, LineView]], _: Translator) -> tuple[DayView, ...]:
    """Neighbouring lines of the same date under one heading."""
    groups: list[DayView] = []
    for row, line in lines:
        shown = period(row.date, _)
        if groups and groups[-1].date == shown:
            groups[-1] = replace(groups[-1], lines=(*groups[-1].lines, line))
        else:
            groups.append(
                DayView(date=shown, iso=row.date.from_ if row.date.from_ == row.date.to else None, lines=(line,))
            )
    return tuple(groups)


def timeline_line(row: TimelineRow, anchor: str, library: Library) -> LineView:
    """One line of the chronicle."""
    _ = library.translate
    labels = (_(MODALITIES[row.modality]),) if row.modality in MODALITIES else ()
    return LineView(
        anchor=anchor,
        text=one_line(row.text),
        labels=labels,
        evidence=library.places(row.evidence),
        reasons=told(row.reasons, library),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of one speaker with the claim it belongs to; `members` are the places where it is made."""

    claim: Claim
    members: tuple[Member, ...]

    @property
    def member(self) -> Member:
        """The first place: its words are shown."""
        return self.members[0]


def statements(story: Story, library: Library, anchor: str) -> Part[SpeakerView]:
    """Who says what, by speaker: the one with most statements first; those without a name, and the outlets' own
    account, at the end. Within a speaker the statements of most weight first."""
    _ = library.translate
    said = [one for claim in story.claims for one in by_voice(claim)]
    sure = by_speaker([s for s in said if s.claim.sure], library, f"{anchor}-p")
    unsure = by_speaker([s for s in said if not s.claim.sure], library, f"{anchor}-q")
    return Part(sure, unsure, _("No statement by anybody was found in these articles."))


def by_voice(claim: Claim) -> Iterator[Said]:
    """The claim's members, those of the same speaker and stance as one statement made in several places."""
    voices: dict[tuple[str | None, str, bool], list[Member]] = {}
    for m in claim.members:
        voices.setdefault((m.speaker, m.stance, m.mode == "narration"), []).append(m)
    return (Said(claim, tuple(members)) for members in voices.values())


def by_speaker(said: Sequence[Said], library: Library, anchor: str) -> tuple[SpeakerView, ...]:
    """One group per speaker."""
    _ = library.translate
    groups: dict[tuple[int, str], list[Said]] = {}
    for one in said:
        groups.setdefault(speaker_key(one.member, _), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1])))
    return tuple(
        SpeakerView(
            anchor=f"{anchor}{n}",
            name=name,
            named=rank == 0,
            count=_.plural("{n} statement", "{n} statements", len(group)).format(n=number(len(group), _.ui)),
            lines=tuple(statement_view(one, f"{anchor}{n}-{m}", library) for m, one in enumerate(group, 1)),
        )
        for n, ((rank, name), group) in enumerate(ordered, 1)
    )


def speaker_key(member: Member, _: Translator) -> tuple[int, str]:
    """Where a statement is listed: under its speaker, under *no named speaker*, or under the outlets' own account."""
    if member.mode == "narration":
        return 2, _("The outlets themselves")
    name = one_line(member.speaker or "")
    return (0, name) if name else (1, _("No named speaker"))


def statement_view(said: Said, anchor: str, library: Library) -> StatementView:
    """One statement as its speaker's line."""
    _ = library.translate
    member, found = said.member, statement_of(said.member, library)
    return StatementView(
        anchor=anchor,
        text=statement_text(member, library) or one_line(said.claim.text),
        labels=(),
        evidence=tuple(library.evidence(m.article, quote(m, library)) for m in said.members),
        reasons=told((found.by.reason,), library) if found else (),
        who="" if member.speaker else speaker(member, library),
        stance=_(STANCES[member.stance]),
        mode=_(MODES[member.mode]),
        mode_key=member.mode,
        hedge=_(CERTAINTIES[found.certainty]) if found and found.certainty in CERTAINTIES else "",
        via=tuple(
            _("via {name} ({kind})").format(name=one_line(link.name), kind=_(VIAS[link.kind])) for link in member.via
        ),
        again=again(said, _),
    )


def again(said: Said, _: Translator) -> str:
    """What the same claim looks like elsewhere, empty if nobody else makes it."""
    others = len({m.article for m in said.claim.members} - {m.article for m in said.members})
    found = []
    if others:
        also = _.plural("also in {n} other article", "also in {n} other articles", others)
        found.append(also.format(n=number(others, _.ui)))
    if said.claim.status in ("corroborated", "disputed"):
        found.append(status(said.claim, _))
    return ", ".join(found)


def statement_of(member: Member, library: Library) -> Statement | None:
    """The statement that a member of a claim stands for, if its article was given."""
    annotated = library.articles.get(member.article)
    if annotated is None:
        return None
    return next((s for s in annotated.annotations.statements if s.id == member.statement), None)


def quote(member: Member, library: Library) -> tuple[Span, ...]:
    """The spans that hold the statement's words."""
    found = statement_of(member, library)
    return found.quote if found else (Span(member.start, member.end),)


def statement_text(member: Member, library: Library) -> str:
    """The statement's own words; parts that stand apart are joined by an ellipsis in brackets, and one stands before
    words that begin in the middle of a sentence."""
    said = words(member.article, quote(member, library), library)
    return f"… {said}" if said[:1].islower() else said


def words(article: str, spans: Sequence[Span], library: Library) -> str:
    """The words of `spans` on one line, parted by an ellipsis in brackets; empty without the article's text."""
    annotated = library.articles.get(article)
    if annotated is None:
        return ""
    parts = (one_line(span.of(annotated.article.text)) for span in sorted(spans))
    return " […] ".join(part for part in parts if part)


def reused(rows: Sequence[Reuse], library: Library, anchor: str, empty: str) -> Part[ReuseView]:
    """Passages that stand in several places, the longest first."""
    ordered = sorted(rows, key=lambda row: (-len(row.text.split()), row.id))
    return part(((reuse_view(row, f"{anchor}{n}", library), row.sure) for n, row in enumerate(ordered, 1)), empty)


def reuse_view(row: Reuse, anchor: str, library: Library) -> ReuseView:
    """One passage and where it stands."""
    _ = library.translate
    words = len(row.text.split())
    first = _("First in {outlet}, {day}").format(
        outlet=library.outlet(row.first), day=published(library.date(row.first), _, brief=True)
    ) if row.first else _("Who had it first is open")  # fmt: skip
    return ReuseView(
        anchor=anchor,
        kind=_(REUSES[row.kind]),
        kind_key=row.kind,
        text=shortened(one_line(row.text), PASSAGE_SHOWN),
        words=_.plural("{n} word", "{n} words", words).format(n=number(words, _.ui)),
        first="" if row.kind == "boilerplate" else first,
        why="" if row.first else _.reason(one_line(row.why)),
        places=library.places(
            sorted(row.places, key=lambda p: (p.article != row.first, *in_time(p.article, library), p.start))
        ),
        reasons=told((*row.reasons, row.why) if row.first else row.reasons, library),
    )


def in_time(article: str, library: Library) -> tuple[str, str]:
    """Sorts articles by their earliest possible date, undated ones last."""
    when = library.date(article)
    return (when.from_ if when and when.from_ else "~", article)


def actors(story: Story, library: Library, anchor: str) -> Part[ActorsView]:
    """People and organisations by type, those mentioned most first."""
    _ = library.translate
    numbered = list(enumerate(story.actors, 1))

    def grouped(sure: bool) -> tuple[ActorsView, ...]:
        views = []
        for kind, name in ACTORS.items():
            listed = [(n, actor) for n, actor in numbered if actor.type == kind and actor.sure is sure]
            listed.sort(key=lambda pair: (-pair[1].mentions, pair[1].name))
            if listed:
                views.append(
                    ActorsView(type=_(name), actors=tuple(actor_view(a, f"{anchor}-w{n}", library) for n, a in listed))
                )
        return tuple(views)

    return Part(grouped(True), grouped(False), _("No names were found in these articles."))


def actor_view(actor: Actor, anchor: str, library: Library) -> ActorView:
    """One actor with the first mention in each article."""
    _ = library.translate
    return ActorView(
        anchor=anchor,
        name=one_line(actor.name),
        aliases=tuple(one_line(a) for a in actor.aliases if a != actor.name),
        roles=tuple(one_line(r) for r in actor.roles),
        mentions=together(
            _.plural("{times}× in {n} article", "{times}× in {n} articles", len(actor.articles)).format(
                times=number(actor.mentions, _.ui), n=number(len(actor.articles), _.ui)
            )
        ),
        evidence=tuple(
            library.evidence(i, (span,)) for i in actor.articles if (span := first_mention(actor, i, library))
        ),
        reasons=told(actor.reasons, library),
    )


def first_mention(actor: Actor, article: str, library: Library) -> Span | None:
    """Where the article first names the actor, outside page matter."""
    annotated = library.articles.get(article)
    if annotated is None:
        return None
    names = {actor.name, *actor.aliases}
    mentions = (
        e for e in annotated.annotations.entities if not e.in_furniture and not names.isdisjoint((e.name, e.text))
    )
    return min((e.span for e in mentions), default=None)


def article_view(article: str, library: Library) -> ArticleView:
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
    )


def version_view(version: Version, anchor: str, library: Library) -> VersionView:
    """What changed between two versions of an article."""
    _ = library.translate
    return VersionView(
        anchor=anchor,
        article=article_view(version.article, library),
        earlier=article_view(version.of, library),
        changes=tuple(
            ChangeView(kind=_(CHANGES[c.kind]), before=one_line(c.before or ""), after=one_line(c.after or ""))
            for c in version.changes
        ),
        reasons=told(version.reasons, library),
    )
