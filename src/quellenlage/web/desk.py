"""The desk of the room: the open corpus, and pages that were made a moment ago."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from quellenlage.corpus import Corpus
from quellenlage.web.index import Index, gather
from quellenlage.web.jobs import Jobs
from quellenlage.web.render import compile_templates

KEPT_PAGES = 1000
"""Finished pages held ready: composing one takes some hundredths of a second, and it is asked for again soon."""

KEPT_BYTES = 100_000_000
"""Bytes of such pages."""

KEPT_INDEXES = 2
"""With one alone, readers of an older look and of a newer one would have it gathered anew in turn."""

Key = tuple[object, ...]


class Desk:
    """Holds what all requests share; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        with Corpus.open(path):
            pass  # makes the file if need be, and brings it up to date
        self.corpus = Corpus.open(path, read_only=True)
        self.jobs = Jobs(path)
        self.waiting = 0
        """Readers who wait for an answer now."""
        self.making_ahead = False
        """True while a page is made that nobody waits for."""
        self._indexes: tuple[Index, ...] = ()
        self._lock = threading.Lock()
        self._gathering = threading.Lock()
        self._pages: OrderedDict[Key, bytes] = OrderedDict()
        self._making: dict[Key, threading.Lock] = {}
        self._bytes = 0

    def close(self) -> None:
        """Stop what runs and close the file."""
        self.jobs.close()
        self.corpus.close()

    def warm(self) -> None:
        """Load what the first reader would else wait for: templates, the outlets, what the search counts and compares,
        its word forms, and last, because it takes seconds and reads nothing of the corpus, the model."""
        compile_templates()
        self.index()
        self.corpus.searching.catalogue()
        self.corpus.searching.articles_with("Quelle")
        self.corpus.searching.has_meanings()
        self.corpus.searching.learn_words()
        Corpus.read_meaning("Quelle")
        gc.collect()
        gc.freeze()  # what is loaded now stays: looking through it again and again would hold up readers

    @property
    def is_stale(self) -> bool:
        """True if the results are older than what they rest on. What a job of this room made is not old because its
        process read with newer rules or another model than the room began with."""
        made = self.jobs.made is not None and self.corpus.results_state == self.jobs.made
        return self.corpus.has_changed if made else self.corpus.is_stale

    def index(self) -> Index:
        """Where pages look things up, as of the analysis that this reader looks at: the last one, or the one before
        for who began to look before the last one was kept."""
        state = self.corpus.results_state
        found = self._gathered(state)
        if found is None:
            with self._gathering:
                found = self._gathered(state)
                if found is None:
                    found = gather(self.corpus)
                    self._indexes = (found, *self._indexes[: KEPT_INDEXES - 1])
        return found

    def _gathered(self, state: str | None) -> Index | None:
        return next((index for index in self._indexes if index.state == state), None)

    def here(self, story: str) -> str:
        """The id under which a story is found now; `story` may be the beginning of one. Raises NotFound."""
        followed = self.corpus.followed(story)
        return followed if self.index().card(followed) else self.corpus.story(story).id

    def page(self, key: Key, make: Callable[[], bytes], rests_on: str | None = None) -> bytes:
        """A finished page, made if it is not at hand, once for all who ask for it at the same moment. `key` names
        everything it depends on besides the results; of those it depends on `rests_on`, or on all of them."""
        # of the moment that this reader looks at: another one may have seen newer results meanwhile
        whole = (self.corpus.results_state if rests_on is None else rests_on, *key)
        with self._lock:
            found = self._pages.get(whole)
            if found is not None:
                self._pages.move_to_end(whole)
                return found
            making = self._making.setdefault(whole, threading.Lock())
        with making:
            with self._lock:
                found = self._pages.get(whole)
            if found is None:
                try:
                    with self.corpus.one_look():
                        found = make()
                    self._keep(whole, found)
                finally:
                    with self._lock:
                        self._making.pop(whole, None)
        return found

    def _keep(self, whole: Key, made: bytes) -> None:
        with self._lock:
            self._bytes += len(made) - len(self._pages.pop(whole, b""))
            self._pages[whole] = made
            while len(self._pages) > KEPT_PAGES or self._bytes > KEPT_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1])
