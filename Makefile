# Everything a stranger needs: `make demo` and `make test` set up a private environment by themselves.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
OUT    ?= out

.PHONY: demo desk load test lint generated docs corpora model evaluate notebooks fuzz bench bench-bulk wheel picture clean

demo: $(READY)  ## review the sample goal tables: terminal, out/index.html, csv, json
	$(BIN)/zhibiao review corpora/samples -o $(OUT) --fail-on never
	@echo
	@echo "报告 / report: $(OUT)/index.html"

desk: $(READY)  ## the review desk in a browser with the sample goal tables; prints its address
	$(BIN)/zhibiao serve corpora/samples --database $(OUT)/desk.sqlite

load: $(READY)  ## thirty people at one desk of this machine at once for less than a minute: times and memory
	$(BIN)/python tests/desk/load.py

test: $(READY)  ## all tests
	$(BIN)/python -m pytest

lint: $(READY)  ## style, types, layers, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

generated: $(READY)  ## docs/rules.md and docs/cli.md from the code, data/compiled.json from the YAML
	$(BIN)/python docs/generate.py

docs: generated notebooks  ## the documentation site in out/site, with its links checked
	$(BIN)/python docs/site/build.py --notebooks $(OUT)/notebooks -o $(OUT)/site

corpora: $(READY)  ## rebuild generated rows, lists and counts of the corpora, then check them
	$(BIN)/python corpora/make_corpora.py

model: $(READY)  ## train the default model from the corpora
	$(BIN)/zhibiao train -o models/default

evaluate: $(READY)  ## measure on documents that training never saw, write the model card
	$(BIN)/zhibiao evaluate -m models/default
	$(BIN)/zhibiao evaluate -m models/default --rules
	$(BIN)/zhibiao evaluate -m models/default --suggestions
	$(BIN)/zhibiao evaluate -m models/default --documents

notebooks: $(READY)  ## run the notebooks from clean; pages in out/notebooks
	$(BIN)/python notebooks/run.py -o $(OUT)/notebooks

fuzz: $(READY)  ## damaged copies of the samples for a minute: each is read or refused with a code
	$(BIN)/python tests/fuzz.py

bench: $(READY) bench-bulk  ## speed, with the peers in the same run
	$(BIN)/python tests/bench.py

bench-bulk: $(READY)  ## the part of it on bulk tagging: time, memory, the cluster (ten minutes)
	$(BIN)/python tests/bench_bulk.py

wheel: $(READY)  ## build the wheel into dist/
	$(BIN)/python -m build --wheel --outdir dist

picture: $(READY)  ## the pictures of the README, docs/plots.md and docs/desk.md, from the real report, rows and desk
	$(BIN)/python docs/picture.py
	$(BIN)/python docs/plot_pictures.py
	ZHIBIAO_PICTURES=docs $(BIN)/python -m pytest tests/desk/test_browser.py -k pictures

clean:
	rm -rf $(VENV) $(OUT) dist build

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "zhibiao needs Python 3.11 or newer (set PYTHON=...)" or 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@
