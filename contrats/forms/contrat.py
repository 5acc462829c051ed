"""The form of a draft: what the parties agree on, with the article beside each answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import Semaine
from clairiere.interface.champs import SemaineField
from contrats.models import Contrat
from contrats.regles.tables import taches
from contrats.validateurs import sans_numero_de_securite_sociale
from placements.forms.demande import ChampDate

ABSENCES = range(1, 5)
GROUPES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Les parties"),
        (
            *("employeur_nom", "employeur_adresse", "numero_employeur"),
            *("salariee_nom", "salariee_adresse", "lieu_travail"),
        ),
    ),
    (_("L’emploi"), ("taches", "certifiee_branche")),
    (_("Les heures"), ("semaine", "duree_reguliere", "heures_sup")),
    (_("Le salaire"), ("taux_horaire_brut", "methode", "jour_paiement", "pajemploi_plus")),
    (_("Les dates"), ("date_contrat", "date_embauche", "essai_mois", "essai_renouvelable")),
    (_("Frais, repos et congés"), ("transport", "repas", "jours_feries", "repos_hebdomadaire", "conges")),
)
REPLIES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Absences prévues de la famille"), tuple(f"absence{n}_{bord}" for n in ABSENCES for bord in ("debut", "fin"))),
    (_("Présence responsable, présence de nuit"), ("presence_responsable", "presence_nuit")),
    (_("Conduite et voiture"), ("conduit", "conduite", "assurance_vehicule", "kilometres")),
    (_("Autres cas"), ("emploi_particulier", "logement", "clauses_ajoutees")),
)


class TexteAttendu(forms.CharField):
    """Shown as needed, since nothing is printed without it; a draft may wait for it."""

    def validate(self, value: Any) -> None:
        """An empty answer is a draft that is not finished; `actions.preparer` asks for it."""


class SemaineAttendue(SemaineField):
    """Same, for the hours."""

    def clean(self, value: Any) -> Semaine:
        """See `SemaineField.clean`."""
        self.required, garde = False, self.required
        try:
            return super().clean(value)
        finally:
            self.required = garde


def _texte(nom: str, aide: Any = "", *, zone: int = 0, attendu: bool = False) -> Any:
    champ = Contrat._meta.get_field(nom)
    libelle = str(champ.verbose_name)
    return (TexteAttendu if attendu else forms.CharField)(
        label=libelle[:1].upper() + libelle[1:],
        max_length=champ.max_length,
        required=attendu,
        help_text=aide,
        validators=[sans_numero_de_securite_sociale],
        widget=forms.Textarea(attrs={"rows": zone}) if zone else forms.TextInput(),
    )


class ContratForm(forms.Form):
    """Values of `Clauses`; `initial` comes from `depuis(contrat)`, `valeurs()` goes to `actions.modifier`."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    employeur_nom = _texte("employeur_nom", _("Prénom et nom du parent qui emploie (art. 41.1)."), attendu=True)
    employeur_adresse = _texte("employeur_adresse", _("Obligatoire sur le contrat (art. 41.1)."), attendu=True)
    numero_employeur = _texte(
        "numero_employeur", _("Peut être donné plus tard. Pas de numéro de sécurité sociale ici.")
    )
    salariee_nom = _texte("salariee_nom", attendu=True)
    salariee_adresse = _texte("salariee_adresse", _("Obligatoire sur le contrat (art. 41.1)."), attendu=True)
    lieu_travail = _texte("lieu_travail", _("L’adresse où les enfants sont gardés (art. 41.1)."), attendu=True)
    taches = forms.MultipleChoiceField(
        label=_("Les tâches demandées"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Préparer les repas, le linge ou les devoirs d’élémentaire : emploi B, échelle IV (annexe 7)."),
        error_messages={"required": _("Cochez au moins une tâche.")},
    )
    certifiee_branche = forms.BooleanField(
        label=_("La salariée a une certification de la branche, de niveau 3 ou 4"),
        required=False,
        help_text=_(
            "Par exemple le titre « assistant maternel – assistant parental » : le minimum monte de 4 % (art. 144.1). "
            "Le certificat d’aptitude du centre ne compte pas. Le CAP AEPE ne compte pas."
        ),
    )
    semaine = SemaineAttendue(
        label=_("Les heures de travail de la semaine"),
        help_text=_("50 heures au plus dans une semaine (art. 134), et 35 heures de repos de suite (art. 46)."),
    )
    duree_reguliere = forms.BooleanField(
        label=_("Les horaires sont les mêmes chaque semaine"),
        required=False,
        help_text=_("Sinon, la famille écrit les horaires au moins 5 jours avant (art. 132)."),
    )
    heures_sup = forms.ChoiceField(
        label=_("Les heures supplémentaires sont"),
        choices=Contrat.HeuresSup.choices,
        widget=forms.RadioSelect,
        help_text=_("Au-delà de 40 heures par semaine (art. 136 et 147)."),
    )
    taux_horaire_brut = forms.DecimalField(
        label=_("Salaire brut d’une heure, en euros"),
        max_digits=6,
        decimal_places=2,
        min_value=0,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": _("Écrivez le salaire brut d’une heure."),
            "invalid": _("Ce montant est illisible. Écrivez par exemple 13,50."),
            "max_decimal_places": _("Écrivez deux chiffres après la virgule, par exemple 13,50."),
            "max_digits": _("Ce montant est trop grand. Écrivez par exemple 13,50."),
            "max_whole_digits": _("Ce montant est trop grand. Écrivez par exemple 13,50."),
            "min_value": _("Le salaire est plus grand que zéro."),
        },
    )
    methode = forms.ChoiceField(
        label=_("Calcul du salaire du mois"),
        choices=Contrat.METHODES,
        widget=forms.RadioSelect,
        help_text=_("Le contrat nomme la méthode (art. 146.1)."),
    )
    jour_paiement = _texte("jour_paiement", _("Par exemple : le 5 du mois suivant (art. 56.2)."), attendu=True)
    pajemploi_plus = forms.BooleanField(
        label=_("La salariée accepte que l’Urssaf lui verse son salaire"),
        required=False,
        help_text=_("Pajemploi+ ou Cesu+. Son accord est écrit. Elle peut le retirer (art. 56.2)."),
    )
    date_contrat = ChampDate(
        label=_("Date du contrat"),
        help_text=_("Au plus tard le jour de l’embauche (art. 128.1)."),
        error_messages={"required": _("Écrivez la date du contrat.")},
    )
    date_embauche = ChampDate(
        label=_("Date d’embauche"),
        help_text=_("Le premier jour de travail. Le minimum est celui de ce jour."),
        error_messages={"required": _("Écrivez la date d’embauche.")},
    )
    essai_mois = forms.IntegerField(
        label=_("Période d’essai, en mois"),
        min_value=0,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("1 mois au plus (art. 131.1). Écrivez 0 s’il n’y en a pas."),
        error_messages={
            "required": _("Écrivez 0 ou 1."),
            "invalid": _("Écrivez 0 ou 1."),
            "min_value": _("Écrivez 0 ou 1."),
            "max_value": _("La période d’essai dure 1 mois au plus (art. 131.1)."),
        },
    )
    essai_renouvelable = forms.BooleanField(
        label=_("Elle peut être renouvelée une fois"),
        required=False,
        help_text=_("La salariée est prévenue par écrit avant la fin (art. 131.1)."),
    )
    transport = _texte("transport", _("La moitié de l’abonnement au moins (art. 59)."), zone=2, attendu=True)
    repas = _texte("repas", _("Un repas pris avec l’enfant ne se déduit pas (art. 156.2)."), zone=2, attendu=True)
    jours_feries = _texte(
        "jours_feries", _("Sans accord écrit, ils ne sont pas travaillés (art. 47)."), zone=2, attendu=True
    )
    repos_hebdomadaire = _texte("repos_hebdomadaire", _("Laissez vide : le repos le plus long des horaires est écrit."))
    conges = _texte("conges", _("Dates fixées au moins 2 mois avant (art. 140.1.1)."), zone=3, attendu=True)
    presence_responsable = SemaineField(
        label=_("Heures de présence responsable"),
        required=False,
        help_text=_("En plus des heures de travail. Une heure compte pour deux tiers d’heure (art. 137.1)."),
    )
    presence_nuit = _texte(
        "presence_nuit", _("La plage d’heures et l’indemnité. 12 heures au plus (art. 137.2)."), zone=2
    )
    conduit = forms.BooleanField(label=_("La salariée conduit pendant son travail"), required=False)
    conduite = _texte("conduite", _("Prime ou majoration convenue. À remplir si elle conduit (art. 151)."), zone=2)
    assurance_vehicule = _texte("assurance_vehicule", _("À remplir si elle conduit (art. 41.1 et 57)."), zone=2)
    kilometres = _texte("kilometres", _("Si elle prend sa propre voiture (art. 57)."), zone=2)
    emploi_particulier = forms.ChoiceField(
        label=_("Emploi particulier"),
        choices=[("", _("non, selon les tâches cochées")), *Contrat.Particulier.choices],
        required=False,
        help_text=_(
            "Seulement si la famille l’a choisi avec un certificat médical. Le centre ne garde pas ce certificat."
        ),
    )
    logement = _texte("logement", _("Si la salariée est logée (annexe 6)."), zone=2)
    clauses_ajoutees = _texte(
        "clauses_ajoutees", _("Un point par ligne. N’écrivez rien sur la santé d’un enfant."), zone=3
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taches"].choices = [(tache.code, tache.libelle) for tache in taches().values()]
        for rang in ABSENCES:
            for bord, mot in (("debut", _("premier jour")), ("fin", _("dernier jour"))):
                self.fields[f"absence{rang}_{bord}"] = ChampDate(label=f"Absence {rang}, {mot}", required=False)

    # drawing

    def groupes(self) -> list[dict[str, Any]]:
        """Sections of the page, always open."""
        return [{"titre": titre, "champs": [self[nom] for nom in noms]} for titre, noms in GROUPES]

    def replies(self) -> list[dict[str, Any]]:
        """Sections that open when they hold something or when something in them is refused."""
        lignes = []
        for titre, noms in REPLIES:
            champs = [self[nom] for nom in noms]
            lignes.append({"titre": titre, "champs": champs, "ouvert": any(_tenu(champ) for champ in champs)})
        return lignes

    # reading

    @classmethod
    def depuis(cls, contrat: Contrat) -> dict[str, Any]:
        """Initial values from a draft."""
        valeurs = {
            nom: getattr(contrat, nom) for nom in cls.base_fields if nom not in ("semaine", "presence_responsable")
        }
        valeurs |= {"semaine": contrat.en_semaine, "presence_responsable": contrat.en_presence}
        for rang, (debut, fin) in enumerate(contrat.absences_employeur[: len(ABSENCES)], start=1):
            valeurs[f"absence{rang}_debut"] = dt.date.fromisoformat(debut) if debut else None
            valeurs[f"absence{rang}_fin"] = dt.date.fromisoformat(fin) if fin else None
        return valeurs

    def poser(self, obstacles: Iterable[Any]) -> None:
        """Put each obstacle beside its field; a field that is already refused says one thing at a time."""
        for obstacle in obstacles:
            champ = obstacle.champ if obstacle.champ in self.fields else None
            if champ is None or not self.has_error(champ):
                self.add_error(champ, obstacle.phrase)

    def valeurs(self) -> dict[str, Any]:
        """What `actions.modifier` takes, `revision` included; the answers that could not be read are left out."""
        propres = {nom: valeur for nom, valeur in self.cleaned_data.items() if nom in self.base_fields}
        for nom in {"semaine", "presence_responsable"} & propres.keys():
            propres[nom] = propres[nom].vers_donnees()
        couples = [[self.cleaned_data.get(f"absence{n}_{bord}") for bord in ("debut", "fin")] for n in ABSENCES]
        propres["absences_employeur"] = [[_iso(jour) for jour in couple] for couple in couples if any(couple)]
        return propres


def _iso(jour: dt.date | None) -> str:
    return jour.isoformat() if jour else ""


def _tenu(champ: forms.BoundField) -> bool:
    if champ.errors:
        return True
    valeur = champ.value()
    if isinstance(valeur, dict):
        return any(heure for plages in valeur.values() for plage in plages for heure in plage)
    return bool(valeur) if not isinstance(valeur, Semaine) else valeur.minutes > 0
