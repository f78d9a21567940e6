"""Documentation that cannot drift: every command, setting and public function is documented."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quellenlage.cli import app

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "quellenlage"


def commands() -> list[str]:
    return sorted(c.name or c.callback.__name__ for c in app.registered_commands)


def test_all_commands_of_the_design_are_there() -> None:
    assert set(commands()) == {
        "report", "add", "analyse", "stories", "show", "search", "export", "remove", "annotate", "demo", "doctor",
        "serve",
    }  # fmt: skip


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_reference_and_has_help(command: str) -> None:
    text = (DOCS / "reference" / "commands.md").read_text("utf-8")
    assert f"## quellenlage {command}\n" in text
    registered = next(c for c in app.registered_commands if (c.name or c.callback.__name__) == command)
    assert (registered.callback.__doc__ or "").strip()


def test_reference_pages_are_those_the_code_makes() -> None:
    result = subprocess.run(
        [sys.executable, "docs/make_reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_public_function_says_what_it_does(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "a module says what it is for"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            overload = any(isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list)
            if overload or path.match("*/migrations/versions/*"):
                continue
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_every_part_of_comparing_stands_in_the_architecture() -> None:
    text = (DOCS / "concepts" / "architecture.md").read_text("utf-8")
    parts = sorted(p.name for p in (SOURCE / "compare").glob("[a-z]*.py"))
    assert [p for p in parts if f"`{p}`" not in text] == []


def test_settings_are_documented() -> None:
    text = (DOCS / "guides" / "settings.md").read_text("utf-8")
    named = {n for path in SOURCE.rglob("*.py") for n in re.findall(r"QUELLENLAGE_[A-Z]+", path.read_text("utf-8"))}
    assert named >= {"QUELLENLAGE_CORPUS", "QUELLENLAGE_SPACY"}
    for name in named:
        assert f"`{name}`" in text


def test_every_training_script_is_in_its_readme() -> None:
    text = (ROOT / "training" / "README.md").read_text("utf-8")
    for path in sorted((ROOT / "training").glob("*.py")):
        assert f"`{path.name}`" in text, path.name


def test_changelog_names_this_version() -> None:
    import quellenlage

    assert f"## {quellenlage.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda p: str(p.relative_to(DOCS)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+\.(?:md|json))\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
