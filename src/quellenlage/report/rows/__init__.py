"""The rows of every table: one dataclass per table, whose fields are the columns, and what fills it."""
