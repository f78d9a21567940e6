"""What comparing remembers from one analysis to the next. All of it can be made anew: it saves time, nothing else.

Revision: 0004. Frozen: `tests/store/schema_0004.sql` holds what it makes.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE sketches (
        article TEXT NOT NULL PRIMARY KEY REFERENCES annotations (article) ON DELETE CASCADE,
        rules TEXT NOT NULL,
        packed BLOB NOT NULL,
        added TEXT,
        digest BLOB
    )
    """,
    "CREATE TABLE told (state TEXT NOT NULL PRIMARY KEY, packed BLOB NOT NULL)",
    "CREATE TABLE remembered (name TEXT NOT NULL PRIMARY KEY, rules TEXT NOT NULL, packed BLOB NOT NULL)",
    "CREATE TABLE actor_ids (made TEXT NOT NULL PRIMARY KEY, kept TEXT NOT NULL)",
    "ALTER TABLE settled ADD COLUMN added TEXT",
    "ALTER TABLE stories ADD COLUMN state TEXT",
)


def upgrade() -> None:
    """Add the tables, and the columns that say what a row rests on."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """An older version would take results for its own that it cannot bring up to date."""
    raise NotImplementedError("a corpus cannot go back to an older schema")
