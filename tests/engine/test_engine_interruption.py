"""Killed at any moment, a corpus opens, has lost nothing and comes out the same."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

import quellenlage.corpus
import quellenlage.engine.local
from quellenlage.corpus import Corpus

MOMENTS = 20


class Runner:
    """The process that works on corpus files and may be shot."""

    def __init__(self, articles: Path) -> None:
        script = Path(__file__).with_name("interrupted_run.py")
        command = [sys.executable, str(script), str(articles)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.articles = articles
        assert self._said() == "ready"

    def run(self, corpus: Path, log: Path, kill_after: float | None) -> float:
        """Work on `corpus`, for `kill_after` seconds at most; how many seconds it took."""
        started = time.monotonic()
        assert self.process.stdin is not None
        self.process.stdin.write(f"{corpus}\t{self.articles}\t{log}\n")
        self.process.stdin.flush()
        child = int(self._said())
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # done before the shot
                os.kill(child, signal.SIGKILL)
        assert self._said() == "ended"
        return time.monotonic() - started

    def close(self) -> None:
        self.process.communicate()

    def _said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture
def runner(rows: Path) -> Iterator[Runner]:
    running = Runner(rows)
    yield running
    running.close()


def outcome(corpus: Corpus) -> bytes:
    return msgspec.json.encode((corpus.dossier(), list(corpus.annotated()), corpus.search("Schleuse")))


@pytest.mark.slow
def test_killed_at_twenty_random_moments(
    runner: Runner, rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quellenlage.corpus, "BATCH_ARTICLES", 3)
    monkeypatch.setattr(quellenlage.engine.local, "BATCH", 3)
    whole = tmp_path / "whole.db"
    duration = runner.run(whole, tmp_path / "whole.log", kill_after=None)
    with Corpus.open(whole, create=False) as corpus:
        expected = outcome(corpus)
        assert corpus.count() == 26
        assert len(corpus.stories()) > 0
    chance = random.Random(20250304)
    cut_short = 0
    for moment in range(MOMENTS):
        path, log = tmp_path / f"{moment}.db", tmp_path / f"{moment}.log"
        runner.run(path, log, kill_after=chance.uniform(0, duration))
        safe = int(log.read_text() or 0) if log.exists() else 0
        with Corpus.open(path) as corpus:
            assert corpus.count() >= min(safe, 24)  # the last four rows are no new articles by themselves
            cut_short += corpus.is_stale or corpus.count() == 0
            assert not [f for f in corpus.check() if "damaged" in f.what or "search index" in f.what]
            corpus.add([rows])
            corpus.analyse()
            assert outcome(corpus) == expected
            assert corpus.check() == []
    assert cut_short >= MOMENTS // 2  # the shots did hit
