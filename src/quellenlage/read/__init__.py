"""Bytes in, articles out: text, HTML, DOCX, JSONL, CSV, Parquet; page matter told from prose."""
