"""Free text of a family: what reminds of the law, and what must pass without a word."""

from __future__ import annotations

import unicodedata

import pytest

from placements.regles.textes import textes_interdits

CRITERES = [
    "française de préférence",
    "Nounou Française de préférence",
    "sans voile",
    "pas de voile svp",
    "jeune",
    "plutôt jeune",
    "jeune et dynamique",
    "pas d'Africaine",
    "pas d’africaines",
    "nous ne voulons pas de nounou africaine",
    "je cherche une Portugaise",
    "européenne uniquement",
    "pas d'Arabe",
    "une personne d'origine européenne",
    "de nationalité française exigée",
    "pas de personne de couleur",
    "une femme blanche",
    "non voilée",
    "musulmane de préférence",
    "catholique pratiquante si possible",
    "entre 25 et 40 ans",
    "moins de 40 ans",
    "25-35 ans",
    "pas plus de 50 ans",
    "pas trop âgée",
    "une jeune femme",
    "bonne présentation exigée",
    "en bonne santé",
    "sans problème de santé",
    "pas d'enfants à charge",
    "célibataire de préférence",
    "pas d'homme",
    "femme uniquement",
    "sans accent",
    "pas enceinte",
    "de notre religion",
    "pas de noire",
    "plutôt mince",
    "JEUNE DE PRÉFÉRENCE",
    "nounou sérieuse et jeune",
    "une personne jeune",
    "pas d'étrangère",
    "qui ne porte pas le voile",
    "Nous cherchons une dame africaine ou antillaise",
    "Européenne",
    "Pas de  nounou   AFRICAINE",
    "francaise de preference",
    "La personne ne doit pas être âgée",
    "nounou de même origine que nous",
]

PERMIS = [
    "langue française",
    "cuisine africaine",
    "parle français",
    "français courant",
    "elle doit parler arabe avec notre fils",
    "nos jeunes enfants",
    "un jeune enfant et un bébé",
    "notre plus jeune fille a 2 ans",
    "ma femme est algérienne et parle arabe",
    "nous sommes une famille française",
    "notre fille est française",
    "chansons africaines si possible",
    "école catholique le mercredi",
    "enfant de moins de 3 ans",
    "plus de 20 ans d'expérience",
    "10 ans d'expérience minimum",
    "nous habitons le quartier depuis plus de 20 ans",
    "stage de voile pendant les vacances",
    "notre fils est en bonne santé",
    "notre fils est handicapé",
    "maman enceinte de jumeaux",
    "nous aimons la cuisine portugaise de préférence épicée",
    "grand-mère portugaise : nous cherchons quelqu'un qui parle portugais",
    "préparer des repas africains ou français",
    "notre ancienne nounou philippine est partie",
    "langue portugaise souhaitée",
    "quelqu'un qui parle portugais de préférence",
    "lire des histoires en français uniquement",
    "chien âgé et chat noir",
    "dépoussiérer la table ronde",
    "laver la voiture blanche",
    "la porte noire au fond de la cour",
    "pas de viande rouge, pas de porc",
    "le plus jeune dort jusqu'à 9 h",
    "avoir plus de 18 ans",
    "journée sans enfants le vendredi",
    "musique arabe et chansons kabyles",
    "jeune maman, je reprends le travail",
    "Bébé de 10 mois, en bonne santé",
    "permis de conduire de préférence",
    "conversation anglaise après l'école",
    "pas de sucre, pas de petits pots",
    "s'occuper des deux garçons de 4 et 6 ans",
    "elle parlera russe avec la petite",
    "nous cherchons une personne qui parle arabe",
    "parlant bien français",
    "Le papa est malade, merci d'être discrète",
    "crèche fermée, enfants malades : prévenir",
    "Si notre fille est malade, nous gardons l'enfant",
    "Quand l'enfant est malade, pas de sortie",
    "une personne douce et patiente, expérience avec les jeunes enfants",
    "habitant près de la place de la République",
    "Les enfants vont à l'école française de préférence à pied",
    "il est trop jeune pour la crèche",
    "Ma fille n'est pas malade souvent",
    "",
    "Lundi, mardi et jeudi, de 8 h à 18 h",
]


@pytest.mark.parametrize("texte", CRITERES)
def test_a_forbidden_criterion_brings_the_reminder_of_the_law(texte):
    rappels = textes_interdits(texte)
    assert rappels
    assert all("L.1132-1" in rappel for rappel in rappels)


@pytest.mark.parametrize("texte", PERMIS)
def test_an_ordinary_wish_brings_no_reminder(texte):
    assert textes_interdits(texte) == []


def test_the_reminder_quotes_what_was_typed_and_names_the_criterion():
    [rappel] = textes_interdits("Bonjour, Française de Préférence, merci")
    assert rappel.replace("\u00a0", " ") == (
        "« Française de Préférence » : la loi interdit de choisir une salariée selon son origine ou sa nationalité "
        "(article L.1132-1 du Code du travail). Dites plutôt ce dont l’enfant a besoin."
    )


def test_each_criterion_is_reminded_once_whatever_the_number_of_words():
    rappels = textes_interdits("Jeune femme européenne, sans voile. Pas d’Africaine. Moins de 40 ans.")
    assert [("origine" in r, "religion" in r, "âge" in r) for r in rappels] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_accents_typed_in_two_characters_are_read_the_same():
    assert textes_interdits(unicodedata.normalize("NFD", "Française de préférence"))


def test_a_long_text_is_read_at_once():
    assert textes_interdits("Nous aimons la cuisine africaine et la langue française. " * 500) == []
