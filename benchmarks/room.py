"""Speed of the reading room: a real `quellenlage serve` process, and readers who turn its pages at the same time.

    python benchmarks/room.py --corpus FILE [--readers 16] [--seconds 60] [--warm-up 20] [--pause 1.0]
        [--while-importing FILE] [--often KIND=NUMBER]

Works on a copy of the corpus. Every reader opens a page, reads for a while (`--pause`, the mean; 0: never), and opens
the next one: lists with and without filters, large and small stories, claims, articles, people, searches, the interface
for programs; exports are asked for by one further reader and counted apart. What is asked in the first seconds
(`--warm-up`) is not counted: the connections are made, and the importing process loads its model. With
`--while-importing`, the articles of that file are added, annotated and compared meanwhile, as the room does it with
files that are sent to it. `--often "search, meaning=12"` asks for one kind more often than readers do, so that enough
of a rare one are asked to tell the 95th percentile.

Server time is what the server says (header `Server-Timing`): from the moment it takes a request up to the moment when
the compressed answer leaves, waiting for a free thread included; beside it what the reader's side sees. Weight is what
goes over the wire, compressed. Fails (exit code 1) if a page takes longer than 150 ms at the 95th percentile, or a
search 100 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx

PAGE_LIMIT, SEARCH_LIMIT = 150.0, 100.0
"""Milliseconds at the 95th percentile."""

FIRST_PAGE_LIMIT = 300_000
"""Bytes of the first page with style and script."""

MIX = {
    "stories": 20,
    "stories, filtered": 12,
    "stories, words": 8,
    "story, large": 12,
    "story, small": 18,
    "story, a part": 3,
    "claim": 6,
    "article": 12,
    "person": 6,
    "search, articles": 6,
    "search, statements": 3,
    "search, claims": 2,
    "search, people": 2,
    "search, meaning": 2,
    "api": 6,
}
"""How often each kind of page is opened."""

EXPORTS = "export"
SEARCHES = (
    "stories, words",
    "search, articles",
    "search, statements",
    "search, claims",
    "search, people",
    "search, meaning",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: server time, and time as the reader sees it, in milliseconds; bytes on the wire."""

    kind: str
    status: int
    milliseconds: float
    seen: float
    weight: int


@dataclass(slots=True)
class Material:
    """What readers choose from."""

    stories: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    claims: list[tuple[str, str]] = field(default_factory=list)
    parts: list[tuple[str, str]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def main() -> int:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--readers", type=int, default=16)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--warm-up", type=float, default=20, help="seconds before the measuring begins")
    options.add_argument("--pause", type=float, default=1.0, help="mean seconds that a page is read")
    options.add_argument("--while-importing", type=Path, metavar="FILE", help="articles to add meanwhile")
    options.add_argument("--often", action="append", type=weight, default=[], metavar="KIND=NUMBER")
    options.add_argument("--in-place", action="store_true", help="serve the file itself, not a copy")
    chosen = options.parse_args()
    MIX.update(chosen.often)
    if not chosen.corpus.exists():
        print(f"{chosen.corpus}: not here, give a corpus file: nothing measured")
        return 0
    with tempfile.TemporaryDirectory(prefix="room-") as folder:
        corpus = chosen.corpus if chosen.in_place else copied(chosen.corpus, Path(folder))
        material = material_of(corpus)
        with served(corpus) as (address, server), importing(corpus, chosen.while_importing) as imports:
            if chosen.warm_up:
                asyncio.run(read(address, material, chosen.readers, chosen.warm_up, chosen.pause, draw=1000))
            others = cpu_taken() - cpu_seconds(server.pid)
            began, busy = time.perf_counter(), cpu_seconds(server.pid)
            answers = asyncio.run(read(address, material, chosen.readers, chosen.seconds, chosen.pause))
            took, busy = time.perf_counter() - began, cpu_seconds(server.pid) - busy
            others = cpu_taken() - cpu_seconds(server.pid) - others
            first = first_page(address)
            memory = megabytes(server.pid)
            done = imports()
    print(f"server's share of a core: {busy / took:.2f}; {1000 * busy / max(len(answers), 1):.1f} ms of it an answer")
    print(
        f"everything else on this machine, readers and import included: {others / took:.2f} cores of {os.cpu_count()}; "
        f"load at the end {os.getloadavg()[0]:.1f} (more than cores: times are not its own)"
    )
    return told(answers, first, memory, took, done, chosen)


