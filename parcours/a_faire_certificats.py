"""What waits for each role about certificates: hers to choose a name, the direction's to issue what the jury said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from clairiere.comptes.roles import Role
from clairiere.flux.registre import Tache

LIGNES = 5


def taches(acteur: Any) -> Iterable[Tache]:
    """One query for the direction, one for an auxiliaire, none for the others."""
    if acteur.centre is None:
        return
    if acteur.est_personnel:
        if acteur.peut("certificat.delivrer"):
            yield from _a_etablir(acteur)
    elif acteur.a(Role.AUXILIAIRE):
        yield from _son_nom(acteur)


def _a_etablir(acteur: Any) -> Iterable[Tache]:
    """Sessions where someone certified has no valid certificate."""
    from parcours.models import Certificat, Parcours
    from parcours.regles.certificat import CERTIFIEES

    valables = Certificat.objects.filter(parcours=OuterRef("pk"), revoque_le__isnull=True).order_by()
    sans = Parcours.objects.filter(~Exists(valables), etat__in=CERTIFIEES, session__isnull=False).order_by()
    for ligne in sans.values("session", "session__nom").annotate(n=Count("pk")).order_by("session")[:LIGNES]:
        n, nom = ligne["n"], ligne["session__nom"]
        phrase = f"Établir {'un certificat' if n == 1 else f'{n} certificats'} : {nom}"
        adresse = {"centre": acteur.centre.code, "pk": ligne["session"]}
        yield Tache(phrase, reverse("parcours:certificats_session", kwargs=adresse), nombre=n)


def _son_nom(acteur: Any) -> Iterable[Tache]:
    """Before the jury's certificate is made, she says how her name is written."""
    from parcours.models import Parcours

    miens = Parcours.objects.visibles_par(acteur).filter(etat="en_evaluation", nom_certificat="")
    for parcours in miens.order_by("pk")[:1]:
        phrase = _("Choisissez le nom écrit sur votre certificat")
        adresse = {"centre": acteur.centre.code, "pk": parcours.pk}
        yield Tache(phrase, reverse("parcours:nom_certificat", kwargs=adresse))
