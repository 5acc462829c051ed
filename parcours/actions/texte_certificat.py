"""What a centre prints on its certificates: sentences, signatory, logo. Certificates already made do not change."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from clairiere import journal
from clairiere.centres.actions_reglages import regler
from clairiere.centres.models import Centre
from clairiere.flux.obstacles import Ferme
from parcours.models import TexteCertificat
from parcours.regles.certificat import texte_possible


@transaction.atomic
def regler_texte(
    centre: Centre, *, par: Any, phrase: str, complement: str = "", signataire: str = ""
) -> TexteCertificat:
    """Keep the sentences and the signatory; the same ones twice are one.

    Raises:
        Ferme: a sentence without the hours, with an unknown place, or that promises what the certificate is not.
    """
    Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    if refus := list(texte_possible(phrase, complement)):
        raise Ferme(refus)
    regler(centre, par=par, valeurs={"signataire": signataire})
    texte = TexteCertificat.objects.first() or TexteCertificat()
    if texte.pk and (texte.phrase, texte.complement) == (phrase, complement):
        return texte
    ancienne = texte.phrase
    texte.phrase, texte.complement, texte.modifie_par = phrase, complement, par.nom
    texte.full_clean()
    texte.save()
    dit = "a changé le texte du certificat"
    journal.noter("certificat.texte", par=par, sur=centre, phrase=dit, audience="equipe", ancienne=ancienne)
    return texte


@transaction.atomic
def poser_logo(centre: Centre, png: bytes, *, par: Any) -> None:
    """Keep the logo in the place of the former one."""
    lieu = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    ancien = lieu.logo.name
    lieu.logo.save("logo.png", ContentFile(png), save=False)
    lieu.save(update_fields=["logo"])
    centre.logo = lieu.logo
    _oublier(lieu, ancien)
    journal.noter("centre.logo", par=par, sur=lieu, phrase="a mis le logo du centre", audience="equipe")


@transaction.atomic
def retirer_logo(centre: Centre, *, par: Any) -> None:
    """Take the logo away; without one, nothing happens."""
    lieu = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    if not lieu.logo:
        return
    ancien, lieu.logo = lieu.logo.name, ""
    lieu.save(update_fields=["logo"])
    centre.logo = lieu.logo
    _oublier(lieu, ancien)
    journal.noter("centre.logo", par=par, sur=lieu, phrase="a retiré le logo du centre", audience="equipe")


def _oublier(lieu: Centre, nom: str) -> None:
    """The former file goes once the new one is sure."""
    if nom and nom != lieu.logo.name:
        transaction.on_commit(lambda: lieu.logo.storage.delete(nom))
