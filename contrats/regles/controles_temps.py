"""The checks of working time and rest, on a draft or on plain hours. Convention IDCC 3239, art. 46 and 134. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from clairiere.agenda.semaine import JOURS, Semaine, ecrire_duree
from contrats.regles.montants import Nombre, ecrire
from contrats.regles.projet import Controle, ProjetDeContrat
from contrats.regles.tables import regle
from contrats.regles.temps import heures_de_la_semaine, moyenne_la_plus_haute


def controler_duree(projet: ProjetDeContrat) -> Iterable[Controle]:
    """4. 50 h in a week and 48 h on average over 12 weeks, all known contracts together (art. 134)."""
    heures = [
        heures_de_la_semaine(
            semaine,
            projet.presence(rang),
            garde_partagee=projet.partage is not None,
            a_la_date=projet.date_embauche,
        ).exact
        for rang, semaine in enumerate(projet.semaines)
    ]
    return controler_heures(heures, projet.date_embauche, Fraction(projet.autres_contrats, 60))


def controler_heures(
    heures_par_semaine: Sequence[Nombre], a_la_date: date, autres_contrats: Nombre = 0
) -> list[Controle]:
    """Check 4 on plain hours. This contract alone over a limit: refusal. With her other employers': advice, since she
    is the one who watches the total and warns (art. 134)."""
    seul = _depassement(heures_par_semaine, a_la_date)
    if seul is not None:
        phrase, source = seul
        return [Controle("duree", phrase[:1].upper() + phrase[1:], source, "Retirez des heures au planning.", "refus")]
    ensemble = _depassement([Fraction(h) + Fraction(autres_contrats) for h in heures_par_semaine], a_la_date)
    if ensemble is not None:
        phrase, source = ensemble
        remede = "La salariée veille au total et prévient ses employeurs. Revoyez les heures ensemble."
        return [Controle("duree", f"Avec ses autres contrats\u00a0: {phrase}", source, remede, "conseil")]
    return [Controle("duree", "La durée du travail est permise.", "Convention IDCC 3239, art. 134", "", "ok")]


def _depassement(heures_par_semaine: Sequence[Nombre], a_la_date: date) -> tuple[str, str] | None:
    maximum, moyen = regle("maximum_semaine", a_la_date), regle("maximum_moyenne", a_la_date)
    moyenne = moyenne_la_plus_haute(heures_par_semaine, a_la_date)
    plus_longue = max(Fraction(h) for h in heures_par_semaine)
    if plus_longue > maximum.valeur:
        return (
            f"une semaine compte {_duree(plus_longue)}. Le maximum est {_duree(Fraction(maximum.valeur))}.",
            maximum.source,
        )
    if moyenne.exact > moyen.valeur:
        return (
            f"la moyenne sur 12 semaines est de {moyenne.texte}. Le maximum est {_duree(Fraction(moyen.valeur))}.",
            moyen.source,
        )
    return None


def controler_repos(projet: ProjetDeContrat) -> list[Controle]:
    """5. 35 h of rest in a row can be found in every week (art. 46)."""
    semaines = [semaine | projet.presence(rang) for rang, semaine in enumerate(projet.semaines)]
    return [controler_repos_de(min(semaines, key=_repos), projet.date_embauche)]


def controler_repos_de(semaine: Semaine, a_la_date: date) -> Controle:
    """Check 5 on one week, followed by itself."""
    ligne, repos = regle("repos_hebdomadaire", a_la_date), semaine.repos_le_plus_long()
    if repos.minutes < ligne.valeur * 60:
        return Controle(
            "repos",
            f"Le plus long repos dure {ecrire_duree(repos.minutes)}. "
            f"Il en faut {ecrire(int(ligne.valeur))}\u00a0h de suite.",
            ligne.source,
            "Libérez 35\u00a0h de suite, de préférence le dimanche.",
            "refus",
        )
    return Controle("repos", f"Repos de {ecrire_duree(repos.minutes)}, {repos.phrase}.", ligne.source, "", "ok")


def controler_repos_quotidien(projet: ProjetDeContrat) -> Iterable[Controle]:
    """Advice only: 11 h between two days is not in the convention for this trade."""
    ligne = regle("repos_quotidien_conseille", projet.date_embauche)
    for rang, semaine in enumerate(projet.semaines):
        for jour, minutes in (semaine | projet.presence(rang)).repos_entre_jours():
            if minutes < ligne.valeur * 60:
                yield Controle(
                    "repos_quotidien",
                    f"Entre {JOURS[jour]} et {JOURS[(jour + 1) % 7]}, le repos est de {ecrire_duree(minutes)}.",
                    ligne.source,
                    f"Prévoyez si possible {ecrire(int(ligne.valeur))}\u00a0h entre deux journées.",
                    "conseil",
                )


def _repos(semaine: Semaine) -> int:
    return semaine.repos_le_plus_long().minutes


def _duree(heures: Fraction) -> str:
    return ecrire_duree(round(heures * 60))
