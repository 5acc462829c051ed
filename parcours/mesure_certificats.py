"""What `mesurer_certificats` does, in a data folder of its own: a group made of nothing, a real queue, a clock."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_q.models import Success
from django_q.tasks import async_task, result

from clairiere.centres import portee
from clairiere.centres.models import Centre, Reseau
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Personne
from parcours.actions import lots
from parcours.fichiers_certificats import archive
from parcours.models import (
    COMPETENCES,
    Certificat,
    DecisionJury,
    DemiJournee,
    Emargement,
    Evaluation,
    Parcours,
    Session,
)
from parcours.models import LotCertificats as Lot

DEMI_JOURNEES, MINUTES = 20, 360
DELAI = 600.0
PAUSE = 0.05


class DonneesPresentes(Exception):
    """The database is not empty: nothing is measured on data of someone."""


def mesurer_ici(nombre: int, dire: Callable[[str], None]) -> float:
    """Make `nombre` certificates with the queue's own workers; says the rate, and returns it (certificates a second).

    Raises:
        DonneesPresentes: a centre exists in this database.
    """
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    call_command("createcachetable", verbosity=0)
    if Centre.objects.exists():
        raise DonneesPresentes
    dire(f"Un groupe de {nombre} personnes, prêtes pour leur certificat…")
    centre, session = _groupe(nombre)
    file = subprocess.Popen([sys.executable, sys.argv[0], "qcluster"], stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        _attendre_les_ouvriers()
        return _mesurer(centre, session, nombre, dire)
    finally:
        file.terminate()
        file.wait(30)


def mesurer_a_part(nombre: int, base: str, au_moins: float) -> int:
    """Run `mesurer_certificats --ici` on an empty data folder, thrown away afterwards; its exit code."""
    with tempfile.TemporaryDirectory(prefix="clairiere-mesure-") as dossier:
        environnement = {n: v for n, v in os.environ.items() if n not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")}
        environnement |= {"MODE": "production", "DOSSIER_DONNEES": dossier}
        if base:
            environnement["DATABASE_URL"] = base
        commande = [sys.executable, sys.argv[0], "mesurer_certificats", "--ici"]
        commande += ["--nombre", str(nombre), "--au-moins", str(au_moins)]
        return subprocess.run(commande, env=environnement, check=False).returncode  # noqa: S603 - ours


def _groupe(nombre: int) -> tuple[Centre, Session]:
    """People at the evaluation whom the jury certified, with all their hours signed."""
    centre = Centre.objects.create(reseau=Reseau.objects.create(nom="Mesure"), code="mesure", nom="Centre de mesure")
    aujourd_hui = timezone.localdate()
    with portee.dans(centre):
        debut = aujourd_hui - dt.timedelta(days=60)
        session = Session.objects.create(nom="mesure", debut=debut, fin=aujourd_hui, places=nombre)
        jours = DemiJournee.objects.bulk_create(
            DemiJournee(
                centre=centre,
                session=session,
                date=debut + dt.timedelta(days=n),
                moment="matin",
                minutes=MINUTES,
                signee_le=timezone.now(),
                signee_par="Mesure",
            )
            for n in range(DEMI_JOURNEES)
        )
        personnes = Personne.objects.bulk_create(
            Personne(centre=centre, prenom="Aïssatou", nom=f"Diallo-Traoré {_lettres(n)}") for n in range(nombre)
        )
        elles = Parcours.objects.bulk_create(
            Parcours(centre=centre, personne=p, session=session, etat="en_evaluation") for p in personnes
        )
        Emargement.objects.bulk_create(
            Emargement(
                centre=centre, demi_journee=j, parcours=p, statut="presente", minutes=MINUTES, signature="papier"
            )
            for p in elles
            for j in jours
        )
        acquis = dict.fromkeys(COMPETENCES, "acquis")
        Evaluation.objects.bulk_create(
            Evaluation(
                centre=centre, parcours=p, date=aujourd_hui, evaluatrice="A", competences=acquis, resultat="acquis"
            )
            for p in elles
        )
        DecisionJury.objects.bulk_create(
            DecisionJury(
                centre=centre, parcours=p, date=aujourd_hui, membres=["A", "B"], decision="certifiee", notee_par="A"
            )
            for p in elles
        )
    return centre, session


def _lettres(n: int) -> str:
    """0 → « aaa »: a name has no figure."""
    return "".join(chr(97 + n // base % 26) for base in (676, 26, 1))


def _attendre_les_ouvriers() -> None:
    """Until the queue gives back an answer: its start is not what is measured."""
    if result(async_task("time.time"), wait=60_000) is None:
        raise RuntimeError("the queue does not start")


def _mesurer(centre: Centre, session: Session, nombre: int, dire: Callable[[str], None]) -> float:
    with portee.dans(centre):
        depart = time.perf_counter()
        lot = lots.demander(session, par=Acteur.systeme(centre))
        faits, dits = 0, 0
        while faits < nombre:
            if time.perf_counter() - depart > DELAI:
                raise RuntimeError(f"{faits} certificates after {DELAI:.0f} s")
            time.sleep(PAUSE)
            comptes = lot.comptes()
            faits = comptes["faite"] + comptes["ecartee"]
            if faits * 10 // nombre > dits:
                dits = faits * 10 // nombre
                dire(f"  {faits} sur {nombre}")
        duree = time.perf_counter() - depart
        _verifier(lot, nombre)
        cadence = nombre / duree
        ouvriers = _ouvriers()
        dire(f"{nombre} certificats établis, signés, écrits et annoncés en {duree:.1f} s : {cadence:.0f} par seconde,")
        dire(f"avec {ouvriers} ouvriers, {os.cpu_count()} cœurs et {connection.vendor}.")
        dire(f"Fichier à imprimer : {_attendre_l_impression(lot, depart) - duree:.1f} s après le dernier.")
        dire(_dire_le_calcul(nombre, ouvriers))
        depart = time.perf_counter()
        with archive(Certificat.objects.all()) as zip_ouvert:
            taille = zip_ouvert.seek(0, 2) / 1_000_000
        dire(f"Archive ZIP : {time.perf_counter() - depart:.1f} s, {taille:.0f} Mo.")
    return cadence


def _dire_le_calcul(nombre: int, ouvriers: int) -> str:
    """What the workers computed, whatever else the machine was doing: the rate of a machine that does nothing else."""
    limite = time.perf_counter() + DELAI
    while sum(t.result["etablis"] for t in Success.objects.filter(group="certificats")) < nombre:
        if time.perf_counter() > limite:
            return "Le temps de calcul n’est pas connu."
        time.sleep(PAUSE)
    secondes = sum(t.result["secondes_de_calcul"] for t in Success.objects.filter(group="certificats"))
    par_piece, libres = secondes / nombre, min(ouvriers, os.cpu_count() or 1)
    dit = f"Calcul : {par_piece * 1000:.0f} ms par certificat"
    return f"{dit}, soit {libres / par_piece:.0f} par seconde au mieux quand {libres} cœurs ne font rien d’autre."


def _verifier(lot: Any, nombre: int) -> None:
    """A quick measure of nothing would be no measure: each has her certificate and her file."""
    faits = Certificat.objects.filter(document__fichiers__format="pdf").values("parcours").distinct().count()
    if faits != nombre:
        raisons = set(lot.lignes.exclude(raison="").values_list("raison", flat=True)[:3])
        raise RuntimeError(f"{faits} certificates of {nombre}: {raisons}")


def _attendre_l_impression(lot: Any, depart: float) -> float:
    while time.perf_counter() - depart < DELAI:
        if Lot.objects.filter(pk=lot.pk).exclude(impression="").exists():
            break
        time.sleep(PAUSE)
    return time.perf_counter() - depart


def _ouvriers() -> int:
    from django.conf import settings

    return int(settings.Q_CLUSTER["workers"])
