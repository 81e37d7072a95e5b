# Everything sets itself up: Python 3.11 or newer, make and the package registry are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Shown where a command needs the tools of the project.
READY := $(VENV)/.ready

.PHONY: demo fit train check-leaks test lint types check-layers fuzz bench bench-phases docs pictures site-docs sdist wheel lock clean

demo: $(READY)
	$(BIN)/mdnet --vault vault-example search dentist
	@echo
	$(BIN)/mdnet --vault vault-example search the piano sounds off
	@echo
	$(BIN)/mdnet --vault vault-example show "Ana Diaz"

test: lint types check-layers
	PYTHONHASHSEED=0 $(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

check-layers: $(READY)
	$(BIN)/lint-imports

fuzz: $(READY)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -m "hypothesis or fuzz" --timeout 0 \
		--numprocesses auto --dist worksteal
	-$(BIN)/python -m pip --quiet install --group fuzz
	$(BIN)/python scripts/fuzz.py

bench: $(READY)
	$(BIN)/python bench/speed.py --write docs/speed.md
	$(BIN)/python bench/watch.py
	$(BIN)/python bench/transfer.py
	$(BIN)/python bench/address_books.py

# Where it is not installed, `apt-get install valgrind`.
bench-phases: $(READY)
	$(BIN)/python bench/phases.py

fit: $(READY)
	$(BIN)/python scripts/fit_ranker.py

train: $(READY)
	$(BIN)/python -m pip --quiet install --group train
	$(BIN)/python -m scripts.needs_corpus --check
	$(BIN)/python -m scripts.train_tables

check-leaks: $(READY)
	$(BIN)/python -m scripts.check_leaks

docs: $(READY)
	$(BIN)/python scripts/build_command_docs.py
	$(BIN)/python scripts/build_problem_docs.py
	$(BIN)/python scripts/build_schema.py
	$(BIN)/python -m scripts.build_man_page

# Pictures of a terminal for the README, of what the commands print now.
pictures: $(READY)
	$(BIN)/python -m pip --quiet install --group site
	$(BIN)/python -m scripts.build_pictures

site-docs: $(READY)
	$(BIN)/python -m pip --quiet install --group site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build

sdist: $(READY)
	$(BIN)/hatchling build --target sdist

wheel: $(READY)
	$(BIN)/python -m pip --quiet wheel --no-deps --no-build-isolation --wheel-dir dist .

# The versions are kept where they still do; `make lock UPGRADE=--upgrade` takes the newest.
UV_LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --custom-compile-command "make lock" $(UPGRADE) pyproject.toml
lock: $(READY)
	$(BIN)/python -m pip --quiet install --group lock
	$(UV_LOCK) --output-file requirements/mdnet.txt
	$(UV_LOCK) --group dev --constraint requirements/mdnet.txt --output-file requirements/dev.txt

$(READY): pyproject.toml requirements/dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mdnet needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes --requirement requirements/dev.txt
	$(BIN)/python -m pip --quiet install --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) .venv-* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
