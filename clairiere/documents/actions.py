"""Issuing a document: a number without gap, frozen data, a hash."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from clairiere.centres import portee
from clairiere.comptes.models import Personne
from clairiere.documents.models import Compteur, Document, FichierDocument


@transaction.atomic
def numero_suivant(prefixe: str, annee: int | None = None) -> str:
    """« CERT-2026-0007 »: the next number of the centre for this kind and year, locked until commit."""
    annee = annee or timezone.localdate().year
    Compteur.objects.get_or_create(prefixe=prefixe, annee=annee, centre=portee.centre_courant())
    compteur = Compteur.objects.select_for_update(of=("self",)).get(prefixe=prefixe, annee=annee)
    compteur.dernier += 1
    compteur.save(update_fields=["dernier"])
    return f"{prefixe}-{annee}-{compteur.dernier:04d}"


@transaction.atomic
def emettre(
    *,
    genre: str,
    titre: str,
    sur: models.Model,
    par: Any,
    donnees: dict[str, Any],
    fichiers: dict[str, bytes],
    numero: str,
    pour: Personne | None = None,
    modele_empreinte: str = "",
) -> Document:
    """Keep a paper: each call with the same number is a new version, the old ones stay.

    Args:
        genre: `certificat`, `contrat`, `feuille`.
        sur: the row it is about.
        donnees: all that was printed (JSON), frozen.
        fichiers: `{"pdf": b"…", "docx": b"…"}`.
        numero: from `numero_suivant`.
        pour: the person who may download it from her own space.
    """
    derniere = Document.objects.filter(numero=numero).aggregate(n=models.Max("version"))["n"] or 0
    document = Document.objects.create(
        genre=genre,
        numero=numero,
        version=derniere + 1,
        titre=titre,
        objet_genre=sur._meta.label_lower,
        objet_id=sur.pk,
        donnees=donnees,
        cree_par=par.nom,
        pour=pour,
        modele_empreinte=modele_empreinte,
    )
    for extension, octets in fichiers.items():
        empreinte = hashlib.sha256(octets).hexdigest()
        fichier = FichierDocument(
            centre=document.centre, document=document, format=extension, empreinte=empreinte, octets=len(octets)
        )
        fichier.contenu.save(f"{empreinte}.{extension}", ContentFile(octets), save=False)
        fichier.save()
    return document
