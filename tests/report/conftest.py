"""Two short invented articles about a bridge, marked up and compared by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from quellenlage.domain.annotations import (
    AnnotatedArticle,
    Annotations,
    By,
    Entity,
    Furniture,
    Quantity,
    Sentence,
    Statement,
    Structure,
    Time,
    Token,
    Via,
)
from quellenlage.domain.article import Article, Published, Refused
from quellenlage.domain.dossier import (
    Actor,
    ActorRelation,
    ArticleRow,
    Chain,
    Change,
    Claim,
    CorpusPart,
    Dispute,
    Dossier,
    Figure,
    FigureValue,
    Finding,
    Gap,
    Link,
    MadeWith,
    Member,
    MemberRelation,
    Period,
    QuoteDrift,
    QuoteForm,
    Reuse,
    Root,
    Side,
    Story,
    TimelineRow,
    Version,
    Wording,
    WordingRow,
)
from quellenlage.domain.identity import mark_id
from quellenlage.domain.span import Evidence, Span

FIRST = """Startseite > Lokales
Brücke in Ahrenfeld gesperrt
Die Brücke über die Wumme ist seit Montag dicht. „Wir gehen kein Risiko ein“, sagte Bürgermeisterin Ilse Brandt. \
Mindestens 40 Pendler müssen nun einen Umweg fahren. Der Bus hält am Rathaus.
Foto: Kastner
Am 3. März soll ein Gutachter die Pfeiler prüfen."""
SECOND = """Sperrung trifft halbe Stadt
Nach Angaben des Landkreises sind 120 Pendler betroffen. Brandt bestreitet, dass die Stadt zu lange gewartet habe. \
Der Bus hält am Rathaus. Die Pfeiler stammen aus dem Jahr 1961."""
RULE = By(rule="hand", reason="cue verb: sagen")


def where(text: str, words: str) -> Span:
    """The one place of `words`."""
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def sentences(text: str) -> tuple[Sentence, ...]:
    """A sentence per line or full stop (but not after a number)."""
    return tuple(Sentence(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n.]|(?<=\d)\.)*\.?(?:“[^\n.]*\.)?", text))


def entity(text: str, words: str, kind: str, name: str) -> Entity:
    """A mention."""
    span = where(text, words)
    return Entity(start=span.start, end=span.end, text=words, type=kind, name=name, by=RULE)  # type: ignore[arg-type]


def statement(article: str, text: str, quote: str, cue: str, speaker: str, name: str, **more: object) -> Statement:
    """A reported proposition."""
    span = where(text, quote)
    return Statement(
        id=mark_id(article, span),
        quote=(span,),
        cue=(where(text, cue),),
        speaker=(where(text, speaker),),
        speaker_name=name,
        by=RULE,
        **more,  # type: ignore[arg-type]
    )


def first_article() -> AnnotatedArticle:
    """Of the Ahrenfelder Bote, with navigation and a photo credit, dated to the minute."""
    article = Article(
        id="bote",
        text=FIRST,
        input="bote.txt",
        outlet="Ahrenfelder Bote",
        url="https://bote.example/bruecke",
        title="Brücke in Ahrenfeld gesperrt",
        authors=("Uta Kern",),
        language="de",
        published=Published("2025-02-25T08:05:00+01:00", "2025-02-25T08:05:00+01:00", "given"),
    )
    nav, credit, title = (
        where(FIRST, "Startseite > Lokales"),
        where(FIRST, "Foto: Kastner"),
        where(FIRST, article.title or ""),
    )
    forty, march = where(FIRST, "Mindestens 40 Pendler"), where(FIRST, "Am 3. März")
    marks = Annotations(
        furniture=(
            Furniture(start=nav.start, end=nav.end, kind="nav", by=RULE),
            Furniture(start=credit.start, end=credit.end, kind="credit", by=RULE),
        ),
        structure=(Structure(start=title.start, end=title.end, kind="title", by=RULE),),
        sentences=sentences(FIRST),
        tokens=(Token(0, 10, "Startseite", lemma="Startseite", pos="NOUN", head=0, dep="root"),),
        entities=(entity(FIRST, "Ilse Brandt", "PER", "Ilse Brandt"), entity(FIRST, "Ahrenfeld", "GPE", "Ahrenfeld")),
        times=(
            Time(
                start=march.start,
                end=march.end,
                type="DATE",
                value="XXXX-03-03",
                by=RULE,
                needs_dct=True,
                direction="future",
            ),
        ),
        statements=(
            statement(
                "bote",
                FIRST,
                "„Wir gehen kein Risiko ein“",
                "sagte",
                "Bürgermeisterin Ilse Brandt",
                "Ilse Brandt",
                mode="direct",
            ),
        ),
        quantities=(
            Quantity(
                start=forty.start,
                end=forty.end,
                comparator="at_least",
                kind="cardinal",
                by=RULE,
                value=40.0,
                object="Pendler",
            ),
        ),
    )
    return AnnotatedArticle(article, marks)


def second_article() -> AnnotatedArticle:
    """Of the Wummekurier, undated and without an address."""
    article = Article(
        id="kurier",
        text=SECOND,
        input="kurier.jsonl:1",
        outlet="Wummekurier",
        title="Sperrung trifft halbe Stadt",
        language="de",
    )
    county = where(SECOND, "Nach Angaben des Landkreises")
    many = where(SECOND, "120 Pendler")
    marks = Annotations(
        sentences=sentences(SECOND),
        entities=(entity(SECOND, "Brandt", "PER", "Brandt"), entity(SECOND, "Landkreises", "ORG", "Landkreis")),
        statements=(
            statement(
                "kurier",
                SECOND,
                "sind 120 Pendler betroffen",
                "Nach Angaben",
                "des Landkreises",
                "Landkreis",
                mode="attributed",
                certainty="probable",
                via=(Via("agency", "Nordpress", county),),
            ),
            statement(
                "kurier",
                SECOND,
                "dass die Stadt zu lange gewartet habe",
                "bestreitet",
                "Brandt",
                "Ilse Brandt",
                mode="indirect",
                stance="denies",
            ),
        ),
        quantities=(
            Quantity(
                start=many.start,
                end=many.end,
                comparator="exact",
                kind="cardinal",
                by=RULE,
                value=120.0,
                object="Pendler",
            ),
        ),
    )
    return AnnotatedArticle(article, marks)


def claim(annotated: AnnotatedArticle, n: int, number: int, *, sure: bool = True) -> Claim:
    """The claim that holds the article's `n`th statement alone."""
    found = annotated.annotations.statements[n]
    return Claim(
        id=f"c{number}",
        reasons=("one statement",),
        sure=sure,
        text=found.span.of(annotated.article.text),
        status="single_source",
        weight=1,
        sources=1,
        sources_at_most=1,
        roots=(Root(name=found.speaker_name, kind="official", known=True, why="named speaker", evidence=()),),
        members=(
            Member(
                statement=found.id,
                article=annotated.article.id,
                start=found.span.start,
                end=found.span.end,
                speaker=found.speaker_name,
                mode=found.mode,
                stance=found.stance,
                via=found.via,
            ),
        ),
    )


