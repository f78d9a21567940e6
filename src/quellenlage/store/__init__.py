"""Records in, records out: SQLite, migrations, full-text search."""
