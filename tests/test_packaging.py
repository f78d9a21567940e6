"""The wheel works in an empty environment, its licences are those the project allows, it stays small."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODEL = "src/quellenlage/german/model"
MODEL_FILES = {"model.onnx", "tokenizer.json", "labels.json", "README.md", "LICENSE"}
CARD = ROOT / MODEL / "README.md"

# What a distribution may be licensed under: permissive, MPL, or unmodified LGPL in an extra
ALLOWED = re.compile(
    r"\b(apache|mit|bsd|isc|psf|python software foundation|mpl|mozilla public|unlicense|zlib|0bsd|cc0|public domain|"
    r"hpnd|mit-cmu|cc-by|blueoak|zpl)",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r"(?<!l)(?<!lesser )\b(a?gpl|gnu (affero )?general public)", re.IGNORECASE)

IMPORT_NAMES = {
    "python-dateutil": "dateutil",
    "charset-normalizer": "charset_normalizer",
    "jinja2": "jinja2",
    "lxml-html-clean": "lxml_html_clean",
    "python-docx": "docx",
    "text2num": "text_to_num",
}


def runtime_dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [re.split(r"[<>=!~\[ ]", d, maxsplit=1)[0] for d in project["dependencies"]]


def closure(names: list[str]) -> set[str]:
    """Everything that `names` pull in, as installed here."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        if name in found:
            continue
        try:
            requires = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # a requirement for another platform
        found.add(name)
        todo += [re.split(r"[<>=!~;\[( ]", r, maxsplit=1)[0] for r in requires if "extra ==" not in r]
    return found


def licence_of(name: str) -> str:
    data = metadata.metadata(name)
    classifiers = [c for c in data.get_all("Classifier") or [] if c.startswith("License")]
    return " | ".join([data.get("License-Expression") or "", (data.get("License") or "")[:200], *classifiers])


@pytest.mark.parametrize("name", sorted(closure([*runtime_dependencies(), "typst", "pyarrow"])))
def test_licences_are_allowed(name: str) -> None:
    licence = licence_of(name)
    # "A OR B": the choice is ours, so one that is allowed is enough
    choices = re.split(r"\sOR\s", licence)
    assert any(ALLOWED.search(c) and not FORBIDDEN.search(c) for c in choices), f"{name}: {licence!r}"


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("Proprietary", False),
    ],
)
def test_the_licence_check_itself(licence: str, allowed: bool) -> None:
    choices = re.split(r"\sOR\s", licence)
    assert any(ALLOWED.search(c) and not FORBIDDEN.search(c) for c in choices) is allowed


def test_the_licence_is_that_of_code_and_weights() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "Apache-2.0 AND CC-BY-SA-4.0"
    for name in project["license-files"]:
        assert (ROOT / name).stat().st_size > 500, name
    assert (ROOT / MODEL / "LICENSE").read_text("utf-8").startswith("Attribution-ShareAlike 4.0 International")


@pytest.mark.parametrize(
    ("work", "licence"),
    [
        ("multilingual-e5-small", "MIT"),
        ("GermEval 2014", "CC BY"),
        ("German GSD", "CC BY-SA 4.0"),
        ("German PUD", "CC BY-SA 3.0"),
        ("SpkAtt-2023", "CC BY-SA 4.0"),
        ("Wikinews", "CC BY 2.5"),
    ],
)
def test_what_the_model_was_made_from_is_named_with_its_licence(work: str, licence: str) -> None:
    notice = re.split(r"\n(?=- |\n)", (ROOT / "NOTICE").read_text("utf-8"))
    assert any(work in entry and licence in entry for entry in notice if entry.startswith("- "))
    lines = CARD.read_text("utf-8").splitlines()
    assert any(work in line and licence in line for line in lines)


@pytest.mark.parametrize(
    "heading",
    ["Intended use", "Limits", "Data and licences", "Architecture", "Scores", "Speed", "How it was made", "Licence"],
)
def test_the_model_card_says_what_it_must(heading: str) -> None:
    assert re.search(rf"^## {heading}\n\n(?!##)\S", CARD.read_text("utf-8"), re.MULTILINE)


def test_the_model_card_is_that_of_the_file_beside_it() -> None:
    card = CARD.read_text("utf-8")
    for name, known in json.loads((ROOT / MODEL / "labels.json").read_text("utf-8"))["sha256"].items():
        assert hashlib.sha256((ROOT / MODEL / name).read_bytes()).hexdigest() == known, name
        assert known in card or name != "model.onnx", "scores of another model: run training/card.py"
    made = re.search(r"^Date: (\S+)\. Command: `(.+?)`", card, re.MULTILINE)
    assert made is not None and re.fullmatch(r"20\d\d-\d\d-\d\d", made[1])
    assert re.search(r"^\| .+ \| 0\.\d{4} \|$", card, re.MULTILINE), "no score"


