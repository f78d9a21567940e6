"""The history of the schema, one file per revision in `versions/`. A revision that was released is never edited."""
