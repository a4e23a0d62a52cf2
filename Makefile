# Two commands to begin with: `make demo` and `make test`. Both need only python3 (3.11 or newer), git and make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test check instructions generate bench train train-names clean

$(VENV)/base: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(VENV)/base
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

$(VENV)/bench: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group bench
	touch $@

$(VENV)/train: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group train
	touch $@

# Scan the sample ticket exports, print the findings, and write redacted copies.
demo: $(VENV)/base
	mkdir -p demo-output
	$(BIN)/pii-guard scan samples/tickets.csv
	$(BIN)/pii-guard redact samples/tickets.csv -o demo-output/tickets.redacted.csv --force
	$(BIN)/pii-guard redact samples/tickets.jsonl -o demo-output/tickets.redacted.jsonl --force
	@echo "The redacted copies are in demo-output/."

# All checks: lint, types, import contracts, generated files unchanged, tests.
test: check
	$(BIN)/python -m pytest -n auto

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m scripts.generate --check

# Instructions of an import, a hook and a scan against tests/start/budgets.toml; needs valgrind.
instructions: $(VENV)/dev
	$(BIN)/python -m pytest -rs tests/start/test_instructions.py

# Everything in the repository that is made from something else: rule pages, schema, hook file.
generate: $(VENV)/dev
	$(BIN)/python -m scripts.generate

# Quality and speed, beside Presidio in the same run; writes docs/benchmarks.md.
bench: $(VENV)/bench
	$(BIN)/python -m benchmarks

# Learn the weights of the disclosure scorer anew: needs NorNE's conll files (NORNE=folder).
NORNE ?= norne
train: $(VENV)/train
	$(BIN)/python -m training.train_disclosures --write --norne $(NORNE)

# Train the name model anew: needs NorNE's conll files (NORNE=folder) and half an hour; writes src/pii_guard/nlp/data.
train-names: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group train-names
	$(BIN)/python -m training.names.make_words $(NORNE)/norne-nob-train.conll.gz $(NORNE)/norne-nno-train.conll.gz
	$(BIN)/python -m training.names.train person build/person --norne $(NORNE) --tickets training/tickets/*.txt
	$(BIN)/python -m training.names.pack person build/person
	$(BIN)/python -m training.names.train places build/places --norne $(NORNE) --steps 2400
	$(BIN)/python -m training.names.pack places build/places

clean:
	rm -rf $(VENV) demo-output dist build
