"""Every name that a template of the course may use, with what it holds and an example, for whoever edits it in Word."""

from __future__ import annotations

import datetime as dt

from clairiere.documents.modeles import Variable as V

DU_CENTRE = {
    "numero": V("le numéro du papier, donné par le logiciel", "FIN-2026-0012"),
    "centre_nom": V("le nom du centre social", "Centre social La Clairière"),
    "centre_adresse": V("l’adresse du centre, sur une ligne", "60 rue Greneta, 75002 Paris"),
    "centre_telephone": V("le téléphone du centre", "01 40 00 00 00"),
    "centre_courriel": V("le courriel du centre ; vide s’il n’est pas noté", "accueil@clairiere.example"),
    "centre_siret": V("le SIRET ; vide s’il n’est pas noté", "784 000 000 00017"),
    "centre_declaration": V(
        "le numéro de déclaration d’activité ; vide si le centre n’est pas organisme de formation déclaré",
        "11 75 00000 75",
    ),
    "centre_representant": V(
        "le nom et la qualité de la personne qui représente le centre", "Marie Martin, directrice"
    ),
    "contact_stagiaires": V("la personne qui suit les stagiaires", "Nadia Benali, coordinatrice"),
    "referent_handicap": V("la personne à qui parler d’un handicap", "Nadia Benali, coordinatrice"),
    "lieu_document": V("la ville où le papier est fait", "Paris"),
    "date_document": V("la date du papier", dt.date(2026, 11, 23), "date_longue"),
}
DE_LA_PERSONNE = {
    "personne_nom": V("le prénom et le nom de la stagiaire", "Awa Diallo"),
    "personne_prenom": V("son prénom", "Awa"),
    "personne_naissance": V("sa date de naissance ; vide si elle n’est pas notée", dt.date(1985, 5, 17), "date_longue"),
    "personne_adresse": V("son adresse ; vide si elle n’est pas notée", "3 passage des Peupliers, 75011 Paris"),
}
DE_LA_SESSION = {
    "formation_intitule": V("le nom de la formation", "Formation d’auxiliaire parentale"),
    "session_nom": V("le nom de la session", "Printemps 2027"),
    "session_debut": V("le premier jour de la session", dt.date(2027, 1, 4), "date_longue"),
    "session_fin": V("le dernier jour de la session", dt.date(2027, 3, 30), "date_longue"),
    "session_lieu": V("le lieu des cours", "60 rue Greneta, 75002 Paris"),
    "session_formatrice": V("la formatrice ; vide si elle n’est pas encore choisie", "Sophie Leroy"),
    "programme_version": V("la version du programme", "120 h, version 1"),
    "heures_prevues": V("les heures du programme", 7200, "heures"),
}
CALENDRIER = {
    "premier_jour": V("la première demi-journée", dt.date(2027, 1, 4), "date_longue"),
    "premiere_heure": V("l’heure où elle commence", "9 h"),
    "demi_journees": V(
        "la liste des demi-journées",
        [
            {"date": dt.date(2027, 1, 4), "heures": "de 9 h à 12 h", "theme": "Les besoins de l’enfant"},
            {"date": dt.date(2027, 1, 5), "heures": "de 9 h à 12 h", "theme": ""},
        ],
        champs={"date": "le jour", "heures": "de quand à quand", "theme": "le thème, parfois vide"},
    ),
}
PROGRAMME = {
    "modules": V(
        "la liste des parties du programme",
        [
            {"titre": "Besoins et développement de l’enfant", "duree": "36 h", "objectifs": "Répondre aux besoins."},
            {"titre": "Sécurité et premiers secours", "duree": "14 h", "objectifs": ""},
        ],
        champs={"titre": "son nom", "duree": "ses heures, parfois vide", "objectifs": "ce qu’on y apprend"},
    ),
    "objectifs": V(
        "les objectifs du programme ; vide s’ils ne sont pas notés", "Garder des enfants chez leurs parents."
    ),
    "prerequis": V("ce qu’il faut pour entrer ; vide si rien n’est noté", "Aucun diplôme n’est demandé."),
    "moyens": V("les moyens et les méthodes ; vide si rien n’est noté", "Une salle, du matériel de puériculture."),
    "modalites_evaluation": V("comment on suit et on évalue ; vide si rien n’est noté", "Observation, puis un jury."),
    "formatrices": V("les noms des formatrices, séparés par des virgules", "Sophie Leroy, Paul Roux"),
    "horaires": V("les jours et les heures habituels", "lundi, mardi et jeudi, de 9 h à 12 h"),
    "tarif": V("ce que paie la stagiaire", "La formation est gratuite pour la stagiaire."),
}
HEURES = {
    "heures_suivies": V("les heures vraiment suivies et signées", 6750, "heures"),
    "heures_attendues": V("les heures de cours passées à ce jour, rattrapages non compris", 7020, "heures"),
    "suivie_du": V("le premier jour où elle est venue", dt.date(2027, 1, 4), "date_longue"),
    "suivie_au": V("le dernier jour où elle est venue", dt.date(2027, 3, 30), "date_longue"),
    "presences": V(
        "la liste de ses demi-journées passées",
        [
            {"date": dt.date(2027, 1, 4), "moment": "matin", "presence": "présente", "heures": "3 h"},
            {"date": dt.date(2027, 1, 5), "moment": "matin", "presence": "absente, justifiée", "heures": "0 h"},
        ],
        champs={"date": "le jour", "moment": "matin ou après-midi", "presence": "en mots", "heures": "comptées"},
    ),
}
RESULTATS = {
    "objectifs": PROGRAMME["objectifs"],
    "resultat": V("le résultat de l’évaluation des acquis", "acquis"),
    "evaluation_date": V("la date de cette évaluation", dt.date(2027, 3, 29), "date_longue"),
    "competences": V(
        "la liste des compétences évaluées",
        [
            {"titre": "Sécurité et hygiène", "phrase": "Je garde l’enfant en sécurité.", "niveau": "acquis"},
            {"titre": "Organisation", "phrase": "J’organise la journée.", "niveau": "acquis"},
        ],
        champs={"titre": "son nom", "phrase": "ce qu’elle veut dire", "niveau": "acquis, en cours ou non observé"},
    ),
}
QUESTIONS = {
    "questions": V(
        "la liste des questions",
        [
            {"texte": "Les cours vous ont plu ?", "choix": ["Oui", "Plutôt oui", "Plutôt non", "Non"], "libre": ""},
            {"texte": "Que faut-il changer ?", "choix": [], "libre": "oui"},
        ],
        champs={"texte": "la question", "choix": "la liste des réponses", "libre": "« oui » si on écrit ce qu’on veut"},
    ),
}
IMMERSION = {
    "accueil_nom": V("le lieu d’accueil", "Crèche Les Lilas"),
    "accueil_genre": V("la sorte de lieu", "crèche"),
    "accueil_adresse": V("son adresse", "4 rue des Lilas, 75019 Paris"),
    "accueil_contact": V("la personne à joindre", "Julie Petit, directrice, 01 40 00 00 01"),
    "tutrice": V("la personne qui l’accueille sur place", "Julie Petit"),
    "immersion_debut": V("le premier jour", dt.date(2027, 2, 8), "date_longue"),
    "immersion_fin": V("le dernier jour", dt.date(2027, 2, 19), "date_longue"),
    "immersion_horaires": V("les jours et les heures", "lundi de 9 h à 16 h, mardi de 9 h à 16 h"),
    "immersion_objet": V("le but, un seul des trois que la loi permet", "découvrir un métier"),
    "immersion_objectifs": V("ce qu’elle va regarder", "Voir une journée entière avec des enfants de moins de 3 ans."),
    "immersion_taches": V("ce qu’elle fera", "Aider au repas et au jeu, jamais seule."),
    "convention_numero": V("le numéro de la convention ; vide s’il n’est pas noté", "2027-0345"),
    "prescripteur": V("qui prescrit l’immersion", "France Travail, agence de Paris 19e"),
}
