# Everything needs only Python (3.11 or newer) and make; the rest comes from the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install test check fix bench bench-web demo report lock vendor chromium messages

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.lock --python $(BIN)/python
	$(BIN)/uv pip install --quiet --no-deps --editable . --python $(BIN)/python
	@touch $@

$(VENV)/.runtime: requirements/runtime.lock pyproject.toml | $(BIN)/uv
	@echo "Installing what Tanggap needs (once; about a minute)"
	$(BIN)/uv pip install --quiet --require-hashes -r requirements/runtime.lock --python $(BIN)/python
	$(BIN)/uv pip install --quiet --no-deps --editable . --python $(BIN)/python
	@$(BIN)/python tools/prepare_kernels.py
	@touch $@

$(VENV)/.bench: requirements/bench.lock $(VENV)/.dev
	$(BIN)/uv pip install --quiet --require-hashes -r requirements/bench.lock --python $(BIN)/python
	@touch $@

install: $(VENV)/.dev  ## the development environment in .venv

CODE := $(wildcard src/tanggap/*.py src/tanggap/*/*.* src/tanggap/*/*/*.*)

demo/kota/truth.csv: $(wildcard src/tanggap/simulate/*.py src/tanggap/simulate/*/*.toml) | $(VENV)/.runtime
	$(BIN)/tanggap simulate --people 20000 --noise medium --seed 7 --out demo/kota

demo/hasil/laporan.html: demo/kota/truth.csv $(CODE) | $(VENV)/.runtime
	$(BIN)/tanggap link demo/kota --out demo/hasil

demo: $(VENV)/.runtime  ## the web application with an invented city, on http://127.0.0.1:8000 (PORT=…)
	@$(BIN)/tanggap up $(if $(PORT),--port $(PORT))

report: demo/hasil/laporan.html  ## the same city without the web: its aid lists are matched, a report opens
	@$(BIN)/python tools/show_report.py $<

test: $(VENV)/.dev  ## every test, with branch coverage; those of the web application on both databases
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term
	TANGGAP_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/.dev  ## format, lint, types, import contracts, translations, vendored files, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogues.py --check
	$(BIN)/python tools/vendor_assets.py --check
	$(BIN)/python -m pytest -q tests/docs

fix: $(VENV)/.dev  ## format and repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.bench  ## ours and the peers on the same data; writes docs/benchmarks.md
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.fostering

bench-web: $(VENV)/.dev  ## the web application with a million people; writes its part of docs/benchmarks.md
	$(BIN)/python -m benchmarks.web

lock: | $(BIN)/uv  ## write the lock files anew from pyproject.toml
	for set in "runtime" "dev --group dev --extra spark" "bench --group dev --group bench --extra spark"; do \
	  set -- $$set; name=$$1; shift; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate pyproject.toml $$* -o requirements/$$name.lock || exit 1; \
	done

vendor: | $(VENV)/.dev  ## bring what the browser gets from others, as pinned in assets/vendor.toml
	$(BIN)/python tools/vendor_assets.py $(if $(UPDATE),--update)

messages: $(VENV)/.dev  ## collect the texts of the web code into the English catalogues, and compile
	$(BIN)/python tools/catalogues.py

chromium:  ## the browser of the browser tests, from Debian's package (as root)
	$(PYTHON) tools/chromium.py

pictures: $(VENV)/.dev  ## the pictures of the guide and the README, from a demo of their own
	$(BIN)/python -m tools.pictures
