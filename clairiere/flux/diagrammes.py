"""Machines drawn from their code: Mermaid for the documentation, a drawing with counts for the help page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count

from clairiere.comptes import droits
from clairiere.flux.machine import ModeleMachine
from clairiere.flux.registre import MACHINES
from clairiere.flux.schema import dessiner


def mermaid(modele: type[ModeleMachine]) -> str:
    """The Mermaid text of one machine; the same code gives the same text."""
    lignes = ["stateDiagram-v2"]
    lignes += [f'    state "{etat.equipe}" as {code}' for code, etat in modele.ETATS.items()]
    lignes.append(f"    [*] --> {modele._meta.get_field('etat').default}")
    for mouvement in modele.mouvements().values():
        lignes += [f"    {source} --> {mouvement.cible} : {mouvement.libelle}" for source in mouvement.sources]
    lignes += [f"    {code} --> [*]" for code, etat in modele.ETATS.items() if etat.fin]
    return "\n".join(lignes)


def page() -> str:
    """The whole of `docs/machines.md`."""
    parties = [
        "# Les machines à états",
        "",
        "Page écrite par `python manage.py diagrammes` à partir du code. Ne pas la modifier à la main.",
    ]
    for inscrite in MACHINES.values():
        modele = inscrite.modele
        parties += [
            "",
            f"## {str(modele._meta.verbose_name).capitalize()}",
            "",
            "```mermaid",
            mermaid(modele),
            "```",
            "",
        ]
        parties += ["| geste | de | vers | qui | raison demandée |", "| --- | --- | --- | --- | --- |"]
        for m in modele.mouvements().values():
            sources = ", ".join(str(modele.ETATS[s].equipe) for s in m.sources)
            qui = "le logiciel" if m.par_systeme else droits.dire_roles(f"{modele.machine}.{m.nom}")
            parties.append(
                f"| {m.libelle} | {sources} | {modele.ETATS[m.cible].equipe} | {qui} | {'oui' if m.motif else 'non'} |"
            )
    return "\n".join(parties) + "\n"


def dessins(acteur: Any) -> list[dict[str, Any]]:
    """What the help page draws: each machine that the actor may see, its states with counts and moves out."""
    liste = []
    for inscrite in MACHINES.values():
        if not acteur.peut(inscrite.droit):
            continue
        modele = inscrite.modele
        comptes: Counter[str] = Counter()
        if acteur.est_personnel:
            visibles = modele.objects.visibles_par(acteur).order_by()
            comptes.update(dict(visibles.values_list("etat").annotate(n=Count("pk"))))
        etats = [
            {
                "code": code,
                "libelle": etat.equipe if acteur.est_personnel else etat.personne or etat.equipe,
                "principal": etat.principal,
                "ton": etat.ton,
                "nombre": comptes[code] if acteur.est_personnel else None,
                "gestes": [
                    {
                        "libelle": m.libelle,
                        "vers": modele.ETATS[m.cible].equipe,
                        "qui": "le logiciel" if m.par_systeme else droits.dire_roles(f"{modele.machine}.{m.nom}"),
                    }
                    for m in modele.mouvements().values()
                    if code in m.sources
                ],
            }
            for code, etat in modele.ETATS.items()
        ]
        schema = dessiner(
            modele, {e["code"]: str(e["libelle"]) for e in etats}, dict(comptes) if acteur.est_personnel else None
        )
        nom = modele._meta.verbose_name
        liste.append({"nom": nom, "machine": modele.machine, "etats": etats, "schema": schema})
    return liste
