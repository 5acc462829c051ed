"""Each new thing of the journey is alive in the first centre of the demonstration."""

import datetime as dt

import pytest

from clairiere.agenda.models import Evenement, Inscription
from clairiere.centres.models import Centre
from clairiere.comptes.models import Adhesion, DemandeDroit
from clairiere.messages.models import Message, MessageRecu
from parcours import models as m
from tests.demo.conftest import LE
from tests.demo.test_reseau import partout

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture
def ici(demo):
    """The first centre, with all its rows in reach."""
    with partout():
        yield Centre.objects.get(code="clairiere")


@pytest.fixture
def elle(ici):
    """The woman behind the button « auxiliaire »."""
    adhesion = Adhesion.objects.filter(centre=ici, role="auxiliaire").order_by("pk").first()
    return adhesion.utilisateur.fiches.get(centre=ici)


def test_two_meetings_are_closed_and_the_next_one_is_full_with_a_place_on_offer(ici):
    reunions = Evenement.objects.filter(centre=ici, genre="reunion_information").order_by("debut")
    assert reunions.filter(termine_le__isnull=False).count() == 2
    prochaine = reunions.filter(debut__date__gt=LE).first()
    etats = list(prochaine.inscriptions.values_list("etat", flat=True))
    assert etats.count(Inscription.Etat.PROPOSEE) == 1
    assert etats.count(Inscription.Etat.EN_ATTENTE) >= 2
    assert etats.count(Inscription.Etat.INSCRITE) == prochaine.places - 1
    assert m.Parcours.objects.filter(centre=ici, reunion__in=reunions).count() > 8


def test_promotion_applications_barriers_and_the_right_to_work_are_there(ici):
    assert m.ActionPromotion.objects.filter(centre=ici).count() >= 3
    assert m.Parcours.objects.filter(centre=ici, action_promotion__isnull=False).exists()
    assert m.Partenaire.objects.filter(centre=ici).count() >= 3
    assert m.Candidature.objects.filter(centre=ici, lue_le__isnull=True).count() == 2
    assert set(m.Frein.objects.filter(centre=ici).values_list("etat", flat=True)) == {"repere", "oriente", "leve"}
    bientot = m.DroitAuTravail.objects.filter(centre=ici, expire_le__range=(LE, LE + dt.timedelta(days=60)))
    assert bientot.exists()
    decisions = m.DecisionSelection.objects.filter(centre=ici)
    assert set(decisions.values_list("decision", flat=True)) >= {"admise", "non_retenue", "reorientee"}


def test_the_calendar_of_the_running_group_has_lived(ici):
    session = m.Session.objects.get(centre=ici, debut__lt=LE, fin__gt=LE)
    seances = session.demi_journees.all()
    assert session.version_programme.est_publie
    assert seances.filter(annulee_le__isnull=False, raison_annulation__gt="").count() == 1
    assert seances.filter(rattrapage=True, attendues__isnull=False).distinct().count() == 1
    assert seances.exclude(salle=None).values("salle").distinct().count() == 2
    assert m.Fermeture.objects.filter(centre=ici).exists()
    assert m.Materiel.objects.filter(centre=ici, pret=True).exists()
    prevues = sum(d.minutes for d in seances.filter(rattrapage=False, annulee_le=None))
    assert prevues == session.heures_visees * 60


def test_the_sheets_have_corrections_and_contradictions_one_of_them_explained(ici):
    from parcours.obstacles_feuilles import contradictions_de

    session = m.Session.objects.get(centre=ici, debut__lt=LE, fin__gt=LE)
    trouvees = contradictions_de(session)
    expliquees = m.ContradictionExpliquee.objects.filter(session=session)
    assert len(trouvees) == 3
    assert {e.cle for e in expliquees} < {c.cle for c in trouvees}
    assert m.AlerteHeures.objects.filter(centre=ici, reglee_le__isnull=True).exists()


