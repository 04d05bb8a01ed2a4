# The commands of this repository. `make` lists them.
.DEFAULT_GOAL := help
.PHONY: help test demo contract bench measure pictures soak build translations extract_translations compile_translations validate_translations \
        dummy_translations lifecycle_page proof_page olx_pages format clean

# A name on PATH may be a shim that answers "not found": take the first Python that really runs and is new enough.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 "$$HOME"/.pyenv/versions/3.1[1-9]*/bin/python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
RUN := $(PYTHON) -m tools.testrun.inside

##@ Everyday

help: ## list these commands
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z_]+:.*## / {printf "  make %-22s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

python-is-there:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: apt-get install -y python3 python3-venv"; exit 1; }

test: python-is-there ## set up and test everything that can run here (settings: PARTS, REQUIRE, JOBS, QUIET … see CONTRIBUTING.md)
	@$(PYTHON) -m tools.testrun

demo: python-is-there ## set up, load the sample course and serve it; prints the address (PORT=… for another than 8888)
	@$(RUN) demo workmentor-demo $(if $(PORT),--port $(PORT))

contract: python-is-there ## hold the demo to the contract, and a real site too (see CONTRIBUTING.md)
	@$(RUN) py311 python -m pytest tests/contract -q

bench: python-is-there ## measure what the package costs, beside what was promised and beside other blocks
	@$(PYTHON) -m tools.bench

measure: python-is-there ## print what each folder holds, and how many files a signature leads through
	@$(RUN) py311 python -W ignore -m tools.measure

pictures: python-is-there ## make the pictures of the two short guides anew (needs Chromium)
	@PICTURES=guides $(RUN) py311 python -m pytest -m browser tests/e2e/test_first_guides.py -q

soak: python-is-there ## sweep what the quick tests sample: random walks, drafts, damage, every length (an hour)
	@WORKMENTOR_SOAK=1 $(RUN) py311 python -m pytest -m "soak and not mariadb" -q
	@WORKMENTOR_SOAK=1 $(RUN) py311 python -m tools.mariadb -- python -m pytest -p tests.databases -m "soak and mariadb" -q

##@ Front end

build: python-is-there ## build static/workmentor from frontend/
	@$(RUN) npm run build

##@ Translations (target names by OEP-58)

translations: extract_translations compile_translations ## bring the catalogues up to date and compile them

extract_translations: python-is-there ## put every sentence of the sources into every catalogue
	@$(RUN) py311 python -m tools.translations extract

compile_translations: python-is-there ## make django.mo from each django.po
	@$(RUN) py311 python -m tools.translations compile

validate_translations: python-is-there ## complain about missing, fuzzy, broken and unused translations
	@$(RUN) py311 python -m tools.translations check

dummy_translations: python-is-there ## a made-up language (eo) that shows what is not translatable
	@$(RUN) py311 python -m tools.translations dummy

##@ Care

lifecycle_page: python-is-there ## write docs/agreement-lifecycle.md from the table of the agreement's lifecycle
	@$(RUN) py311 python -m tools.lifecycle

proof_page: python-is-there ## write docs/agreement-proof.md from the checks of the verifier
	@$(RUN) py311 python -m tools.proof

olx_pages: python-is-there ## write docs/olx-….md and the editor's definition.json from the definitions of the blocks
	@$(RUN) py311 python -m tools.olx_pages

format: python-is-there ## let ruff and biome write the code as the house wants it
	@$(RUN) py311 ruff check --fix .
	@$(RUN) py311 ruff format .
	@$(RUN) npm run format

clean: ## remove environments, reports and caches
	rm -rf .venvs reports build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
