"""The poster of a meeting, to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from clairiere.comptes.acces import exige
from clairiere.documents.affiche import DonneesAffiche, affiche_pdf
from clairiere.documents.emetteur import emetteur_de
from parcours.regles.reunions import phrase_de_l_affiche
from parcours.views.reunions_commun import adresse_publique, reunion_ou_404


@exige("reunion.gerer")
@require_safe
def affiche(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """A4 PDF: what, when, where, the QR code of the public page, and the telephone for who has no camera."""
    evenement = reunion_ou_404(request, pk)
    lieu = evenement.centre
    debut = timezone.localtime(evenement.debut)
    donnees = DonneesAffiche(
        emetteur=emetteur_de(lieu),
        titre=evenement.titre,
        phrase=phrase_de_l_affiche(evenement.genre),
        debut=debut,
        fin=timezone.localtime(evenement.fin),
        lieu=evenement.lieu or lieu.nom,
        telephone=str(lieu.telephone or ""),
        url=adresse_publique(request, pk),
    )
    reponse = HttpResponse(affiche_pdf(donnees), content_type="application/pdf")
    nom = f"affiche-{slugify(evenement.titre)}-{debut:%Y-%m-%d}.pdf"
    reponse["Content-Disposition"] = f'inline; filename="{nom}"'
    return reponse
