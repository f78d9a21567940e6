"""Sentences, tokens and sentence vectors stand in columns of their own, for they are read apart from the marks.

Revision: 0002. Frozen: `tests/store/schema_0002.sql` holds what it makes.

Annotations of the former layout were made by rules that are replaced at the same time, so they are dropped with all
that was made from them, and the next analysis makes them anew. Articles, addresses, refusals, the search index and the
ids of stories stay.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "DELETE FROM annotations",
    "DELETE FROM settled",
    "DELETE FROM story_members",
    "DELETE FROM stories",
    "DELETE FROM reuse",
    "DELETE FROM versions",
    "DELETE FROM bookkeeping WHERE name = 'results'",
    "ALTER TABLE annotations ADD COLUMN sentences BLOB",
    "ALTER TABLE annotations ADD COLUMN tokens BLOB",
    "ALTER TABLE annotations ADD COLUMN vectors BLOB",
)


def upgrade() -> None:
    """Drop what analysis makes, and add the columns."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """An older version cannot read the new layout."""
    raise NotImplementedError("a corpus cannot go back to an older schema")
