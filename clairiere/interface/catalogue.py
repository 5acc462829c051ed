"""Made-up people and files for the catalogue. Nothing here is written to a table."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms

from clairiere.interface import icones
from clairiere.interface.champs import SemaineField
from clairiere.interface.navigation import Entree

NOM_LONG = "Marie-Clémence Rakotoarisoa-Vandenbroucke de La Villeneuve"

CENTRE = SimpleNamespace(
    code="exemple",
    nom="Centre social de l’Exemple",
    adresse="12, rue de l’Exemple",
    code_postal="75000",
    ville="Villexemple",
    telephone="+33100000000",
    courriel="accueil@exemple.example",
)

ACTRICE = SimpleNamespace(
    utilisateur=True, nom="Nadia Exemple", titre="coordinatrice", centre=CENTRE, roles=frozenset(), peut=bool
)

TONS = ("neutre", "info", "a_faire", "manque", "fait", "erreur")
ICONES = [(nom, icones.icone(nom)) for nom in icones.ICONES]


def _menu(*lignes: tuple[str, str, str], ici: int = 0) -> list[Entree]:
    return [Entree(libelle, url, icone, "", False, rang == ici) for rang, (libelle, url, icone) in enumerate(lignes)]


SOMMAIRE = _menu(
    ("Les mots et les couleurs", "#jetons", "info"),
    ("Boutons", "#boutons", "main"),
    ("Étiquettes et alertes", "#etats", "message"),
    ("À faire et tuiles", "#accueil", "coche"),
    ("Listes", "#listes", "groupe"),
    ("Fiche, chemin, obstacles", "#fiche", "chemin"),
    ("Formulaires", "#formulaires", "contrat"),
    ("Dessins", "#dessins", "pilotage"),
    ("Mises en page", "#pages", "document"),
    ici=-1,
)
MENU_EQUIPE = _menu(
    ("À faire", "#", "main"),
    ("Parcours", "#", "chemin"),
    ("Sessions", "#", "groupe"),
    ("Familles", "#", "famille"),
    ("Mises en relation", "#", "relation"),
    ("Contrats", "#", "contrat"),
    ("Relais", "#", "relais"),
    ("Messages", "#", "message"),
    ("Pilotage", "#", "pilotage"),
    ("Réglages", "#", "reglages"),
)
MENU_MEDIATRICE = _menu(("À faire", "#", "main"), ("Médiations", "#", "mediation"), ici=1)
MENU_AUXILIAIRE = _menu(
    ("Mon parcours", "#", "chemin"),
    ("Mes rendez-vous", "#", "relais"),
    ("Mes documents", "#", "document"),
    ("Aide", "#", "aide"),
)
TUILES = [
    ("Mon parcours", "chemin", "72 h faites sur 120 h"),
    ("Mes rendez-vous", "relais", "Mardi 24 novembre à 14 h"),
    ("Mes documents", "document", "Un document à signer"),
    ("Aide", "aide", "Nous appeler, nous écrire"),
]
A_FAIRE: list[dict[str, Any]] = [
    {"titre": "Rappeler la famille Exemple-Dupré", "detail": "Sa demande attend depuis le 12 novembre", "url": "#"},
    {
        "titre": "Signer la feuille de présence de mardi matin",
        "detail": "Session printemps 2026 : 11 stagiaires",
        "url": "#",
    },
    {"titre": f"Compléter le dossier de {NOM_LONG}", "detail": "Il manque 2 pièces", "url": "#", "ton": "manque"},
    {"titre": "Préparer le jury du 3 décembre", "detail": "8 candidates, 2 membres du jury", "url": "#", "ton": "info"},
]

STAGIAIRES: list[dict[str, Any]] = [
    {"nom": "Awa Diallo-Exemple", "etat": "En formation", "ton": "info", "heures": 4320, "tel": "+33600061033"},
    {"nom": NOM_LONG, "etat": "Admise", "ton": "a_faire", "heures": 0, "tel": "+33600061034"},
    {"nom": "Li Exemple", "etat": "Certifiée", "ton": "fait", "heures": 7200, "tel": ""},
]

ETAPES: list[dict[str, Any]] = [
    {"libelle": "Repérée", "statut": "faite", "quand": date(2026, 2, 3)},
    {"libelle": "Informée", "statut": "faite", "quand": date(2026, 2, 17)},
    {"libelle": "Candidate", "statut": "faite", "quand": date(2026, 3, 2)},
    {"libelle": "Admise", "statut": "faite", "quand": date(2026, 3, 20)},
    {"libelle": "En formation", "statut": "ici", "quand": date(2026, 9, 14)},
    {"libelle": "Évaluation des acquis", "statut": "a_venir", "quand": None},
    {"libelle": "Certifiée", "statut": "a_venir", "quand": None},
    {"libelle": "Disponible", "statut": "a_venir", "quand": None},
    {"libelle": "En emploi", "statut": "a_venir", "quand": None},
]

OBSTACLES = [
    SimpleNamespace(
        phrase="Il manque 6 h sur 120 h de formation.",
        qui="la formatrice",
        lien_url="#",
        libelle_lien="Ouvrir la feuille de présence",
    ),
    SimpleNamespace(phrase="La pièce d’identité n’est pas vue.", qui="la coordinatrice", lien_url="", libelle_lien=""),
]


def _possible(libelle: str, ton: str = "secondaire", **reste: Any) -> SimpleNamespace:
    base = {"nom": "exemple", "url": "#", "direct": False, "attendu": "en_formation", "note": "", "ouvert": True}
    return SimpleNamespace(**{**base, "libelle": libelle, "ton": ton, "obstacles": [], **reste})


POSSIBLES = [
    _possible("Mettre en pause"),
    _possible("Passer à l’évaluation", "principal", note="Un SMS partira à Awa pour lui donner la date."),
    _possible("Noter un abandon", "danger"),
    _possible("Délivrer le certificat", ouvert=False, obstacles=OBSTACLES),
    _possible("Mettre en emploi", ouvert=False, note="Se fait quand un contrat est signé."),
]

HISTORIQUE = [
    SimpleNamespace(
        quand=datetime(2026, 11, 18, 14, 2),
        auteur="Nadia Exemple",
        phrase="a noté une absence mardi matin",
        motif="",
    ),
    SimpleNamespace(
        quand=datetime(2026, 9, 14, 9, 0), auteur="Samira Exemple", phrase="a ouvert la formation", motif=""
    ),
    SimpleNamespace(
        quand=datetime(2026, 3, 20, 11, 30),
        auteur="Nadia Exemple",
        phrase="a admis la candidate : test d’entrée réussi",
        motif="Projet clair, disponible tous les matins.",
    ),
]

MODULES: list[dict[str, Any]] = [
    {"libelle": "Soins et éveil", "faites": 2400, "prevues": 2400},
    {"libelle": "Sécurité et premiers secours", "faites": 1260, "prevues": 1680},
    {"libelle": "Cuisine et hygiène", "faites": 660, "prevues": 1200},
    {"libelle": "Droit et contrat", "faites": 0, "prevues": 1920},
]

BESOIN = {jour: [(450, 540), (990, 1140)] for jour in (0, 1, 3, 4)} | {2: [(480, 1110)]}
DISPONIBILITE = {jour: [(480, 1080)] for jour in range(4)} | {4: [(900, 1155)]}
SANS_HEURE: dict[int, list[tuple[int, int]]] = {}

EXPLICATION = {
    "libelle": "Reste à payer par mois",
    "montant": Decimal("642.18"),
    "calcul": "salaire net + cotisations − aides",
    "lignes": [
        {
            "libelle": "Salaire net",
            "montant": Decimal("1213.33"),
            "calcul": "32 h × 52 / 12 × 8,75 € net",
            "source": "convention collective, article 146 (exemple)",
            "lignes": [
                {"libelle": "Heures par mois", "montant": "138 h 40", "calcul": "32 h × 52 / 12"},
                {"libelle": "Salaire horaire net", "montant": Decimal("8.75")},
            ],
        },
        {"libelle": "Cotisations", "montant": Decimal("758.21"), "calcul": "montant d’exemple"},
        {"libelle": "Aide de la Caf (CMG)", "montant": Decimal("-1329.36"), "calcul": "montant d’exemple"},
    ],
}

ONGLETS: list[dict[str, Any]] = [
    {"libelle": "En cours", "url": "#", "ici": True, "compte": 12},
    {"libelle": "En attente", "url": "#", "ici": False, "compte": 0},
    {"libelle": "Toutes", "url": "#", "ici": False, "compte": None},
]


DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ExempleForm(forms.Form):
    """Every kind of field."""

    prenom = forms.CharField(label="Prénom", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    telephone = forms.CharField(
        label="Téléphone", help_text="Exemple : 06 00 06 10 33", widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    naissance = forms.DateField(label="Date de naissance", required=False, widget=DATE)
    quartier = forms.ChoiceField(label="Quartier", choices=[("", "Choisissez"), ("n", "Nord"), ("s", "Sud")])
    canal = forms.ChoiceField(
        label="Comment préférez-vous être prévenue ?",
        choices=[("sms", "Par SMS"), ("email", "Par courriel"), ("appel", "Par un appel")],
        widget=forms.RadioSelect,
    )
    langues = forms.MultipleChoiceField(
        label="Langues parlées",
        required=False,
        choices=[("fr", "Français"), ("ar", "Arabe"), ("zh", "Chinois"), ("bm", "Bambara")],
        widget=forms.CheckboxSelectMultiple,
    )
    horaires = SemaineField(label="Vos horaires", help_text="Laissez vides les jours où vous n’avez pas besoin.")
    note = forms.CharField(label="Ce que nous devons savoir", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    piece = forms.FileField(label="Document", required=False)
    accord = forms.BooleanField(label="J’accepte que le centre garde mes coordonnées.")


def form_refuse() -> ExempleForm:
    """The same form, sent with mistakes."""
    donnees = {
        "refuse-prenom": NOM_LONG,
        "refuse-telephone": "",
        "refuse-naissance": "31/02/1990",
        "refuse-quartier": "n",
        "refuse-horaires_lundi_0_debut": "17:00",
        "refuse-horaires_lundi_0_fin": "08:30",
        "refuse-horaires_mardi_0_debut": "08:30",
    }
    return ExempleForm(donnees, prefix="refuse")
