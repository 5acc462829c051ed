"""Form fields of the house. `SemaineField`: the hours of a week, typed day by day, without JavaScript."""

from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import JOURS, Semaine, SemaineInvalide
from clairiere.interface import autres_langues

PLAGES_PAR_JOUR = 2


class SemaineWidget(forms.Widget):
    """Two ranges (from… to…) or more for each of the seven days. Posts ``<name>_<day>_<range>_debut`` and ``…_fin``."""

    template_name = "interface/widgets/semaine.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return ""

    def id_du_premier(self, id_: str) -> str:
        """The id of the first input, for the links of the error summary."""
        return f"{id_}_lundi_0_debut"

    def value_from_datadict(self, data: Any, files: MultiValueDict, name: str) -> dict[str, list[tuple[str, str]]]:
        """What was typed, as it was typed: ``{"lundi": [("08:30", "12:00"), ("", "")], …}``."""
        return {
            jour: [
                (data.get(f"{name}_{jour}_{rang}_debut", "").strip(), data.get(f"{name}_{jour}_{rang}_fin", "").strip())
                for rang in range(_rangs_envoyes(data, f"{name}_{jour}"))
            ]
            for jour in JOURS
        }

    def value_omitted_from_data(self, data: Any, files: MultiValueDict, name: str) -> bool:
        return not any(cle.startswith(f"{name}_") for cle in data)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        contexte: dict[str, Any] = super().get_context(name, value, attrs)
        saisies = _saisies(value)
        identifiant = contexte["widget"]["attrs"].get("id") or f"id_{name}"
        contexte["widget"]["jours"] = [
            {
                "nom": jour,
                "dit": autres_langues.jour(rang),
                "rang": rang,
                "id": f"{identifiant}_{jour}",
                "nom_champ": f"{name}_{jour}",
                "plages": [
                    {"rang": n, "debut": debut, "fin": fin}
                    for n, (debut, fin) in enumerate(_completer(saisies.get(jour, [])))
                ],
            }
            for rang, jour in enumerate(JOURS)
        ]
        return contexte


def _rangs_envoyes(data: Any, prefixe: str) -> int:
    """How many ranges of this day the page sent: a saved day with three ranges comes back with three."""
    return next(rang for rang in count() if f"{prefixe}_{rang}_debut" not in data)


def _completer(plages: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [*plages, *[("", "")] * (PLAGES_PAR_JOUR - len(plages))]


def _saisies(valeur: Any) -> dict[str, list[tuple[str, str]]]:
    """What to show in the inputs, from a Semaine, its stored data, or what was just typed."""
    if isinstance(valeur, Semaine):
        valeur = valeur.vers_donnees()
    if not valeur:
        return {}
    return {jour: [_couple(plage) for plage in plages] for jour, plages in valeur.items()}


def _dire_erreur(jour: str, erreur: SemaineInvalide) -> str:
    """The exact sentence in French; in the other languages, one that suits every mistake of a day."""
    if autres_langues.en_francais():
        return erreur.phrase[0].upper() + erreur.phrase[1:]
    phrase = gettext("%(jour)s : écrivez le début et la fin, au quart d’heure. La fin est après le début.")
    return phrase % {"jour": autres_langues.jour(JOURS.index(jour))}


def _couple(plage: Any) -> tuple[str, str]:
    debut, fin = plage.split("-") if isinstance(plage, str) else plage
    return debut, fin


class SemaineField(forms.Field):
    """The hours of a week. Cleans to a ``Semaine``; each wrong day gives its own sentence, nothing typed is lost."""

    widget = SemaineWidget
    default_error_messages = {
        "required": _("Indiquez au moins un jour, avec une heure de début et une heure de fin."),
    }

    def clean(self, value: Any) -> Semaine:
        """Raise ``ValidationError`` with one sentence per wrong day."""
        plages: dict[str, list[tuple[str, str]]] = {}
        erreurs: list[str] = []
        for jour, liste in _saisies(value).items():
            remplies = [(debut, fin) for debut, fin in liste if debut or fin]
            try:
                if any(not (debut and fin) for debut, fin in remplies):
                    raise SemaineInvalide(f"{jour} : indiquez l’heure de début et l’heure de fin.")
                Semaine.de({jour: remplies})
            except SemaineInvalide as erreur:
                erreurs.append(_dire_erreur(jour, erreur))
            plages[jour] = remplies
        if erreurs:
            raise ValidationError(erreurs)
        semaine = Semaine.de(plages)
        if self.required and not semaine:
            raise ValidationError(self.error_messages["required"], code="required")
        return semaine

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare weeks, not how they were typed."""
        try:
            avant, apres = (
                Semaine.de({j: [p for p in ps if all(p)] for j, ps in _saisies(v).items()}) for v in (initial, data)
            )
        except SemaineInvalide:
            return True
        return avant != apres
