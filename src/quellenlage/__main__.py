"""`python -m quellenlage` and the command `quellenlage`: load the command line, then run it."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. It is loaded in here, so that an interruption while loading ends in one line too."""
    try:
        from quellenlage.cli import main as run  # noqa: PLC0415
    except KeyboardInterrupt:
        print("quellenlage: interrupted before anything was done", file=sys.stderr)
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