def weight(given: str) -> tuple[str, int]:
    """A kind of page and how often it is opened, as `MIX` has them."""
    kind, _sign, number = given.rpartition("=")
    if kind not in MIX:
        raise argparse.ArgumentTypeError(f"'{kind}' is no kind of page; there are: {'; '.join(MIX)}")
    return kind, int(number)


def copied(corpus: Path, folder: Path) -> Path:
    """A copy of the corpus, with what is in its log."""
    copy = folder / "corpus.db"
    with sqlite3.connect(f"file:{corpus}?mode=ro", uri=True) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return copy


def material_of(corpus: Path) -> Material:
    """What readers choose from, the same for every run over the same corpus."""
    # opened once by the program first, so that an older file is brought up to date
    code = "import sys; from quellenlage.corpus import Corpus; Corpus.open(sys.argv[1]).close()"
    subprocess.run([sys.executable, "-c", code, str(corpus)], check=True)
    drawn = random.Random(7)
    with sqlite3.connect(corpus) as file:
        stories = file.execute(
            "SELECT story, articles, last FROM cards ORDER BY last DESC, articles DESC, story"
        ).fetchall()
        articles = [row[0] for row in file.execute("SELECT article FROM annotations WHERE packed IS NOT NULL")]
        actors = [row[0] for row in file.execute("SELECT id FROM known ORDER BY mentions DESC LIMIT 3000")]
        outlets = [
            row[0] for row in file.execute("SELECT outlet FROM card_outlets GROUP BY outlet ORDER BY count(*) DESC")
        ]
        headings = [row[0] or "" for row in file.execute("SELECT title FROM articles LIMIT 5000")]
        titles = " ".join(headings)
        compared = file.execute("SELECT 1 FROM meanings LIMIT 1").fetchone()
        claims = file.execute("SELECT DISTINCT story, claim FROM said WHERE sure AND weight > 1 LIMIT 20000").fetchall()
        cut = "SELECT story, part FROM story_parts WHERE page = 2 AND part NOT LIKE 'claim:%' ORDER BY story, part"
        parts = [(story, CALLED.get(part, part)) for story, part in file.execute(cut)]
    words = sorted(set(re.findall(r"\b[A-ZÄÖÜ][a-zäöüß]{4,}\b", titles)))
    by_size = sorted(stories, key=lambda row: -row[1])
    return Material(
        stories=[row[0] for row in stories],
        large=[row[0] for row in by_size[:200] if row[1] > 1],
        articles=drawn.sample(articles, min(5000, len(articles))),
        actors=actors,
        outlets=outlets[:20],
        days=sorted({row[2] for row in stories if row[2]}),
        words=words,
        parts=parts,
        sentences=[title for title in headings if title.count(" ") > 2] if compared else [],
        claims=drawn.sample(claims, min(2000, len(claims))),
    )


