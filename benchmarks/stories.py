"""Time and memory of comparing a corpus, how they grow, and what a hundred more articles cost.

    python benchmarks/stories.py [--corpus FILE] [--sizes 1000 2000 4000]
    python benchmarks/stories.py --corpus FILE --whole [--sizes 5000 41000] [--work FOLDER] [--keep FILE]

First form: passages, stories and people from digests, as `pipeline.compare` finds them, without what the stories hold.
With `--corpus`, the annotated articles of that corpus file are the first thousand or so, and larger sizes repeat them
with all rare names, words and runs of words exchanged for others: as many stories again, on the same days, about the
same topic. Without it the articles are invented and have no texts.

Second form: stages 2 and 3 as `analyse` runs them, over a copy of the corpus file that lacks all but the first so many
articles in the order of time: everything read, found, told and written, then the next hundred articles; where fewer
are left, the size is so much smaller. A line now and then says how far it is, the last ones where the time went. The
copy of the last size stays as the file that `--keep` names, to be read, drawn from and served; if it is there already,
what an interrupted run has done is not done again. To make such a corpus of FANG-COVID, once, as an hour or more
allows; an interrupted run goes on where it was:

    quellenlage add ../shared/data/fang_covid/articles.parquet --corpus fang.db \\
        --map outlet=source --map title=header --map text=article --map date=day
    quellenlage analyse --corpus fang.db

Each size runs in a process of its own, alone; seconds are of the processor, unless of the clock.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import multiprocessing
import random
import resource
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import numpy as np

from quellenlage import pipeline
from quellenlage.compare.casts import Part, cast_with
from quellenlage.compare.digests import Digest
from quellenlage.compare.passages import Shingles
from quellenlage.compare.portraits import Portrait
from quellenlage.compare.reading import Read
from quellenlage.compare.vocabulary import Counted, Terms, number_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Published
from quellenlage.engine.comparing import compare_all
from quellenlage.engine.packing import joined, pieces
from quellenlage.store.store import Store

COMMON = 0.05
"""Share of the articles from which on a name or word belongs to the topic and is the same in every repetition."""
MORE = 100
LOOK, LINE = 0.2, 60.0
"""Seconds of the clock between two looks at what is at work, and between two lines."""
STEPS, MOST = 3, 25
"""Functions, one calling the other, that a line names, and lines at the end."""
NO_LABELS = zlib.compress(b"")


def main() -> int:
    """Measure every size and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, help="a corpus file with annotated articles")
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 4000])
    options.add_argument(
        "--whole", action="store_true", help="stages 2 and 3 of analyse, over copies of the corpus file"
    )
    options.add_argument("--work", type=Path, help="folder for the copies")
    options.add_argument("--keep", type=Path, help="the copy of the last size, results included, stays as this file")
    chosen = options.parse_args()
    if chosen.whole:
        return whole(chosen.corpus, chosen.sizes, chosen.work, chosen.keep)
    base = from_corpus(chosen.corpus) if chosen.corpus else invented(1000)
    if not base:
        print(f"{chosen.corpus}: no annotated articles: nothing measured")
        return 0
    rows = [in_a_process(measured, base, size, chosen.corpus) for size in chosen.sizes]
    show_growth(rows)
    print(json.dumps(rows))
    return 0


def in_a_process(function: Callable[..., dict[str, float]], *given: object) -> dict[str, float]:
    """What the function gives, called in a process of its own, printed in a line."""
    # an executor notices when its process is killed for memory; a pool would wait for ever
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
        row = pool.submit(function, *given).result()
    print(
        "  ".join(
            f"{name} {value:,.2f}" if isinstance(value, float) else f"{name} {value:,}" for name, value in row.items()
        ),
        flush=True,
    )
    return row


def show_growth(rows: Sequence[dict[str, float]]) -> None:
    """How time grows from one size to the next."""
    for small, large in itertools.pairwise(rows):
        growth = math.log(large["seconds"] / small["seconds"]) / math.log(large["articles"] / small["articles"])
        print(f"{small['articles']} to {large['articles']} articles: time grows with the power {growth:.2f}")


