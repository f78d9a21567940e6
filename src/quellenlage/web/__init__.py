"""The reading room: pages and a JSON API over a corpus, the same view models as the reports."""
