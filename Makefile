# Two commands on a fresh machine: `make demo` and `make test`. Needs Python 3.11 or newer, make, a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types docs bench gate reference train clean

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

# The German model anew, in the order of training/README.md; a run that was interrupted goes on, a finished one is kept
SECOND := --start-from training/runs/first --set network.layers=6 --set network.branch=6 --set windows.batch=700 \
  --set weights.entities=2.5 --set weights.tree=1.5 --set weights.lemma=0.2 --set weights.vector=0.3 \
  --set train.plain=600 --set train.encoder_rate=1.0e-4 --set train.head_rate=6.0e-4

train: $(VENV)/.train
	$(BIN)/python training/train.py first --set network.layers=6 --set network.branch=6 --set train.swapped=0 --set weights.vector=0.2
	$(BIN)/python training/vectors.py first --steps 2200
	$(BIN)/python training/train.py second-a $(SECOND) --set train.seed=5 --set train.epochs=10
	$(BIN)/python training/train.py second-b $(SECOND) --set train.seed=6 --set train.epochs=7
	$(BIN)/python training/average.py second-a second-b --to lower
	$(BIN)/python training/vectors.py lower --start-from first-vectors --steps 3600
	$(BIN)/python training/export.py lower-vectors
	$(BIN)/python benchmarks/model_scores.py --json > training/runs/scores.json
	$(BIN)/python benchmarks/model_speed.py > training/runs/speed.txt
	$(BIN)/python training/card.py lower-vectors --scores training/runs/scores.json --speed training/runs/speed.txt

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

$(VENV)/.train: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) demo dist build docs/_build
