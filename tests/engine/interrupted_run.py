"""Run by test_engine_interruption: for every line "corpus articles log" on its input, add and analyse in a fork of this
process and write to the log what is safely stored. The tester kills the fork. Forking saves twenty starts of Python."""

import os
import sys
from pathlib import Path

import quellenlage.corpus
import quellenlage.engine.local
from quellenlage.corpus import Corpus

# small batches, so that there are many moments between two of them
quellenlage.corpus.BATCH_ARTICLES = 3
quellenlage.engine.local.BATCH = 3


def work(corpus: str, articles: str, log: Path) -> None:
    with Corpus.open(corpus) as opened:
        opened.add([articles], progress=lambda _stage, done, _total: log.write_text(str(done)))
        opened.analyse()


def main() -> None:
    with Corpus.open(":memory:") as warm:  # lexicons are loaded once, before the forks
        warm.add([sys.argv[1]])
        warm.analyse()
    print("ready", flush=True)
    for line in sys.stdin:
        corpus, articles, log = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            work(corpus, articles, Path(log))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