def request_for(kind: str, material: Material, drawn: random.Random) -> str:
    """The address of a page of that kind. Readers come to the latest and to the largest more often than to the rest."""

    def early(rows: Sequence[str]) -> str:
        return rows[min(int(drawn.expovariate(4) * len(rows)), len(rows) - 1)]

    def word() -> str:
        return drawn.choice(material.words)

    make: dict[str, Callable[[], str]] = {
        "stories": lambda: "/" if drawn.random() < 0.6 else f"/?page={drawn.randint(2, 40)}",
        "stories, filtered": lambda: filtered(material, drawn),
        "stories, words": lambda: f"/?part=list&q={word()}",
        "story, large": lambda: f"/stories/{early(material.large)}",
        "story, small": lambda: f"/stories/{early(material.stories)}",
        "story, a part": lambda: "/stories/{}/parts/{}?page=2".format(*drawn.choice(material.parts)),
        "claim": lambda: "/stories/{}/claims/{}".format(*drawn.choice(material.claims)),
        "article": lambda: f"/articles/{drawn.choice(material.articles)}",
        "person": lambda: f"/actors/{early(material.actors)}",
        "search, articles": lambda: f"/search?q={word()}" + (f"+{word()}" if drawn.random() < 0.3 else ""),
        "search, statements": lambda: f"/search?kind=statements&q={word()}",
        "search, claims": lambda: f"/search?kind=claims&q={word()}",
        "search, people": lambda: f"/search?kind=people&q={word()[:5]}",
        "search, meaning": lambda: (
            f"/search?by=meaning&kind={drawn.choice(['articles', 'claims'])}&"
            + urlencode({"q": drawn.choice(material.sentences)})
        ),
        "api": lambda: drawn.choice(
            [
                "/api/v1/stories?limit=50",
                f"/api/v1/articles/{drawn.choice(material.articles)}",
                f"/api/v1/search?q={word()}",
            ]
        ),
        EXPORTS: lambda: f"/stories/{early(material.stories)}/report{drawn.choice(['.html', '.md', '.json'])}",
    }
    return make[kind]()


CALLED = {"timeline": "chronicle", "quote_drift": "drift"}
"""Parts of a story that the corpus calls otherwise than pages do."""


def lacks(kind: str, material: Material) -> bool:
    """True if the corpus has nothing of that kind."""
    needed = {
        "story, a part": material.parts,
        "claim": material.claims,
        "story, large": material.large,
        "search, meaning": material.sentences,
    }
    return not needed.get(kind, [kind])


def filtered(material: Material, drawn: random.Random) -> str:
    """A list with one or two filters."""
    first = drawn.choice(material.days)
    wishes = [
        f"outlet={drawn.choice(material.outlets)}",
        f"from={first}",
        f"to={first}",
        f"actor={drawn.choice(material.actors)}",
    ]
    return "/?" + "&".join(drawn.sample(wishes, drawn.choice([1, 1, 2])))


async def read(
    address: str, material: Material, readers: int, seconds: float, pause: float, draw: int = 0
) -> list[Answer]:
    """Readers who turn pages for so many seconds, and one who takes exports along; `draw` has them open others."""
    answers: list[Answer] = []
    until = time.perf_counter() + seconds
    # the server closes what was idle for five seconds, perhaps at the very moment of the next request
    limits = httpx.Limits(max_connections=readers + 1, max_keepalive_connections=readers + 1, keepalive_expiry=3)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=120, follow_redirects=True) as client:

        async def reader(number: int, kinds: dict[str, int]) -> None:
            drawn = random.Random(draw + number)
            names, weights = list(kinds), [0 if lacks(kind, material) else n for kind, n in kinds.items()]
            await asyncio.sleep(drawn.random() * pause)
            while time.perf_counter() < until:
                kind = drawn.choices(names, weights)[0]
                answers.append(await asked(client, kind, request_for(kind, material, drawn)))
                if pause:
                    await asyncio.sleep(min(drawn.expovariate(1 / pause), 5 * pause))

        await asyncio.gather(*(reader(n, MIX) for n in range(readers)), reader(readers, {EXPORTS: 1}))
    return answers


