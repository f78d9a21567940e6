"""The wheel works in an empty environment, its licences are those the project allows, it stays small."""

import os
import re
import subprocess
import sys
import tomllib
import venv
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What a distribution may be licensed under: permissive, MPL, or unmodified LGPL in an extra
ALLOWED = re.compile(
    r"\b(apache|mit|bsd|isc|psf|python software foundation|mpl|mozilla public|unlicense|zlib|0bsd|cc0|public domain|"
    r"hpnd|mit-cmu|cc-by|blueoak|zpl)",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r"(?<!l)(?<!lesser )\b(a?gpl|gnu (affero )?general public)", re.IGNORECASE)

IMPORT_NAMES = {
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


@pytest.fixture(scope="session")
def wheel_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty virtual environment with nothing but the built wheel and its runtime dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("quellenlage-*.whl")
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
