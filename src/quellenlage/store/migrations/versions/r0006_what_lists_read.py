"""What lists and pages read instead of whole stories. All of it is made from the stories.

Revision: 0006. Frozen: `tests/store/schema_0006.sql` holds what it makes.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE cards (
        story TEXT NOT NULL PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        articles INTEGER NOT NULL,
        packed BLOB NOT NULL
    )
    """,
    "CREATE INDEX cards_latest ON cards (last DESC, articles DESC, story, first)",
    """
    CREATE TABLE card_outlets (
        outlet TEXT NOT NULL,
        last TEXT NOT NULL,
        articles INTEGER NOT NULL,
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        PRIMARY KEY (outlet, story)
    )
    """,
    "CREATE INDEX card_outlets_latest ON card_outlets (outlet, last DESC, articles DESC, story)",
    "CREATE INDEX card_outlets_story ON card_outlets (story)",
    """
    CREATE TABLE card_actors (
        actor TEXT NOT NULL,
        last TEXT NOT NULL,
        articles INTEGER NOT NULL,
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        packed BLOB NOT NULL,
        PRIMARY KEY (actor, story)
    )
    """,
    "CREATE INDEX card_actors_latest ON card_actors (actor, last DESC, articles DESC, story)",
    "CREATE INDEX card_actors_story ON card_actors (story)",
    """
    CREATE TABLE known (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        mentions INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        stories INTEGER NOT NULL
    )
    """,
    "CREATE INDEX known_mentions ON known (mentions DESC, name, id)",
    """
    CREATE TABLE known_words (
        word TEXT NOT NULL,
        actor TEXT NOT NULL REFERENCES known (id) ON DELETE CASCADE,
        PRIMARY KEY (word, actor)
    )
    """,
    "CREATE INDEX known_words_actor ON known_words (actor)",
    """
    CREATE TABLE story_parts (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        part TEXT NOT NULL,
        page INTEGER NOT NULL,
        packed BLOB NOT NULL,
        PRIMARY KEY (story, part, page)
    )
    """,
    """
    CREATE TABLE reuse_places (
        article TEXT NOT NULL,
        position INTEGER NOT NULL REFERENCES reuse (position) ON DELETE CASCADE,
        PRIMARY KEY (article, position)
    )
    """,
    "CREATE INDEX reuse_places_position ON reuse_places (position)",
    """
    CREATE TABLE version_places (
        article TEXT NOT NULL,
        position INTEGER NOT NULL REFERENCES versions (position) ON DELETE CASCADE,
        PRIMARY KEY (article, position)
    )
    """,
    "CREATE INDEX version_places_position ON version_places (position)",
    "CREATE INDEX said_claim ON said (story, claim)",
    "CREATE INDEX annotations_failed ON annotations (article) WHERE failure IS NOT NULL",
)


def upgrade() -> None:
    """Add the tables; whoever opens the file fills them (`cards.make_all`)."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """An older version would take results for its own that it cannot bring up to date."""
    raise NotImplementedError("a corpus cannot go back to an older schema")
