"""Paths in, articles and refusals out."""

import io
import json
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quellenlage.domain.article import Article, Refused
from quellenlage.domain.identity import article_id
from quellenlage.errors import UsageError
from quellenlage.read.reader import ReadOptions, read_articles
from quellenlage.read.sources import KINDS

TEXT = "Der Kreistag hat am Montag den Haushalt beschlossen. Die Opposition kündigte Widerspruch gegen die Zahlen an."
OTHER = "Die Feuerwehr rückte am Abend zu drei Bränden aus. Verletzt wurde nach Angaben der Leitstelle niemand."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*paths: str, stdin: bytes | None = None, **options: object) -> list[Article | Refused]:
    return list(read_articles(paths, ReadOptions(**options), stdin))  # type: ignore[arg-type]


def one(*paths: str, stdin: bytes | None = None, **options: object) -> Article:
    (found,) = read(*paths, stdin=stdin, **options)
    assert isinstance(found, Article), found
    return found


def refused(*paths: str, stdin: bytes | None = None, **options: object) -> list[str]:
    return [f.reason for f in read(*paths, stdin=stdin, **options) if isinstance(f, Refused)]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT + "\r\n\r\n" + OTHER + "\r",
        "\n\n  " + TEXT + "\u00a0\n",
        "e\u0301 " + TEXT,
        TEXT + "\t\x0b\x0c\x7f\u200b",
    ],
)
def test_a_plain_text_is_its_content(here: Path, text: str) -> None:
    (here / "a.txt").write_bytes(text.encode())
    assert one("a.txt").text == text


def test_an_article_with_front_matter(here: Path) -> None:
    (here / "a.txt").write_text(
        f"---\nurl: https://www.musterblatt.example/a\ndate: 14.10.2025, 13:45 Uhr\n---\n{TEXT}", encoding="utf-8"
    )
    found = one("a.txt")
    assert (found.text, found.outlet, found.input, found.language) == (TEXT, "musterblatt.example", "a.txt", "de")
    assert found.published is not None
    assert (found.published.from_, found.published.reason) == ("2025-10-14T13:45:00+02:00", "front matter")
    assert found.id == article_id("musterblatt.example", TEXT)


def test_who_knows_better(here: Path) -> None:
    """Options, then the table, then front matter, then the sidecar."""
    (here / "a.txt").write_text(f"---\ntitle: Kopf\nurl: https://kopf.example/\n---\n{TEXT}", encoding="utf-8")
    (here / "a.meta.json").write_text(
        json.dumps({"title": "Beiblatt", "outlet": "Beiblatt", "authors": ["A B"], "url": "x"}), encoding="utf-8"
    )
    (here / "m.csv").write_text("file;outlet;date;title\na.txt;Tafel;2025-10-14;Tafel\nb.txt;B;;\n", encoding="utf-8")
    found = one("a.txt", meta="m.csv", title="Wunsch")
    assert (found.title, found.outlet, found.url, found.authors) == (
        "Wunsch",
        "Tafel",
        "https://kopf.example/",
        ("A B",),
    )
    assert found.published is not None
    assert (found.published.from_, found.published.reason) == ("2025-10-14", "table of metadata")


def test_a_sidecar_that_cannot_be_read_is_said(here: Path) -> None:
    (here / "a.txt").write_text(TEXT, encoding="utf-8")
    (here / "a.meta.json").write_text("{", encoding="utf-8")
    complaint, article = read("a.txt")
    assert complaint == Refused("a.meta.json", "broken JSON: metadata not used")
    assert isinstance(article, Article)


def test_a_date_that_is_not_understood_costs_only_the_date(here: Path) -> None:
    (here / "a.txt").write_text(TEXT, encoding="utf-8")
    article, complaint = read("a.txt", date="neulich")
    assert isinstance(article, Article)
    assert article.published is None
    assert complaint == Refused("a.txt", "date not understood, article kept without it: neulich")


