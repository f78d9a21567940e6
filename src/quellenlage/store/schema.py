"""The tables as they are now. `migrations/` brings older files here; a test compares both."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

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

bookkeeping = Table(
    "bookkeeping",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
