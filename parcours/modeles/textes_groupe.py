"""The words of the papers given before and at the beginning: convocation, rules of the house, programme.

A line is a paragraph. « ## » opens a heading, « • » a bullet, « ~ » a framed note; a tuple is a table (`fabriquer`).
"""

from __future__ import annotations


def sinon(nom: str, phrase: str) -> str:
    """The variable, or the phrase when it is empty."""
    return "{% if " + nom + " %}{{ " + nom + " }}{% else %}" + phrase + "{% endif %}"


OBJECTIFS = sinon(
    "objectifs",
    "À la fin, la personne sait garder des enfants au domicile de leurs parents : répondre à leurs besoins, assurer "
    "leur sécurité, les éveiller, travailler avec la famille, connaître ses droits et ses devoirs de salariée.",
)
FAIT_A = "Fait à {{ lieu_document }}, le {{ date_document | date_longue }}."
CONTACT = "{{ contact_stagiaires }}, au {{ centre_telephone }}"

CONVOCATION = (
    "{{ personne_nom }},",
    "Vous êtes attendue à la formation « {{ formation_intitule }} ».",
    (
        "fiche",
        ("Premier jour", "{{ premier_jour | date_longue }}, à {{ premiere_heure }}"),
        ("Lieu", "{{ session_lieu }}"),
        ("Session", "{{ session_nom }}, du {{ session_debut | date_longue }} au {{ session_fin | date_longue }}"),
        ("Durée prévue", "{{ heures_prevues | heures }}"),
        ("Formatrice", sinon("session_formatrice", "à venir")),
        ("Votre contact", CONTACT),
    ),
    "## Vos demi-journées",
    ("tableau", "demi_journees", ("Jour", "{{ x.date | date_longue }}"), ("Heures", "{{ x.heures }}"),
     ("Thème", "{{ x.theme }}")),
    "Une date peut changer. Le centre vous prévient alors par message.",
    "## À apporter",
    "• cette convocation ;",
    "• de quoi écrire ;",
    "• le règlement intérieur, signé.",
    "## Si vous ne pouvez pas venir",
    "Appelez le centre avant l’heure du cours, au {{ centre_telephone }}. Une absence peut se rattraper.",
    "## Accès et handicap",
    "Un handicap, une difficulté pour venir, pour lire ou pour entendre : parlez-en à {{ referent_handicap }}. "
    "Nous cherchons ensemble comment faire.",
    FAIT_A,
)  # fmt: skip

