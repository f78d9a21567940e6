"""Several openings of one corpus file, in one process and in another: nobody loses what another one wrote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quellenlage.corpus import Corpus
from quellenlage.errors import NotACorpus

ANOTHER = """
import sys
from quellenlage.corpus import Corpus
with Corpus.open(sys.argv[1]) as corpus:
    corpus.add([sys.argv[2]])
"""


def article(folder: Path, number: int) -> Path:
    path = folder / f"{number}.txt"
    path.write_text(f"---\noutlet: Deichblatt\n---\nMeldung {number}: Der Deich bei Norderhall hält.", "utf-8")
    return path


def test_opening_a_file_again_does_not_take_its_locks_away(tmp_path: Path) -> None:
    file = tmp_path / "c.db"
    with Corpus.open(file) as corpus:
        corpus.add([article(tmp_path, 0)])
    with Corpus.open(file, read_only=True) as reader:
        assert reader.count() == 1
        with Corpus.open(file) as writer:  # again in this process: the reader keeps its locks
            writer.add([article(tmp_path, 1)])
        # another process that was last, as it would think, would take the log away from under the reader
        subprocess.run([sys.executable, "-c", ANOTHER, str(file), str(article(tmp_path, 2))], check=True, timeout=300)
        with Corpus.open(file) as writer:
            writer.add([article(tmp_path, 3)])
            assert writer.count() == 4
        assert reader.count() == 4
    with Corpus.open(file) as corpus:
        assert corpus.count() == 4


@pytest.mark.parametrize("content", [b"x", b"Ein kurzer Text.", b"Ein Text, der keine Datenbank ist. " * 40])
def test_no_other_file_is_written_over(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notizen.txt"
    file.write_bytes(content)
    with pytest.raises(NotACorpus, match="is no corpus: name another file"):
        Corpus.open(file)
    assert file.read_bytes() == content
