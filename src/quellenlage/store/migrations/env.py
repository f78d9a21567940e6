"""Run by Alembic: apply revisions on the connection that `migrate.upgrade` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # SQLite can, and Alembic's default for it says no
    render_as_batch=True,
)
context.run_migrations()
