"""The ten checks before a contract is printed: what is wrong, which article, how to mend it. Pure.

Every check always answers, so that the screen can show ten lines, green or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from contrats.regles.controles_temps import controler_duree, controler_repos, controler_repos_quotidien
from contrats.regles.minimum import TROIS_ANS_EN_MOIS, minimum, poste
from contrats.regles.montants import Refus, ecrire
from contrats.regles.projet import Controle, ProjetDeContrat
from contrats.regles.tables import ECHELLES, HorsTable, emploi_repere, mentions, regle

_CONVENTION = "Convention IDCC 3239"


def controler(projet: ProjetDeContrat) -> list[Controle]:
    """The ten checks in the order of the list, at least one `Controle` for each, then the advice on daily rest."""
    return [controle for verifier in CONTROLES for controle in _repondre(verifier, projet)]


def imprimable(controles: Iterable[Controle]) -> bool:
    """True when nothing refuses."""
    return not any(controle.gravite == "refus" for controle in controles)


def _repondre(verifier: Callable[[ProjetDeContrat], Iterable[Controle]], projet: ProjetDeContrat) -> list[Controle]:
    code = verifier.__name__.removeprefix("controler_")
    try:
        return list(verifier(projet))
    except HorsTable as erreur:
        return [Controle(code, erreur.phrase, _CONVENTION, "Vérifiez la date ou l’emploi choisi.", "refus")]
    except Refus as erreur:
        return [Controle(code, erreur.phrase, erreur.source, "Corrigez le contrat.", "refus")]


def controler_taux(projet: ProjetDeContrat) -> Iterable[Controle]:
    """1. The rate reaches the minimum at hiring and at every later date of effect (art. 144.1)."""
    source = f"{_CONVENTION}, art. 144.1"
    for jour in sorted({projet.date_embauche, *projet.dates_d_effet}):
        echelle = emploi_repere(projet.emploi, jour).echelle
        du = minimum(echelle, certifiee_de_branche=projet.certifiee_de_branche, a_la_date=jour)
        doute = "" if du.certitude == "sûr" else " Ce minimum est à vérifier."
        if projet.taux < du.valeur:
            yield Controle(
                "taux",
                f"Le salaire de {ecrire(projet.taux)}\u00a0€ brut par heure est sous le minimum du "
                f"{jour:%d/%m/%Y}\u00a0: {ecrire(du.valeur)}\u00a0€.{doute}",
                source,
                f"Écrivez au moins {ecrire(du.valeur)}\u00a0€ brut par heure.",
                "refus",
            )
        else:
            yield Controle(
                "taux",
                f"Le salaire respecte le minimum du {jour:%d/%m/%Y}\u00a0: {ecrire(du.valeur)}\u00a0€.{doute}",
                source,
                "",
                "ok",
            )


def controler_emploi(projet: ProjetDeContrat) -> Iterable[Controle]:
    """2. The ticked tasks fit the job: cooking, laundry or school homework ask for level B (annex 7)."""
    source = f"{_CONVENTION}, annexe 7, art. 2.3"
    choisi = emploi_repere(projet.emploi, projet.date_embauche)
    voulu = poste(
        projet.taches,
        ages_enfants=projet.ages_enfants,
        a_la_date=projet.date_embauche,
        handicap=projet.handicap,
        occasionnelle=projet.occasionnelle,
    )
    if _rang(choisi.echelle) < _rang(voulu.emploi.echelle):
        yield Controle(
            "emploi",
            f"L’emploi {choisi.libelle} (échelle {choisi.echelle}) ne suffit pas. {' '.join(voulu.raisons)}",
            source,
            f"Choisissez {voulu.emploi.libelle} (échelle {voulu.emploi.echelle}), ou retirez la tâche.",
            "refus",
        )
    else:
        yield Controle("emploi", f"L’emploi {choisi.libelle} convient aux tâches.", source, "", "ok")


def controler_age(projet: ProjetDeContrat) -> Iterable[Controle]:
    """3. A child under 3: never « baby-sitter » (annex 7)."""
    source = f"{_CONVENTION}, annexe 7, art. 2.3"
    petit = any(age < TROIS_ANS_EN_MOIS for age in projet.ages_enfants)
    if petit and projet.emploi == "baby_sitter":
        yield Controle(
            "age",
            "Un enfant a moins de 3 ans\u00a0: l’emploi ne peut pas être baby-sitter.",
            source,
            "Choisissez assistant parental A ou B.",
            "refus",
        )
    else:
        yield Controle("age", "L’emploi convient à l’âge des enfants.", source, "", "ok")


def controler_partage(projet: ProjetDeContrat) -> Iterable[Controle]:
    """6. Shared care: two contracts, same common clauses, shares of 100 %, no présence responsable, transport 100 %."""
    source = f"{_CONVENTION}, art. 128.1.2, 137.1, 144.2 et 157"
    partage = projet.partage
    if partage is None:
        yield Controle("partage", "La garde n’est pas partagée.", source, "", "ok")
        return
    total = sum(partage.parts)
    defauts = [
        (partage.contrats != 2 or len(partage.parts) != 2, "Il faut deux familles et un contrat écrit pour chacune."),
        (not partage.clauses_identiques, "La clause commune n’est pas la même dans les deux contrats."),
        (total != 100 or any(part < 0 for part in partage.parts),
         f"Les parts font {ecrire(Fraction(total))}\u00a0% au lieu de 100\u00a0%."),
        (any(projet.presences), "La présence responsable est interdite en garde partagée."),
        (partage.transport != 100, f"Le transport est remboursé à {partage.transport}\u00a0% au lieu de 100\u00a0%."),
    ]  # fmt: skip
    fautes = [phrase for faux, phrase in defauts if faux]
    for phrase in fautes:
        yield Controle("partage", phrase, source, "Corrigez la clause de garde partagée avec l’autre famille.", "refus")
    if not fautes:
        yield Controle("partage", "La garde partagée est écrite comme il faut.", source, "", "ok")


def controler_essai(projet: ProjetDeContrat) -> Iterable[Controle]:
    """7. Trial period: one month at most, renewed once at most for as long (art. 131.1)."""
    ligne = regle("essai_mois", projet.date_embauche)
    mois = int(ligne.valeur)
    if not (0 <= projet.essai_mois <= mois and 0 <= projet.essai_renouvellement_mois <= mois):
        yield Controle(
            "essai",
            f"La période d’essai dure {mois}\u00a0mois au plus, renouvelable une fois.",
            ligne.source,
            f"Écrivez {mois}\u00a0mois au plus, et {mois}\u00a0mois de renouvellement au plus.",
            "refus",
        )
    else:
        yield Controle("essai", "La période d’essai est permise.", ligne.source, "", "ok")


def controler_date(projet: ProjetDeContrat) -> Iterable[Controle]:
    """8. The contract is dated on the day of hiring at the latest (art. 128.1)."""
    source = f"{_CONVENTION}, art. 128.1"
    if projet.date_contrat is None:
        yield Controle("date", "Le contrat n’a pas de date.", source, "Écrivez la date du contrat.", "refus")
    elif projet.date_contrat > projet.date_embauche:
        yield Controle(
            "date",
            f"Le contrat est daté du {projet.date_contrat:%d/%m/%Y}, après l’embauche du "
            f"{projet.date_embauche:%d/%m/%Y}.",
            source,
            "Le contrat se conclut au plus tard le jour de l’embauche.",
            "refus",
        )
    else:
        yield Controle("date", "Le contrat est conclu avant l’embauche ou le jour même.", source, "", "ok")


def controler_absences(projet: ProjetDeContrat) -> Iterable[Controle]:
    """9. The family's absences are dated periods; a general clause has no effect (art. 142)."""
    source = f"{_CONVENTION}, art. 142"
    mauvaises = [a for a in projet.absences if a.debut is None or a.fin is None or a.fin < a.debut]
    if mauvaises:
        yield Controle(
            "absences",
            "Une absence de la famille n’a pas de dates\u00a0: sans dates, le salaire reste dû.",
            source,
            "Écrivez le premier et le dernier jour de chaque absence.",
            "refus",
        )
    else:
        yield Controle("absences", "Les absences de la famille sont datées.", source, "", "ok")