def test_certificates_are_signed_one_is_replaced_and_one_says_fewer_hours(ici, tmp_path):
    from clairiere.documents.models import documents_de
    from clairiere.documents.scellement import certificats_publies
    from clairiere.documents.signature import certificats_de, verifier

    valables = m.Certificat.objects.filter(centre=ici, revoque_le=None)
    assert valables.count() == 13
    assert m.LotCertificats.objects.get(centre=ici).fini_le
    assert m.Certificat.objects.filter(centre=ici, remplace__isnull=False, revoque_le=None).count() == 1
    assert m.Derogation.objects.filter(centre=ici).count() == 1
    assert sorted(valables.values_list("minutes", flat=True))[0] < 120 * 60
    publics = [der for c in certificats_publies() for der in certificats_de(c.certificat_pem.encode())]
    pdf = documents_de(valables.first()).get().fichiers.get(format="pdf")
    with pdf.contenu.open() as fichier:
        assert verifier(fichier.read(), publics).etat == "intact"


def test_a_ceremony_has_its_guests_its_order_and_its_consents(ici):
    ceremonie = m.Ceremonie.objects.get(centre=ici)
    assert ceremonie.date > LE
    assert set(ceremonie.appels.values_list("photo", flat=True)) == {"oui", "non", ""}
    assert set(ceremonie.invites.values_list("reponse", flat=True)) == set(m.Invite.Reponse.values)


def test_papers_of_the_course_are_issued_and_a_survey_is_read(ici):
    lots = m.LotPapiers.objects.filter(centre=ici)
    assert {lot.etat for lot in lots} == {m.LotPapiers.Etat.FINI}
    assert sum(lot.nouveaux for lot in lots) > 30
    enquete = m.Enquete.objects.get(centre=ici)
    assert enquete.analyse
    assert 5 <= m.ReponseAnonyme.objects.filter(enquete=enquete).count() < enquete.participations.count()
    assert m.Reclamation.objects.filter(centre=ici, repondue_le=None).count() == 1


def test_her_passport_counts_nine_hours_of_fifty_eight(elle):
    from parcours.actions.passeport import lignes_de
    from parcours.regles.passeport import compteur

    lignes = lignes_de(elle)
    assert compteur(lignes, LE.year).phrase == "58\u00a0h par an\u00a0: il reste 49\u00a0h"
    assert {ligne.genre for ligne in lignes} == {"initiale", *m.LignePasseport.Genre.values}
    assert elle.profil.forces
    assert [p.version for p in elle.projets.order_by("version")] == [1, 2]
    assert m.PieceVue.a_renouveler(LE).filter(personne=elle).exists()


def test_the_sms_of_the_month_is_answered_by_one_and_to_read_for_another(ici):
    recus = MessageRecu.objects.filter(centre=ici)
    assert recus.filter(effet__gt="").count() == 2
    assert recus.filter(lu_le=None).count() == 1
    assert Message.objects.filter(centre=ici, genre="disponibilite_du_mois").count() >= 3
    confirmees = set(m.Disponibilite.objects.filter(centre=ici).values_list("confirmee_le", flat=True))
    assert max(confirmees) >= LE - dt.timedelta(days=7)
    assert min(confirmees) < LE - dt.timedelta(days=28)
    assert DemandeDroit.objects.filter(centre=ici, repondue_le=None).count() == 1


def test_immersions_stand_in_each_state(ici):
    etats = set(m.Immersion.objects.filter(centre=ici).values_list("etat", flat=True))
    assert etats == set(m.Immersion.ETATS)


def test_just_after_the_end_of_a_year_and_on_a_day_of_course_the_trainer_has_her_link(reseau, db):
    from clairiere.demo.construction import construire
    from clairiere.demo.menage import fichiers_gardes, retirer_fichiers

    with partout():
        gardes = fichiers_gardes()
    lundi = dt.date(2026, 1, 5)  # closed since the 23rd of December; the Friday before is a day of course
    construire(lundi)
    with partout():
        liens = m.LienAppel.objects.filter(centre__code="clairiere", demi_journee__date=lundi)
        assert liens.exists()
        assert all(lien.envoye_le.date() < lundi for lien in liens)
        retirer_fichiers(fichiers_gardes() - gardes)
