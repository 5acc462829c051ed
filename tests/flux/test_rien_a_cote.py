"""Nothing but the gateway moves a state: read in the code itself."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from clairiere.flux.registre import MACHINES

RACINE = settings.RACINE
PORTAIL = {"clairiere/flux/portail.py"}
# The base model puts the value back after a failed read; the test factories build rows at a given step.
TOLERES = {"clairiere/flux/machine.py"}


def sources():
    for dossier in ("clairiere", "parcours", "placements", "contrats", "relais"):
        for chemin in sorted((RACINE / dossier).rglob("*.py")):
            if "migrations" not in chemin.parts:
                yield chemin, chemin.relative_to(RACINE).as_posix()


def transitions():
    return {nom for inscrite in MACHINES.values() for nom in inscrite.modele.mouvements()}


def modeles_a_etat():
    return {
        m.__name__
        for m in apps.get_models()
        if any(f.name == "etat" and hasattr(f, "protected") for f in m._meta.fields)
    }


def appels_suspects(arbre, noms):
    """Calls of a transition method on an object: `parcours.certifier(…)`; verbs of `actions` are modules, not rows."""
    importes = {
        a.asname or a.name for n in ast.walk(arbre) if isinstance(n, ast.ImportFrom | ast.Import) for a in n.names
    }
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Attribute) and noeud.func.attr in noms:
            cible = noeud.func.value
            racine = cible.id if isinstance(cible, ast.Name) else cible.attr if isinstance(cible, ast.Attribute) else ""
            if racine not in importes and racine not in ("actions", "super"):
                yield noeud.lineno, ast.unparse(noeud.func)


def ecritures_d_etat(arbre):
    """`x.etat = …`, `update(etat=…)` on a machine, `setattr(x, "etat", …)`."""
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Assign | ast.AugAssign | ast.AnnAssign):
            cibles = noeud.targets if isinstance(noeud, ast.Assign) else [noeud.target]
            for cible in cibles:
                if isinstance(cible, ast.Attribute) and cible.attr == "etat":
                    yield noeud.lineno, ast.unparse(noeud)[:100]
        appel = isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Attribute)
        if appel and noeud.func.attr in ("update", "update_or_create") and any(k.arg == "etat" for k in noeud.keywords):
            yield noeud.lineno, ast.unparse(noeud)[:140]
        if isinstance(noeud, ast.Call) and ast.unparse(noeud.func) == "setattr" and "'etat'" in ast.unparse(noeud):
            yield noeud.lineno, ast.unparse(noeud)[:100]


@pytest.mark.parametrize(("chemin", "nom"), list(sources()), ids=[n for _, n in sources()])
def test_no_other_code_calls_a_transition(chemin, nom):
    if nom in PORTAIL:
        return
    trouves = list(appels_suspects(ast.parse(chemin.read_text()), transitions()))
    assert trouves == [], f"{nom}: only flux.franchir calls a transition"


# Rows with an `etat` of their own that is not the state of a machine: messages, registrations, imports, lots.
SANS_MACHINE = {"Message", "Inscription", "Import", "LigneDeLot"}


@pytest.mark.parametrize(("chemin", "nom"), list(sources()), ids=[n for _, n in sources()])
def test_no_other_code_writes_the_state_of_a_machine(chemin, nom):
    if nom in PORTAIL | TOLERES:
        return
    texte = chemin.read_text()
    machines = {i.modele.__name__ for i in MACHINES.values()}
    if not any(nom_modele in texte for nom_modele in machines):
        return
    trouves = [
        t for t in ecritures_d_etat(ast.parse(texte)) if not any(s.lower() in t[1].lower() for s in SANS_MACHINE)
    ]
    assert trouves == [], f"{nom}: a state is written outside of flux.franchir"


def test_every_machine_of_the_code_is_known_to_the_site():
    declarees = {i.modele.__name__ for i in MACHINES.values()}
    assert modeles_a_etat() <= declarees


def test_the_diagrams_in_the_documentation_are_those_of_the_code():
    from clairiere.flux.diagrammes import page

    assert (Path(RACINE) / "docs" / "machines.md").read_text() == page()
