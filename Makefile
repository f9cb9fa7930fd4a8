# Designbook: set-up, start and tests. `make help` lists what there is.
#
# A variable given on the command line (PORT=9000) reaches the program through its environment;
# one that is not given is left to the environment, to .env and to the program's own default.

HANDBOOK ?= handbook
RUN_SET = $(if $(filter sentence-transformers%,$(EMBEDDER)),sentence-transformers,run)
PROGRAM = $(if $(DATA),DATA_DIR="$(DATA)") $(if $(filter neo4j,$(STORE)),scripts/neo4j with) .venv/bin/designbook

.DEFAULT_GOAL := help
.PHONY: help run neo4j test durability fuzz test-sentence-transformers test-llm check format lock clean

help: ## list the targets
	@echo "Designbook: ask a Markdown handbook design questions."
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-28s %s\n", $$1, $$2 }' Makefile
	@echo "Variables of make run: HANDBOOK=path  DATA=folder  PORT=9000  HOST=0.0.0.0  EMBEDDER=sentence-transformers  STORE=neo4j"
	@echo "Variable of make test: ARGS='tests/unit -k name'"

run: ## set up, read HANDBOOK, serve it on http://127.0.0.1:8000
	@scripts/setup $(RUN_SET)
	@$(PROGRAM) ingest "$(HANDBOOK)"
	@trap : INT; $(PROGRAM) serve || [ $$? = 130 ] # Ctrl+C is how it is meant to end

neo4j: ## start a real Neo4j, without Docker (VERSION=2026, DO=stop, DO=status)
	@$(if $(DATA),DATA_DIR="$(DATA)") scripts/neo4j $(or $(DO),start)

test: ## set up, run all checks and all tests (ARGS= goes to pytest)
	@scripts/setup dev
	@scripts/chromium
	@scripts/test $(ARGS)

test-sentence-transformers: ## the same vectors from the extra (installs torch, some GB)
	@scripts/setup sentence-transformers
	@.venv/bin/python -m pytest -m sentence_transformers $(ARGS)

durability: ## kill, cut and damage in earnest (COUNT=100 kills of an ingest, an hour or two)
	@scripts/setup dev
	@COUNT=$(or $(COUNT),100) .venv/bin/python -m pytest tests/durability $(ARGS)

test-llm: ## answers in a small real model's words, checked (builds llama.cpp, ten minutes; COUNT=100)
	@scripts/setup dev
	@scripts/llm-server setup
	@.venv/bin/python -m tests.llm.real --count $(or $(COUNT),100)

fuzz: ## read random and mutated Markdown (COUNT=100000, some minutes)
	@scripts/setup dev
	@.venv/bin/python -m tests.fuzz.reading --count $(or $(COUNT),100000)

check: ## lint, format, types, imports, dependencies
	@scripts/setup dev
	@scripts/check

format: ## rewrite the sources in the house format
	@scripts/setup dev
	@.venv/bin/ruff check --fix --quiet . && .venv/bin/ruff format .

lock: ## resolve the dependencies again (UPGRADE=1 takes newer versions)
	@scripts/setup uv
	@scripts/lock $(if $(UPGRADE),--upgrade)

clean: ## remove the environment and the caches; data folders stay
	@rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed .venv and the caches; data folders were left as they are."