REGLEMENT = (
    "~ Ce règlement est établi selon les articles L.6352-3 à L.6352-5 et R.6352-1 à R.6352-15 du Code du travail. "
    "Chaque stagiaire le reçoit avant son inscription définitive.",
    "## 1. À qui il s’applique",
    "Il s’applique à toutes les personnes inscrites à une formation du centre ({{ centre_nom }}), pendant toute la "
    "formation et dans tous les lieux où elle se passe.",
    "## 2. Santé et sécurité",
    "• Chacune respecte les consignes de sécurité et d’incendie affichées dans les locaux.",
    "• Il est interdit de fumer et de vapoter dans les locaux, d’y apporter ou d’y boire de l’alcool, d’y apporter de "
    "la drogue.",
    "• Un accident, même petit, est dit tout de suite à la formatrice ou à l’accueil.",
    "• Le matériel et les produits s’emploient comme la formatrice l’a montré.",
    "## 3. Vie du groupe",
    "• Les horaires sont ceux du calendrier remis. La stagiaire signe la feuille de présence à chaque demi-journée.",
    "• En cas de retard, d’absence ou de départ avant l’heure, elle prévient le centre au {{ centre_telephone }}.",
    "• Chacune respecte les autres, leurs idées, leur vie privée. Ce qui est dit dans le groupe reste dans le groupe.",
    "• On ne filme pas, on n’enregistre pas et on ne photographie pas sans l’accord de chaque personne.",
    "• Le matériel et les locaux sont rendus en bon état.",
    "## 4. Sanctions",
    "Un manquement au règlement peut donner lieu, selon sa gravité, à un avertissement écrit, à une exclusion d’un ou "
    "plusieurs jours, ou à une exclusion définitive. Les amendes sont interdites.",
    "## 5. Vos droits en cas de sanction",
    "• Aucune sanction n’est prise sans que la stagiaire sache ce qui lui est reproché.",
    "• Pour une sanction qui touche sa présence dans la formation, elle est convoquée par écrit, avec la date, l’heure "
    "et le lieu de l’entretien. Elle peut venir avec la personne de son choix.",
    "• Pendant l’entretien, le motif lui est dit et elle donne ses explications.",
    "• La sanction est écrite et motivée. Elle est prise au plus tôt un jour franc et au plus tard quinze jours après "
    "l’entretien.",
    "## 6. Représentation des stagiaires",
    "{% if heures_prevues > 30000 %}La formation dure plus de 500 heures. Les stagiaires élisent une déléguée et sa "
    "suppléante.{% else %}La formation dure moins de 500 heures. La loi ne demande pas d’élire de déléguée. Chaque "
    "stagiaire peut parler à {{ contact_stagiaires }}.{% endif %}",
    "## 7. Réclamations",
    "Une réclamation se dit ou s’écrit au centre : {{ centre_adresse }}, {{ centre_telephone }}. Le centre la note et "
    "y répond par écrit.",
    "## 8. Remise",
    "Remis à {{ personne_nom }} le {{ date_document | date_longue }}.",
    ("signatures", ("La stagiaire", "{{ personne_nom }}"), ("Pour le centre", "{{ centre_representant }}")),
)

INFORMATION = (
    "~ Ce document est remis avant l’inscription définitive, avec le règlement intérieur (Code du travail, article "
    "L.6353-8). Rien n’est à payer et rien n’est à signer avant de l’avoir lu.",
    "Remis à {{ personne_nom }}.",
    "## La formation",
    (
        "fiche",
        ("Formation", "{{ formation_intitule }}, programme {{ programme_version }}"),
        ("Durée", "{{ heures_prevues | heures }}"),
        ("Session", "{{ session_nom }}, du {{ session_debut | date_longue }} au {{ session_fin | date_longue }}"),
        ("Horaires", sinon("horaires", "donnés avec la convocation")),
        ("Lieu", "{{ session_lieu }}"),
        ("Prix", "{{ tarif }}"),
    ),
    "## Objectifs",
    OBJECTIFS,
    "## Avant d’entrer",
    sinon(
        "prerequis",
        "Aucun diplôme n’est demandé. Un entretien vérifie le projet, les disponibilités et le français parlé.",
    ),
    "## Contenu",
    ("tableau", "modules", ("Partie", "{{ x.titre }}"), ("Durée", "{{ x.duree }}"), ("Objectifs", "{{ x.objectifs }}")),
    "## Qui enseigne",
    sinon("formatrices", "Les formatrices du centre. Leurs noms sont donnés avec la convocation."),
    "## Moyens",
    sinon(
        "moyens",
        "Une salle, du matériel de puériculture et de jeu, des exercices pratiques, des rencontres avec des "
        "professionnelles de la petite enfance.",
    ),
    "## Suivi et évaluation",
    sinon(
        "modalites_evaluation",
        "Les compétences sont observées pendant la formation, puis évaluées à la fin.",
    ),
    "La stagiaire signe une feuille à chaque demi-journée. Un jury décide du certificat d’aptitude de l’association, "
    "qui n’est ni un diplôme ni un agrément. Une attestation de fin de formation est remise à chacune.",
    "## Votre contact",
    "La personne qui suit les stagiaires est " + CONTACT + ". Pour un handicap ou un besoin particulier : "
    "{{ referent_handicap }}.",
    FAIT_A,
)
