# Every task of the project. `make install` needs git, Python 3.11 or newer, and the package index; nothing else.
.DEFAULT_GOAL := help
.PHONY: help install demo test lint check fix cover pictures bench
.NOTPARALLEL:

BIN := .venv/bin
TESTS ?=

help: ## say what each task does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

install: $(BIN)/.installed ## put the program at .venv/bin/impayes

$(BIN)/.installed: pyproject.toml uv.lock
	@uv=$$(.ci/uv) && UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 "$$uv" sync --quiet --locked --all-extras
	@touch $@

demo: install ## start the bot and a Slack on this machine, in the browser
	@$(BIN)/impayes demo

test: install ## run every test
	@$(BIN)/pytest $(TESTS)

lint: install
	@set -ex; for check in "ruff format --check" "ruff check" mypy lint-imports "deptry ."; do $(BIN)/$$check; done

check: lint test ## run what a change must pass: format, lint, types, layers, dependencies, tests
	@:

fix: install ## format, and mend what ruff can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

cover: install ## run every test and refuse a coverage of branches under pyproject.toml's fail_under
	@$(BIN)/pytest --cov --cov-report=term-missing:skip-covered $(TESTS)

pictures: install ## take again, in Chromium, the pictures of docs/ whose screen has changed
	@$(BIN)/python -m sandbox.pictures

bench: install ## measure, each figure against its floor
	@set -e; for script in bench/bench_*.py; do echo "== $$script"; $(BIN)/python "$$script"; done