def proof(article: str, text: str, words: str) -> Evidence:
    """A place."""
    return Evidence(article, *where(text, words))


def row(article: Article) -> ArticleRow:
    """The article in the dossier's list."""
    return ArticleRow(
        id=article.id,
        file=article.input,
        outlet=article.outlet,
        url=article.url,
        title=article.title,
        published=article.published,
    )


@pytest.fixture
def articles() -> dict[str, AnnotatedArticle]:
    """Both articles by id."""
    return {a.article.id: a for a in (first_article(), second_article())}


@pytest.fixture
def dossier(articles: dict[str, AnnotatedArticle]) -> Dossier:
    """One story of both articles, one refused input, one version."""
    bote, kurier = articles["bote"], articles["kurier"]
    bus = "Der Bus hält am Rathaus"
    story = Story(
        id="st1",
        reasons=("shared names: Brandt",),
        title="Brücke in Ahrenfeld gesperrt",
        from_="2025-02-25",
        to="2025-02-25",
        articles=("bote", "kurier"),
        outlets=("Ahrenfelder Bote", "Wummekurier"),
        timeline=(
            TimelineRow(
                id="t1",
                date=Period("1961", "1961"),
                text="Die Pfeiler stammen aus dem Jahr 1961.",
                event_type=None,
                modality=None,
                articles=("kurier",),
                evidence=(proof("kurier", SECOND, "Die Pfeiler stammen aus dem Jahr 1961."),),
            ),
            TimelineRow(
                id="t2",
                date=Period("2025-03-03", "2025-03-03"),
                text="Am 3. März soll ein Gutachter die Pfeiler prüfen.",
                event_type="OTHER",
                modality="planned",
                articles=("bote",),
                evidence=(proof("bote", FIRST, "Am 3. März soll ein Gutachter die Pfeiler prüfen."),),
            ),
            TimelineRow(
                id="t3",
                sure=False,
                date=Period("2025-02-24", "2025-02-24"),
                text="Die Brücke über die Wumme ist seit Montag dicht.",
                event_type=None,
                modality="reported",
                articles=("bote",),
                evidence=(proof("bote", FIRST, "Die Brücke über die Wumme ist seit Montag dicht."),),
            ),
        ),
        claims=(claim(bote, 0, 1), claim(kurier, 0, 2), claim(kurier, 1, 3, sure=False)),
        figures=(
            Figure(
                id="f1",
                object="Pendler",
                unit=None,
                values=(
                    FigureValue(
                        low=40.0,
                        high=None,
                        comparator="at_least",
                        owner=None,
                        article="bote",
                        evidence=(proof("bote", FIRST, "Mindestens 40 Pendler"),),
                    ),
                    FigureValue(
                        low=120.0,
                        high=120.0,
                        comparator="exact",
                        owner="Landkreis",
                        article="kurier",
                        evidence=(proof("kurier", SECOND, "120 Pendler"),),
                    ),
                ),
            ),
        ),
        actors=(
            Actor(
                id="p1",
                name="Ilse Brandt",
                type="PER",
                aliases=("Brandt",),
                roles=("Bürgermeisterin",),
                mentions=2,
                articles=("bote", "kurier"),
            ),
            Actor(id="p2", name="Landkreis", type="ORG", aliases=(), roles=(), mentions=1, articles=("kurier",)),
        ),
        wording=(
            WordingRow(
                id="w1",
                reasons=("not every outlet judges: Risiko",),
                referent="Sperrung der Brücke",
                labels=(
                    Wording(
                        label="Sperrung",
                        outlet="Wummekurier",
                        count=2,
                        voice="outlet",
                        evidence=(proof("kurier", SECOND, "Sperrung"),),
                    ),
                    Wording(
                        label="Risiko",
                        outlet="Ahrenfelder Bote",
                        count=1,
                        voice="quoted",
                        evidence=(proof("bote", FIRST, "Risiko"),),
                    ),
                ),
            ),
        ),
    )
    return Dossier(
        schema=1,
        made_with=MadeWith(version="0.1.0", model=None, judgements=0),
        refused=(Refused("leer.txt", "empty"),),
        corpus=CorpusPart((row(bote.article), row(kurier.article))),
        stories=(story,),
        versions=(
            Version(
                id="v1",
                reasons=("same address",),
                article="kurier",
                of="bote",
                changes=(Change("number", "40 Pendler", "120 Pendler"),),
            ),
        ),
        reuse=(
            Reuse(
                id="r1",
                kind="copy",
                text=bus,
                places=(proof("bote", FIRST, bus), proof("kurier", SECOND, bus)),
                first="bote",
                why="same words: 5",
            ),
        ),
    )


