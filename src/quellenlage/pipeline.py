"""The whole flow on one screen: what is done per article, per corpus, and between articles. No I/O.

Three stages. `annotate` needs one article and nothing else, so it shards freely. `settle` looks at a sketch of every
article and adds marks and dates. `compare` looks at a digest of every settled article and finds reuse, versions and
stories; `tell` reads the articles of one story and fills it. No stage holds more than a few articles at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.events.find import find_events
from quellenlage.annotate.labels.find import find_labels
from quellenlage.annotate.quantities.find import find_quantities
from quellenlage.annotate.quantities.owners import owned
from quellenlage.annotate.statements.find import find_statements
from quellenlage.annotate.statements.narration import find_narration
from quellenlage.annotate.statements.speeches import find_speech_events, is_speech
from quellenlage.annotate.times.find import find_times
from quellenlage.compare.actors import find_actors
from quellenlage.compare.bearers import NO_BLOCKS
from quellenlage.compare.chains import find_chains
from quellenlage.compare.claims import find_claims
from quellenlage.compare.corrected_people import correct_people
from quellenlage.compare.corrected_rows import say_corrected
from quellenlage.compare.corrections import correct_heads, correct_statements, without_rejected
from quellenlage.compare.dates import find_dates, named_in
from quellenlage.compare.digests import Digest, Settled, Sketch, digest_of, judged, sketch
from quellenlage.compare.disputes import find_disputes
from quellenlage.compare.figures import find_figures
from quellenlage.compare.gaps import find_gaps
from quellenlage.compare.groundwork import Groundwork, Kept, inner, still_there, unchanged
from quellenlage.compare.grouping import NO_GROUPS
from quellenlage.compare.headlines import find_headlines
from quellenlage.compare.pieces import KINDS, kept_in, pieces_of, unchanged_in
from quellenlage.compare.quote_drift import find_quote_drift
from quellenlage.compare.reading import Read
from quellenlage.compare.recurring import find_early, find_recurring, holders_in
from quellenlage.compare.relations import find_relations
from quellenlage.compare.resolution import resolve
from quellenlage.compare.reuse import NOTHING, find_reused, rows_of
from quellenlage.compare.stories import group
from quellenlage.compare.timeline import find_timeline
from quellenlage.compare.under_dispute import under_dispute
from quellenlage.compare.versions import versions_in
from quellenlage.compare.wording import find_wording
from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article
from quellenlage.domain.dossier import Story
from quellenlage.domain.judgement import NO_JUDGEMENTS, Judgements
from quellenlage.german.capitals import ordinary_case
from quellenlage.german.card import installed
from quellenlage.german.foreign import chosen_pipeline
from quellenlage.german.meaning import vector_of
from quellenlage.german.tokens import parse, sentences_of, tokens_of
from quellenlage.read.furniture import lay_out

__all__ = [
    "KINDS", "Digest", "Groundwork", "Kept", "Settled", "Sketch",
    "annotate", "compare", "digest_of", "inner", "judged", "kept_in", "made_by", "model_name", "pieces_of",
    "rows_of", "settle", "sketch", "tell", "tell_who", "unchanged_in",
    "vector_of",
]  # fmt: skip

RULES_VERSION = "9"
"""Raised when a step changes what it finds."""


def made_by() -> str:
    """What annotations depend on besides the article, the rules and the model: stored annotations that anything else
    made are made anew."""
    model = model_name()
    return RULES_VERSION if model is None else f"{RULES_VERSION} {model}"


def model_name() -> str | None:
    """The model that reads the text, with its version and fingerprint, and the pipeline named in place of parts of it;
    None where rules alone do. Raises ModelError if the named pipeline cannot be used."""
    model = installed()
    if model is None:
        return None
    named = chosen_pipeline()
    return str(model) if named is None else f"{model} + {named.title}"


def annotate(article: Article) -> Annotations:
    """Stage 1: what one article says, from the article and its given date alone."""
    # 1 what is prose, and what is page matter
    layout = lay_out(article.text)
    # 2 tokens and sentences
    doc = parse(ordinary_case(article.text, layout.blocks), layout.blocks)
    # 3 who, when, how many
    entities = find_entities(article, doc, layout)
    times = find_times(article, doc, layout)
    quantities = find_quantities(article, doc, layout, times)
    # 4 who says what
    find = find_speech_events if is_speech(doc, layout) else find_statements
    statements = find(article, doc, layout, entities)
    narration = find_narration(article, doc, layout, entities, statements)
    statements = tuple(sorted((*statements, *narration), key=lambda s: (s.span.start, s.span.end)))
    # 5 what happens
    events = find_events(article, doc, layout, entities, times, statements)
    # 6 in which words
    labels = find_labels(article, doc, layout, entities, statements)
    return Annotations(
        furniture=layout.furniture,
        structure=layout.structure,
        sentences=sentences_of(doc),
        tokens=tokens_of(doc, article.text),
        entities=entities,
        times=times,
        statements=statements,
        quantities=owned(article, quantities, statements),
        events=events,
        labels=labels,
    )


def settle(sketches: Sequence[Sketch], read: Read, judgements: Judgements = NO_JUDGEMENTS) -> Settled:
    """Stage 2: what only the corpus, and the people who work with it, can tell about its articles. `sketches` are those
    of all articles, in order of their ids; `read` reads what stage 1 made."""
    # 1 what people corrected
    known = list(read(judged(((s.article, s.family) for s in sketches), judgements.rows)))
    headed = correct_heads(known, judgements)
    corrected = correct_statements([_dated_anew(*pair) for pair in zip(known, headed, strict=True)], judgements)
    settled = Settled({a.article.id: a for a, b in zip(corrected, known, strict=True) if a != b}, {}, {}, {})
    sketches = [sketch(settled.corrected[s.article]) if s.article in settled.corrected else s for s in sketches]
    # 2 page matter that recurs across an outlet's articles
    lines = [s.lines for s in sketches]
    holders = holders_in(lines)
    settled = replace(settled, pages=find_recurring(lines, holders), early=find_early(lines, holders))
    # 3 when undated articles came out
    named = [s.named for s in sketches]
    if any(n.undated for n in named):
        anew = {a.article.id: named_in(a) for a in settled.reading(read)(sorted(settled.pages))}
        named = [anew.get(n.article, n) for n in named]
    return replace(settled, dates=find_dates(named, settled.reading(read)))


def _dated_anew(before: AnnotatedArticle, after: AnnotatedArticle) -> AnnotatedArticle:
    """An article with another date is annotated with it: times are read from the date. Sentences and tokens do not
    depend on it."""
    if after.article.published == before.article.published:
        return after
    made = annotate(after.article)
    sentences, tokens = before.annotations.sentences, before.annotations.tokens
    return replace(after, annotations=replace(made, sentences=sentences, tokens=tokens))


def compare(
    digests: Iterable[Digest],
    read: Read,
    judgements: Judgements = NO_JUDGEMENTS,
    kept: Kept | None = None,
    texts: Read | None = None,
) -> Groundwork:
    """Stage 3, over the corpus: what the articles say together, without what people rejected. `read` reads settled
    articles, and `texts` the same without the vectors of sentences; `kept` is what an earlier comparison left, which
    saves doing again what cannot have changed."""
    ordered = sorted(digests, key=lambda d: d.portrait.place)
    same = unchanged(ordered, kept)
    families = [(d.portrait.article, d.portrait.family) for d in ordered]
    # 1 what is copied, and what changed between versions
    shingles = [d.shingles for d in ordered]
    reused = find_reused(shingles, read, kept.reused if kept else NOTHING, same, still_there(ordered, kept), texts)
    versions = versions_in(families, read)
    # 2 which articles belong together
    known = (kept.grouped, kept.stories) if kept else (NO_GROUPS, ())
    grouping, stories = group([d.portrait for d in ordered], *known, same)
    # 3 who is who in them
    who, blocks = resolve([d.cast for d in ordered], stories, kept.blocks if kept else NO_BLOCKS)
    in_question = judged(families, judgements.rows)
    who = correct_people(who, list(read(in_question)), judgements)
    return Groundwork(
        stories=stories,
        versions=versions,
        reused=reused,
        who=who,
        judgements=judgements,
        judged=frozenset(in_question),
        articles=tuple((d.portrait.article, d.stamp, d.look) for d in ordered),
        began={d.portrait.article: d.portrait.began for d in ordered},
        grouped=grouping.kept(),
        blocks=blocks,
    )


def tell(story: Story, ground: Groundwork, read: Read) -> Story:
    """Stage 3, per story: what its articles say together."""
    # 1 its articles, the passages they share with others, and who is who in them
    found = {a.article.id: a for a in without_rejected(list(read(story.articles)))}
    members = [found[i] for i in story.articles if i in found]  # all, unless one was removed this moment
    passages = ground.passages(story)
    who = ground.who.of(story.articles)
    # 2 what they hold together
    figures = find_figures(members)
    claims = find_claims(members, passages, who, ground.judgements, figures)
    disputes = find_disputes(members, claims, figures)
    claims = under_dispute(members, claims, disputes)
    told = replace(
        story,
        timeline=find_timeline(members),
        claims=claims,
        figures=figures,
        chains=find_chains(members, claims),
        disputes=disputes,
        actors=find_actors(members, who),
        relations=find_relations(members, who),
        gaps=find_gaps(members, claims, figures),
        quote_drift=find_quote_drift(members, claims),
        wording=find_wording(members, who),
        findings=find_headlines(members, claims),
    )
    return say_corrected(told, members, ground.judgements)


def tell_who(told: Story, ground: Groundwork, read: Read) -> Story:
    """A story told before, with what is known by now of the people in it. Nothing else that it rests on has changed
    (`inner`), so they are the same ones in the same order."""
    actors = find_actors(without_rejected(list(read(told.articles))), ground.who.of(told.articles))
    now = {before.id: actor.id for before, actor in zip(told.actors, actors, strict=True)}
    relations = (
        replace(
            r,
            source_id=r.source_id and now.get(r.source_id, r.source_id),
            target_id=r.target_id and now.get(r.target_id, r.target_id),
        )
        for r in told.relations
    )
    return replace(told, actors=actors, relations=tuple(relations))
