# samsvar: guides that cannot drift. `make` alone lists what there is.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup site preview serve test check bench clean
.DEFAULT_GOAL := help

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1|\2/' | column -t -s '|' 2>/dev/null \
	  || grep -E '^[a-z]+:.*##' Makefile

setup: $(READY)  ## set everything up (the other commands do it when needed)

$(READY): requirements.lock package-lock.json pyproject.toml tools/setup.py tools/vendor_assets.py
	@$(PYTHON) tools/setup.py

site: $(READY)  ## run every guide in the browser, build the site in build/site/
	@$(BIN)/samsvar site
	@echo "To read it: make preview, then http://127.0.0.1:8000/"

preview: $(READY)  ## serve the built site
	@$(BIN)/samsvar preview

serve: $(READY)  ## serve the practice portal
	@$(BIN)/systemtilgang serve

test: $(READY)  ## run all tests
	@$(BIN)/pytest -n 2 --cov=samsvar --cov=systemtilgang --cov-branch --cov-report=term:skip-covered

check: $(READY)  ## lint, format, types, import contracts, guides
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/samsvar check

bench: $(READY)  ## print what things cost
	@$(BIN)/python -m benchmarks.bench

clean:  ## remove everything that was built or installed
	rm -rf build .venv node_modules src/systemtilgang/portal/static/vendor
