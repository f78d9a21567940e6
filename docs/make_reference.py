"""Make the reference pages from the code: commands, Python API, JSON schemas. `--check` fails where they differ."""

from __future__ import annotations

import inspect
import json
import os
import sys
from pathlib import Path

# help texts wrap at the width of the terminal: fix it, so that every machine makes the same page
os.environ["COLUMNS"] = "100"
os.environ["NO_COLOR"] = "1"
os.environ["QUELLENLAGE_UI"] = "en"

import typer

import quellenlage
from quellenlage.cli import app
from quellenlage.report.wire import annotations_schema, dossier_schema

HERE = Path(__file__).parent / "reference"
MADE = "<!-- made by docs/make_reference.py; do not edit -->\n"


def commands() -> str:
    """Every command with its `--help`."""
    group = typer.main.get_command(app)
    pages = [MADE, "# Commands\n"]
    for name in sorted(group.commands):  # type: ignore[attr-defined]
        command = group.commands[name]  # type: ignore[attr-defined]
        context = command.make_context(name, [], resilient_parsing=True)
        context.info_name = f"quellenlage {name}"
        pages.append(f"## quellenlage {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(pages)


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
