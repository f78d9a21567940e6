"""Adding and analysing in a process of its own, one after the other, while the pages go on answering.

The process works in the folder that holds the files sent, so that what is stored names the files and no path.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import secrets
import shutil
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from quellenlage.corpus import AddReport, Corpus, ReadOptions
from quellenlage.errors import CorpusBusy, QuellenlageError, UsageError

LOG = logging.getLogger("quellenlage.web")

NICE = 10
"""How far a job stands behind readers where there are fewer cores than work."""

State = Literal["waiting", "running", "done", "failed"]

KEPT = 50
"""Finished jobs that can still be looked at."""

WRITE_PATIENCE = 60.0
"""Seconds that a job waits for another program that writes to the corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run: what was sent (nothing: only analyse), and how far it is. `stage` is one of add, annotate, settle,
    compare, keep; `total` None is not known; `fault` is a code of `faults.FAULTS`."""

    id: str
    folder: Path | None
    options: ReadOptions
    state: State = "waiting"
    stage: str = ""
    done: int = 0
    total: int | None = None
    report: AddReport | None = None
    fault: str = ""

    @property
    def over(self) -> bool:
        """True if nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """The queue. A thread hands one job after the other to a process and listens to it."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus.absolute()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._change = threading.Condition()
        self._closed = False
        self.made: str | None = None
        """The state that the last job's results were made from."""
        self._process: multiprocessing.process.BaseProcess | None = None
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def start(self, folder: Path | None, options: ReadOptions | None = None) -> Job:
        """Have the files in `folder` added (it is removed afterwards) and the corpus analysed."""
        job = Job(id=secrets.token_urlsafe(12), folder=folder, options=options or ReadOptions())
        with self._change:
            self._jobs[job.id] = job
            for old in [i for i, known in self._jobs.items() if known.over][:-KEPT]:
                del self._jobs[old]
            self._change.notify()
        return job

    def refresh(self) -> Job:
        """Have the corpus analysed as it is now; a job that still waits for its turn will see to that."""
        with self._change:
            waits = next((job for job in self._jobs.values() if job.state == "waiting"), None)
        return waits or self.start(None)

    def get(self, job: str) -> Job | None:
        """The job as it is now."""
        with self._change:
            return self._jobs.get(job)

    @property
    def running(self) -> Job | None:
        """The job that is at work or waits first."""
        with self._change:
            return next((job for job in self._jobs.values() if not job.over), None)

    def close(self) -> None:
        """Stop; an analysis can be interrupted at any moment."""
        with self._change:
            self._closed = True
            self._change.notify()
            if self._process is not None:
                self._process.terminate()
        self._thread.join(10)
        for job in self._jobs.values():
            if job.folder is not None:
                shutil.rmtree(job.folder, ignore_errors=True)

    def _work(self) -> None:
        while True:
            with self._change:
                while not self._closed and not any(job.state == "waiting" for job in self._jobs.values()):
                    self._change.wait()
                if self._closed:
                    return
                job = next(job for job in self._jobs.values() if job.state == "waiting")
                self._jobs[job.id] = replace(job, state="running")
            self._run(job)

    def _run(self, job: Job) -> None:
        # a fresh interpreter: a copy of this one would inherit its threads' locks
        here, there = (context := multiprocessing.get_context("spawn")).Pipe(duplex=False)
        process = context.Process(target=work, args=(there, self._corpus, job.folder, job.options), daemon=True)
        with self._change:
            self._process = process
            process.start()
        there.close()
        try:
            while True:
                self._hear(job.id, here.recv())
        except EOFError:
            process.join()
        here.close()
        with self._change:
            self._process = None
            last = self._jobs[job.id]
            if not last.over:  # the process ended without a word
                self._jobs[job.id] = replace(last, state="failed", fault="internal")
        if job.folder is not None:
            shutil.rmtree(job.folder, ignore_errors=True)

    def _hear(self, job: str, news: tuple[str, object]) -> None:
        kind, what = news
        with self._change:
            known = self._jobs[job]
            if kind == "progress" and isinstance(what, tuple):
                stage, done, total = what
                self._jobs[job] = replace(known, stage=stage, done=done, total=total)
            elif kind == "added" and isinstance(what, AddReport):
                self._jobs[job] = replace(known, report=what)
            elif kind == "done":
                self.made = what if isinstance(what, str) else None
                self._jobs[job] = replace(known, state="done")
            else:
                self._jobs[job] = replace(known, state="failed", fault=str(what))


def work(tell: Connection, corpus: Path, folder: Path | None, options: ReadOptions) -> None:
    """What the process does."""

    def progress(stage: str, done: int, total: int | None) -> None:
        tell.send(("progress", (stage, done, total)))

    if hasattr(os, "nice"):  # not everywhere
        os.nice(NICE)
    try:
        with Corpus.open(corpus, timeout=WRITE_PATIENCE) as kept:
            if folder is not None:
                os.chdir(folder)
                # what is known about a file lies beside it and is read with it
                names = sorted(file.name for file in Path().iterdir() if not file.name.endswith(".meta.json"))
                tell.send(("added", kept.add(names, options, progress=progress)))
            kept.analyse(progress)
            state = kept.results_state
        tell.send(("done", state))
    except CorpusBusy:
        tell.send(("failed", "busy"))
    except UsageError:
        tell.send(("failed", "bad_parameter"))
    except QuellenlageError:
        LOG.exception("a job failed")
        tell.send(("failed", "internal"))
    finally:
        tell.close()
