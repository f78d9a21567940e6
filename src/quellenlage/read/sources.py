"""Paths to sources: files, folders, globs, standard input. The only place in `read/` that opens files.

In a folder, files with the endings of `KINDS` are read, sorted by name. Left out without a word are hidden files,
sidecars (`NAME.meta.json`), the companions of saved pages (`NAME_files/`), SQLite databases (a corpus kept beside its
articles) with their `-wal`, `-shm` and `-journal`, and files about the folder: their name is in capitals (README.md,
LICENSE, CHANGELOG.txt). Other endings are refused, one line for each ending. A file that is named
itself is always read, whatever its ending.
"""

from __future__ import annotations

import glob
import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from quellenlage.domain.article import Refused

Kind = Literal["text", "html", "jsonl", "json", "csv", "parquet", "docx", "rtf"]
KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".docx": "docx",
    ".rtf": "rtf",
}
SIDECAR = ".meta.json"
STDIN = "-"
_SQLITE = b"SQLite format 3\x00"
_BESIDE_SQLITE = re.compile(r"(.+)-(?:wal|shm|journal)", re.DOTALL)
_ABOUT_THE_FOLDER = re.compile(r"[A-Z][A-Z0-9_.-]{2,}|readme.*|licen[cs]e.*|changelog.*", re.DOTALL)
_COMPANIONS = ("_files", "-Dateien", "_Dateien", "-filer")


@dataclass(frozen=True, slots=True)
class Source:
    """One input: its name as the user gave it, and a file or, for standard input, the bytes."""

    name: str
    kind: Kind
    path: Path | None = None
    content: bytes = b""

    def open(self) -> BinaryIO:
        """The bytes as a stream. Raises OSError."""
        return io.BytesIO(self.content) if self.path is None else self.path.open("rb")

    def read(self, limit: int) -> bytes:
        """At most `limit` + 1 bytes: one more than allowed tells that there were too many. Raises OSError."""
        with self.open() as stream:
            return stream.read(limit + 1)

    def sidecar(self) -> Path | None:
        """The file beside it with its metadata (`a.txt`: `a.meta.json`), if there is one."""
        beside = self.path.with_suffix(SIDECAR) if self.path is not None and self.path.name else None
        return beside if beside is not None and beside.is_file() else None


def find_sources(paths: Sequence[str], stdin: bytes | None = None) -> Iterator[Source | Refused]:
    """What `paths` name, in the order given: files, folders (recursive, sorted), globs that the shell left alone, `-`
    for standard input (`stdin`). What cannot be read is one Refused; nothing raises."""
    for path in paths:
        if path == STDIN:
            content = stdin or b""
            yield Source(STDIN, sniff(content), None, content)
        elif "\x00" in path:
            yield Refused(path.replace("\x00", "�"), "no such file")
        else:
            yield from _at(path)


def sniff(head: bytes) -> Kind:
    """The kind of content that has no telling name, from its first bytes."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04") and (b"word/" in head[:4000] or b"[Content_Types].xml" in head[:4000]):
        return "docx"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    start = head[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"{":
        return "jsonl"
    if re.match(rb"\[\s*\{", start):
        return "json"
    if re.match(rb"<(?:!doctype\s+html|html|head|body|\?xml[^>]*>\s*<(?:!doctype\s+html|html))", start, re.IGNORECASE):
        return "html"
    first = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    columns = {c.strip().strip('"').casefold() for c in re.split(r"[,;\t|]", first)}
    return "csv" if len(columns) > 1 and columns & {"text", "article"} and len(first) < 400 else "text"


def _at(path: str) -> Iterator[Source | Refused]:
    try:
        if os.path.isdir(path):  # noqa: PTH112 - the name is shown as given; Path would tidy it up
            yield from _folder(path)
        elif os.path.lexists(path):
            yield _file(path)
        elif glob.has_magic(path):
            matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207
            if not matches:
                yield Refused(path, "nothing matches")
            for match in matches:
                yield from _at(match)
        else:
            yield Refused(path, "no such file")
    except (OSError, ValueError, re.error) as fault:
        yield Refused(path, f"unreadable: {_why(fault)}")


def _file(path: str) -> Source | Refused:
    kind = KINDS.get(Path(path).suffix.lower())
    try:
        if kind is None:
            with Path(path).open("rb") as stream:
                kind = sniff(stream.read(4000))
        elif not os.access(path, os.R_OK):
            return Refused(path, "unreadable: permission denied" if Path(path).exists() else "unreadable: broken link")
    except OSError as fault:
        return Refused(path, f"unreadable: {_why(fault)}")
    return Source(path, kind, Path(path))


def _folder(top: str) -> Iterator[Source | Refused]:
    unknown: dict[str, list[str]] = {}
    found = 0
    for item in _walk(top):
        if isinstance(item, Refused):
            found += 1
            yield item
            continue
        if _is_database(item):
            continue
        ending = Path(item).suffix.lower()
        if ending in KINDS:
            found += 1
            yield _file(item)
        else:
            unknown.setdefault(ending, []).append(item)
    for ending, files in sorted(unknown.items()):
        what = ending or "no ending"
        yield Refused(
            files[0],
            f"unknown file type: {what}" + (f" ({len(files)} files, this is the first)" if len(files) > 1 else ""),
        )
    if not found and not unknown:
        yield Refused(top, "nothing in it")


def _walk(top: str) -> Iterator[str | Refused]:
    """Files below `top`, sorted; a folder reached twice through links is read once, a loop is refused."""
    seen: set[tuple[int, int]] = set()
    # what is still to do, last first: a folder with the folders it lies in, or a file with None
    todo: list[tuple[str, tuple[tuple[int, int], ...] | None]] = [(top, ())]
    while todo:
        at, parents = todo.pop()
        if parents is None:
            yield at
            continue
        try:
            here = os.stat(at)  # noqa: PTH116
            key = (here.st_dev, here.st_ino)
            if key in parents:
                yield Refused(at, "directory loop: leads back to a folder above it")
                continue
            if key in seen:
                continue
            seen.add(key)
            entries = sorted(os.scandir(at), key=lambda e: e.name)
        except OSError as fault:
            yield Refused(at, f"unreadable: {_why(fault)}")
            continue
        pages = {Path(e.name).stem for e in entries if Path(e.name).suffix.lower() in (".html", ".htm", ".xhtml")}
        inside: list[tuple[str, tuple[tuple[int, int], ...] | None]] = []
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith(SIDECAR):
                continue
            path = os.path.join(at, entry.name)  # noqa: PTH118
            if _is_folder(entry):
                if not any(entry.name == page + end for page in pages for end in _COMPANIONS):
                    inside.append((path, (*parents, key)))
            elif not _is_about_the_folder(entry.name):
                inside.append((path, None))
        todo.extend(reversed(inside))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link to itself: refused as unreadable when it is opened


def _is_about_the_folder(name: str) -> bool:
    path = Path(name)
    return path.suffix.lower() in ("", ".md", ".txt", ".rst") and bool(_ABOUT_THE_FOLDER.fullmatch(path.stem))


def _is_database(path: str) -> bool:
    """True for a SQLite database and for what SQLite keeps beside one."""
    beside = _BESIDE_SQLITE.fullmatch(path)
    return any(_begins_as_database(one) for one in (path, *(beside.groups() if beside else ())))


def _begins_as_database(path: str) -> bool:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # refused with its ending, as every file that nobody reads


def _why(fault: Exception) -> str:
    return (fault.strerror or str(fault)).lower() if isinstance(fault, OSError) else str(fault)
