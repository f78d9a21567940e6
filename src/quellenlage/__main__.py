"""`python -m quellenlage` is the command line."""

from quellenlage.cli import main

if __name__ == "__main__":
    main()
