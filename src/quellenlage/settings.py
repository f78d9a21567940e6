"""Settings from the environment and a file, read once by `cli` and `web` and nobody else."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenlage.errors import UsageError

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set for good.

    corpus: the corpus file (`QUELLENLAGE_CORPUS`, or `corpus` in the file; default `quellenlage.db` here).
    ui: language of the interface, `de` or `en` (`QUELLENLAGE_UI`, or `ui` in the file; default the locale, else `de`).
    token: what readers of `serve` must give (`QUELLENLAGE_TOKEN`, or `token` in the file; default none).
    """

    corpus: Path
    ui: str
    token: str | None = None


def read_settings(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """Settings from `environment` first, then from `quellenlage.toml` in `folder`; UsageError names what is wrong."""
    env = os.environ if environment is None else environment
    file = (folder or Path.cwd()) / "quellenlage.toml"
    stored = _stored(file)
    ui = env.get("QUELLENLAGE_UI") or stored.get("ui") or _locale_language(env)
    if ui not in LANGUAGES:
        raise UsageError(
            f"interface language '{ui}' is not known: set QUELLENLAGE_UI (or ui in {file.name}) to de or en"
        )
    corpus = env.get("QUELLENLAGE_CORPUS") or stored.get("corpus") or "quellenlage.db"
    token = env.get("QUELLENLAGE_TOKEN") or stored.get("token") or None
    return Settings(corpus=Path(corpus).expanduser(), ui=ui, token=token)


def _stored(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        stored = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: not readable as TOML ({error}): mend or remove it") from error
    unknown = sorted(set(stored) - {"corpus", "ui", "token"})
    if unknown:
        raise UsageError(f"{file}: unknown setting '{unknown[0]}': known are corpus, token, ui")
    wrong = [key for key, value in stored.items() if not isinstance(value, str)]
    if wrong:
        raise UsageError(f"{file}: setting '{wrong[0]}' must be a text in quotes")
    return stored


def _locale_language(env: Mapping[str, str]) -> str:
    tongue = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or locale.getlocale()[0] or ""
    return "en" if tongue.lower().startswith("en") else "de"