def test_standard_input_of_every_kind() -> None:
    assert one("-", stdin=TEXT.encode(), outlet="Blatt", url="https://x.example/").outlet == "Blatt"
    assert (
        one(
            "-", stdin=f"<html><body><article><p>{TEXT}</p><p>{OTHER}</p></article></body></html>".encode()
        ).content_hash
        is not None
    )
    assert [a.input for a in read("-", stdin=(json.dumps({"text": TEXT}) + "\n").encode() * 2)] == ["-:1", "-:2"]
    assert one("-", stdin=f"id,text\n7,{json.dumps(TEXT)}\n".encode()).given_id == "7"
    assert refused("-", stdin=b"") == ["empty"]
    assert refused("-") == ["empty"]


def test_one_result_a_row_in_order_and_never_merged(here: Path) -> None:
    rows = [{"text": TEXT}, {"text": TEXT}, {"text": ""}, {"text": "Ein Satz genügt."}, {"text": "Startseite"}]
    (here / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    found = read("a.jsonl", min_prose=0)
    assert [f.input for f in found] == [f"a.jsonl:{n}" for n in range(1, 6)]
    assert [isinstance(f, Article) for f in found] == [True, True, False, True, True]


def test_a_given_id_is_the_id(here: Path) -> None:
    (here / "a.jsonl").write_text(json.dumps({"id": "k-1", "text": TEXT}), encoding="utf-8")
    found = one("a.jsonl")
    assert (found.id, found.given_id) == ("k-1", "k-1")


def test_a_file_parted_by_a_pattern(here: Path) -> None:
    content = f"---\noutlet: Blatt\n---\n{TEXT}\n=====\ntitle ohne Block\n\n{OTHER}\n=====\n\n"
    (here / "a.txt").write_text(content, encoding="utf-8")
    found = read("a.txt", split="^=====$")
    assert [(a.input, a.outlet) for a in found if isinstance(a, Article)] == [
        ("a.txt:1", "Blatt"),
        ("a.txt:2", "Blatt"),
    ]
    assert found[0].text == TEXT  # type: ignore[union-attr]


def test_a_folder_of_everything(here: Path) -> None:
    (here / "f").mkdir()
    document = Document()
    document.add_paragraph(TEXT)
    out = io.BytesIO()
    document.save(out)
    (here / "f/1.docx").write_bytes(out.getvalue())
    (here / "f/2.txt").write_text(TEXT, encoding="utf-8")
    (here / "f/3.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    (here / "f/4.csv").write_text(f'text\n"{TEXT}"\n', encoding="utf-8")
    (here / "f/5.json").write_text(json.dumps([{"text": TEXT}]), encoding="utf-8")
    (here / "f/6.pdf").write_bytes(b"%PDF-1.4")
    found = read("f")
    assert [f.input for f in found] == ["f/1.docx", "f/2.txt", "f/3.html", "f/4.csv:1", "f/5.json:1", "f/6.pdf"]
    assert len({a.id for a in found if isinstance(a, Article)}) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"---\nurl: https://x.example/\n---\n", "empty"),
        (b"%PDF-1.7 ...", "binary file: PDF, which is not read yet: save it as text or HTML"),
        (b"\x00\x01\x02\x03" * 100, "binary file: not text"),
        (("The council met on Monday to discuss the budget. " * 4).encode(), "not German: looks like English (1.00)"),
        ("Startseite\n\nKommentareDrucken\n\n© dpa\n".encode(), "no prose: nothing is left without the page matter"),
        (b"... --- ...", "no prose: nothing is left without the page matter"),
        ((TEXT + "\n").encode() * 50_000, "too much text: over 5 MB in one article"),
    ],
)
def test_refusals(here: Path, content: bytes, reason: str) -> None:
    (here / "a.txt").write_bytes(content)
    (here / "b.txt").write_text(OTHER, encoding="utf-8")
    found = read("a.txt", "b.txt")
    assert found[0] == Refused("a.txt", reason)
    assert isinstance(found[1], Article)