async def asked(client: httpx.AsyncClient, kind: str, path: str) -> Answer:
    """One request."""
    began = time.perf_counter()
    try:
        response = await client.get(path, headers={"accept-encoding": "gzip"})
    except (httpx.ReadError, httpx.RemoteProtocolError):
        # the server closed the idle connection at that moment: asked again on a new one, as browsers do
        response = await client.get(path, headers={"accept-encoding": "gzip"})
    seen = (time.perf_counter() - began) * 1000
    timing = re.search(r"total;dur=([\d.]+)", response.headers.get("server-timing", ""))
    if timing is None:
        raise SystemExit(f"{path}: the server does not tell its time (status {response.status_code})")
    if response.status_code != 200:
        print(f"{response.status_code} {path}", file=sys.stderr)
    return Answer(kind, response.status_code, float(timing[1]), seen, response.num_bytes_downloaded)


@contextmanager
def served(corpus: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The room over the corpus, in a process of its own."""
    server = subprocess.Popen(
        [sys.executable, "-m", "quellenlage", "serve", "--corpus", str(corpus), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        assert server.stdout is not None
        address = next((found[0] for line in server.stdout if (found := re.search(r"http://[\w.:\[\]]+", line))), None)
        if address is None:
            raise SystemExit("the server did not start")
        httpx.get(f"{address}/", timeout=300)
        until_idle(server.pid)
        yield address, server
    finally:
        server.terminate()
        server.wait(30)


def until_idle(process: int, patience: float = 120) -> None:
    """Wait until the process has loaded what it loads at the start: until it takes less than a tenth of a core."""
    until = time.perf_counter() + patience
    before = cpu_seconds(process)
    while time.perf_counter() < until:
        time.sleep(2)
        now = cpu_seconds(process)
        if now - before < 0.2:
            return
        before = now


def cpu_seconds(process: int) -> float:
    """What the process has taken of the cores so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_taken() -> float:
    """What all processes have taken of the cores so far, those of other machines on the same cores included."""
    fields = [int(value) for value in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    idle = fields[3] + fields[4]
    return (sum(fields[:8]) - idle) / os.sysconf("SC_CLK_TCK")


@contextmanager
def importing(corpus: Path, file: Path | None) -> Iterator[Callable[[], int]]:
    """What the room's own job does, in a process of its own: the articles of `file` are added and the corpus is
    analysed. Gives what counts the job's messages."""
    if file is None:
        yield lambda: 0
        return
    code = (
        "import multiprocessing, sys, threading\nfrom pathlib import Path\n"
        "from quellenlage.corpus import ReadOptions\nfrom quellenlage.web.jobs import work\n"
        "mapped = {'outlet': 'source', 'title': 'header', 'text': 'article', 'date': 'day'}\n"
        "parquet = any(Path(sys.argv[2]).glob('*.parquet'))\n"
        "options = ReadOptions(mapping=mapped) if parquet else ReadOptions()\n"
        "here, there = multiprocessing.Pipe(duplex=False)\n"
        "def hear():\n"
        "    while True:\n"
        "        kind, said = here.recv()\n"
        "        print(kind, len(said.added) if kind == 'added' else said, flush=True)\n"
        "threading.Thread(target=hear, daemon=True).start()\n"
        "work(there, Path(sys.argv[1]).absolute(), Path(sys.argv[2]), options)\n"
    )
    log = tempfile.NamedTemporaryFile("w+", suffix=".log")  # noqa: SIM115 - lives as long as the process
    folder = tempfile.mkdtemp(prefix="room-import-")
    shutil.copy(file, folder)
    process = subprocess.Popen([sys.executable, "-c", code, str(corpus), folder], stdout=log, stderr=log)
    try:
        yield lambda: sum(1 for line in Path(log.name).read_text().splitlines() if line)
    finally:
        still = process.poll() is None
        process.terminate()
        process.wait(30)
        last = Path(log.name).read_text().splitlines()[-1:]
        print(f"import: {'still running at the end' if still else 'done before the end'}; last word: {' '.join(last)}")
        log.close()
        shutil.rmtree(folder)


def first_page(address: str) -> dict[str, int]:
    """What a new reader loads first: the list of stories, and every style, script and picture it names; bytes."""
    with httpx.Client(base_url=address, headers={"accept-encoding": "gzip"}) as client:
        weights = {}
        with client.stream("GET", "/") as page:
            text = page.read().decode()
            weights["/"] = page.num_bytes_downloaded
        loaded = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
        while loaded:
            path = loaded.pop()
            with client.stream("GET", path) as asset:
                content = asset.read()
                weights[path.rpartition("/")[2]] = asset.num_bytes_downloaded
            if path.endswith(".js"):
                near = re.findall(rb'from "\./([\w.]+)"', content)
                loaded |= {f"{path.rpartition('/')[0]}/{name.decode()}" for name in near} - {
                    f"{path.rpartition('/')[0]}/{name}" for name in weights
                }
    return weights


def megabytes(process: int) -> tuple[float, float]:
    """Memory that the process holds of its own now, and the most it ever held with what it maps of the corpus file,
    which the system takes back when it needs it."""
    rows = (line.partition(":") for line in Path(f"/proc/{process}/status").read_text().splitlines())
    found = {name: int(value.split()[0]) / 1000 for name, _colon, value in rows if name in ("RssAnon", "VmHWM")}
    return found["RssAnon"], found["VmHWM"]


def told(
    answers: Sequence[Answer],
    first: dict[str, int],
    memory: tuple[float, float],
    took: float,
    imported: int,
    chosen: argparse.Namespace,
) -> int:
    """Print what was measured; 1 if it is not good enough."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        kinds[answer.kind].append(answer)
    pages = [a for a in answers if a.kind != EXPORTS and a.kind not in SEARCHES]
    searches = [a for a in answers if a.kind in SEARCHES]
    print(f"{chosen.readers} readers, {took:.0f} s, {len(answers) / took:.1f} answers/s; cores: {os.cpu_count()}")
    print(
        f"{'server time in ms':22} {'n':>6} {'median':>8} {'p95':>8} {'p99':>8} {'max':>8}  kB on the wire: median, max"
    )
    rows = [*((kind, kinds[kind]) for kind in (*MIX, EXPORTS)), ("all pages", pages), ("all searches", searches)]
    for kind, found in rows:
        if found:
            times, weights = sorted(a.milliseconds for a in found), sorted(a.weight for a in found)
            print(
                f"{kind:22} {len(found):6} {at(times, 0.5):8.1f} {at(times, 0.95):8.1f} {at(times, 0.99):8.1f} "
                f"{times[-1]:8.1f}  {at(weights, 0.5) / 1000:8.1f} {weights[-1] / 1000:8.1f}"
            )
    seen = sorted(a.seen for a in answers if a.kind != EXPORTS)
    print(f"as readers see it: median {at(seen, 0.5):.1f}, p95 {at(seen, 0.95):.1f}, p99 {at(seen, 0.99):.1f} ms")
    failed = [a for a in answers if a.status != 200]
    total = sum(first.values())
    print(f"first page: {total / 1000:.1f} kB ({', '.join(f'{n} {w / 1000:.1f}' for n, w in sorted(first.items()))})")
    print(f"server's memory: {memory[0]:.0f} MB of its own, at most {memory[1]:.0f} MB with the file as it is mapped")
    print(f"refused answers: {len(failed)}; words of the import: {imported}")
    slow = [
        kind
        for kind in MIX
        if kinds[kind]
        and at(sorted(a.milliseconds for a in kinds[kind]), 0.95) > (SEARCH_LIMIT if kind in SEARCHES else PAGE_LIMIT)
    ]
    heavy = "too heavy" if total > FIRST_PAGE_LIMIT else "light enough"
    print(f"too slow: {', '.join(slow) or 'nothing'}; first page {heavy}")
    return 1 if slow or failed or total > FIRST_PAGE_LIMIT else 0


def at(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


if __name__ == "__main__":
    raise SystemExit(main())
