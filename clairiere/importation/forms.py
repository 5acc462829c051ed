"""Forms of the import: the file, the columns, one line of the preview, an attendance sheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from clairiere.importation.choix import CREER, FUSIONNER, IGNORER, LigneFinale
from clairiere.importation.lecture.colonnes import CHAMPS
from clairiere.importation.lecture.colonnes import IGNORER as COLONNE_IGNOREE
from clairiere.importation.lecture.corrections import relire
from clairiere.importation.lecture.demi_journees import lire_duree
from clairiere.importation.lecture.textes import cite
from clairiere.importation.models import FEUILLE_LAISSEE, Import
from clairiere.importation.presences import PERSONNE, Apercu
from clairiere.importation.seance import ApercuSeance
from parcours.models import Session
from parcours.regles import DUREE_MAXIMALE, DUREE_MINIMALE

TYPES = ".xlsx,.xlsm,.csv,.txt,.tsv"


class DepotForm(forms.Form):
    """One file."""

    fichier = forms.FileField(
        label=_("Fichier"),
        allow_empty_file=True,
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": TYPES}),
        help_text=_("Un classeur .xlsx ou un tableau .csv, 20 Mo au plus."),
        error_messages={
            "required": _("Choisissez un fichier."),
            "max_length": _("Le nom de ce fichier est trop long. Renommez-le, puis choisissez-le de nouveau."),
        },
    )


class DepotEmargementForm(DepotForm):
    """One attendance sheet, for one session."""

    session = forms.ModelChoiceField(
        label=_("Session"),
        queryset=None,
        empty_label=_("Choisissez"),
        error_messages={"required": _("Choisissez la session."), "invalid_choice": _("Choisissez la session.")},
    )
    field_order = ("session", "fichier")

    def __init__(self, *args: Any, acteur: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = Session.objects.visibles_par(acteur)  # type: ignore[attr-defined]


class ColonnesForm(forms.Form):
    """Which is which: one question per unknown column, and per sheet without headings."""

    def __init__(self, *args: Any, lot: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._colonnes: dict[str, str] = {}
        self._entetes: dict[str, str] = {}
        genres = {q["genre"] for q in lot.questions}
        for numero, question in enumerate(q for q in lot.questions if q["genre"] == "entete"):
            self._demander_entete(f"entete{numero}", question)
        vues: set[str] = set()
        for numero, (feuille, colonne) in enumerate(self._a_demander(lot, toutes="obligatoire" in genres)):
            if colonne["cle"] not in vues:
                vues.add(colonne["cle"])
                self._demander_colonne(f"colonne{numero}", feuille, colonne)
        if "obligatoire" in genres:
            self.fields["continuer"] = forms.BooleanField(
                label=_("Continuer sans cette colonne. Je compléterai chaque ligne."), required=False
            )

    @staticmethod
    def _a_demander(lot: Import, *, toutes: bool) -> list[tuple[str, dict[str, Any]]]:
        """The unknown columns; all of them when the names were not found: one may have been taken for another."""
        return [
            (plan["feuille"], colonne)
            for plan in lot.rapport.get("plans", [])
            for colonne in plan["colonnes"]
            if not colonne["interdite"] and (toutes or colonne["champ"] is None)
        ]

    def _demander_entete(self, nom: str, question: dict[str, Any]) -> None:
        lignes = [(exemple.split("\u00a0:")[0].split(" :")[0].strip(), exemple) for exemple in question["exemples"]]
        sans = [("0", _("Aucune, il n’y a pas de titres")), (str(FEUILLE_LAISSEE), _("Ne pas lire cette feuille"))]
        self._entetes[nom] = question["feuille"]
        self.fields[nom] = forms.ChoiceField(
            label=question["phrase"],
            choices=[*lignes, *sans],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choisissez une ligne.")},
        )

    def _demander_colonne(self, nom: str, feuille: str, colonne: dict[str, Any]) -> None:
        exemples = ", ".join(cite(exemple) for exemple in colonne["exemples"])
        self._colonnes[nom] = colonne["cle"]
        self.fields[nom] = forms.ChoiceField(
            label=f"Colonne {cite(colonne['entete'])}",
            help_text=escape(f"Feuille {cite(feuille)}. Par exemple\u00a0: {exemples}"),
            choices=[("", _("Choisissez")), (COLONNE_IGNOREE, _("Ne pas lire cette colonne")), *CHAMPS.items()],
            initial=colonne["champ"] or "",
            error_messages={"required": _("Choisissez ce que contient cette colonne.")},
        )

    def reponses(self) -> dict[str, Any]:
        """What `repondre_aux_questions` takes."""
        donnees = self.cleaned_data
        return {
            "colonnes": {cle: donnees[nom] for nom, cle in self._colonnes.items()},
            "entetes": {feuille: int(donnees[nom]) for nom, feuille in self._entetes.items()},
            "continuer": bool(donnees.get("continuer")),
        }


class CaseField(forms.CharField):
    """The answer to one doubtful cell, read like the cells of the file."""

    def __init__(self, probleme: dict[str, Any], **options: Any) -> None:
        self.probleme = probleme
        super().__init__(required=False, max_length=5000, **options)

    def clean(self, value: Any) -> str:
        saisi: str = super().clean(value)
        if saisi and self.probleme["champ"]:
            relu = relire(
                self.probleme["champ"], saisi, colonne=self.probleme["colonne"], aujourd_hui=timezone.localdate()
            )
            if relu.erreur:
                raise forms.ValidationError(relu.erreur)
        return saisi


class LigneForm(forms.Form):
    """The answers about one line of the preview: its doubtful cells, and what to do with it."""

    def __init__(self, finale: LigneFinale, data: Any = None, reponse: dict[str, Any] | None = None) -> None:
        self.finale = finale
        prefixe = f"l{finale.rang}"
        super().__init__(data if data is not None else self._donnees(prefixe, reponse or {}), prefix=prefixe)
        for numero, probleme in enumerate(finale.ligne["problemes"]):
            self._demander(numero, probleme)
        if finale.doublon is not None:
            self.fields["decision"] = forms.ChoiceField(
                label=_("Que faire ?"), choices=self._decisions(), widget=forms.RadioSelect
            )
        else:
            self.fields["ecarter"] = forms.BooleanField(label=_("Ne pas enregistrer cette ligne"), required=False)

    @staticmethod
    def _donnees(prefixe: str, reponse: dict[str, Any]) -> dict[str, Any]:
        decision = reponse.get("decision", "")
        donnees: dict[str, Any] = {f"{prefixe}-decision": decision or IGNORER}
        if decision == IGNORER:
            donnees[f"{prefixe}-ecarter"] = "on"
        for numero, case in reponse.get("cases", {}).items():
            donnees[f"{prefixe}-case{numero}"] = case.get("saisi", "")
            if case.get("accepte"):
                donnees[f"{prefixe}-accepte{numero}"] = "on"
        return donnees

    def _demander(self, numero: int, probleme: dict[str, Any]) -> None:
        if not probleme["champ"]:
            return
        if probleme["proposition"]:
            self.fields[f"accepte{numero}"] = forms.BooleanField(
                label=_("Oui, enregistrer %(valeur)s") % {"valeur": cite(probleme["proposition"])}, required=False
            )
        libelle = _("Ou écrire") if probleme["proposition"] else _("Écrire ce qu’il faut enregistrer")
        attributs = {"rows": 2} if probleme["champ"] == "observations" else {}
        widget = forms.Textarea(attrs=attributs) if attributs else forms.TextInput(attrs={"autocomplete": "off"})
        self.fields[f"case{numero}"] = CaseField(probleme, label=libelle, widget=widget)

    def _decisions(self) -> list[tuple[str, Any]]:
        creer = [(CREER, _("Ce sont deux personnes. Enregistrer les deux"))] if self.finale.enregistrable else []
        return [
            (FUSIONNER, _("C’est la même personne. Compléter sa fiche")),
            *creer,
            (IGNORER, _("Laisser cette ligne de côté")),
        ]

    def champs_de(self, numero: int) -> list[forms.BoundField]:
        """The inputs of one problem, in order."""
        return [self[nom] for nom in (f"accepte{numero}", f"case{numero}") if nom in self.fields]

    def en_choix(self) -> dict[str, Any]:
        """The answers as they are kept, wrong ones included: nothing typed is lost."""
        cases = {}
        for numero, _probleme in enumerate(self.finale.ligne["problemes"]):
            saisi = str(self.data.get(self.add_prefix(f"case{numero}"), "")).strip()[:5000]
            accepte = f"accepte{numero}" in self.fields and self.add_prefix(f"accepte{numero}") in self.data
            if saisi or accepte:
                cases[str(numero)] = {"saisi": saisi, "accepte": accepte}
        decision = self.data.get(self.add_prefix("decision"), "") if "decision" in self.fields else ""
        if "ecarter" in self.fields:
            decision = IGNORER if self.add_prefix("ecarter") in self.data else ""
        choix: dict[str, Any] = {"cases": cases} if cases else {}
        if decision in (CREER, FUSIONNER, IGNORER):
            choix["decision"] = decision
        return choix


class EmargementForm(forms.Form):
    """Who is who, how long the half-days last when it is not written, and what was seen on paper."""

    def __init__(self, *args: Any, vue: Apercu, lot: Import, **kwargs: Any) -> None:
        noms, durees = lot.choix.get("noms", {}), lot.choix.get("durees", {})
        super().__init__(*args, **kwargs)
        personnes = [(str(p.pk), _dire(p)) for p in vue.inscrites]
        for stagiaire in vue.stagiaires:
            if stagiaire.parcours is None or str(stagiaire.numero) in noms:
                self.fields[f"nom{stagiaire.numero}"] = forms.ChoiceField(
                    label=f"Ligne {stagiaire.numero}, {cite(stagiaire.nom)}",
                    choices=[("", _("Pas encore choisi")), *personnes, (PERSONNE, _("Ne pas enregistrer ce nom"))],
                    required=False,
                    initial=str(noms.get(str(stagiaire.numero), "")),
                )
        if vue.sans_duree or durees:
            for moment, libelle in (("matin", _("Durée d’un matin")), ("apres_midi", _("Durée d’un après-midi"))):
                self.fields[f"duree_{moment}"] = DureeField(
                    label=libelle, required=False, initial=_duree_ecrite(durees.get(moment))
                )
        self.fields["feuilles_signees"] = forms.BooleanField(
            label=_("Les feuilles papier sont signées par la formatrice et les stagiaires"),
            required=False,
            initial=bool(lot.choix.get("feuilles_signees")),
            help_text=_("Sans ces signatures, les heures sont notées mais ne comptent pas dans les 120 heures."),
        )

    def noms(self) -> dict[str, Any]:
        """Line number → journey, or « nobody »."""
        reponses = {n.removeprefix("nom"): v for n, v in self.cleaned_data.items() if n.startswith("nom") and v}
        return {numero: valeur if valeur == PERSONNE else int(valeur) for numero, valeur in reponses.items()}

    def durees(self) -> dict[str, int]:
        """Half of the day → minutes."""
        donnees = {n.removeprefix("duree_"): v for n, v in self.cleaned_data.items() if n.startswith("duree_")}
        return {moment: minutes for moment, minutes in donnees.items() if minutes}


class SeanceForm(forms.Form):
    """Who is who on the sheet of one half-day, and what was seen signed."""

    def __init__(self, *args: Any, vue: ApercuSeance, lot: Import, **kwargs: Any) -> None:
        noms = lot.choix.get("noms", {})
        super().__init__(*args, **kwargs)
        personnes = [(str(p.pk), _dire(p)) for p in vue.inscrites]
        for ligne in vue.lignes:
            if ligne.parcours is None or str(ligne.numero) in noms:
                self.fields[f"nom{ligne.numero}"] = forms.ChoiceField(
                    label=f"Ligne {ligne.numero}, {cite(ligne.nom)}",
                    choices=[("", _("Pas encore choisi")), *personnes, (PERSONNE, _("Ne pas enregistrer ce nom"))],
                    required=False,
                    initial=str(noms.get(str(ligne.numero), "")),
                )
        libelle = (
            _("La formatrice a signé la feuille")
            if vue.avec_signatures
            else _("La feuille est signée par la formatrice et par les stagiaires présentes")
        )
        self.fields["feuilles_signees"] = forms.BooleanField(
            label=libelle,
            required=False,
            initial=bool(lot.choix.get("feuilles_signees")),
            help_text=_("Sans ces signatures, les heures sont notées mais ne comptent pas encore."),
        )

    def noms(self) -> dict[str, Any]:
        """Line number → journey, or « nobody »."""
        reponses = {n.removeprefix("nom"): v for n, v in self.cleaned_data.items() if n.startswith("nom") and v}
        return {numero: valeur if valeur == PERSONNE else int(valeur) for numero, valeur in reponses.items()}


class DureeField(forms.CharField):
    """« 3 h 30 » → 210 minutes."""

    def clean(self, value: Any) -> int | None:
        texte = super().clean(value)
        if not texte:
            return None
        minutes = lire_duree(texte)
        if not minutes or not DUREE_MINIMALE <= minutes <= DUREE_MAXIMALE:
            raise forms.ValidationError(_("Écrivez une durée entre 30 minutes et 6 heures, par exemple « 3h30 »."))
        return minutes


def _duree_ecrite(minutes: int | None) -> str:
    return f"{minutes // 60}h{minutes % 60:02}" if minutes else ""


def _dire(parcours: Any) -> str:
    naissance = parcours.personne.naissance
    return f"{parcours}, née le {naissance:%d/%m/%Y}" if naissance else str(parcours)