@pytest.fixture
def whole_dossier(dossier: Dossier) -> Dossier:
    """The same story with a row in every part that compares: a claim of two places that differ in number, one that
    rests on two sources, a dispute, chains, gaps, quote drift, relations, a finding, background, and an unsure row of
    most."""
    story = dossier.stories[0]
    risk, county, waited = story.claims
    commuters = "Mindestens 40 Pendler müssen nun einen Umweg fahren."
    place = where(FIRST, commuters)
    told = Member(
        statement=mark_id("bote", place),
        article="bote",
        start=place.start,
        end=place.end,
        speaker=None,
        mode="narration",
        stance="asserts",
    )
    forty = replace(
        county,
        id="c4",
        weight=2,
        status="disputed",
        sources=1,
        sources_at_most=2,
        members=(county.members[0], told),
        relations=(MemberRelation(county.members[0].statement, told.statement, "differs_in_number"),),
        roots=(
            Root(
                name="Landkreis",
                kind="official",
                known=True,
                why="named speaker",
                evidence=(proof("kurier", SECOND, "des Landkreises"),),
            ),
            Root(name=None, kind="unknown", known=False, why="no source given", evidence=()),
        ),
    )
    both = replace(risk, id="c5", weight=2, status="corroborated", sources=2, sources_at_most=2)
    denied, blamed = waited.members[0], replace(waited.members[0], stance="asserts", speaker=None)
    return replace(
        dossier,
        stories=(
            replace(
                story,
                timeline=(replace(story.timeline[0], background=True), *story.timeline[1:]),
                claims=(forty, both, risk, waited),
                disputes=(
                    Dispute(
                        id="d1",
                        reasons=("numbers differ: 40, 120",),
                        kind="number",
                        text="Wie viele Pendler betroffen sind",
                        sides=(
                            Side("mindestens 40", (proof("bote", FIRST, "Mindestens 40 Pendler"),)),
                            Side("120", (proof("kurier", SECOND, "120 Pendler"),)),
                        ),
                    ),
                    Dispute(
                        id="d2",
                        sure=False,
                        kind="denial",
                        text="dass die Stadt zu lange gewartet habe",
                        sides=(
                            Side("denied", (proof("kurier", SECOND, SECOND[denied.start : denied.end]),)),
                            Side("claimed", (Evidence(blamed.article, blamed.start, blamed.end),)),
                        ),
                    ),
                ),
                chains=(
                    Chain(
                        id="ch1",
                        reasons=("passed on by: agency",),
                        claim="c4",
                        path=(Link("speaker", "Landkreis"), Link("agency", "Nordpress"), Link("outlet", "Wummekurier")),
                        evidence=(proof("kurier", SECOND, "Nach Angaben des Landkreises"),),
                    ),
                    Chain(
                        id="ch2",
                        claim="c4",
                        path=(Link("unknown", None), Link("outlet", "Ahrenfelder Bote")),
                        evidence=(Evidence("bote", *place),),
                    ),
                ),
                gaps=(
                    Gap(
                        id="g1",
                        reasons=("carried by: 1 of 2",),
                        claim="c5",
                        outlets_with=("Ahrenfelder Bote",),
                        outlets_without=("Wummekurier",),
                    ),
                ),
                quote_drift=(
                    QuoteDrift(
                        id="q1",
                        quote="Wir gehen kein Risiko ein",
                        speaker="Ilse Brandt",
                        forms=(
                            QuoteForm(
                                "verbatim", (proof("bote", FIRST, "„Wir gehen kein Risiko ein“"),), "Ilse Brandt"
                            ),
                            QuoteForm(
                                "other_speaker",
                                (proof("kurier", SECOND, "zu lange gewartet"),),
                                "Landkreis",
                                ("other speaker: Landkreis",),
                            ),
                        ),
                    ),
                ),
                relations=(
                    ActorRelation(
                        id="rel1",
                        source="Landkreis",
                        target="Ilse Brandt",
                        source_id="p2",
                        target_id="p1",
                        event_type="ACCUSE",
                        sign="conflictual",
                        date="2025-02-25",
                        evidence=(proof("kurier", SECOND, "bestreitet"),),
                    ),
                    ActorRelation(
                        id="rel2",
                        sure=False,
                        source="Ilse Brandt",
                        target="Landkreis",
                        source_id="p1",
                        target_id="p2",
                        event_type="CONSULT",
                        sign="cooperative",
                        mutual=True,
                        date=None,
                        evidence=(proof("bote", FIRST, "Ilse Brandt"),),
                    ),
                ),
                findings=(
                    Finding(
                        id="h1",
                        reasons=("only in the headline: halbe Stadt",),
                        kind="headline",
                        text="Sperrung trifft halbe Stadt",
                        evidence=(
                            proof("kurier", SECOND, "halbe Stadt"),
                            proof("kurier", SECOND, "120 Pendler"),
                        ),
                    ),
                ),
            ),
        ),
    )


