"""Form of a session."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours.forms.calendrier import LieuEtFormatrice
from parcours.forms.commun import champ_date
from parcours.models import Programme
from parcours.regles import dire_duree, programme_type

TYPE = "type"


class SessionForm(LieuEtFormatrice):
    """A group that follows the same course."""

    nom = forms.CharField(
        label=_("Nom de la session"),
        max_length=80,
        help_text=_("Par exemple : printemps 2027."),
        error_messages={"required": _("Il manque le nom de la session.")},
    )
    version_programme = forms.ChoiceField(label=_("Programme"), required=False)
    debut = champ_date(_("Premier jour"))
    fin = champ_date(_("Dernier jour"), help_text=_("Approximatif : le calendrier le déplacera s’il le faut."))
    places = forms.IntegerField(label=_("Nombre de places"), min_value=1, max_value=60, initial=12)
    lieu = forms.CharField(label=_("Lieu"), max_length=160, required=False)
    heures_visees = forms.IntegerField(
        label=_("Heures, sans programme détaillé"), min_value=1, max_value=1500, initial=120, required=False
    )
    programme = forms.CharField(
        label=_("Nom du programme sur les papiers, sans programme détaillé"), max_length=60, required=False
    )
    field_order = (
        "nom",
        "version_programme",
        "debut",
        "fin",
        "places",
        "lieu",
        "salle",
        "formatrice",
        "heures_visees",
        "programme",
    )

    def __init__(self, *args: Any, centre: Any, suivi: Programme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, centre=centre, **kwargs)
        publies = list(Programme.objects.publies().avec_totaux().order_by("nom", "-version"))
        self.programmes = {str(programme.pk): programme for programme in publies}
        if suivi is not None:
            self.programmes.setdefault(str(suivi.pk), suivi)
        choix = [(cle, _dire(programme)) for cle, programme in self.programmes.items()]
        if not any(programme.nom == programme_type.NOM for programme in publies):
            choix.append((TYPE, _("Programme type : 120 h en 10 modules, à adapter")))
        self.fields["version_programme"].choices = [*choix, ("", _("Sans programme détaillé"))]
        self.fields["version_programme"].initial = choix[0][0]

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        debut, fin = donnees.get("debut"), donnees.get("fin")
        if debut and fin and fin < debut:
            self.add_error("fin", _("Le dernier jour est avant le premier."))
        return donnees

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `creer_session` and `modifier_session`; `version_programme` may be the word `TYPE`."""
        donnees = dict(self.cleaned_data)
        choisi = donnees["version_programme"]
        donnees["version_programme"] = TYPE if choisi == TYPE else self.programmes.get(choisi)
        donnees["heures_visees"] = donnees["heures_visees"] or 120
        donnees["programme"] = donnees["programme"] or f"{donnees['heures_visees']} h, version 1"
        return donnees


def _dire(programme: Programme) -> str:
    modules = programme.nombre_modules if hasattr(programme, "nombre_modules") else programme.modules.count()
    return f"{programme} : {modules} modules, {dire_duree(programme.minutes())}"
