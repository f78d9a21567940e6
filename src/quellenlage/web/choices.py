"""What a form of corrections shows and offers: the thing itself, which corrections fit it, and what there is to choose
from, the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.corpus import Corpus
from quellenlage.domain.anchor import best_row
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Claim, Member, Story
from quellenlage.domain.span import Span
from quellenlage.report.lines import EvidenceView
from quellenlage.report.parts.claims import claim_view
from quellenlage.report.shown import file_name, number, one_line, published
from quellenlage.report.terms import MARKS, MODES, STANCES
from quellenlage.report.translate import Translator, msg
from quellenlage.web.corrected import speaker_of
from quellenlage.web.desk import Desk
from quellenlage.web.faults import Refusal
from quellenlage.web.index import Known
from quellenlage.web.render import actor_page, article_page, claim_page, story_page
from quellenlage.web.telling import headlines, library_of
from quellenlage.web.who import actor_of, people_named

MOST = 12
"""Choices offered at once; a search finds others."""
MOST_ARTICLES = 200
"""Articles to tick off where somebody is two people."""

KINDS = {
    "speaker": msg("Somebody else says it"),
    "reject": msg("It is no statement"),
    "different": msg("It is not the same claim"),
    "same": msg("It is the same as another claim"),
    "date": msg("It came out on another day"),
    "outlet": msg("Another outlet published it"),
    "merge": msg("Somebody else here is the same"),
    "split": msg("In some articles somebody else is meant"),
    "note": msg("Leave a note"),
}
"""What can be said, in the words of whoever says it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: what is sent, how it is called, what else is known of it, and where it can be looked at."""

    value: str
    name: str
    about: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The thing to be corrected: `words` are its own, `about` what the program takes it for; `kinds` are the keys of
    `KINDS` that fit. `story` is where its ids are looked up; `page` is where it is shown; `articles` are those that it
    rests on; `others` are people to tell apart who were chosen before the form was opened."""

    what: str
    id: str
    heading: str
    words: str
    about: tuple[str, ...]
    kinds: tuple[str, ...]
    story: str
    page: str
    articles: tuple[str, ...]
    place: EvidenceView | None = None
    statements: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    speakers: tuple[Choice, ...] = ()
    same: tuple[Choice, ...] = ()
    different: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    apart: tuple[Choice, ...] = ()
    others: tuple[Choice, ...] = ()
    outlets: tuple[str, ...] = ()
    outlet: str = ""
    day: str = ""
    language: str = "de"


def subject_of(
    desk: Desk, what: str, thing: str, story: str, find: str, other: Sequence[str], _: Translator
) -> Subject:
    """The thing with that id, and what there is to choose from; `find` are words to search the choices by, `story`
    the story of a claim, `other` what is chosen already. Raises Refusal where there is no such thing."""
    made = {
        "statement": lambda: statement_subject(desk, thing, find, _),
        "claim": lambda: claim_subject(desk, thing, story, find, _),
        "article": lambda: article_subject(desk, thing, _),
        "actor": lambda: actor_subject(desk, thing, find, other, _),
        "story": lambda: story_subject(desk, thing, _),
    }.get(what)
    subject = made() if made else None
    if subject is None:
        raise Refusal("not_found")
    return subject


def statement_subject(desk: Desk, thing: str, find: str, _: Translator) -> Subject | None:
    """A statement, by its id or a place that it covers."""
    found = statement_at(desk.corpus, thing)
    if found is None:
        return None
    annotated, said = found
    article = annotated.article.id
    library = library_of(desk.corpus, [article], _)
    place = library.evidence(article, said.quote)
    told = story_of(desk.corpus, article)
    claim = next((c for c in told.claims if any(m.statement == said.id for m in c.members)), None) if told else None
    who = speaker_of(said, annotated) if said.mode != "narration" else ""
    alone = claim is None or len(claim.members) < 2
    kinds = ("speaker", "reject", *(() if alone else ("different",)), *(("same",) if claim else ()), "note")
    voice = who or (place.outlet if said.mode == "narration" else _("No named speaker"))
    return Subject(
        what="statement",
        id=said.id,
        heading=_("Correct a statement"),
        words=" […] ".join(one_line(span.of(annotated.article.text)) for span in said.quote),
        about=(voice, _(STANCES[said.stance]), _(MODES[said.mode])),
        kinds=kinds,
        story=told.id if told else "",
        page=article_page(article, place.start, place.end),
        articles=(article,),
        place=place,
        statements=(said.id,),
        speakers=tuple(speakers_in(annotated, who, _)),
        same=claims_alike(told, claim, find) if told and claim else (),
        different=(Choice(claim.id, one_line(claim.text)),) if claim and not alone else (),
        language=place.language,
    )