@pytest.fixture
def empty_dossier(dossier: Dossier) -> Dossier:
    """Nothing was taken."""
    return replace(dossier, corpus=CorpusPart(()), stories=(), versions=(), reuse=())


HOSTILE = (
    "<script>alert(1)</script> <b>&amp;\u202eevil\x1b[31m\x00 [x](javascript:y) "
    '`*_#| $x$ #image("a") {{ 7*7 }} =1+1 \ud800'
)


@pytest.fixture
def hostile(dossier: Dossier, articles: dict[str, AnnotatedArticle]) -> tuple[Dossier, dict[str, AnnotatedArticle]]:
    """Every text that comes from outside replaced by one that tries to be markup, with addresses that are scripts."""
    rows = tuple(
        replace(r, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", file=HOSTILE)
        for r in dossier.corpus.articles
    )
    story = dossier.stories[0]
    claims = tuple(
        replace(c, text=HOSTILE, members=tuple(replace(m, speaker=HOSTILE) for m in c.members), reasons=(HOSTILE,))
        for c in story.claims
    )
    told = replace(
        story,
        title=HOSTILE,
        outlets=(HOSTILE,),
        claims=claims,
        reasons=(HOSTILE,),
        timeline=tuple(replace(t, text=HOSTILE, reasons=(HOSTILE,)) for t in story.timeline),
        figures=tuple(
            replace(f, object=HOSTILE, unit=HOSTILE, values=tuple(replace(v, owner=HOSTILE) for v in f.values))
            for f in story.figures
        ),
        actors=tuple(replace(a, name=HOSTILE, aliases=(HOSTILE + "2",), roles=(HOSTILE,)) for a in story.actors),
        wording=tuple(
            replace(
                w,
                referent=HOSTILE,
                reasons=(HOSTILE,),
                labels=tuple(replace(x, label=HOSTILE + str(n), outlet=HOSTILE) for n, x in enumerate(w.labels)),
            )
            for w in story.wording
        ),
    )
    texts = {
        i: replace(a, article=replace(a.article, text=HOSTILE + a.article.text[len(HOSTILE) :], title=HOSTILE))
        for i, a in articles.items()
    }
    evil = replace(
        dossier,
        refused=(Refused(HOSTILE, HOSTILE),),
        corpus=CorpusPart(rows),
        stories=(told,),
        versions=tuple(replace(v, changes=(Change("other", HOSTILE, HOSTILE),)) for v in dossier.versions),
        reuse=tuple(replace(r, text=HOSTILE, why=HOSTILE) for r in dossier.reuse),
    )
    return evil, texts
