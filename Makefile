# `make` alone shows what there is. Everything runs from .venv, which make fills from the locks.

PY := .venv/bin/python
PORT ?= 8000
export PORT LAN
# Where two cores are, two processes run the tests.
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check tidy coverage lock messages privacy vendor runtime dev

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: runtime ## The app with made-up data on http://127.0.0.1:8000 (PORT=8001, LAN=1 for phones)
	@$(PY) tools/demo.py

test: dev ## The whole suite: SQLite, browser, PostgreSQL
	@$(PY) tools/suite.py --workers $(WORKERS)

check: dev ## The fast half: lint, format, types, templates, migrations, translations
	@$(PY) tools/check.py

tidy: dev ## Put Python and templates in the agreed shape
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format --quiet .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

coverage: dev ## Which lines no test reaches (SQLite, without the browser)
	@$(PY) -m coverage run -m pytest -q -m "not browser"
	@$(PY) -m coverage report

messages: dev ## Put new sentences into locale/, take unused ones out
	@$(PY) tools/translations.py extract

privacy: dev ## Print docs/privacy.md from the personal fields of every app
	@$(PY) tools/privacy.py

lock: dev ## Lock again after a change in requirements*.in (UPGRADE=1: newest versions)
	@for name in requirements requirements-dev; do \
		.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
			--no-emit-index-url --python-version 3.11 $(if $(UPGRADE),--upgrade) \
			--output-file $$name.lock $$name.in || exit 1; \
	done

vendor: dev ## Fetch again what others made and we ship: components, tokens, axe (needs npm)
	@$(PY) tools/vendor.py
	@$(PY) tools/vendor_axe.py
	@$(PY) tools/vendor_paper.py

runtime:
	@sh tools/venv.sh requirements.lock

dev:
	@sh tools/venv.sh requirements.lock requirements-dev.lock
