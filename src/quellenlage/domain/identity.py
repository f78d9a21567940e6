"""Stable ids, derived from content alone: the same articles get the same ids in whatever order they come."""

from __future__ import annotations

import hashlib
import unicodedata

from quellenlage.domain.span import Span


def digest(*parts: str) -> str:
    """16 hex digits of SHA-256 over `parts`, kept apart by a separator that no text holds."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(outlet: str | None, text: str) -> str:
    """Id of an article: outlet and text, in NFC with white space evened out; the address is no part of it."""
    return digest(outlet or "", " ".join(unicodedata.normalize("NFC", text).split()))


def version_id(first: str, number: int) -> str:
    """Id of a later version of the article `first`: `first~2`, `first~3` and so on."""
    return f"{first}~{number}"


def mark_id(article: str, span: Span) -> str:
    """Id of a statement or mention: its article and where it stands."""
    return f"{article}:{span.start}-{span.end}"
