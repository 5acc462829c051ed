"""The text of the contract, article by article, to be read and discussed as text.

Compulsory statements: convention IDCC 3239, articles 41.1 and 128.1, and those named beside each.
Article numbers never change from one contract to the next: an amendment names the article it changes.
"""


def sinon(nom: str, phrase: str) -> str:
    """The variable, or the phrase when it is empty. (Word's ’ may not stand inside a Jinja string.)"""
    return "{% if " + nom + " %}{{ " + nom + " }}{% else %}" + phrase + "{% endif %}"


NOTE = (
    "Ce contrat est un modèle rempli par l’employeur et par la salariée. {{ centre_nom }} les aide à écrire. "
    "L’association n’est pas partie au contrat, ne le signe pas et ne fixe pas le salaire. "
    "Pour une question de droit, chacun peut s’adresser "
    "au service de renseignement en droit du travail de sa région (DREETS)."
)

# (title, paragraphs). « • » opens a bullet; `{%p … %}` stands alone and disappears; « [horaires] » is a table.
ARTICLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Engagement",
        (
            "{{ employeur_nom }} embauche {{ salariee_nom }} à partir du {{ date_embauche | date_longue }}, pour "
            "une durée indéterminée.",
            "Le contrat suit la convention collective de la branche des particuliers employeurs et de l’emploi à "
            "domicile (IDCC 3239). La salariée peut la lire sur le site legifrance.gouv.fr.",
        ),
    ),
    (
        "Emploi et missions",
        (
            "La salariée occupe l’emploi-repère « {{ emploi_repere }} », échelle {{ echelle }} de la convention. "
            "Elle garde, au domicile "
            "des parents :",
            "{%p for enfant in enfants %}",
            "• {{ enfant.prenom }}, né(e) en {{ enfant.naissance }}",
            "{%p endfor %}",
            "Ses tâches sont :",
            "{%p for tache in taches %}",
            "• {{ tache }}",
            "{%p endfor %}",
        ),
    ),
    (
        "Période d’essai",
        (
            "La période d’essai dure {{ periode_essai }}. {% if essai_renouvelable %}Elle peut être renouvelée une "
            "fois. L’employeur "
            "doit alors prévenir la salariée par écrit avant la fin de la première période."
            "{% else %}Elle n’est pas renouvelable.{% endif %}",
        ),
    ),
    ("Lieu de travail", ("La salariée travaille à cette adresse : {{ lieu_travail }}.",)),
    (
        "Durée du travail",
        (
            "La salariée travaille {{ heures_semaine | heures }} par semaine. {% if duree_reguliere %}La durée du "
            "travail est régulière."
            "{% else %}La durée du travail est irrégulière. L’employeur donne les horaires par écrit, au moins 5 jours "
            "avant. La salariée peut refuser une demande plus tardive : ce n’est pas une faute.{% endif %}",
        ),
    ),
    ("Horaires", ("Les horaires de la semaine sont les suivants.", "[horaires]")),
    ("Heures supplémentaires", ("{{ heures_supplementaires }}",)),
    (
        "Salaire",
        (
            "Le salaire d’une heure est de {{ taux_horaire_brut | euros }} brut, hors congés payés.",
            "Le salaire du mois est de {{ salaire_mensuel_brut | euros }} brut. Méthode : {{ methode_mensualisation "
            "}}. "
            "Calcul : {{ formule_salaire }}.",
            "Le salaire est payé chaque mois, {{ jour_paiement }}.",
            "{% if pajemploi_plus %}La salariée accepte que l’Urssaf lui verse son salaire (Pajemploi+ ou Cesu+). "
            "Elle peut retirer cet "
            "accord à tout moment, par écrit.{% else %}L’employeur verse lui-même le salaire à la salariée.{% endif %}",
        ),
    ),
    (
        "Transport, repas et logement",
        (
            "{{ transport }}",
            sinon("kilometres", "La salariée n’utilise pas son propre véhicule pendant le travail."),
            "{{ repas }}",
            sinon("logement", "La salariée n’est pas logée par l’employeur."),
        ),
    ),
    ("Jours fériés", ("{{ jours_feries }}", "{{ premier_mai }}")),
    (
        "Repos de chaque semaine",
        ("Le repos de la semaine dure au moins 35 heures de suite. Il est fixé ainsi : {{ repos_hebdomadaire }}.",),
    ),
    ("Congés payés", ("{{ conges }}",)),
    (
        "Absences de la famille",
        (
            "{% if absences_employeur %}La famille n’aura pas besoin de la salariée pendant les périodes suivantes. "
            "Ces périodes "
            "peuvent être déduites du salaire.{% else %}Sans objet : aucune période n’est prévue. Si la famille "
            "s’absente, le salaire "
            "est maintenu.{% endif %}",
            "{%p for periode in absences_employeur %}",
            "• {{ periode }}",
            "{%p endfor %}",
        ),
    ),
    (
        "Présence responsable et présence de nuit",
        (
            sinon("presence_responsable", "Présence responsable : sans objet."),
            sinon("presence_nuit", "Présence de nuit : sans objet."),
        ),
    ),
    (
        "Conduite d’un véhicule",
        (
            sinon("conduite", "Sans objet : la salariée ne conduit pas pendant son travail."),
            "{%p if assurance_vehicule %}",
            "{{ assurance_vehicule }}",
            "{%p endif %}",
        ),
    ),
    ("Garde partagée", (sinon("garde_partagee", "Sans objet : la garde n’est pas partagée avec une autre famille."),)),
    (
        "Protection sociale et discrétion",
        (
            "La retraite complémentaire et la prévoyance sont assurées par l’Ircem. L’employeur déclare la salariée et "
            "vérifie que son assurance responsabilité civile la couvre.",
            "La salariée et l’employeur gardent pour eux ce qu’ils apprennent l’un de l’autre et des enfants.",
        ),
    ),
    (
        "Changement et fin du contrat",
        (
            "Tout changement du contrat s’écrit dans un avenant daté et signé par les deux parties.",
            "La fin du contrat suit la convention collective, pour la procédure comme pour la durée du préavis.",
            "{%p if clauses_ajoutees %}",
            "Les parties conviennent aussi de ceci :",
            "{%p endif %}",
            "{%p for clause in clauses_ajoutees %}",
            "• {{ clause }}",
            "{%p endfor %}",
        ),
    ),
)
