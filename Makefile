# The chores. Each is one line to type; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= auto
COURSES := $(patsubst courses/%/course.yaml,%,$(wildcard courses/*/course.yaml))

.DEFAULT_GOAL := help
.PHONY: help demo test check proof bench screenshots setup packages release constraints clean

help: ## list the chores
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/installed packages ## set up, build the SCORM packages into dist/, open the flagship scenario
	@$(BIN)/siro demo

test: .venv/tools ## set up, a browser included, and run every test
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile $(ARGS)

check: .venv/tools ## lint, types and the contracts on who may know whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

proof: .venv/tools ## the exhaustive tests: every moment of a kill, many more random cases
	@PROOF=1 $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile $(ARGS)

bench: .venv/tools ## measure speed, as ratios in one run
	@$(BIN)/python -m tests.bench.bench

screenshots: .venv/tools ## draw the pictures of console, phones, wall and course that README and docs show
	@$(BIN)/python -m tests.tui.pictures
	@$(BIN)/python -m tests.room.pictures
	@$(BIN)/python -m tests.browser.pictures

setup: .venv/tools ## set up everything, without running anything

packages: .venv/installed ## build every course for the usual standards into dist/
	@$(BIN)/scorm-export build $(COURSES) --out dist

release: .venv/installed ## build every course for every partner and standard into dist/release/
	@$(BIN)/scorm-export build --all --out dist/release

constraints: ## write constraints.txt anew from a fresh environment
	@rm -rf .venv-constraints && $(PYTHON) -m venv .venv-constraints
	@.venv-constraints/bin/python -m pip install --quiet --upgrade '.[dev]'
	@.venv-constraints/bin/python -m pip freeze --exclude kent-connects-training > constraints.txt
	@rm -rf .venv-constraints

clean: ## remove what the chores made (never the sessions of a workshop)
	@rm -rf .venv dist build tests/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12") if sys.version_info < (3, 11) else 0'
	@$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Setting up .venv (a minute or so, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/tools: .venv/installed tests/package.json tests/provision.py
	@echo "Setting up the test tools …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@$(BIN)/python -m tests.provision
	@touch $@
