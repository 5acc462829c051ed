"""Someone calling the roll, at the desk or by her link: one screen, one way to record, one way to sign."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import afficher
from clairiere.interface.francais import heure
from parcours.actions.appel import INCONNUE, Entree, Verdict, recevoir
from parcours.actions.liens import formatrice_de
from parcours.actions.lignes import PRESENTES, dire
from parcours.actions.presence import saisir
from parcours.forms.emargement import EntreeForm, Feuille, marque, remplir
from parcours.models import Emargement, EntreeRecue
from parcours.obstacles_presence import est_fermee, stagiaires_de
from parcours.regles.presence import noms_distincts

ENTREES_AU_PLUS = 200
GESTES_DITS = {
    "toutes_presentes": "Les lignes vides sont notées présentes.",
    "toutes_signent": "Les présentes ont signé.",
}


@dataclass
class PosteAppel:
    """One half-day before one person.

    Attributes:
        source: how her entries are marked (`Emargement.Mode`).
        gabarit: the page.
        adresses: `page`, `noter`, `signer`, `tablette`.
        en_court: first name and initial only, for a page without account.
        contexte: what the page needs besides.
    """

    demi_journee: Any
    acteur: Any
    source: str
    gabarit: str
    adresses: dict[str, str]
    en_court: bool = False
    contexte: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def deja(self) -> dict[int, Any]:
        """The lines that are noted."""
        return {e.parcours_id: e for e in self.demi_journee.emargements.all()}

    @cached_property
    def stagiaires(self) -> list[Any]:
        """Who is on the sheet."""
        return stagiaires_de(self.demi_journee, self.deja)

    @cached_property
    def noms(self) -> list[str]:
        """How they are called on the page, in the same order."""
        if not self.en_court:
            return [p.personne.nom_complet for p in self.stagiaires]
        return noms_distincts((p.personne.prenom, p.personne.nom) for p in self.stagiaires)

    def feuille(self, donnees: Any = None) -> Feuille:
        """The form, filled with what is posted, or with what is noted."""
        return Feuille(
            donnees,
            demi_journee=self.demi_journee,
            stagiaires=self.stagiaires,
            deja=self.deja,
            noms=self.noms,
            traces=self.demi_journee.traces.filter(parcours__isnull=False).values_list("parcours_id", flat=True),
        )


def traiter(request: HttpRequest, poste: PosteAppel) -> HttpResponse:
    """The page; when it is sent as a form, all lines are recorded, or none with what is wrong beside each."""
    if request.method != "POST":
        return page(request, poste, poste.feuille())
    feuille = poste.feuille(remplir(request.POST, poste.stagiaires))
    if not feuille.is_valid():
        return page(request, poste, feuille, statut=422)
    lignes, motif = feuille.lignes_saisies(), feuille.cleaned_data["motif"]
    try:
        ecrits = saisir(poste.demi_journee, par=poste.acteur, lignes=lignes, motif=motif, source=poste.source)
    except Ferme as erreur:
        code = poste.demi_journee.centre.code
        restent = [afficher(o, code) for o in erreur.obstacles if not feuille.poser(o)]
        return page(request, poste, feuille, statut=409, obstacles=restent)
    phrase = GESTES_DITS.get(request.POST.get("geste", ""), "")
    fait = f"C’est enregistré. Dernier envoi à {_maintenant()}." if ecrits else "Rien n’a changé."
    messages.success(request, f"{fait} {phrase}".strip())
    return redirect(poste.adresses["page"])


def page(
    request: HttpRequest, poste: PosteAppel, feuille: Feuille, *, statut: int = 200, obstacles: Any = ()
) -> HttpResponse:
    """The roll-call as it stands."""
    demi_journee, acteur = poste.demi_journee, poste.acteur
    presentes = [e for e in poste.deja.values() if e.statut in PRESENTES]
    fermee = est_fermee(demi_journee)
    a_venir = demi_journee.date > timezone.localdate()
    peut_ecrire = not (a_venir or demi_journee.est_annulee or (fermee and not acteur.peut("emargement.corriger")))
    contexte = {
        "demi_journee": demi_journee,
        "session": demi_journee.session,
        "feuille": feuille,
        "lignes": list(feuille.lignes()),
        "statuts": Emargement.Statut.choices,
        "adresses": poste.adresses,
        "obstacles": list(obstacles),
        "a_venir": a_venir,
        "fermee": fermee,
        "peut_ecrire": peut_ecrire,
        "corrige": bool(demi_journee.signee_le or (fermee and poste.deja)),
        "d_elle_meme": peut_ecrire and not demi_journee.signee_le and not fermee,
        "sans_ligne": [nom for p, nom in zip(poste.stagiaires, poste.noms, strict=True) if p.pk not in poste.deja],
        "sans_signature": sum(1 for e in presentes if not e.signature),
        "remplie": bool(poste.deja),
        "signe_elle_meme": acteur.a(Role.FORMATRICE),
        "par_lien": poste.en_court,
        "nom_formatrice": str(formatrice_de(demi_journee) or ""),
        "demonstration": settings.MODE == "demo",
        "lien": None,
        "tablette_ouverte": False,
        **poste.contexte,
    }
    return render(request, poste.gabarit, contexte, status=statut)


def _maintenant() -> str:
    return heure(timezone.localtime())


def recevoir_json(request: HttpRequest, poste: PosteAppel) -> JsonResponse:
    """Entries sent by the page itself: `{"entrees": […]}` → `{"recues": […], "heure": "9 h 04"}`."""
    try:
        lues = json.loads(request.body)["entrees"]
        brutes = [dict(brute) for brute in lues]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"phrase": "Cet envoi est illisible. Rechargez la page."}, status=400)
    if len(brutes) > ENTREES_AU_PLUS:
        return JsonResponse({"phrase": "Cet envoi est trop long. Rechargez la page."}, status=400)
    stagiaires = {p.pk: p for p in poste.stagiaires}
    entrees, illisibles = [], []
    for brute in brutes:
        entree = _lire(EntreeForm(brute), stagiaires, poste)
        if entree is None:
            illisibles.append({"cle": str(brute.get("cle", "")), "issue": "refusee", "phrase": INCONNUE})
        else:
            entrees.append(entree)
    verdicts = recevoir(poste.demi_journee, par=poste.acteur, entrees=entrees, source=poste.source) if entrees else []
    a = _maintenant()
    return JsonResponse({"recues": [*[_en_json(v, a) for v in verdicts], *illisibles], "heure": a})


def _lire(formulaire: EntreeForm, stagiaires: dict[int, Any], poste: PosteAppel) -> Entree | None:
    if not formulaire.is_valid():
        return None
    cle, pk = formulaire.cleaned_data["cle"], formulaire.cleaned_data["parcours"]
    parcours = stagiaires.get(pk)
    ligne = formulaire.ligne(parcours, poste.deja.get(pk)) if parcours is not None else None
    return Entree(cle, pk, ligne)


def _en_json(verdict: Verdict, a: str) -> dict[str, Any]:
    reponse = {"cle": str(verdict.cle), "parcours": verdict.parcours, "issue": verdict.issue, "phrase": verdict.phrase}
    if verdict.issue == EntreeRecue.Issue.ENREGISTREE:
        reponse["phrase"] = f"Enregistré à {a}"
    e = verdict.emargement
    if e is not None:
        reponse["ligne"] = {
            "statut": e.statut,
            "arrivee": f"{e.arrivee:%H:%M}" if e.arrivee else "",
            "depart": f"{e.depart:%H:%M}" if e.depart else "",
            "signature": e.signature,
            "vu": marque(e),
            "dit": dire(e),
            "par": e.saisi_par,
            "a": heure(timezone.localtime(e.saisi_le)),
        }
    return reponse
