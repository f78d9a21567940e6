"""Lexicons: word lists (`NAME.txt`) and tables (`NAME.tsv`) beside this file, readable and editable by a linguist.

Both are UTF-8; blank lines and lines that begin with `#` are skipped. A word list has one entry a line. A table has a
header row and cells parted by one tab; empty cells at the end of a line may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from quellenlage.errors import LexiconError


@cache
def load_words(name: str) -> frozenset[str]:
    """The entries of the word list `NAME.txt`, as written. Raises LexiconError naming file and line."""
    return frozenset(words_in(_read(f"{name}.txt"), f"{name}.txt"))


@cache
def load_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the table `NAME.tsv` in order, each a dict from column to cell (every column present, unknown cells
    empty). Cached and shared: do not change the rows. Raises LexiconError naming file and line."""
    return tuple(rows_in(_read(f"{name}.tsv"), f"{name}.tsv"))


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class in `closed_classes.tsv`, as written."""
    return next(frozenset(row["words"].split()) for row in load_table("closed_classes") if row["class"] == name)


def words_in(content: str, file: str) -> Iterator[str]:
    """The entries of a word list; `file` is what an error names."""
    for number, line in _lines(content):
        if line != line.strip() or "\t" in line:
            raise LexiconError(
                f"lexicon {file}, line {number}: one entry a line, without white space around it or tabs"
            )
        yield line


def rows_in(content: str, file: str) -> Iterator[dict[str, str]]:
    """The rows of a table; `file` is what an error names."""
    header: list[str] | None = None
    for number, line in _lines(content):
        cells = line.split("\t")
        if any(c != c.strip() for c in cells):
            raise LexiconError(f"lexicon {file}, line {number}: white space around a cell: remove it")
        if header is None:
            if len(set(cells)) != len(cells) or "" in cells:
                raise LexiconError(f"lexicon {file}, line {number}: header needs distinct column names")
            header = cells
            continue
        if len(cells) > len(header):
            raise LexiconError(f"lexicon {file}, line {number}: {len(cells)} cells, but {len(header)} columns")
        if not cells[0]:
            raise LexiconError(f"lexicon {file}, line {number}: first cell is empty")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
    if header is None:
        raise LexiconError(f"lexicon {file}: no header row")


def _lines(content: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _read(file: str) -> str:
    source = files("quellenlage.german") / "lexicon" / file
    try:
        return source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(f"lexicon {file}: not in this installation: reinstall quellenlage") from None
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise LexiconError(f"lexicon {file}, line {line}: not UTF-8: save it as UTF-8") from None
