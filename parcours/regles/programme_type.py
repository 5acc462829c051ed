"""The ready-made programme: 120 hours in ten modules, to adapt (domaine/formation.md, § 2, « Trame proposée »).

Seven themes of the proposal, in hours: needs and development 36 (modules 2 to 4), awakening, play, language 15 (5),
meals, sleep, hygiene, illness 12 (6), safety and first aid 14 (7 and 8), posture and family 15 (9), trade and rights
16 (1), looking for a family 12 (10). It is a proposal of the house, not the programme of a title.
"""

from __future__ import annotations

from dataclasses import dataclass

NOM = "Auxiliaire parentale 120 h"
HEURES = 120
OBJECTIFS = (
    "Garder un ou plusieurs jeunes enfants au domicile de leurs parents, en sécurité.",
    "Accompagner leur développement, leurs repas, leur sommeil et leurs jeux.",
    "Travailler en confiance avec les parents, dans un cadre légal clair.",
)
PREREQUIS = (
    "Avoir participé à une réunion d’information et à un entretien.",
    "Comprendre et parler un français simple.",
    "Vouloir travailler auprès de jeunes enfants.",
)
MOYENS = (
    "Groupe de douze personnes au plus.",
    "Apports, mises en situation, échanges d’expérience, visites.",
    "Salle équipée de matériel de puériculture.",
    "Supports illustrés remis à chaque stagiaire.",
)
EVALUATION = (
    "Présence signée par demi-journée.",
    "Observation des compétences pendant la formation.",
    "Auto-évaluation au début, au milieu et à la fin.",
    "Évaluation finale devant un jury.",
    "Attestation de fin de formation et, après décision du jury, certificat d’aptitude du centre.",
)


@dataclass(frozen=True)
class ModuleType:
    """A module of the ready-made programme; one idea per line."""

    titre: str
    heures: int
    objectifs: tuple[str, ...]
    contenu: tuple[str, ...]
    competences: tuple[str, ...]
    materiel: tuple[str, ...] = ()


MODULES = (
    ModuleType(
        "Le métier, le contrat et la santé au travail",
        16,
        (
            "Situer le métier, ses droits et ses devoirs.",
            "Lire un contrat et un bulletin de salaire.",
            "Protéger son corps.",
        ),
        (
            "Les métiers de la garde d’enfants, le rôle du centre.",
            "La convention collective, le contrat, la déclaration à Pajemploi.",
            "Heures, congés, rupture du contrat.",
            "Porter et se baisser sans se faire mal.",
            "Discrétion et secret.",
        ),
        ("metier", "organisation", "discretion"),
        ("Contrat vierge", "Bulletins de salaire d’exemple"),
    ),
    ModuleType(
        "Le développement de l’enfant de 0 à 3 ans",
        15,
        ("Connaître les étapes du développement.", "Adapter ses gestes à l’âge de l’enfant."),
        (
            "Développement moteur, sensoriel, intellectuel et affectif.",
            "Le rythme propre de chaque enfant.",
            "Ce qui doit alerter, et à qui le dire.",
        ),
        ("developpement",),
        ("Frise des âges", "Poupons"),
    ),
    ModuleType(
        "Les besoins de l’enfant et la sécurité affective",
        12,
        ("Reconnaître les besoins fondamentaux.", "Aider l’enfant à se sentir en sécurité."),
        (
            "L’attachement, la séparation, les retrouvailles.",
            "L’adaptation chez une nouvelle famille.",
            "La bientraitance et les douces violences.",
        ),
        ("developpement", "respect"),
    ),
    ModuleType(
        "Émotions, limites et autonomie",
        9,
        ("Accueillir une émotion.", "Poser une limite sans crier ni punir."),
        ("Pleurs, colères, morsures.", "Dire non, proposer un choix.", "Aider l’enfant à faire seul."),
        ("developpement", "adaptabilite", "posture"),
    ),
    ModuleType(
        "L’éveil, le jeu et le langage",
        15,
        ("Proposer des jeux adaptés à l’âge.", "Nourrir le langage au quotidien."),
        (
            "Jeu libre et jeu proposé.",
            "Comptines, livres, langues de la maison.",
            "Activités avec ce qu’on a. Sorties au parc, au relais.",
        ),
        ("eveil",),
        ("Malle de jeux", "Albums", "Instruments"),
    ),
    ModuleType(
        "Repas, sommeil, hygiène et maladies courantes",
        12,
        ("Préparer un repas sûr.", "Respecter le sommeil.", "Garder une hygiène rigoureuse."),
        (
            "Biberons, diversification, allergies.",
            "Coucher un bébé, prévenir la mort inattendue du nourrisson.",
            "Change, bain, lavage des mains.",
            "Fièvre, médicaments et ordonnance.",
        ),
        ("soins", "securite"),
        ("Baignoire et poupons", "Biberons", "Thermomètre"),
    ),
    ModuleType(
        "Prévenir les accidents à la maison et dehors",
        7,
        ("Repérer un danger.", "Rendre un logement et une sortie sûrs."),
        (
            "Chutes, brûlures, intoxications, noyades, étouffement.",
            "La visite du logement avec les parents.",
            "La rue, le parc, les transports.",
        ),
        ("securite", "organisation"),
    ),
    ModuleType(
        "Premiers secours (PSC)",
        7,
        ("Protéger, alerter, secourir un bébé, un enfant, un adulte.",),
        ("Prévention et secours civiques, par un organisme agréé.", "Les numéros d’urgence et ce qu’il faut dire."),
        ("urgence",),
        ("Mannequins de secourisme",),
    ),
    ModuleType(
        "Travailler avec les familles",
        15,
        ("Trouver sa place auprès de l’enfant et de ses parents.", "Transmettre l’essentiel de la journée."),
        (
            "Posture professionnelle, discrétion.",
            "Familles d’ici et d’ailleurs, habitudes et croyances.",
            "Transmissions orales et écrites.",
            "Un désaccord : en parler, demander de l’aide.",
        ),
        ("communication", "respect", "discretion", "posture"),
    ),
    ModuleType(
        "Chercher une famille, l’entretien, le numérique",
        12,
        ("Se présenter.", "Réussir un entretien.", "Faire seule ses démarches en ligne."),
        (
            "Curriculum vitae et carte de présentation.",
            "Entretiens joués en groupe.",
            "Sa semaine de disponibilités.",
            "Courriel, Pajemploi, France Travail, agenda du téléphone.",
        ),
        ("metier", "organisation", "communication"),
        ("Ordinateurs ou tablettes",),
    ),
)
