"""What someone finds in the demonstration, and what it never touches."""

import datetime as dt
import io
from collections import Counter

import pytest
from django.core.management import call_command

from clairiere.centres import portee
from clairiere.comptes.models import Adhesion, Personne, Utilisateur
from clairiere.comptes.roles import DU_RESEAU, Role
from clairiere.flux.registre import MACHINES
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from tests.demo.conftest import LE

pytestmark = pytest.mark.xdist_group("demo")
SECONDES = 60  # generous: a machine of continuous integration shared with others


def partout():
    return portee.sans_portee("test de la démonstration")


def photo():
    """Counts of every machine, and all names."""
    with partout():
        etats = {
            nom: sorted(Counter(i.modele.objects.order_by().values_list("centre__code", "etat")).items())
            for nom, i in MACHINES.items()
        }
        noms = sorted(str(p) for p in Personne.objects.all())
        journal = sorted(Entree.objects.order_by().values_list("quand", "code", "auteur_nom"))
        return etats, noms, journal, Message.objects.count()


def test_the_network_is_ready_in_less_than_a_minute(demo):
    assert demo < SECONDES


@pytest.mark.parametrize(
    "machine", ["parcours", "demande", "proposition", "placement", "contrat", "mediation", "frein", "offre", "jury"]
)
def test_every_state_of_every_machine_has_someone_to_look_at(demo, machine):
    with partout():
        montres = set(MACHINES[machine].modele.objects.order_by().values_list("etat", flat=True))
    assert set(MACHINES[machine].modele.ETATS) - montres == set()


def test_no_machine_is_left_out_of_the_demonstration(demo):
    with partout():
        vides = {nom for nom, i in MACHINES.items() if not i.modele.objects.exists()}
    assert vides == set()


def test_the_same_day_gives_the_same_people_twice(demo):
    from clairiere.demo.construction import construire
    from clairiere.demo.menage import fichiers_gardes, retirer_fichiers

    avant = photo()
    with partout():
        gardes = fichiers_gardes()
    construire(LE)
    apres = photo()
    with partout():
        retirer_fichiers(fichiers_gardes() - gardes)  # their rows are undone with this test
    assert apres == avant


def test_dates_follow_the_day_of_the_demonstration(demo):
    from clairiere.agenda.models import Evenement
    from parcours.models import DemiJournee, Session

    with partout():
        quand = [e.quand.date() for e in Entree.objects.only("quand")]
        assert max(quand) < LE
        assert min(quand) > LE - dt.timedelta(days=420)
        assert Evenement.objects.filter(debut__date__gt=LE).exists()
        assert Evenement.objects.filter(debut__date__lt=LE).exists()
        clairiere = Session.objects.filter(centre__code="clairiere")
        assert clairiere.filter(fin__lt=LE).count() == 1
        assert clairiere.filter(debut__lt=LE, fin__gt=LE).count() == 1
        assert clairiere.filter(debut__gt=LE).count() == 1
        a_signer = DemiJournee.objects.filter(date__lt=LE, signee_le__isnull=True)
        assert [d.date for d in a_signer] == [dt.date(2026, 11, 20)]


def test_the_running_session_stands_at_about_seventy_five_hours(demo):
    from parcours.models import Parcours

    with partout():
        suivies = Parcours.objects.filter(etat="en_formation").avec_minutes()
        heures = [p.minutes() / 60 for p in suivies]
    assert len(heures) >= 8
    assert 70 <= sum(heures) / len(heures) <= 80
    assert len(set(heures)) > 3


def test_the_session_to_come_has_its_last_place_on_offer_and_people_wait(demo):
    from parcours.models import OffreDePlace, Parcours, Session

    with partout():
        session = Session.objects.avec_places().get(centre__code="clairiere", debut__gt=LE)
        assert session.prises == session.places - 1
        attente = Parcours.objects.filter(centre__code="clairiere", etat="liste_attente").order_by("rang_attente")
        assert list(attente.values_list("rang_attente", flat=True)) == [1, 2, 3, 4]
        offre = OffreDePlace.objects.get(session=session, etat="proposee")
        assert offre.parcours == attente.first()
        assert offre.expire_le.date() > LE


def test_thirty_families_and_some_with_two_children(demo):
    from placements.models import Enfant, Famille

    with partout():
        assert Famille.objects.count() >= 28
        assert Enfant.objects.count() > Famille.objects.count()


def test_contracts_have_their_papers_in_word_and_in_pdf(demo):
    from clairiere.documents.models import documents_de
    from contrats.models import Contrat

    with partout():
        imprimes = Contrat.objects.filter(etat__in=["pret", "signe", "termine"])
        assert imprimes
        for contrat in imprimes:
            formats = {f.format for d in documents_de(contrat) for f in d.fichiers.all()}
            assert formats == {"docx", "pdf"}


def test_notes_of_mediation_are_encrypted_in_the_database(demo):
    from django.db import connection

    from relais.models import NoteMediation

    with partout():
        note = NoteMediation.objects.order_by("pk").first()
        assert "continuer" in note.texte
    with connection.cursor() as curseur:
        curseur.execute("SELECT texte FROM relais_notemediation WHERE id = %s", [note.pk])
        brut = bytes(str(curseur.fetchone()[0]), "utf-8")
    assert b"continuer" not in brut


def test_the_outbox_shows_sent_letters_to_print_and_interrupted_ones(demo):
    with partout():
        assert set(Message.objects.order_by().values_list("etat", flat=True)) >= {
            Message.Etat.ENVOYE,
            Message.Etat.A_FAIRE,
            Message.Etat.INCERTAIN,
            Message.Etat.ECHEC,
        }
        assert not Message.objects.filter(etat__in=["a_envoyer", "en_cours"]).exists()


def test_nothing_of_the_demonstration_waits_in_the_queue(demo):
    from django_q.models import OrmQ

    assert OrmQ.objects.count() == 0


def test_phones_and_mails_reach_nobody(demo):
    with partout():
        for personne in Personne.objects.all():
            assert not personne.telephone or str(personne.telephone.as_e164).startswith("+336000")
            assert not personne.courriel or personne.courriel.endswith("@example.org")
        noms = [str(p) for p in Personne.objects.all()] + [str(u) for u in Utilisateur.objects.filter(fiches=None)]
    assert [n for n, fois in Counter(noms).items() if fois > 1] == []


def test_each_centre_has_one_account_for_each_role(demo):
    for code in ("clairiere", "roquette", "relais59"):
        tenus = set(Adhesion.objects.filter(centre__code=code).values_list("role", flat=True))
        assert tenus == {r.value for r in Role} - set(DU_RESEAU)
    assert set(Adhesion.objects.filter(centre=None).values_list("role", flat=True)) == set(DU_RESEAU)


def test_si_vide_leaves_a_demonstration_as_it_is(demo):
    with partout():
        Personne.objects.filter(prenom="Awa", nom="Diallo").update(prenom="Hawa")
    sortie = io.StringIO()
    call_command("demo", "--si-vide", stdout=sortie)
    assert "Rien n’a été changé" in sortie.getvalue()
    with partout():
        assert Personne.objects.filter(prenom="Hawa", nom="Diallo").exists()


def test_volume_adds_that_many_trainees(demo):
    from clairiere.demo.volume import ajouter
    from parcours.models import Parcours

    with partout():
        avant = Parcours.objects.count()
    ajouter(300)
    with partout():
        assert Parcours.objects.count() == avant + 300