def measured(base: list[Digest], size: int, corpus: Path | None) -> dict[str, float]:
    """Seconds for `size` articles at once, and for the last hundred of them in time, or a random hundred, when the rest
    was compared before; with what was kept read from bytes and written to bytes again."""
    digests = sorted(repeated(base, size), key=lambda d: d.portrait.place)
    store = Store.open(str(corpus), read_only=True) if corpus else None
    read = reading(store)
    before = peak_mb()
    began = time.process_time()
    ground = pipeline.compare(digests, read)
    seconds = time.process_time() - began
    mb = peak_mb() - before
    expected = [s.articles for s in ground.stories]
    late = set(random.Random(1).sample(range(size), MORE))
    costs, changed = {}, {}
    for name, known in (
        ("new", digests[:-MORE]),
        ("late", [d for n, d in enumerate(digests) if n not in late]),
    ):
        kept = pieces(pipeline.compare(known, read).kept)
        began = time.process_time()
        found = pipeline.compare(digests, read, kept=joined(kept))
        changed[name] = sum(len(p) for n, p in pieces(found.kept).items() if kept.get(n) != p)
        costs[name] = time.process_time() - began
        assert [s.articles for s in found.stories] == expected
    if store is not None:
        store.close()
    sizes = [len(s.articles) for s in ground.stories]
    return {
        "articles": size,
        "seconds": seconds,
        "MB": mb,
        "MB kept": sum(map(len, kept.values())) / 1e6,
        f"MB kept anew for {MORE} new": changed["new"] / 1e6,
        "stories": sum(n > 1 for n in sizes),
        "largest": max(sizes),
        f"seconds for {MORE} new": costs["new"],
        f"seconds for {MORE} late": costs["late"],
    }


def reading(store: Store | None) -> Read:
    """Reads the articles that the repeated ones repeat."""

    def read(ids: Sequence[str] | None) -> Iterable[AnnotatedArticle]:
        if store is None or ids is None:
            return
        for i in ids:
            for member in store.annotated([i.partition("+")[0]], compact=True, vectors=False):
                yield replace(member, article=replace(member.article, id=i))

    return read


def repeated(base: list[Digest], size: int) -> list[Digest]:
    """`size` articles: the base again and again, each time with other rare names and words."""
    terms = [d.portrait.terms for d in base]
    holders = Counter(f for t in terms for counted in (t.names, t.words) for f in counted.features)
    common = {f for f, n in holders.items() if n >= max(2, COMMON * len(base))}
    found = []
    for n in range(size):
        time_round, digest = n // len(base), base[n % len(base)]
        found.append(digest if not time_round else exchanged(digest, time_round, common))
    return found


def exchanged(digest: Digest, by: int, common: set[int]) -> Digest:
    """The article with all but the common features replaced, and all runs of words and names of people."""
    mask = number_of("repetition", str(by))

    def other(feature: int) -> int:
        return feature if feature in common else feature ^ mask

    def counted(given: Counted) -> Counted:
        both = sorted((other(f), n) for f, n in given)
        return Counted(array("q", (f for f, _ in both)), array("H", (n for _, n in both)))

    terms = digest.portrait.terms
    spoken = {other(f): other(s) for (f, _), s in zip(terms.words, terms.spoken, strict=True)}
    beyond = {other(f): b for (f, _), b in zip(terms.names, terms.beyond, strict=True)}
    both = (*terms.names.features, *terms.words.features)
    opening = {other(f): first for f, first in zip(both, terms.opening or b"\1" * len(both), strict=True)}
    as_word = terms.plain or terms.names.features
    plain = {other(f): other(word) for f, word in zip(terms.names.features, as_word, strict=True)}
    names, words = counted(terms.names), counted(terms.words)
    day, moment, article = digest.portrait.place
    again = f"{article}+{by}"
    codes, sentences = np.frombuffer(digest.shingles.codes, np.int64), digest.shingles.sentences
    said = array("I", (code ^ mask & 0xFFFFFFFC for code in sentences.codes))  # a number stays one
    return Digest(
        stamp=f"{digest.stamp}+{by}",
        look=f"{digest.look}+{by}",
        portrait=replace(
            digest.portrait,
            place=(day, moment, again),
            family=f"{digest.portrait.family}+{by}",
            terms=Terms(
                names,
                words,
                array("q", (spoken[f] for f in words.features)),
                array("d", (beyond[f] for f in names.features)),
                terms.labels,
                bytes([*(opening[f] for f in names.features), *(opening[f] for f in words.features)]),
                array("q", (plain[f] for f in names.features)),
            ),
        ),
        cast=cast_with(again, digest.cast.month, [_called_otherwise(p, "x" * by) for p in digest.cast.parts]),
        shingles=Shingles(again, np.where(codes, codes ^ mask, 0).tobytes(), replace(sentences, codes=said)),
    )


