"""Shared fixtures: where things are, and what is skipped where they are absent."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the checkout; tests that need it are skipped where it is absent."""
    if not (SHARED / "score").is_dir():
        pytest.skip("needs ../shared (evaluation data), which is not here")
    return SHARED
