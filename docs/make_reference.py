"""Make the reference pages from the code: commands, Python API, JSON schemas. `--check` fails where they differ."""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import typer

import quellenlage
from quellenlage.cli import app
from quellenlage.report.wire import annotations_schema, dossier_schema

HERE = Path(__file__).parent / "reference"
MADE = "<!-- made by docs/make_reference.py; do not edit -->\n"


def commands() -> str:
    """Every command with what its `--help` says, as tables (help texts wrap by terminal and library version)."""
    pages = [MADE, "# Commands\n"]
    for name, command in sorted(_commands(typer.main.get_command(app))):
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
        usage = " ".join(["quellenlage", name, *(_argument(p) for p in arguments), "[OPTIONS]"])
        rows = [(f"`{_argument(p)}`", p.help or "") for p in arguments]
        rows += [(f"`{_option(p)}`", p.help or "") for p in options]
        table = ["| | |", "| --- | --- |", *(f"| {_cell(left)} | {_cell(right)} |" for left, right in rows)]
        pages.append(f"## quellenlage {name}\n\n{command.help}\n\n```text\n{usage}\n```\n\n" + "\n".join(table) + "\n")
    return "\n".join(pages)


def _commands(group: Any, before: str = "") -> list[tuple[str, Any]]:
    """The commands of a group by their whole names; a group of its own (`judge`) gives those in it."""
    found: list[tuple[str, Any]] = []
    for name, command in group.commands.items():
        inside = hasattr(command, "commands")
        found += _commands(command, f"{before}{name} ") if inside else [(before + name, command)]
    return found


def _argument(parameter: object) -> str:
    shown = f"{parameter.metavar}{'...' if parameter.nargs == -1 else ''}"  # type: ignore[attr-defined]
    return shown if parameter.required else f"[{shown}]"  # type: ignore[attr-defined]


def _option(parameter: object) -> str:
    names = ", ".join(sorted(parameter.opts, key=len))  # type: ignore[attr-defined]
    value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.strip('_').upper()}"  # type: ignore[attr-defined]
    return names + value


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def api() -> str:
    """Every public name with its signature and docstring."""
    pages = [MADE, "# Python API\n", "```python\nimport quellenlage\n```\n"]
    for name in quellenlage.__all__:
        thing = getattr(quellenlage, name)
        if isinstance(thing, str):
            continue
        pages.append(f"## quellenlage.{name}\n\n{inspect.getdoc(thing)}\n")
        if inspect.isclass(thing) and not issubclass(thing, Exception):
            for attribute, member in inspect.getmembers(thing):
                if attribute.startswith("_") or attribute not in vars(thing):
                    continue
                doc = inspect.getdoc(member)
                if callable(member) or isinstance(vars(thing)[attribute], property):
                    signature = str(inspect.signature(member)) if callable(member) else ""
                    pages.append(f"### {name}.{attribute}\n\n```python\n{attribute}{signature}\n```\n\n{doc}\n")
        elif callable(thing) and not inspect.isclass(thing):
            pages.append(f"```python\n{name}{inspect.signature(thing)}\n```\n")
    return "\n".join(pages)


def schema(made: dict[str, object]) -> str:
    """A JSON schema as text."""
    return json.dumps(made, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main(check: bool) -> int:
    """Write the pages, or compare them; 1 if one differs."""
    pages = {
        "commands.md": commands(),
        "api.md": api(),
        "dossier.schema.json": schema(dossier_schema()),
        "annotate.schema.json": schema(annotations_schema()),
    }
    stale = [n for n, text in pages.items() if not (HERE / n).exists() or (HERE / n).read_text("utf-8") != text]
    if check:
        for name in stale:
            print(f"docs/reference/{name} is not what the code says: run `make reference`")
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(pages[name], "utf-8")
        print(f"wrote docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