def statement_at(corpus: Corpus, thing: str) -> tuple[AnnotatedArticle, Statement] | None:
    """The statement with that id, or the one that `ARTICLE:START-END` points to; None if there is none."""
    article, colon, place = thing.rpartition(":")
    start, dash, end = place.partition("-")
    if not (colon and dash and start.isdecimal() and end.isdecimal() and len(place) < 20):
        return None
    annotated = next(iter(corpus.annotated_compact([article])), None)
    if annotated is None or int(start) >= int(end):
        return None
    rows = annotated.annotations.statements
    best = next((n for n, row in enumerate(rows) if row.id == thing), None)
    if best is None:
        best = best_row(Span(int(start), int(end)), [row.span for row in rows])
    return None if best is None else (annotated, rows[best])


def story_of(corpus: Corpus, article: str) -> Story | None:
    """The story that an article belongs to."""
    story = corpus.stories_of([article]).get(article)
    return corpus.story(story) if story else None


def speakers_in(annotated: AnnotatedArticle, who: str, _: Translator) -> Iterator[Choice]:
    """Whom the article names, people and bodies, those named most first; who is taken for the speaker is left out."""
    entities = [e for e in annotated.annotations.entities if e.type in ("PER", "ORG", "GPE") and not e.in_furniture]
    counted = Counter((one_line(e.name), e.type) for e in entities if not (e.part or e.adjectival))
    ordered = sorted(counted, key=lambda key: (key[1] != "PER", -counted[key], key[0]))
    seen = {who}
    for name, kind in ordered:
        if name not in seen and len(seen) <= MOST:
            seen.add(name)
            yield Choice(name, name, _(MARKS[kind]))


def claim_subject(desk: Desk, thing: str, story: str, find: str, _: Translator) -> Subject | None:
    """A claim of a story."""
    if not story:
        return None
    told = desk.corpus.story(story)
    claim = next((c for c in told.claims if c.id == thing), None)
    if claim is None:
        return None
    articles = tuple(dict.fromkeys(m.article for m in claim.members))
    library = library_of(desk.corpus, articles, _)
    view = claim_view(claim, "k", len(told.articles), library)
    several = len(claim.members) > 1
    return Subject(
        what="claim",
        id=claim.id,
        heading=_("Correct a claim"),
        words=view.text,
        about=tuple(part for part in (*view.speakers, view.status, view.carried) if part),
        kinds=("same", *(("different",) if several else ()), "reject", "note"),
        story=told.id,
        page=claim_page(told.id, claim.id),
        articles=articles,
        statements=tuple(m.statement for m in claim.members),
        same=claims_alike(told, claim, find),
        different=tuple(
            Choice(m.id, m.text, ", ".join(part for part in (m.who, m.evidence.outlet, m.evidence.day) if part))
            for m in view.members
        )
        if several
        else (),
        language=view.members[0].evidence.language if view.members else "de",
    )


def claims_alike(story: Story, claim: Claim, find: str) -> tuple[Choice, ...]:
    """Other claims of the story: those with the words of `find`, or those that share most words with this one."""
    own = frozenset(Corpus.fold(claim.text).split())
    fits = Corpus.matcher(find) if find.strip() else None

    def likeness(other: Claim) -> float:
        theirs = frozenset(Corpus.fold(other.text).split())
        return len(own & theirs) / max(1, min(len(own), len(theirs)))

    others = [c for c in story.claims if c.id != claim.id and (fits is None or fits(searched(c)))]
    others.sort(key=lambda c: (-likeness(c), -c.weight, c.id))
    return tuple(
        Choice(c.id, one_line(c.text), ", ".join(voices(c.members)), claim_page(story.id, c.id)) for c in others[:MOST]
    )


def searched(claim: Claim) -> str:
    """What a search among claims looks at."""
    return " ".join((claim.text, *(m.speaker or "" for m in claim.members)))


def voices(members: Sequence[Member]) -> list[str]:
    """Who is named as saying it, each once, three at most."""
    return list(dict.fromkeys(one_line(m.speaker) for m in members if m.speaker))[:3]


