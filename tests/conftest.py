"""Shared fixtures: where things are, and what is skipped where they are absent."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


# how long one example takes says how busy the machine is, not whether the code is right: benchmarks measure speed
settings.register_profile("quellenlage", deadline=None)
settings.load_profile("quellenlage")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the checkout; tests that need it are skipped where it is absent."""
    if not (SHARED / "score").is_dir():
        pytest.skip("needs ../shared (evaluation data), which is not here")
    return SHARED
