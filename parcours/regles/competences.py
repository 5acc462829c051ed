"""The competences that a centre starts with: the words of the workshop (product study, D2), one plain sentence each.

A centre keeps its own versions in rows (`models.Competence`); these are the first one, and what an evaluation older
than the rows is read with. `bloc` names a block of the branch's title « Assistant maternel / Garde d'enfants »; it is
left empty here: each centre writes the ones it has checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

NOM = "Compétences de l’auxiliaire parentale"


@dataclass(frozen=True)
class CompetenceDite:
    """One competence in words.

    Attributes:
        code: stable word, kept from one version to the next.
        titre: for the staff and the jury.
        phrase: what she says of herself, in plain French; translated on her pages.
        observe: what the trainer looks at during a practical task.
        bloc: block of the branch's title, empty when the centre did not write it.
    """

    code: str
    titre: str
    phrase: str
    observe: str = ""
    bloc: str = ""


LIVREES: tuple[CompetenceDite, ...] = (
    CompetenceDite(
        "securite",
        "Sécurité et hygiène",
        _("Je garde l’enfant en sécurité et je respecte l’hygiène."),
        "Elle regarde la pièce avant de commencer, se lave les mains, ne quitte pas l’enfant des yeux.",
    ),
    CompetenceDite(
        "urgence",
        "Gestes d’urgence",
        _("Je sais quoi faire et qui appeler quand il y a un danger."),
        "Elle dit les numéros d’urgence, protège l’enfant, appelle, fait les premiers gestes.",
    ),
    CompetenceDite(
        "developpement",
        "Développement de l’enfant",
        _("Je connais les besoins de l’enfant selon son âge."),
        "Elle propose ce qui convient à l’âge, et explique pourquoi.",
    ),
    CompetenceDite(
        "soins",
        "Repas, sommeil et soins",
        _("Je m’occupe du repas, du sommeil et du change, avec douceur."),
        "Elle prépare tout avant, parle à l’enfant pendant le soin, respecte son rythme.",
    ),
    CompetenceDite(
        "eveil",
        "Éveil et jeu",
        _("Je propose des jeux adaptés."),
        "Elle prépare un jeu simple, laisse faire l’enfant, l’encourage.",
    ),
    CompetenceDite(
        "adaptabilite",
        "Adaptabilité",
        _("Je m’adapte quand le programme change."),
        "Devant un imprévu, elle garde son calme et trouve une autre façon de faire.",
    ),
    CompetenceDite(
        "communication",
        "Communication avec la famille",
        _("Je parle clairement avec les parents."),
        "Elle raconte la journée en quelques phrases, écoute, pose une question.",
    ),
    CompetenceDite(
        "respect",
        "Respect de l’enfant et de sa famille",
        _("Je respecte l’enfant et les habitudes de sa famille."),
        "Elle ne juge pas, demande les habitudes de la maison, les suit.",
    ),
    CompetenceDite(
        "organisation",
        "Organisation",
        _("J’organise la journée et j’arrive à l’heure."),
        "Elle arrive à l’heure, prépare ses affaires, dit ce qu’elle fera ensuite.",
    ),
    CompetenceDite(
        "discretion",
        "Discrétion",
        _("Je garde pour moi ce que je vois dans la famille."),
        "Elle ne nomme pas les familles, ne raconte pas leur vie, n’envoie pas de photo.",
    ),
    CompetenceDite(
        "posture",
        "Posture professionnelle",
        _("Je sais dire ce que je peux faire, et demander de l’aide."),
        "Elle dit ses limites, accepte une remarque, demande conseil.",
    ),
    CompetenceDite(
        "metier",
        "Connaissance du métier et de ses droits",
        _("Je connais mon contrat, mes horaires et mes droits."),
        "Elle lit un contrat simple, sait à qui s’adresser, distingue les heures payées.",
    ),
)
