"""Pages made before anybody asks for them: of the latest and of the largest stories, whenever their results are new.

A newsroom opens these first, and a large one takes a twentieth of a second of processor time to make. They are made one
after the other while no reader waits, and with long breaks.
"""

from __future__ import annotations

import gc
import logging
import threading
import time

from fastapi import FastAPI, Request

from quellenlage.errors import NotFound, QuellenlageError
from quellenlage.web.desk import Desk
from quellenlage.web.pages import story
from quellenlage.web.render import story_page

LATEST, LARGEST = 100, 100
"""Stories whose pages are made ahead: some 50 MB together."""

LOOK_EVERY = 5.0
"""Seconds between two looks whether there are new results."""

BREAK = 3.0
"""How many times as long as a page took the break after it is: a quarter of a core at most, for half a minute."""

ASK_AGAIN = 0.02
"""Seconds between two looks whether readers still wait."""

LOG = logging.getLogger(__name__)


class Ahead:
    """The thread that does so, until it is closed."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._desk: Desk = app.state.desk
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="ahead", daemon=True)

    def start(self) -> None:
        """Begin, a while after the start: the first readers come first."""
        self._thread.start()

    def close(self) -> None:
        """Stop after the page at hand."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _work(self) -> None:
        made: str | None = None
        while not self._closing.wait(LOOK_EVERY):
            try:
                state = self._desk.corpus.results_state
                if state != made:
                    made = state  # once for each: what cannot be made now is made when somebody asks for it
                    self._make_all()
            except QuellenlageError:
                LOG.exception("pages could not be made ahead")

    def _make_all(self) -> None:
        for each in self._desk.corpus.lists.looked_at_first(LATEST, LARGEST):
            while self._desk.waiting and not self._closing.wait(ASK_AGAIN):
                pass
            if self._closing.is_set():
                return
            began = time.perf_counter()
            self._desk.making_ahead = True
            try:
                # through the door that readers come through: what is kept is what they will ask for
                story(request=asked(self._app, story_page(each)), story=each)
            except NotFound:
                continue  # new results have come meanwhile, and it is not among them
            except QuellenlageError:
                raise  # of the corpus, not of this page
            except Exception:  # of this page alone: whoever asks for it is told, and the others are made
                LOG.exception("the page of story %s could not be made ahead", each)
            finally:
                self._desk.making_ahead = False
            if not self._desk.waiting:
                gc.collect(0)  # as `tidy` does after an answer
            self._closing.wait(BREAK * (time.perf_counter() - began))


def asked(app: FastAPI, path: str) -> Request:
    """The request of a reader who was never here and has chosen no language."""
    return Request(
        {
            "type": "http",
            "app": app,
            "method": "GET",
            "path": path,
            "root_path": "",
            "query_string": b"",
            "headers": [(b"accept-encoding", b"gzip")],
        }
    )
