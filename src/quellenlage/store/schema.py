"""The tables as they are now. `migrations/` brings older files here; a test compares both."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint, text

METADATA = MetaData()

articles = Table(
    "articles",
    METADATA,
    Column("number", Integer, primary_key=True, comment="order of arrival; key of the search index"),
    Column("id", Text, nullable=False, unique=True),
    Column("text_id", Text, nullable=False, unique=True, comment="digest of outlet and text"),
    Column("text", Text, nullable=False),
    Column("input", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("title", Text),
    Column("authors", Text, nullable=False, comment="JSON list"),
    Column("published", Text, comment="JSON: from_, to, reason"),
    Column("language", Text),
    Column("given_id", Text),
    Column("content_hash", Text),
    Column("version_of", Text, ForeignKey("articles.id")),
    Index("articles_given_id", "given_id"),
    Index("articles_title", "title"),
    Index("articles_content_hash", "content_hash"),
    Index("articles_version_of", "version_of"),
)

# Every place an article was found at, the first one included.
addresses = Table(
    "addresses",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("input", Text, nullable=False),
    Column("url", Text, nullable=False, comment="empty where the input names none"),
    Column("url_key", Text, nullable=False, comment="comparable form of the address"),
    UniqueConstraint("article", "input", "url"),
    Index("addresses_url_key", "url_key"),
)

annotated = Table(
    "annotations",
    METADATA,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("rules", Text, nullable=False, comment="version of the rules, and the model, that made them"),
    Column("packed", LargeBinary, comment="marks, see records.pack_annotations; NULL where annotating failed"),
    Column("failure", Text, comment="why it failed"),
    Column("sentences", LargeBinary),
    Column("tokens", LargeBinary),
    Column("vectors", LargeBinary, comment="of the sentences, one behind the other; NULL without a model"),
    Index("annotations_failed", "article", sqlite_where=text("failure IS NOT NULL")),
)

# Articles to which the corpus as a whole added marks or a date (stage 2); replaced with the other results.
settled = Table(
    "settled",
    METADATA,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("published", Text, comment="JSON, as in articles"),
    Column("packed", LargeBinary, nullable=False, comment="marks; sentences and tokens are those of annotations"),
    Column("outlet", Text, comment="the outlet that a judgement gives it; NULL: as in articles"),
    Column("added", Text, comment="digest of what was added"),
)

stories = Table(
    "stories",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Column("state", Text, comment="digest of all that the story rests on"),
)

story_members = Table(
    "story_members",
    METADATA,
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("story_members_article", "article"),
)

# What lists and pages read instead of whole stories (`cards.py`, `parts.py`); made from the stories with them.
cards = Table(
    "cards",
    METADATA,
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("first", Text, nullable=False, comment="ISO day, empty if the story has none"),
    Column("last", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
Index("cards_latest", cards.c.last.desc(), cards.c.articles.desc(), cards.c.story, cards.c.first)

card_outlets = Table(
    "card_outlets",
    METADATA,
    Column("outlet", Text, primary_key=True),
    Column("last", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Index("card_outlets_story", "story"),
)
Index(
    "card_outlets_latest",
    card_outlets.c.outlet,
    card_outlets.c.last.desc(),
    card_outlets.c.articles.desc(),
    card_outlets.c.story,
)

# Who takes part in which story, and everybody over all stories.
card_actors = Table(
    "card_actors",
    METADATA,
    Column("actor", Text, primary_key=True),
    Column("last", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("packed", LargeBinary, nullable=False, comment="what the story says of the actor"),
    Index("card_actors_story", "story"),
)
Index(
    "card_actors_latest",
    card_actors.c.actor,
    card_actors.c.last.desc(),
    card_actors.c.articles.desc(),
    card_actors.c.story,
)

known = Table(
    "known",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
)
Index("known_mentions", known.c.mentions.desc(), known.c.name, known.c.id)

known_words = Table(
    "known_words",
    METADATA,
    Column("word", Text, primary_key=True, comment="folded word of a name"),
    Column("actor", Text, ForeignKey("known.id", ondelete="CASCADE"), primary_key=True),
    Index("known_words_actor", "actor"),
)

story_parts = Table(
    "story_parts",
    METADATA,
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("part", Text, primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

# Ids ever given to stories; they outlive the results, which every analysis replaces.
story_ids = Table(
    "story_ids",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("members", Text, nullable=False, comment="JSON list of article ids, earliest first, when last seen"),
    Column("redirect", Text, comment="id of the story that took it in"),
)

reuse = Table(
    "reuse",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

versions = Table(
    "versions",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

reuse_places = Table(
    "reuse_places",
    METADATA,
    Column("article", Text, primary_key=True),
    Column("position", Integer, ForeignKey("reuse.position", ondelete="CASCADE"), primary_key=True),
    Index("reuse_places_position", "position"),
)

version_places = Table(
    "version_places",
    METADATA,
    Column("article", Text, primary_key=True),
    Column("position", Integer, ForeignKey("versions.position", ondelete="CASCADE"), primary_key=True),
    Index("version_places_position", "position"),
)

refused = Table(
    "refused",
    METADATA,
    Column("input", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

# Judgements: rows are added, never changed or deleted (triggers see to it).
journal = Table(
    "journal",
    METADATA,
    Column("number", Integer, primary_key=True, comment="order in which they were entered"),
    Column("id", Text, nullable=False, unique=True, comment="digest of the content"),
    Column("at", Text, nullable=False, comment="when it was judged, UTC"),
    Column("row", Text, nullable=False, comment="JSON, as judge export writes it"),
)

# What comparing remembers from one analysis to the next (`remembered.py`); all of it can be made anew.
sketches = Table(
    "sketches",
    METADATA,
    Column("article", Text, ForeignKey("annotations.article", ondelete="CASCADE"), primary_key=True),
    Column("rules", Text, nullable=False, comment="as in annotations"),
    Column("packed", LargeBinary, nullable=False, comment="what settling needs of the article"),
    Column("added", Text, comment="digest of what settling added to it; empty for nothing"),
    Column("digest", LargeBinary, comment="what comparing needs of it"),
)

told = Table(
    "told",
    METADATA,
    Column("state", Text, primary_key=True, comment="digest of all that the story rests on"),
    Column("packed", LargeBinary, nullable=False),
)

remembered = Table(
    "remembered",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("rules", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

actor_ids = Table(
    "actor_ids",
    METADATA,
    Column("made", Text, primary_key=True, comment="id that comparing gives"),
    Column("kept", Text, nullable=False, comment="id that the actor was known by first"),
)

# What the search rests on. `search` and `search_said`, the indexes of terms, are tables of FTS5.
meanings = Table(
    "meanings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("article", Text, ForeignKey("annotations.article", ondelete="CASCADE"), nullable=False, unique=True),
    Column("signs", LargeBinary, nullable=False, comment="of its sentences' vectors, one behind the other"),
)

# The statements of the stories, each with the claim that it is a member of.
said = Table(
    "said",
    METADATA,
    Column("number", Integer, primary_key=True, comment="key of the search index"),
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("claim", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("speaker", Text),
    Column("mode", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("status", Text, nullable=False, comment="of the claim, as are the next two"),
    Column("weight", Integer, nullable=False),
    Column("sure", Integer, nullable=False),
    Index("said_story", "story"),
    Index("said_claim", "story", "claim"),
    Index("said_article", "article"),
)

bookkeeping = Table(
    "bookkeeping",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
