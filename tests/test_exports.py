"""The public names are listed, sorted, importable and documented."""

import subprocess
import sys

import pytest

import quellenlage


def test_all_is_sorted_and_complete() -> None:
    assert list(quellenlage.__all__) == sorted(quellenlage.__all__)
    for name in quellenlage.__all__:
        assert getattr(quellenlage, name) is not None


def test_public_names_are_documented() -> None:
    for name in quellenlage.__all__:
        thing = getattr(quellenlage, name)
        if name != "__version__":
            assert (thing.__doc__ or "").strip(), name


def test_every_public_name_is_loaded_from_a_home_and_nothing_else_is() -> None:
    assert set(quellenlage._HOMES) | {"__version__"} == set(quellenlage.__all__)
    with pytest.raises(AttributeError):
        quellenlage.nonsense  # noqa: B018


def test_spans_do_not_wait_for_the_language_pack() -> None:
    code = "import sys, quellenlage.domain.span; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
