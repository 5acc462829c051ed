# Clairière : une machine avec Python 3.11 (ou plus récent) et make suffit.
#   make run    tout installer au premier appel, puis servir le réseau de démonstration
#   make test   tout installer au premier appel, puis passer les tests
# Le mode d’emploi complet est dans docs/exploitation.md.

PYTHON ?= python3
NB     ?= auto
ARGS   ?=
BIN    := .venv/bin
UV     := 0.13.9
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := aide
.PHONY: aide install run demo test check bench captures verrou

aide: ## Affiche cette aide
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: .venv/.outils ## Installe tout dans .venv, outils de test compris, sans rien lancer

run: export CLAIRIERE_DEPART = $(shell $(PYTHON) -c 'import time; print(time.time())' 2>/dev/null)
run: .venv/.pret ## Prépare ce qui manque et sert le site (make run PORT=8001 : sur un autre port)
	@exec $(MANAGE) lancer $(ARGS)

demo: .venv/.pret ## Crée le réseau de démonstration dans la base, sans servir le site
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable
	@$(MANAGE) demo $(ARGS)

test: export MODE = test
test: .venv/.outils ## Passe les tests (make test ARGS=tests/parcours : une partie)
	@$(BIN)/pytest -n $(NB) $(ARGS)

check: export MODE = test
check: .venv/.outils ## Vérifie le style, les types, les étages, les migrations, les gabarits et les schémas
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) gabarits
	@$(MANAGE) diagrammes --verifier
	@$(BIN)/djlint templates --lint --quiet

bench: .venv/.pret ## Mesure une page de chaque sorte, pour chaque rôle
	@$(MANAGE) lancer --sans-servir
	@$(MANAGE) mesurer $(ARGS)

captures: .venv/.outils ## Photographie les écrans (il faut un navigateur Chromium)
	@$(MANAGE) lancer --sans-servir
	@$(MANAGE) captures $(ARGS)

verrou: .venv/.pret ## Refait la liste des dépendances, avec leurs empreintes
	$(BIN)/uv pip compile pyproject.toml --system-certs -q --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --system-certs -q --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --group dev -o requirements-dev.txt

# Deux marques : ce qu’il faut pour servir le site, et les outils de test en plus. Avec les outils, tout est remis ensemble.
.venv/.pret: requirements.txt
	@$(call installer,$(if $(wildcard .venv/.outils),requirements-dev.txt,requirements.txt))
	@touch $@

.venv/.outils: requirements-dev.txt
	@$(call installer,requirements-dev.txt)
	@touch .venv/.pret $@

define installer
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  || { echo "Il faut Python 3.11 ou plus récent. S’il porte un autre nom : make $(or $(MAKECMDGOALS),install) PYTHON=python3.12"; exit 1; }; \
echo "Installation des dépendances (une demi-minute la première fois)…"; \
test -x $(BIN)/python || $(PYTHON) -m venv .venv \
  || { rm -rf .venv; echo "Il manque à Python son module venv. Sous Debian ou Ubuntu : apt install python3-venv"; exit 1; }; \
{ $(BIN)/python -m pip install -q --disable-pip-version-check "uv==$(UV)" \
  && $(BIN)/uv pip sync -q --system-certs --compile-bytecode --python $(BIN)/python --require-hashes $(1); } \
|| { echo "uv indisponible : installation par pip, plus lente."; \
     $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1); }
endef