def controler_mentions(projet: ProjetDeContrat) -> Iterable[Controle]:
    """10. All mandatory statements are filled, except the numbers left to the parties (art. 41.1)."""
    lues = situations(projet)
    exigees = [m for m in mentions() if not m.laissee_aux_parties and m.condition in lues]
    manquantes = [mention for mention in exigees if mention.code not in projet.mentions_remplies]
    for mention in manquantes:
        yield Controle(
            "mentions",
            f"Il manque la mention {mention.numero}\u00a0: {mention.libelle}.",
            f"{_CONVENTION}, art. {mention.articles}",
            "Remplissez cette partie du contrat.",
            "refus",
        )
    if not manquantes:
        phrase = f"Les {len(exigees)} mentions obligatoires sont remplies."
        yield Controle("mentions", phrase, f"{_CONVENTION}, art. 41.1", "", "ok")


CONTROLES: tuple[Callable[[ProjetDeContrat], Iterable[Controle]], ...] = (
    controler_taux,
    controler_emploi,
    controler_age,
    controler_duree,
    controler_repos,
    controler_partage,
    controler_essai,
    controler_date,
    controler_absences,
    controler_mentions,
    controler_repos_quotidien,
)


def situations(projet: ProjetDeContrat) -> frozenset[str]:
    """The situations of the draft, that make some statements compulsory ("toujours" always among them)."""
    lues = {"toujours"}
    if projet.absences:
        lues.add("absences")
    if any(projet.presences):
        lues.add("presence")
    if projet.partage is not None:
        lues.add("partage")
    conventionnelle = regle("duree_conventionnelle", projet.date_embauche).valeur * 60
    if any(semaine.minutes > conventionnelle for semaine in projet.semaines):
        lues.add("heures_sup")
    return projet.situations | lues


def _rang(echelle: str) -> int:
    return ECHELLES.index(echelle)