def article_subject(desk: Desk, thing: str, _: Translator) -> Subject | None:
    """An article: its date and outlet."""
    head = next(iter(desk.corpus.heads([thing])), None)
    if head is None:
        return None
    outlet = one_line(head.outlet or "")
    when = head.published
    return Subject(
        what="article",
        id=head.id,
        heading=_("Correct an article"),
        words=one_line(head.title or "") or headlines(desk.corpus, [head.id]).get(head.id) or file_name(head.input, _),
        about=(outlet or _("unknown outlet"), published(when, _)),
        kinds=("date", "outlet", "note"),
        story=desk.corpus.stories_of([head.id]).get(head.id, ""),
        page=article_page(head.id),
        articles=(head.id,),
        outlets=tuple(one_line(name) for name, _n in desk.index().outlets[:MOST_ARTICLES]),
        outlet=outlet,
        day=when.day.isoformat() if when and when.day else "",
        language=head.language or "de",
    )


def actor_subject(desk: Desk, thing: str, find: str, other: Sequence[str], _: Translator) -> Subject | None:
    """A person, body or place."""
    known = actor_of(desk, thing)
    if known is None:
        return None
    library = library_of(desk.corpus, known.articles[:MOST_ARTICLES], _, texts=())
    last = known.name.split()[-1] if known.name.split() else ""
    alike = people_named(desk, find.strip() or last, MOST + 1)
    names = tuple(dict.fromkeys(one_line(name) for name in (known.name, *known.aliases)))
    people = [person_choice(one, _) for one in alike if one.id != known.id][:MOST]
    chosen = [c for i in dict.fromkeys(other) if i and i not in known.articles and (c := somebody(desk, i, people, _))]
    people = [*(c for c in chosen if c.value not in {p.value for p in people}), *people]
    return Subject(
        what="actor",
        id=known.id,
        heading=_("Correct who is who"),
        words=one_line(known.name),
        about=(_(MARKS[known.type]), *names[1:6]),
        kinds=("merge", *(("split",) if len(known.articles) > 1 or chosen else ()), "note"),
        story=known.stories[0] if known.stories else "",
        page=actor_page(known.id),
        articles=tuple(known.articles),
        names=names,
        people=tuple(people),
        others=tuple(chosen),
        apart=tuple(
            Choice(
                article,
                library.title(article),
                f"{library.outlet(article)}, {published(library.date(article), _, brief=True)}",
                article_page(article),
            )
            for article in known.articles[:MOST_ARTICLES]
            if article in library.rows
        ),
    )


def somebody(desk: Desk, reference: str, listed: Iterable[Choice], _: Translator) -> Choice | None:
    """Somebody who is chosen already: one of those listed, or whom the article names at `ARTICLE:START-END`."""
    known = fitting(listed, reference) or ((one := actor_of(desk, reference)) and person_choice(one, _))
    if known:
        return known
    article, _colon, place = reference.rpartition(":")
    start, _dash, end = place.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(place) < 20 and int(start) < int(end)):
        return None
    annotated = next(iter(desk.corpus.annotated_compact([article])), None)
    if annotated is None or int(end) > len(annotated.article.text):
        return None
    library = library_of(desk.corpus, [article], _)
    return Choice(
        reference,
        one_line(annotated.article.text[int(start) : int(end)]),
        f"{library.outlet(article)}, {published(library.date(article), _, brief=True)}",
        article_page(article, int(start), int(end)),
    )


def person_choice(known: Known, _: Translator) -> Choice:
    """Somebody to choose."""
    roles = ", ".join(one_line(role) for role in known.roles[:2])
    articles = _.plural("in {n} article", "in {n} articles", known.in_articles)
    about = (_(MARKS[known.type]), roles, articles.format(n=number(known.in_articles, _.ui)))
    return Choice(known.id, one_line(known.name), " · ".join(part for part in about if part), actor_page(known.id))


def story_subject(desk: Desk, thing: str, _: Translator) -> Subject | None:
    """A story: it can be noted on."""
    told = desk.corpus.story(thing)
    return Subject(
        what="story",
        id=told.id,
        heading=_("Note on a story"),
        words=one_line(told.title) or _("Untitled story"),
        about=tuple(one_line(outlet) for outlet in told.outlets[:4]),
        kinds=("note",),
        story=told.id,
        page=story_page(told.id),
        articles=told.articles,
    )


def fitting(choices: Iterable[Choice], value: str) -> Choice | None:
    """The one that is chosen."""
    return next((choice for choice in choices if choice.value == value), None)
