# The everyday commands. `make setup` once; then any other target.
BIN := .venv/bin

.PHONY: setup lint types test docs images bench ci

setup: ## make the virtual environment with all development tools
	python3 -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'

lint: ## style and import rules
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: ## static types
	$(BIN)/mypy

test: ## the whole suite, on both cores
	$(BIN)/pytest -n 2 --dist loadgroup

docs: ## the generated pages: plan-file reference, rule catalogue, schema
	$(BIN)/python scripts/make_docs.py

images: ## the page pictures of docs/images, drawn from the samples
	$(BIN)/python scripts/make_images.py

bench: ## speed and memory, as ratios
	$(BIN)/python -m benchmarks

ci: ## everything CI runs, on a clean clone
	.ci/run
