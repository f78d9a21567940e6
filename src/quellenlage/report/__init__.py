"""A dossier as terminal text, Markdown, JSON, one HTML file, PDF, and its tables as CSV."""
