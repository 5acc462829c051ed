"""One invented contract with every name filled: what a template is tried on when staff bring a new one."""

import datetime
from decimal import Decimal
from typing import Any

EXEMPLE_CONTRAT: dict[str, Any] = {
    "contrat_numero": "CDI-2026-0004",
    "centre_nom": "Le centre social La Clairière",
    "employeur_nom": "Camille O’Brien & Jean-Noël d’Alençon",
    "employeur_adresse": "12 rue du Four à Chaux, 75002 Paris",
    "numero_employeur": "",
    "salariee_nom": "Nguyễn Thị Ngọc Ánh",
    "salariee_adresse": "3 passage des Peupliers, 93100 Montreuil",
    "enfants": [{"prenom": "Zoé", "naissance": "mars 2025"}, {"prenom": "Léon", "naissance": "juillet 2022"}],
    "date_embauche": datetime.date(2026, 12, 1),
    "emploi_repere": "assistant parental B",
    "echelle": "IV",
    "taches": [
        "Accompagner les enfants : repas et goûters, toilette, habillage, déplacements, éveil, hygiène, sécurité",
        "Préparer les repas et les goûters des enfants",
        "Entretenir le linge des enfants",
    ],
    "periode_essai": "1 mois",
    "essai_renouvelable": True,
    "duree_reguliere": True,
    "heures_semaine": Decimal(36),
    "horaires": [
        {"jour": "lundi", "plages": "de 8 h 30 à 17 h 30"},
        {"jour": "mardi", "plages": "de 8 h 30 à 17 h 30"},
        {"jour": "jeudi", "plages": "de 8 h 30 à 17 h 30"},
        {"jour": "vendredi", "plages": "de 8 h 30 à 17 h 30"},
    ],
    "lieu_travail": "12 rue du Four à Chaux, 75002 Paris",
    "heures_supplementaires": "Les heures faites au-delà de 40 heures par semaine sont payées chaque mois, avec "
    "leur majoration : 25 % de "
    "la 41e à la 48e heure, 50 % pour les 49e et 50e heures.",
    "taux_horaire_brut": Decimal("13.08"),
    "salaire_mensuel_brut": Decimal("2040.48"),
    "methode_mensualisation": "52 semaines réparties sur 12 mois",
    "formule_salaire": "36 h × 13,08 € × 52 ÷ 12 = 2 040,48 €",
    "jour_paiement": "le 5 du mois suivant",
    "pajemploi_plus": True,
    "transport": "L’employeur rembourse la moitié de l’abonnement de transport de la salariée.",
    "kilometres": "",
    "repas": "Les repas pris avec les enfants ne sont pas déduits du salaire.",
    "logement": "",
    "jours_feries": "Les jours fériés ne sont pas travaillés. Ils sont payés dans les conditions de la convention.",
    "premier_mai": "Le 1er mai n’est pas travaillé. Il est payé s’il tombe un jour de travail.",
    "repos_hebdomadaire": "du vendredi soir au lundi matin",
    "conges": "La salariée acquiert 2,5 jours ouvrables de congés par mois de travail. L’employeur fixe les dates "
    "au moins 2 mois à "
    "l’avance, après en avoir parlé avec la salariée.",
    "absences_employeur": ["du 24 décembre 2026 au 1er janvier 2027", "du 2 au 15 août 2027"],
    "presence_responsable": "",
    "presence_nuit": "",
    "conduite": "",
    "assurance_vehicule": "",
    "garde_partagee": "",
    "clauses_ajoutees": ["Les grands-parents peuvent venir chercher les enfants. Leur nom est noté dans le cahier."],
    "lieu_signature": "Paris",
}
