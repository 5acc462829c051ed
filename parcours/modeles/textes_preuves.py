"""The words of the papers that prove: attendance, end of course, certificate of realisation, immersion; of the surveys.

Hours are always those really followed and signed, never those of the programme.
"""

from __future__ import annotations

from parcours.modeles.textes_groupe import FAIT_A, OBJECTIFS

LA_PERSONNE = (
    "fiche",
    ("Stagiaire", "{{ personne_nom }}"),
    ("Formation", "{{ formation_intitule }}, programme {{ programme_version }}"),
    ("Session", "{{ session_nom }}, du {{ session_debut | date_longue }} au {{ session_fin | date_longue }}"),
    ("Lieu", "{{ session_lieu }}"),
)

ASSIDUITE = (
    "{{ centre_nom }} atteste ce qui suit. {{ personne_nom }} a suivi {{ heures_suivies | heures }} de formation, du "
    "{{ suivie_du | date_longue }} au {{ suivie_au | date_longue }}.",
    LA_PERSONNE,
    "À ce jour, {{ heures_attendues | heures }} de cours ont eu lieu, sur {{ heures_prevues | heures }} au programme. "
    "Les heures suivies sont celles que la stagiaire et la formatrice ont signées. Les rattrapages y sont comptés.",
    "## Détail",
    ("tableau", "presences", ("Jour", "{{ x.date | date_longue }}"), ("Moment", "{{ x.moment }}"),
     ("Présence", "{{ x.presence }}"), ("Heures", "{{ x.heures }}")),
    FAIT_A,
    ("signatures", ("Pour le centre", "{{ centre_representant }}")),
)  # fmt: skip

FIN_FORMATION = (
    "~ Attestation remise à l’issue de la formation (Code du travail, article L.6353-1).",
    "{{ centre_nom }} atteste ce qui suit. {{ personne_nom }} a suivi la formation « {{ formation_intitule }} ».",
    LA_PERSONNE,
    (
        "fiche",
        ("Nature", "Action de formation"),
        ("Durée suivie", "{{ heures_suivies | heures }}, du {{ suivie_du | date_longue }} au "
         "{{ suivie_au | date_longue }}"),
        ("Durée prévue", "{{ heures_prevues | heures }}"),
    ),
    "## Objectifs",
    OBJECTIFS,
    "## Résultats de l’évaluation des acquis",
    "Évaluation du {{ evaluation_date | date_longue }}. Résultat : {{ resultat }}.",
    ("tableau", "competences", ("Compétence", "{{ x.titre }}"), ("Ce que cela veut dire", "{{ x.phrase }}"),
     ("Niveau", "{{ x.niveau }}")),
    "Cette attestation ne remplace pas le certificat d’aptitude de l’association. Elle n’est ni un diplôme ni un "
    "agrément.",
    FAIT_A,
    ("signatures", ("Pour le centre", "{{ centre_representant }}")),
)  # fmt: skip

REALISATION = (
    "~ Établi selon l’article R.6332-26 du Code du travail et le modèle de l’arrêté du 21 décembre 2018.",
    "Je soussigné(e) {{ centre_representant }}, représentant légalement le dispensateur de l’action concourant au "
    "développement des compétences {{ centre_nom }}, atteste que :",
    "{{ personne_nom }}",
    "a suivi l’action « {{ formation_intitule }} ».",
    "Nature de l’action concourant au développement des compétences :",
    "[X] action de formation",
    "[  ] bilan de compétences",
    "[  ] action de validation des acquis de l’expérience (VAE)",
    "[  ] action de formation par apprentissage",
    "qui s’est déroulée du {{ suivie_du | date_longue }} au {{ suivie_au | date_longue }}, pour une durée "
    "effectivement suivie de {{ heures_suivies | heures }}.",
    "Sans préjudice des délais imposés par les règles fiscales, comptables ou commerciales, je m’engage à conserver "
    "l’ensemble des pièces justificatives qui ont permis d’établir le présent certificat pendant une durée de 3 ans à "
    "compter de la fin de l’année du dernier paiement.",
    FAIT_A,
    ("signatures", ("Cachet et signature du responsable", "{{ centre_representant }}")),
)

IMMERSION = (
    "~ Résumé à garder. Il ne remplace pas la convention (Cerfa 13912), qui se fait avec le prescripteur, par exemple "
    "sur le site Immersion Facilitée.",
    (
        "fiche",
        ("Bénéficiaire", "{{ personne_nom }}"),
        ("Lieu d’accueil", "{{ accueil_nom }} ({{ accueil_genre }})"),
        ("Adresse", "{{ accueil_adresse }}"),
        ("À joindre", "{{ accueil_contact }}"),
        ("Personne qui accueille", "{{ tutrice }}"),
        ("Prescripteur", "{{ prescripteur }}"),
        ("Convention", "{% if convention_numero %}no {{ convention_numero }}{% else %}en préparation{% endif %}"),
        ("Dates", "du {{ immersion_debut | date_longue }} au {{ immersion_fin | date_longue }}"),
        ("Horaires", "{{ immersion_horaires }}"),
        ("Objet", "{{ immersion_objet }}"),
    ),
    "## Ce que vous allez regarder",
    "{{ immersion_objectifs }}",
    "## Ce que vous allez faire",
    "{{ immersion_taches }}",
    "## À savoir",
    "• L’immersion n’est pas payée. Vous gardez votre statut et vos droits.",
    "• Un accident est couvert par le prescripteur. Dites-le le jour même au lieu d’accueil et au centre.",
    "• Vous n’êtes jamais seule avec les enfants. Vous ne remplacez personne.",
    "• Ces heures ne comptent pas dans les heures de la formation.",
    "• Jamais d’essai gratuit dans une famille : c’est du travail dissimulé.",
    "Une question : {{ contact_stagiaires }}, au {{ centre_telephone }}.",
)

SATISFACTION = (
    "~ N’écrivez pas votre nom. Personne ne saura ce que vous avez répondu. Le centre note seulement que vous avez "
    "rendu la feuille.",
    "Session {{ session_nom }}, du {{ session_debut | date_longue }} au {{ session_fin | date_longue }}.",
    "{%p for q in questions %}",
    "## {{ loop.index }}. {{ q.texte }}",
    "{%p if q.libre %}",
    "…" * 62,
    "…" * 62,
    "{%p endif %}",
    "{%p for c in q.choix %}",
    "[  ] {{ c }}",
    "{%p endfor %}",
    "{%p endfor %}",
    "Merci. Rendez la feuille pliée à l’accueil du centre.",
)
