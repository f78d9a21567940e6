"""Fuzzed inputs never crash a command: whatever comes in, the run ends with a known exit code and no traceback."""

import json
import string
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from quellenlage.cli import app

CODES = {0, 1, 3}
GERMAN = "Der Rat hat am Montag getagt, sagte Bürgermeisterin Anna Berg. „Es eilt“, so Berg. Rund 300 Menschen kamen. "
FUZZ = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

marks = st.text(
    st.sampled_from(list("„“”\"'»«›‹‚‘()[]…–-:;,.!?\n\r\t §%€0123456789") + list(string.ascii_letters)), max_size=400
)
anything = st.text(st.characters(exclude_categories=[]), max_size=400)  # with surrogates, controls, private use


def annotated(data: bytes, *options: str) -> Result:
    result = CliRunner().invoke(app, ["annotate", "-", "--json", *options], input=data)
    assert result.exit_code in CODES, result.output
    assert "Traceback" not in result.output
    return result


def reported(path: Path, *options: str) -> Result:
    targets = [o for ending in ("json", "html", "md") for o in ("-o", str(path.with_suffix(f".out.{ending}")))]
    result = CliRunner().invoke(app, ["report", str(path), *targets, *options])
    assert result.exit_code in CODES, result.output
    assert "Traceback" not in result.output
    return result


@FUZZ
@given(st.binary(max_size=600))
def test_random_bytes(data: bytes) -> None:
    annotated(data)


@FUZZ
@given(anything)
def test_random_unicode_is_annotated_or_refused(text: str) -> None:
    result = annotated((GERMAN + text).encode("utf-8", "surrogatepass"), "--language", "de")
    for line in result.stdout.split("\n")[:-1]:
        row = json.loads(line)
        for token in row["tokens"]:
            assert row["text"][token["start"] : token["end"]] == token["text"]


@FUZZ
@given(marks)
def test_heaps_of_quotation_marks_and_numbers(text: str) -> None:
    annotated((GERMAN + text + GERMAN).encode(), "--language", "de")


@FUZZ
@given(st.integers(1, len(GERMAN.encode()) - 1))
def test_truncated_utf8(cut: int) -> None:
    annotated(GERMAN.encode()[:cut])


@FUZZ
@given(title=anything, outlet=anything, url=anything, date=anything, text=anything)
def test_random_metadata_reaches_every_output(tmp_path: Path, **row: str) -> None:
    file = tmp_path / "a.jsonl"
    row["text"] = GERMAN + row["text"]
    file.write_text(json.dumps(row) + "\n" + json.dumps({"text": GERMAN}) + "\n{broken\n", "utf-8")
    assert reported(file, "--language", "de").exit_code == 1


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 50_000 + GERMAN.encode() + b"</div>" * 50_000,
        b"<html><body>" + b"<p>" * 5_000 + GERMAN.encode() * 20,
        b"<table><tr><td>" * 3_000 + GERMAN.encode() * 5,
        b"<!doctype html><html><script type='application/ld+json'>"
        + b"[" * 20_000
        + b"</script><p>"
        + GERMAN.encode() * 9,
        b"<html><!-- <p>" + GERMAN.encode() * 10,
    ],
    ids=["deep div", "unclosed p", "deep tables", "deep JSON-LD", "open comment"],
)
def test_broken_pages(tmp_path: Path, page: bytes) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(page)
    reported(file)


@pytest.mark.parametrize(
    "text",
    [
        "ä" * 300_000,
        "„" * 20_000,
        "1." * 30_000,
        "\n" * 200_000 + GERMAN,
        "(" * 10_000 + GERMAN + ")" * 10_000,
        "am " * 20_000,
        "Berg-" * 10_000,
        "„Ja“, sagte " * 2_000,
        "1.000.000.000 " * 5_000,
        GERMAN * 1_000,
    ],
    ids=["word", "quotes", "ordinals", "line breaks", "brackets", "prepositions", "hyphens", "cues", "numbers", "long"],
)
def test_hostile_texts_end_in_time(text: str) -> None:
    """Each takes a few seconds of computing, however busy the machine; the bound catches what grows with the square."""
    began = time.process_time()
    annotated(text.encode(), "--language", "de")
    assert time.process_time() - began < 30


def test_a_line_of_ten_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": GERMAN * 90_000}) + "\n" + json.dumps({"text": GERMAN}) + "\n", "utf-8")
    assert file.stat().st_size > 10_000_000
    result = reported(file)
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
