# Two commands on a fresh machine: `make demo` and `make test`. Needs Python 3.11 or newer, make, a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types docs bench gate reference clean

demo: $(VENV)/.demo
	$(BIN)/quellenlage demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/python docs/make_reference.py --check
	$(BIN)/sphinx-build -W -q -b html docs docs/_build/html

reference: $(VENV)/.dev
	$(BIN)/python docs/make_reference.py

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/scores.py
	$(BIN)/python benchmarks/throughput.py

gate: $(VENV)/.dev
	$(BIN)/python benchmarks/gate.py

# `venv` alone may lack pip's newer resolver, so pip is brought up to date first
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "quellenlage needs Python 3.11 or newer: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.demo: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) demo dist build docs/_build