def _called_otherwise(part: Part, mark: str) -> Part:
    return part._replace(name=f"{part.name}{mark}", keys=tuple(f"{key}{mark}" for key in part.keys))


def from_corpus(file: Path) -> list[Digest]:
    """The annotated articles of a corpus file."""
    store = Store.open(str(file), read_only=True)
    try:
        return [pipeline.digest_of(a) for a in store.annotated(compact=True, vectors=False)]
    finally:
        store.close()


def invented(articles: int) -> list[Digest]:
    """Articles about one topic within two weeks: common and rare words as in news, and some of one affair of many."""
    rng = random.Random(0)
    found = []
    for n in range(articles):
        affair = int(articles / 3 * rng.random() ** 2)
        own = random.Random(affair)
        words = [number_of("word", f"{affair} {own.randrange(1 << 30)}") for _ in range(40)]
        names = [number_of("name", f"{affair} {own.randrange(1 << 30)}") for _ in range(6)]
        told_words = Counter({number_of("word", str(int(rng.paretovariate(0.4)) % 900_000)) for _ in range(500)})
        told_words.update(rng.sample(words, 12))
        told_names = Counter({number_of("name", str(int(rng.paretovariate(0.4)) % 90_000)) for _ in range(12)})
        told_names.update(rng.sample(names, 2))
        day = (date(2025, 1, 1) + timedelta(rng.randrange(14))).isoformat()
        listed_names, listed_words = listed(told_names), listed(told_words)
        portrait = Portrait(
            place=(day, day, f"{n:06d}"),
            family=f"{n:06d}",
            outlet=f"outlet {rng.randrange(13)}",
            title=f"title {n}",
            published=Published(day, day, "given"),
            told=None,
            terms=Terms(
                listed_names,
                listed_words,
                array("q", listed_words.features),
                array("d", [0.0] * len(listed_names.features)),
                NO_LABELS,
            ),
        )
        id_ = f"{n:06d}"
        found.append(Digest(id_, id_, portrait, cast_with(id_, None, ()), Shingles(id_, b"")))
    return found


def listed(counted: Counter[int]) -> Counted:
    """Counts in order of the features."""
    return Counted(array("q", sorted(counted)), array("H", (counted[f] for f in sorted(counted))))


def whole(corpus: Path | None, sizes: Sequence[int], work: Path | None, keep: Path | None) -> int:
    """Stages 2 and 3 over copies of a corpus file."""
    if corpus is None or not corpus.exists():
        print(f"{corpus}: no such corpus: nothing measured")
        return 0
    rows = []
    with tempfile.TemporaryDirectory(dir=work) as folder:
        for size in sizes:
            copy = keep if keep and size == sizes[-1] else Path(folder) / f"{size}.db"
            free, needed = shutil.disk_usage(copy.absolute().parent).free, 2 * corpus.stat().st_size
            if free < needed:
                print(f"{copy.parent}: {free / 1e9:.1f} GB free, {needed / 1e9:.1f} are needed: {size} is left out")
                continue
            if copy.exists():
                print(f"{copy} is there already: what it holds is not done again, the seconds are those of the rest")
            else:
                part = copy.with_name(f"{copy.name}.part")
                part.unlink(missing_ok=True)
                copied(corpus, part, size)
                part.rename(copy)
            there = articles_in(copy)
            if not there:
                print(f"{copy} has nothing to measure: it is done, or {corpus} has no {MORE} annotated articles")
                continue
            rows.append(in_a_process(analysed, copy, there))
            print(json.dumps(rows[-1]), flush=True)
            more = in_a_process(added, copy)
            print(f"{MORE} more cost {100 * more['seconds'] / rows[-1]['seconds']:.2f} % of that", flush=True)
            if copy == keep:
                with sqlite3.connect(copy) as target:
                    target.execute("DROP TABLE put_aside")
                target.close()
            else:
                copy.unlink()
    show_growth(rows)
    print(json.dumps(rows))
    return 0


