# The portal's tasks. `make run` and `make test` need Python (3.11.2 or newer) and bring everything else.
PYTHON ?= python3

.PHONY: help run check test messages format

help:  ## What there is to make
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

run:  ## The portal with its demonstration, on http://localhost:8000 (PORT=…)
	@$(PYTHON) bin/run.py

check:  ## Linters, types, catalogue, architecture and the fast tests: under a minute
	@$(PYTHON) bin/check.py

test:  ## Everything, on real PostgreSQL, Redis and Chromium
	@$(PYTHON) bin/test.py

messages:  ## Extracts the strings to translate into the French catalogue
	@$(PYTHON) bin/setup.py --dev && bin/messages

format:  ## Formats Python
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .
