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
SIX := --set network.layers=6 --set network.branch=6 --set windows.batch=700
SECOND := $(SIX) --start-from training/runs/first --set weights.entities=2.5 --set weights.tree=1.5 \
  --set weights.lemma=0.2 --set weights.vector=0.3 --set train.plain=600 --set train.encoder_rate=1.0e-4 --set train.head_rate=6.0e-4
TEACHER := --set network.branch=12 --set network.dropout=0.3 --set weights.vector=0.0 --set weights.lemma=0.1 \
  --set train.plain=0 --set train.moods=0
OF_TREES := $(TEACHER) --set 'train.sources=["gsd","pud"]' --set train.swapped=0 --set train.epochs=32 \
  --set windows.batch=500 --set network.arc=320 --set network.relation=96 --set weights.tree=1.5
OF_NAMES := $(TEACHER) --set 'train.sources=["germeval"]' --set train.swapped=1704 --set train.epochs=11 \
  --set windows.batch=700 --set train.encoder_rate=1.0e-4 --set weights.boundary=0.1
STUDENT := $(SIX) --start-from training/runs/second --opinions training/runs/opinions.pt --set train.treebanks=2 \
  --set train.plain=4500 --set train.swapped=800 --set train.moods=500 --set train.epochs=14 --set train.head_rate=6.0e-4 \
  --set weights.entities=2.5 --set weights.tree=1.5 --set weights.vector=0.5 --set weights.lemma=0.1

train: $(VENV)/.train
	$(BIN)/python training/train.py first $(SIX) --set windows.batch=1400 --set train.swapped=0 --set weights.vector=0.2
	$(BIN)/python training/train.py second-a $(SECOND) --set train.seed=5 --set train.epochs=10
	$(BIN)/python training/train.py second-b $(SECOND) --set train.seed=6 --set train.epochs=7
	$(BIN)/python training/average.py second-a second-b --to second
	$(BIN)/python training/train.py trees-a $(OF_TREES) --set train.seed=11 --set train.encoder_rate=1.5e-4
	$(BIN)/python training/train.py trees-b $(OF_TREES) --set train.seed=12 --set train.encoder_rate=1.0e-4
	$(BIN)/python training/train.py names $(OF_NAMES) --set train.seed=13
	$(BIN)/python training/silver.py --tags trees-a trees-b second --trees trees-a trees-b second --names names \
	  --to training/runs/opinions.pt
	$(BIN)/python training/train.py student-a $(STUDENT) --set train.seed=21
	$(BIN)/python training/train.py student-b $(STUDENT) --set train.seed=22
	$(BIN)/python training/average.py student-a student-b --to lower
	$(BIN)/python training/vectors.py lower --seed 7 --to whole-a --steps 7000
	$(BIN)/python training/vectors.py lower --seed 8 --to whole-b --steps 7000
	$(BIN)/python training/average.py whole-a whole-b --to whole-ab
	$(BIN)/python training/mix.py whole-ab --to whole-mix
	$(BIN)/python training/roles.py whole-mix --to whole-roles
	$(BIN)/python training/rarity.py whole-roles --to whole
	$(BIN)/python training/export.py whole
	$(BIN)/python benchmarks/model_scores.py --json > training/runs/scores.json
	$(BIN)/python benchmarks/model_speed.py > training/runs/speed.txt
	$(BIN)/python training/card.py whole --scores training/runs/scores.json --speed training/runs/speed.txt

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
