# Everything sets itself up: Python 3.11 or newer, make and the package registry are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Shown where a command needs the tools of the project.
READY := $(VENV)/.ready

.PHONY: demo vectors test lint types check-layers fuzz bench docs wheel clean

demo: $(READY)
	$(BIN)/mdnet --vault vault-example search dentist
	@echo
	$(BIN)/mdnet --vault vault-example search the piano sounds off
	@echo
	$(BIN)/mdnet --vault vault-example show "Ana Diaz"

test: lint types check-layers
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

check-layers: $(READY)
	$(BIN)/lint-imports

fuzz: $(READY)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -m "hypothesis or fuzz" --numprocesses auto --dist worksteal
	-$(BIN)/python -m pip --quiet install --group fuzz
	$(BIN)/python scripts/fuzz.py

bench: $(READY)
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/watch.py
	$(BIN)/python bench/transfer.py

vectors: $(READY)
	$(BIN)/python scripts/build_goal_vectors.py

docs: $(READY)
	$(BIN)/python scripts/build_command_docs.py
	$(BIN)/python scripts/build_problem_docs.py
	$(BIN)/python scripts/build_schema.py

wheel: $(READY)
	$(BIN)/python -m pip --quiet wheel --no-deps --wheel-dir dist .

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mdnet needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip --quiet --disable-pip-version-check install --upgrade "pip>=25.1"
	$(BIN)/python -m pip --quiet install --constraint constraints.txt --group dev --editable .
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
