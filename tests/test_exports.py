"""The public names are listed, sorted, importable and documented."""

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


def test_nothing_public_is_unlisted() -> None:
    own = {n for n in vars(quellenlage) if not n.startswith("_")}
    packages = {
        "annotate", "cli", "compare", "corpus", "doctor", "domain", "engine", "errors", "german", "pipeline",
        "read", "report", "settings", "store",
    }  # fmt: skip
    assert own - packages <= set(quellenlage.__all__)
