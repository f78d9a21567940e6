"""The desk of the room: the open corpus, the facts of its last analysis, and pages that were made a moment ago."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from quellenlage.corpus import Corpus
from quellenlage.web.index import Index, gather
from quellenlage.web.jobs import Jobs

LOG = logging.getLogger("quellenlage.web")

KEPT_PAGES = 200
"""Finished pages held ready: a story of a hundred articles takes a second to compose, and is asked for again soon."""

KEPT_BYTES = 100_000_000
"""Bytes of such pages."""

PATIENCE = 1.0
"""Seconds that a reader waits for the facts of a new analysis before being shown those of the one before."""


class Desk:
    """Holds what all requests share; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        with Corpus.open(path):
            pass  # makes the file if need be, and brings it up to date
        self.corpus = Corpus.open(path, read_only=True)
        self.jobs = Jobs(path)
        self._index = Index(None)
        self._gathering: threading.Thread | None = None
        self._lock = threading.Lock()
        self._pages: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._bytes = 0

    def close(self) -> None:
        """Stop what runs and close the file."""
        self.jobs.close()
        with self._lock:
            running = self._gathering
        if running is not None:
            running.join()
        self.corpus.close()

    def warm(self) -> None:
        """Load what the first reader would else wait for: the word forms of the search, and the facts."""
        self.corpus.stories_with("Quelle")
        self.index()

    @property
    def is_stale(self) -> bool:
        """True if the results are older than what they rest on. What a job of this room made is not old because its
        process read with newer rules or another model than the room began with."""
        made = self.jobs.made is not None and self.corpus.results_state == self.jobs.made
        return self.corpus.has_changed if made else self.corpus.is_stale

    def index(self) -> Index:
        """The facts of the last analysis; those of the one before while they are being gathered."""
        state = self.corpus.results_state
        if self._index.state == state:
            return self._index
        with self._lock:
            if self._gathering is None or not self._gathering.is_alive():
                self._gathering = threading.Thread(target=self._gather, name="gather", daemon=True)
                self._gathering.start()
            running = self._gathering
        running.join(None if self._index.state is None else PATIENCE)
        return self._index

    def page(self, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """A finished page, made if it is not at hand. `key` names everything it depends on besides the results."""
        whole = (self._index.state, *key)
        with self._lock:
            if whole in self._pages:
                self._pages.move_to_end(whole)
                return self._pages[whole]
        made = make()
        with self._lock:
            if whole not in self._pages:
                self._bytes += len(made)
            self._pages[whole] = made
            while len(self._pages) > KEPT_PAGES or self._bytes > KEPT_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1])
        return made

    def _gather(self) -> None:
        try:
            self._index = gather(self.corpus)
        except Exception:  # a thread of its own: nobody else would hear of it
            LOG.exception("the facts of the corpus could not be gathered")
