"""State machines made safe and visible: one gateway, obstacles in words, buttons, diagrams.

What apps use: `flux.franchir`, `flux.possibles`, `flux.enregistrer`, `flux.a_faire`, and from `clairiere.flux.machine`:
`Etat`, `ModeleMachine`, `etat_field`, `transition`; from `clairiere.flux.obstacles`: `Obstacle`.
"""

from typing import Any

from clairiere.flux.obstacles import DejaFait, Ferme, HorsPortail, Interdit, Introuvable, Obstacle
from clairiere.flux.registre import a_faire, enregistrer, suivre

__all__ = [
    "DejaFait",
    "Etat",
    "Ferme",
    "HorsPortail",
    "Interdit",
    "Introuvable",
    "ModeleMachine",
    "Obstacle",
    "a_faire",
    "enregistrer",
    "etat_field",
    "franchir",
    "possibles",
    "suivre",
    "transition",
]

_MODULES = {
    "Etat": "machine",
    "ModeleMachine": "machine",
    "etat_field": "machine",
    "transition": "machine",
    "franchir": "portail",
    "possibles": "portail",
}


def __getattr__(nom: str) -> Any:
    """Load what needs Django models only when it is asked for."""
    if nom not in _MODULES:
        raise AttributeError(nom)
    from importlib import import_module

    return getattr(import_module(f"clairiere.flux.{_MODULES[nom]}"), nom)
