"""What a candidate is told of the trade, in plain French: one text, one version, one date of checking.

Whoever changes a sentence changes the version; whoever checks the facts again changes the date. Sources: the training
model of the network and the law on home childcare (domaine/formation.md §§ 1 to 3, domaine/contrat.md).
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop as N_

VERSION = "1"
VERIFIE_LE = dt.date(2026, 11, 22)

ETAPES: tuple[tuple[str, str], ...] = (
    (N_("Une réunion d’information"), N_("On vous explique le métier. Vous posez vos questions. Rien à préparer.")),
    (N_("Un entretien"), N_("Deux personnes du centre vous écoutent. Vous parlez de vous et de votre projet.")),
    (N_("Une formation de 120 heures"), N_("Environ trois mois, en groupe. Elle est gratuite pour vous.")),
    (N_("Un certificat"), N_("Si la formation est réussie, le centre vous remet un certificat d’aptitude.")),
    (N_("Une famille"), N_("Le centre vous aide à trouver une famille et à préparer le contrat.")),
)

RUBRIQUES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Le métier",
        (
            "Vous gardez des enfants chez leurs parents.",
            "Vous préparez les repas des enfants. Vous jouez avec eux. Vous allez au parc et à l’école.",
            "Vous travaillez seule dans la maison. Les parents vous font confiance.",
            "Les journées sont souvent longues : tôt le matin, ou tard le soir.",
        ),
    ),
    (
        "Votre employeur",
        (
            "Votre employeur est la famille. Ce n’est pas le centre social.",
            "Vous signez un contrat de travail écrit. Vous avez un salaire et des congés payés.",
            "Une journée d’essai gratuite dans une famille est interdite. L’essai est payé.",
        ),
    ),
    (
        "Pour commencer, il faut",
        (
            "Avoir 18 ans ou plus.",
            "Parler français dans la vie de tous les jours. Écrire un peu suffit.",
            "Avoir le droit de travailler en France.",
            "Être libre pendant la formation, plusieurs demi-journées par semaine.",
            "Il ne faut pas de diplôme.",
        ),
    ),
    (
        "La formation",
        (
            "120 heures, environ trois mois, dans un groupe d’une douzaine de femmes.",
            "Vous apprenez : les besoins de l’enfant, l’éveil et le jeu, les repas, le sommeil, l’hygiène, "
            "la sécurité, le contrat de travail.",
            "Elle est gratuite pour vous.",
        ),
    ),
    (
        "Ce que le certificat n’est pas",
        (
            "Le certificat d’aptitude est un papier du centre. Ce n’est pas un diplôme de l’État.",
            "Ce n’est pas l’agrément d’assistante maternelle. L’assistante maternelle garde les enfants chez elle.",
            "La loi ne demande pas de certificat pour garder des enfants chez leurs parents. Il montre ce que vous "
            "savez faire.",
        ),
    ),
)