def test_what_only_training_needs_is_no_part_of_other_extras() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert any(line.startswith("torch") for line in extras["train"])
    for name, lines in extras.items():
        if name != "train":
            assert not any(line.startswith(("torch", "transformers", "onnx>")) or "train" in line for line in lines), (
                name
            )


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive, and the wheel built from it."""
    folder = tmp_path_factory.mktemp("wheel")
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--target", str(folder / "backend"), *needed], check=True)
    build = f"from hatchling.build import build_sdist; build_sdist({str(folder)!r})"
    environment = os.environ | {"PYTHONPATH": str(folder / "backend")}
    subprocess.run([sys.executable, "-c", build], cwd=ROOT, env=environment, check=True)
    (archive,) = folder.glob("quellenlage-*.tar.gz")
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(archive)], check=True)
    (wheel,) = folder.glob("quellenlage-*.whl")
    return archive, wheel


def test_wheel_and_source_archive_hold_the_model(distributions: tuple[Path, Path]) -> None:
    archive, wheel = distributions
    with tarfile.open(archive) as opened:
        in_archive = {m.name.split("/", 1)[1]: m.size for m in opened if m.isfile()}
    with zipfile.ZipFile(wheel) as opened_wheel:
        in_wheel = {i.filename: i.file_size for i in opened_wheel.infolist()}
    for files, folder in ((in_archive, f"{MODEL}/"), (in_wheel, f"{MODEL.removeprefix('src/')}/")):
        sizes = {name.removeprefix(folder): size for name, size in files.items() if name.startswith(folder)}
        assert set(sizes) == MODEL_FILES
        assert sum(sizes.values()) < 45_000_000
    assert {"training/train.py", "training/config.toml"} <= set(in_archive)
    assert not any(name.startswith("training/runs/") for name in in_archive)
    licences = {name.split("/licenses/")[1] for name in in_wheel if "/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE", f"{MODEL}/LICENSE"}


@pytest.fixture(scope="session")
def wheel_environment(distributions: tuple[Path, Path]) -> Path:
    """An empty virtual environment with nothing but the built wheel and its runtime dependencies."""
    _, wheel = distributions
    folder = wheel.parent
    assert wheel.stat().st_size < 60_000_000
    venv.create(folder / "venv", with_pip=True)
    binaries = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([str(binaries / "python"), "-m", "pip", "--quiet", "install", "--upgrade", "pip"], check=True)
    subprocess.run([str(binaries / "python"), "-m", "pip", "--quiet", "install", str(wheel)], check=True)
    return binaries


def run_in(binaries: Path, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(binaries / command[0]), *command[1:]],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_runtime_dependency_imports_from_the_wheel(wheel_environment: Path, tmp_path: Path) -> None:
    names = [IMPORT_NAMES.get(d, d.replace("-", "_")) for d in runtime_dependencies()]
    result = run_in(wheel_environment, "python", "-c", f"import quellenlage.cli, {', '.join(names)}", cwd=tmp_path)
    assert result.returncode == 0, result.stderr


def test_the_demo_runs_from_the_wheel(wheel_environment: Path, tmp_path: Path) -> None:
    result = run_in(wheel_environment, "quellenlage", "demo", "--ui", "en", cwd=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (tmp_path / "demo" / "lage.html").stat().st_size > 10_000


def test_the_component_is_found_by_name_from_the_wheel(wheel_environment: Path, tmp_path: Path) -> None:
    text = "Der Bürgermeister von Oberndorf habe das Schreiben gelesen, sagte Anna Berg."
    code = (
        "import spacy; nlp = spacy.blank('de'); nlp.add_pipe('quellenlage_de'); "
        f"doc = nlp({text!r}); assert doc.text == {text!r}; "
        "vectors = doc.user_data['sentence_vectors']; "
        "print(doc[4].pos_, doc[4].morph.get('Mood'), [e.text for e in doc.ents], len(vectors))"
    )
    result = run_in(wheel_environment, "python", "-c", code, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "['Sub']" in result.stdout and "Anna Berg" in result.stdout and result.stdout.strip().endswith(" 1")


def test_what_is_an_extra_is_asked_for_with_its_install_line(wheel_environment: Path, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    (tmp_path / "a.txt").write_text("Der Rat hat am Montag getagt, sagte Bürgermeisterin Anna Berg.", "utf-8")
    read = run_in(wheel_environment, "quellenlage", "report", "a.parquet", cwd=tmp_path)
    assert "pip install 'quellenlage[parquet]'" in read.stdout + read.stderr
    written = run_in(wheel_environment, "quellenlage", "report", "a.txt", "-o", "x.pdf", cwd=tmp_path)
    assert "pip install 'quellenlage[pdf]'" in written.stdout + written.stderr
    doctor = run_in(wheel_environment, "quellenlage", "doctor", "--ui", "en", cwd=tmp_path)
    assert "quellenlage[pdf]" in doctor.stdout and "quellenlage[parquet]" in doctor.stdout


def test_the_installation_stays_below_its_limit(wheel_environment: Path) -> None:
    size = sum(p.lstat().st_size for p in wheel_environment.parent.rglob("*") if p.is_file())
    assert size < 850_000_000, f"{size / 1e6:.0f} MB"
