"""The whole flow on one screen: what is done per article, per corpus, and between articles. No I/O.

Three stages. `annotate` needs one article and nothing else, so it shards freely. `settle` sees the whole corpus but
only adds marks and fills in values. `compare` turns annotated articles into stories, versions and reuse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.events.find import find_events
from quellenlage.annotate.labels.find import find_labels
from quellenlage.annotate.quantities.find import find_quantities
from quellenlage.annotate.quantities.owners import owned
from quellenlage.annotate.statements.find import find_statements
from quellenlage.annotate.statements.narration import find_narration
from quellenlage.annotate.times.find import find_times
from quellenlage.compare.actors import find_actors
from quellenlage.compare.claims import find_claims
from quellenlage.compare.dates import infer_dates
from quellenlage.compare.figures import find_figures
from quellenlage.compare.recurring import mark_recurring
from quellenlage.compare.resolution import resolve_actors
from quellenlage.compare.reuse import find_reuse
from quellenlage.compare.stories import find_stories
from quellenlage.compare.timeline import find_timeline
from quellenlage.compare.versions import find_versions
from quellenlage.compare.wording import find_wording
from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article
from quellenlage.domain.dossier import Comparison, Reuse
from quellenlage.german.card import installed
from quellenlage.german.foreign import chosen_pipeline
from quellenlage.german.tokens import parse, sentences_of, tokens_of
from quellenlage.read.furniture import lay_out

RULES_VERSION = "3"
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
    doc = parse(article.text, layout.blocks)
    # 3 who, when, how many
    entities = find_entities(article, doc, layout)
    times = find_times(article, doc, layout)
    quantities = find_quantities(article, doc, layout, times)
    # 4 who says what
    statements = find_statements(article, doc, layout, entities)
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
        tokens=tokens_of(doc),
        entities=entities,
        times=times,
        statements=statements,
        quantities=owned(article, quantities, statements),
        events=events,
        labels=labels,
    )


def settle(articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Stage 2: what only the corpus can tell about an article."""
    # 1 page matter that recurs across an outlet's articles
    marked = mark_recurring(articles)
    # 2 when undated articles came out
    return infer_dates(marked)


def compare(articles: Sequence[AnnotatedArticle]) -> Comparison:
    """Stage 3: what the articles say together."""
    # 1 what is copied, and what changed between versions
    reuse = find_reuse(articles)
    versions = find_versions(articles)
    # 2 which articles belong together
    stories = find_stories(articles)
    # 3 who is who in them
    who = resolve_actors(articles, stories)
    # 4 what each story holds
    by_id = {a.article.id: a for a in articles}
    shared = _by_article(reuse)
    full = []
    for story in stories:
        members = [by_id[i] for i in story.articles]
        passages = sorted({n for i in story.articles for n in shared[i]})
        full.append(
            replace(
                story,
                timeline=find_timeline(members),
                claims=find_claims(members, tuple(reuse[n] for n in passages)),
                figures=find_figures(members),
                actors=find_actors(members, who),
                wording=find_wording(members, who),
            )
        )
    return Comparison(stories=tuple(full), versions=versions, reuse=reuse)


def _by_article(reuse: Sequence[Reuse]) -> dict[str, list[int]]:
    """Where the passages of each article stand in `reuse`, so that a story looks at its own alone."""
    rows: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(reuse):
        for article in {place.article for place in row.places}:
            rows[article].append(n)
    return rows
