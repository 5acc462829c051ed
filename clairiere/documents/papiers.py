"""Verbs on the templates of a centre, and the making of a paper from the one in force."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from clairiere import journal
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.documents.controle_word import OCTETS_MAX
from clairiere.documents.conversion import docx_en_pdf
from clairiere.documents.examen import Defaut, examiner
from clairiere.documents.modeles import PAPIERS, Papier, en_vigueur
from clairiere.documents.modeles_word import ModeleWord
from clairiere.documents.word import rendre_docx


class ModeleDefectueux(Exception):
    """A template that cannot be used, with all that is wrong."""

    def __init__(self, defauts: list[Defaut]) -> None:
        super().__init__(" ".join(defaut.phrase for defaut in defauts))
        self.defauts = defauts


def remplacer(papier: Papier, octets: bytes, nom_fichier: str, *, par: Any) -> ModeleWord:
    """Put a template in force. The same file brought twice is one version.

    Raises:
        ModeleDefectueux: with each fault and its paragraph; nothing is kept.
    """
    if len(octets) > OCTETS_MAX:
        raise ModeleDefectueux([Defaut(_("Ce fichier est trop lourd (plus de 5 Mo). Retirez des images."))])
    defauts = examiner(octets, papier.variables, papier.exemple)
    if defauts:
        raise ModeleDefectueux(defauts)
    return _enregistrer(papier, octets, nom_fichier, par)


@transaction.atomic
def _enregistrer(papier: Papier, octets: bytes, nom_fichier: str, par: Any) -> ModeleWord:
    empreinte = hashlib.sha256(octets).hexdigest()
    Centre.objects.select_for_update(of=("self",)).get(pk=portee.centre_courant().pk)
    actuel = ModeleWord.objects.filter(genre=papier.code, retire_le__isnull=True).first()
    if actuel is not None and actuel.empreinte == empreinte:
        return actuel
    if actuel is not None:
        _retirer(actuel, par)
    derniere = ModeleWord.objects.filter(genre=papier.code).aggregate(n=Max("version"))["n"] or 0
    modele = ModeleWord(
        centre=portee.centre_courant(),
        genre=papier.code,
        version=derniere + 1,
        nom_fichier=PurePath(nom_fichier.replace("\\", "/")).name[-200:] or "modele.docx",
        empreinte=empreinte,
        octets=len(octets),
        depose_par=par.nom,
    )
    modele.contenu.save("modele.docx", ContentFile(octets), save=False)
    modele.save()
    phrase = f"a remplacé le modèle du papier «\u00a0{papier.titre}\u00a0» (version {modele.version})"
    journal.noter("modele.remplacer", par=par, sur=modele, phrase=phrase, audience="equipe")
    return modele


@transaction.atomic
def revenir_au_modele_livre(papier: Papier, *, par: Any) -> bool:
    """Take the centre's template out of force; False when there was none. Its versions are kept."""
    actuel = (
        ModeleWord.objects.select_for_update(of=("self",)).filter(genre=papier.code, retire_le__isnull=True).first()
    )
    if actuel is None:
        return False
    _retirer(actuel, par)
    phrase = f"est revenue au modèle livré pour le papier «\u00a0{papier.titre}\u00a0»"
    journal.noter("modele.revenir", par=par, sur=actuel, phrase=phrase, audience="equipe")
    return True


def _retirer(modele: ModeleWord, par: Any) -> None:
    modele.retire_le, modele.retire_par = timezone.now(), par.nom
    modele.save(update_fields=["retire_le", "retire_par"])


def faire_les_fichiers(code: str, donnees: dict[str, Any], *, date: dt.date) -> tuple[dict[str, bytes], str]:
    """`{"pdf": …, "docx": …}` from the template in force, and the hash of that template.

    Raises:
        ModeleRefuse, NonConvertible, CompositionImpossible: with `phrase`.
    """
    modele = en_vigueur(code)
    docx = rendre_docx(modele.octets, donnees)
    return {"docx": docx, "pdf": docx_en_pdf(docx, titre=PAPIERS[code].titre, date=date)}, modele.empreinte


def dernieres_versions(documents: Iterable[Any]) -> list[Any]:
    """Of each number the last version only, in the order given."""
    garde: dict[str, int] = {}
    liste = list(documents)
    for document in liste:
        garde[document.numero] = max(garde.get(document.numero, 0), document.version)
    return [document for document in liste if document.version == garde[document.numero]]


def figer(donnees: dict[str, Any]) -> dict[str, Any]:
    """All that is printed, as plain JSON."""
    fige: dict[str, Any] = json.loads(json.dumps(donnees, cls=DjangoJSONEncoder))
    return fige