def test_a_folder_in_the_place_of_a_file_and_other_surprises(here: Path) -> None:
    (here / "a.txt").mkdir()
    assert refused("a.txt", "fehlt/*.txt") == ["nothing in it", "nothing matches"]


def test_the_language_can_be_said(here: Path) -> None:
    (here / "a.txt").write_text("The council met on Monday to discuss the budget. " * 4, encoding="utf-8")
    assert one("a.txt", language="de").language == "de"


@pytest.mark.parametrize("options", [{"split": "("}, {"meta": "fehlt.csv"}])
def test_options_that_cannot_be_used(options: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        read_articles(["x"], ReadOptions(**options))  # type: ignore[arg-type]


def test_a_table_of_metadata_needs_its_file_column(here: Path) -> None:
    (here / "m.csv").write_text("name,outlet\na,b\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no column 'file'"):
        read_articles(["x"], ReadOptions(meta="m.csv"))


# --- whatever comes -------------------------------------------------------------------------------------------------

HEADS = st.sampled_from(
    [
        *(b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"---\nurl: x\n---\n", b"<html>", b"<!doctype html><div>"),
        *(b'{"text": "', b'[{"text":', b"id,text\n", b"PK\x03\x04", b"PAR1", b"%PDF", "Größe".encode()[:3]),
        *(TEXT.encode(), TEXT.encode("utf-16")),
    ]
)
ENDINGS = st.sampled_from([*sorted(KINDS), ".xyz", ""])


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    HEADS,
    st.one_of(st.binary(max_size=600), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))),
    ENDINGS,
)
def test_any_bytes_in_any_file(tmp_path: Path, head: bytes, body: bytes, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(head + body)
    found = read(str(path), "-", stdin=head + body)
    assert found
    assert all(isinstance(f, Article | Refused) for f in found)
    for article in found:
        if isinstance(article, Article):
            article.text.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=())), st.text(max_size=20))
def test_any_row(text: str, date: str) -> None:
    found = read("-", stdin=json.dumps({"text": text, "date": date, "url": date, "id": date}).encode(), language="de")
    assert 1 <= len(found) <= 2
    assert all(isinstance(f, Article | Refused) for f in found)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tief.html", b"<html><body>" + b"<div><p>" * 200_000 + b"Text"),
        ("tabelle.html", b"<table><tr><td>" * 50 + TEXT.encode()),
        ("zeile.txt", b"Wort " * 2_000_000),
        ("zeile.jsonl", b'{"text": "' + b"Wort " * 2_000_000 + b'"}\n{"text": "' + TEXT.encode() + b'"}\n'),
        ("zeile.csv", b"id,text\n1," + b"Wort " * 2_000_000 + b"\n2," + TEXT.encode() + b"\n"),
        ("steuerzeichen.txt", TEXT.encode() + b"\x01\x02\x1b[31m" + TEXT.encode() * 10),
        ("abgeschnitten.txt", (TEXT * 5 + "Größe").encode()[:-1] + b"\xc3"),
        ("leerzeilen.txt", b"\n" * 1_000_000 + TEXT.encode()),
        ("kurze_zeilen.txt", b"Der Rat tagt.\n" * 20_000),
    ],
)
def test_large_and_odd_files(here: Path, name: str, content: bytes) -> None:
    (here / name).write_bytes(content)
    found = read(name)
    assert found
    assert all(isinstance(f, Article | Refused) for f in found)
    if name in ("zeile.jsonl", "zeile.csv"):
        assert [isinstance(f, Article) for f in found] == [False, True]


def test_cut_off_anywhere(here: Path) -> None:
    """A UTF-8 text cut inside a character is still an article."""
    data = (TEXT + " Größe, Maß, Öl – „Übermut“ 😀").encode()
    for end in range(len(TEXT.encode()), len(data)):
        (here / "a.txt").write_bytes(data[:end])
        assert isinstance(one("a.txt"), Article)