def copied(corpus: Path, copy: Path, size: int) -> None:
    """Copy the first `size` annotated articles in the order of time; the next hundred are set aside in it. Of fewer
    articles than that the last hundred are set aside."""
    with sqlite3.connect(f"{corpus.absolute().as_uri()}?mode=ro", uri=True) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    Store.open(str(copy)).close()  # brings it to the present schema
    with sqlite3.connect(copy) as target:
        target.execute("PRAGMA foreign_keys = ON")  # what hangs on stories and passages goes with them
        for table in ("sketches", "told", "remembered", "actor_ids", "settled", "stories", "story_ids", "reuse"):
            target.execute(f"DELETE FROM {table}")
        for table in ("versions", "known"):
            target.execute(f"DELETE FROM {table}")
        target.execute("DELETE FROM bookkeeping WHERE name = 'results'")
        target.execute("UPDATE annotations SET rules = ?", [pipeline.made_by()])
        target.execute(
            "CREATE TEMP TABLE in_time AS SELECT article FROM annotations JOIN articles ON id = article"
            " WHERE packed IS NOT NULL ORDER BY coalesce(json_extract(articles.published, '$.from_'), '9'), id"
        )
        there = int(target.execute("SELECT count(*) FROM in_time").fetchone()[0])
    with target:
        target.execute("PRAGMA foreign_keys = OFF")  # what hangs on the annotations set aside stays
        first = max(0, min(size, there - MORE))
        later = "SELECT article FROM in_time WHERE rowid > ? AND rowid <= ?"
        target.execute(
            f"CREATE TABLE put_aside AS SELECT * FROM annotations WHERE article IN ({later})", [first, first + MORE]
        )
        target.execute(
            "DELETE FROM annotations WHERE article NOT IN (SELECT article FROM in_time WHERE rowid <= ?)", [first]
        )
        target.execute(
            "DELETE FROM meanings WHERE article NOT IN"
            " (SELECT article FROM annotations UNION SELECT article FROM put_aside)"
        )
    target.close()


def articles_in(copy: Path) -> int:
    """How many annotated articles there are in a copy, those set aside left out; 0 if none are set aside any more."""
    with sqlite3.connect(copy) as target:
        if not target.execute("SELECT 1 FROM sqlite_master WHERE name = 'put_aside'").fetchone():
            return 0
        there = "packed IS NOT NULL AND article NOT IN (SELECT article FROM put_aside)"
        found = target.execute(f"SELECT count(*) FROM annotations WHERE {there}").fetchone()
    target.close()
    return int(found[0])


def analysed(copy: Path, size: int) -> dict[str, float]:
    """Seconds and memory of comparing everything."""
    with Store.open(str(copy)) as store, watched() as tell:
        began, clock = time.process_time(), time.monotonic()
        assert compare_all(store, tell)
        seconds = time.process_time() - began
        stories, _, reuse = store.count_results()
        return {
            "articles": size,
            "seconds": seconds,
            "seconds of the clock": time.monotonic() - clock,
            "MB at the peak": peak_mb(),
            "stories": stories,
            "passages": reuse,
            "MB of the file": copy.stat().st_size / 1e6,
        }


def added(copy: Path) -> dict[str, float]:
    """Seconds of comparing after a hundred annotated articles were added."""
    with sqlite3.connect(copy) as target:
        target.execute("INSERT OR IGNORE INTO annotations SELECT * FROM put_aside")
    target.close()
    return analysed(copy, MORE)


@contextmanager
def watched() -> Iterator[Callable[[str, int, int | None], None]]:
    """What to tell how far it is: a line is printed every minute, and at the end where the seconds of the clock went,
    from what was at work every fifth of a second."""
    at, done = "", threading.Event()
    seen: Counter[str] = Counter()
    main, began = threading.get_ident(), time.monotonic()

    def tell(stage: str, so_far: int, of: int | None) -> None:
        nonlocal at
        at = f"{stage} {so_far}/{of}" if of else stage

    def look() -> None:
        printed = began
        while not done.wait(LOOK):
            steps = " > ".join(steps_of(sys._current_frames().get(main)))
            seen[steps] += 1
            if time.monotonic() - printed >= LINE:
                printed = time.monotonic()
                print(
                    f"  {printed - began:6.0f} s  {time.process_time():6.0f} s of the processor  {peak_mb():6.0f} MB"
                    f"  {at}  {steps}",
                    flush=True,
                )

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield tell
    finally:
        done.set()
        watcher.join()
        for steps, times in seen.most_common(MOST):
            print(f"  {times * LOOK:8.1f} s  {steps}", flush=True)


def steps_of(frame: FrameType | None) -> list[str]:
    """The functions of the pipeline that are at work, the outermost first, those above `compare_all` left out."""
    names: list[str] = []
    while frame is not None and frame.f_code.co_name != compare_all.__name__:
        if "quellenlage" in frame.f_code.co_filename and not frame.f_code.co_name.startswith("<"):
            names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names[::-1][:STEPS]


def peak_mb() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
