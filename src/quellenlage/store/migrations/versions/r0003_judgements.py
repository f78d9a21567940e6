"""The journal of judgements, which only grows, and the outlet that a judgement gives an article.

Revision: 0003. Frozen: `tests/store/schema_0003.sql` holds what it makes.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE journal (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, row TEXT NOT NULL
    )
    """,
    """
    CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal of judgements only grows'); END
    """,
    """
    CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal of judgements only grows'); END
    """,
    "ALTER TABLE settled ADD COLUMN outlet TEXT",
)


def upgrade() -> None:
    """Add the table and its guards, and the column."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Judgements would be lost."""
    raise NotImplementedError("a corpus cannot go back to an older schema")
