"""What stands in her way, her right to work, her adviser: noted by the team, read by the team only."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere import flux
from clairiere.centres import portee
from clairiere.comptes.roles import Role
from parcours.actions import freins as actions_freins
from parcours.models import DroitAuTravail, Frein
from tests.fabriques import base as f
from tests.outils.requetes import requetes_pour
from tests.parcours.conftest import Personne, texte

AUJOURD_HUI = dt.date(2026, 11, 23)


@pytest.fixture
def awa(monde):
    with portee.dans(monde.ici.centre):
        return f.FabriqueParcours(informee=True, personne=f.FabriquePersonne(prenom="Zineb", nom="Alaoui"))


class TestFreins:
    def test_seen_directed_lifted_each_with_its_day(self, monde, awa, coordinatrice):
        page = coordinatrice.envoyer(f"parcours/{awa.pk}/freins/nouveau/", {"genre": "logement", "precision": "Hôtel."})
        assert "Logement" in texte(page)
        with portee.dans(monde.ici.centre):
            frein = Frein.objects.get(parcours=awa)
        donnees = {"attendu": "repere", "service": "Mairie du 2e", "contact": "Mme Roux", "le": "2026-11-20"}
        coordinatrice.envoyer(f"acte/frein/{frein.pk}/orienter/", donnees)
        fiche = coordinatrice.voir(f"parcours/{awa.pk}/")
        assert "Mairie du 2e, Mme Roux, depuis le 20/11/2026" in fiche
        coordinatrice.envoyer(f"acte/frein/{frein.pk}/lever/", {"attendu": "oriente", "le": "2026-11-22"})
        with portee.dans(monde.ici.centre):
            frein = Frein.objects.get(parcours=awa)
        assert (frein.etat, frein.oriente_le, frein.leve_le) == ("leve", dt.date(2026, 11, 20), dt.date(2026, 11, 22))

    def test_health_is_not_on_the_list(self):
        assert not [v for v, mot in Frein.Genre.choices if "sant" in f"{v}{mot}".lower()]

    def test_the_same_barrier_is_open_once(self, monde, awa, coordinatrice):
        chemin = f"parcours/{awa.pk}/freins/nouveau/"
        coordinatrice.envoyer(chemin, {"genre": "langue"})
        coordinatrice.envoyer(chemin, {"genre": "langue"})
        refus = coordinatrice.envoyer(chemin, {"genre": "langue", "precision": "Cours du soir."})
        assert refus.status_code == 409
        assert "Ce frein est déjà noté" in texte(refus)
        with portee.dans(monde.ici.centre):
            assert Frein.objects.filter(parcours=awa).count() == 1

    @pytest.mark.parametrize("role", ["formatrice", "jury", "animatrice", "mediatrice"])
    def test_only_the_team_reads_barriers_right_to_work_and_adviser(self, monde, role):
        with portee.dans(monde.ici.centre):
            elle = f.FabriqueParcours(en_formation=True)
            par = monde.ici.acteur("coordinatrice")
            frein = actions_freins.noter_frein(elle, par=par, genre="logement", precision="Foyer de la rue haute")
            actions_freins.noter_droit_au_travail(elle, par=par, vu_le=AUJOURD_HUI, expire_le=dt.date(2027, 1, 9))
            actions_freins.noter_france_travail(elle, par=par, conseillere="Mme Brun")
        reponse = Personne(monde.ici, role).client.get(monde.ici.adresse(f"parcours/{elle.pk}/"))
        page = reponse.content.decode()
        for mot in ("rue haute", "repéré", "09/01/2027", "Mme Brun", "droit au travail"):
            assert mot not in page, mot
        for suite in (f"freins/{frein.pk}/", f"parcours/{elle.pk}/droit-au-travail/"):
            assert Personne(monde.ici, role).client.get(monde.ici.adresse(suite)).status_code == 403

    def test_right_to_work_is_seen_by_someone_and_the_team_is_told_sixty_days_before_its_end(
        self, monde, awa, coordinatrice
    ):
        fin = timezone.localdate() + dt.timedelta(days=59)
        donnees = {"vu_le": timezone.localdate().isoformat(), "expire_le": fin.isoformat()}
        coordinatrice.envoyer(f"parcours/{awa.pk}/droit-au-travail/", donnees)
        assert "Le droit au travail de Zineb A. est à renouveler" in coordinatrice.voir("")
        assert "À renouveler" in coordinatrice.voir(f"parcours/{awa.pk}/")
        with portee.dans(monde.ici.centre):
            droit = DroitAuTravail.objects.get(personne=awa.personne)
            assert droit.vu_par == str(monde.ici.comptes["coordinatrice"])
        champs = {champ.name for champ in DroitAuTravail._meta.fields}
        assert champs == {"id", "centre", "personne", "vu_le", "vu_par", "expire_le"}, "nothing of the paper is kept"

    def test_an_end_before_the_day_it_was_seen_is_refused(self, awa, coordinatrice):
        donnees = {"vu_le": "2026-11-20", "expire_le": "2026-11-01"}
        page = coordinatrice.envoyer(f"parcours/{awa.pk}/droit-au-travail/", donnees)
        assert page.status_code == 422
        assert "avant le jour où vous avez vu le papier" in texte(page)

    def test_the_page_for_her_adviser_says_the_course_and_nothing_private(self, monde, awa, coordinatrice):
        with portee.dans(monde.ici.centre):
            par = monde.ici.acteur("coordinatrice")
            actions_freins.noter_frein(awa, par=par, genre="logement", precision="Foyer")
        donnees = {"conseillere": "M. Petit", "demande": "deposee", "demande_le": "2026-11-03"}
        coordinatrice.envoyer(f"parcours/{awa.pk}/france-travail/", donnees)
        page = coordinatrice.voir(f"parcours/{awa.pk}/france-travail/resume/")
        for mot in ("M. Petit", "120 heures", "Demande déposée", "Zineb Alaoui"):
            assert mot in page
        for mot in ("Foyer", "logement", "avis"):
            assert mot not in page

    def test_her_file_costs_the_same_with_one_barrier_and_with_six(self, monde, awa, coordinatrice):
        with portee.dans(monde.ici.centre):
            par = monde.ici.acteur("coordinatrice")
            actions_freins.noter_frein(awa, par=par, genre="logement")
        adresse = monde.ici.adresse(f"parcours/{awa.pk}/")
        avant = len(requetes_pour(coordinatrice.client, adresse))
        with portee.dans(monde.ici.centre):
            for genre in ("garde_enfants", "mobilite", "langue", "numerique", "demarches"):
                actions_freins.noter_frein(awa, par=par, genre=genre)
        assert len(requetes_pour(coordinatrice.client, adresse)) == avant


def test_no_role_outside_of_the_team_may_move_a_barrier(monde):
    with portee.dans(monde.ici.centre):
        elle = f.FabriqueParcours(informee=True)
        frein = actions_freins.noter_frein(elle, par=monde.ici.acteur("coordinatrice"), genre="langue")
        for role in set(Role) - {Role.DIRECTRICE, Role.COORDINATRICE, Role.CHARGEE_INSERTION}:
            if role.value in monde.ici.comptes:
                with pytest.raises((flux.Interdit, flux.Introuvable)):
                    flux.franchir(frein, "lever", par=monde.ici.acteur(role), le=AUJOURD_HUI)
