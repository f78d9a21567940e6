"""The layer table of the architecture page, held with `ast`: data flows one way."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "quellenlage"

EVERYBODY = {"domain", "errors"}
MAY_IMPORT = {
    "domain": set(),
    "errors": set(),
    "german": set(),
    "read": {"german"},
    "annotate": {"german"},
    "compare": {"german"},
    "store": {"german"},
    "pipeline": {"read", "annotate", "compare", "german"},
    "engine": {"pipeline", "store", "read"},
    "report": {"german"},
    "corpus": {"pipeline", "engine", "store", "report", "read"},
    "web": {"corpus", "report", "settings"},
    "settings": set(),
    "doctor": {"corpus", "pipeline", "german"},
    "__main__": {"cli"},
    "cli_help": {"report", "settings"},
    "cli_frame": {"cli_help", "report", "settings"},
    "cli_judge": {"cli_frame", "cli_help", "corpus", "read", "report"},
    "cli_input": {"read"},
    "cli_steps": {"cli_frame", "cli_input", "corpus", "engine", "read", "report"},
    "cli": {
        "cli_frame", "cli_help", "cli_input", "cli_judge", "cli_steps",
        "german", "read", "annotate", "compare", "store", "pipeline", "engine", "report", "corpus", "settings",
        "doctor", "web",
    },
}  # fmt: skip
HIDDEN_ALLOWED = {
    # the others are optional extras, imported where they are asked for, with the install line when they are missing
    ("__main__.py", "quellenlage"),  # the command line, so that an interruption while loading is caught
    ("read/tables.py", "pyarrow"),
    ("report/tables.py", "pyarrow"),
    ("report/charts.py", "vl_convert"),
    ("report/pdf.py", "typst"),
    ("cli.py", "quellenlage"),  # the reading room, whose packages are an extra
}
STORE_GERMAN = {"quellenlage.german.folding", "quellenlage.german.vectors"}


def modules() -> list[Path]:
    return sorted(p for p in SOURCE.rglob("*.py") if p != SOURCE / "__init__.py")


def package_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer"
            names.append(node.module or "")
    return names


def ours(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "quellenlage" and len(parts) > 1 else None


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    package = package_of(path)
    assert package in MAY_IMPORT, f"{package} has no row in the layer table"
    allowed = EVERYBODY | MAY_IMPORT[package] | {package}
    used = {layer for name in imports(ast.parse(path.read_text("utf-8"))) if (layer := ours(name))}
    assert used <= allowed, f"{package} must not import {sorted(used - allowed)}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_import_hides_inside_a_function(path: Path) -> None:
    hidden = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            hidden |= {(str(path.relative_to(SOURCE).as_posix()), n.split(".")[0]) for n in imports(node)}
    assert hidden <= HIDDEN_ALLOWED


def test_domain_needs_the_standard_library_alone() -> None:
    import sys

    for path in (SOURCE / "domain").glob("*.py"):
        for name in imports(ast.parse(path.read_text("utf-8"))):
            assert name.split(".")[0] in sys.stdlib_module_names | {"quellenlage"}


def test_store_takes_folding_alone_from_the_language_pack() -> None:
    for path in (SOURCE / "store").rglob("*.py"):
        german = {n for n in imports(ast.parse(path.read_text("utf-8"))) if n.startswith("quellenlage.german")}
        assert german <= STORE_GERMAN


def test_packages_define_nothing_in_their_init() -> None:
    """So inside a package every name comes from the module that defines it, and no import can go in a circle."""
    for path in SOURCE.rglob("__init__.py"):
        if path.parent != SOURCE:
            body = ast.parse(path.read_text("utf-8")).body
            assert [type(node) for node in body] in ([], [ast.Expr]), path


def test_every_package_is_named_in_the_map() -> None:
    text = (SOURCE.parents[1] / "docs" / "concepts" / "architecture.md").read_text("utf-8")
    missing = [p for p in MAY_IMPORT if f"`{p}" not in text and f"{p}/" not in text]
    assert not missing
