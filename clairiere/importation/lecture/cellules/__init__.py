"""One reader per kind of cell. Each returns ``Lu(valeur, doute, proposition)`` and never raises.

``valeur`` is what may be recorded, ``doute`` one French sentence when a person must look, ``proposition`` a correction
that is only a guess: it is shown, never recorded without a yes.
"""

from clairiere.importation.lecture.cellules.base import Lu
from clairiere.importation.lecture.cellules.courriels import courriel
from clairiere.importation.lecture.cellules.dates import Reunion, date_naissance, date_reunion
from clairiere.importation.lecture.cellules.lieux import Localite, code_postal
from clairiere.importation.lecture.cellules.noms import NomPrenom, nom, nom_prenom, prenom
from clairiere.importation.lecture.cellules.telephones import telephone
from clairiere.importation.lecture.cellules.textes_libres import langues, texte

__all__ = [
    "Localite",
    "Lu",
    "NomPrenom",
    "Reunion",
    "code_postal",
    "courriel",
    "date_naissance",
    "date_reunion",
    "langues",
    "nom",
    "nom_prenom",
    "prenom",
    "telephone",
    "texte",
]
