# Needs Python 3.11 or newer and make; everything else goes into .venv.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header
READY := $(VENV)/.ready
COMPILED := $(VENV)/.compiled
AS_COMPILED := PYTHONPATH=$(VENV)/compiled:. $(BIN)/python -P
DEV :=

.PHONY: run test check check-all lint fresh bench compiled no-compiler fuzz score browser picture exams reference lock clean

run: $(READY) ## the main job: the pages in seeds/ → the facts in out/
	$(BIN)/extract seeds/ --out out/

test: $(READY) ## the tests, the rules' own examples among them
	$(BIN)/python -m pytest -m "not heavy" -n auto

check: lint test fresh ## the gate that .ci/run calls

check-all: lint fresh compiled ## the gate and all that is heavy, the speed of the compiled wheel among it
	$(BIN)/python -m pytest -n auto
	@test ! -e $(COMPILED) || $(AS_COMPILED) -m tests.benchmarks --least 1.2
	$(BIN)/python -m tests.mutation --each 4 --least 0.9

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fresh: $(READY) ## out/ is what the tool makes of seeds/
	@rm -rf $(VENV)/out
	@$(BIN)/extract seeds/ --out $(VENV)/out --quiet
	@diff -r -x run.json out $(VENV)/out >/dev/null || \
		{ echo "out/ is out of date: make run"; diff -r -x run.json out $(VENV)/out | head -n 40; exit 1; }

bench: $(READY) compiled ## throughput of the whole pipeline beside jieba.lcut, in plain Python and as compiled wheels have it
	$(BIN)/python -m tests.benchmarks
	@test ! -e $(COMPILED) || $(AS_COMPILED) -m tests.benchmarks

compiled: $(if $(shell command -v cc),$(COMPILED),no-compiler) ## the wheel with its stages compiled: a C compiler, some minutes, once

no-compiler:
	@echo "there is no C compiler: only plain Python is measured"

$(COMPILED): $(READY) $(shell find extract schemas rules -name '*.py' -o -name '*.yaml' 2>/dev/null)
	@rm -rf $(VENV)/dist $(VENV)/compiled $(VENV)/out
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m build --outdir $(VENV)/dist . >$(VENV)/build.log 2>&1 || \
		{ tail $(VENV)/build.log; exit 1; }
	$(INSTALL) --no-deps --target $(VENV)/compiled $(VENV)/dist/*.whl
	$(AS_COMPILED) -m cli seeds/ --out $(VENV)/out --quiet
	diff -r -x run.json out $(VENV)/out
	@touch $@

fuzz: $(READY) ## broken inputs for every room that reads or shows them; EXECUTIONS=N, SEED=N
	$(BIN)/python -m tests.fuzz --executions $(or $(EXECUTIONS),100000) --seed $(or $(SEED),0) --keep

score: $(READY) ## facts against the hand-made right answers; DEV=FOLDER for another folder with texts/ and gold/
	$(BIN)/python -m tests.scoring $(if $(DEV),$(DEV)/texts $(DEV)/gold,seeds tests/gold) $(if $(MISSES),--misses)

browser: $(READY) ## the report page in Chromium, which has to be there: console, requests, keys, accessibility, speed
	$(INSTALL) --require-hashes --requirement requirements-browser.lock
	$(BIN)/python -m pytest tests/test_report_in_browser.py

picture: $(READY) ## docs/report.png anew
	$(INSTALL) --require-hashes --requirement requirements-browser.lock
	$(BIN)/python -m tests.browser docs/report.png

exams: $(READY) ## number and place reading against other people's test suites, which stand in EXAMS=FOLDER
	$(BIN)/python -m tests.exams $(EXAMS) $(if $(MISSES),--misses)

reference: $(READY) ## docs/commands.md, made of the command itself
	$(BIN)/python -m tests.reference

lock: $(READY) ## choose versions anew
	$(INSTALL) pip-tools
	$(LOCK) --upgrade --output-file requirements.lock pyproject.toml
	$(BIN)/python -c 'import tomllib; \
		groups = tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]; \
		print(*groups["dev"], *groups["inputs"], *groups["build"], sep="\n")' \
		| $(LOCK) --upgrade --constraint requirements.lock --output-file requirements-dev.lock -
	$(BIN)/python -c 'import tomllib; \
		print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["browser"], sep="\n")' \
		| $(LOCK) --upgrade --constraint requirements.lock --constraint requirements-dev.lock \
		--output-file requirements-browser.lock -

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

# jieba comes as source: what builds it is in the first lock and installed before it.
$(READY): requirements.lock requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "there is no Python 3.11 or newer on the PATH; name one: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	$(INSTALL) --require-hashes --no-build-isolation --requirement requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q extract schemas cli.py
	@touch $@
