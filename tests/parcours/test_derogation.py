"""The exception to the 120 hours: the director only, with a reason, read by the jury; the papers say the real hours."""

import pytest

from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme, Interdit
from clairiere.journal.models import Entree
from parcours.actions import certification, cloture, deliberation
from parcours.actions import derogation as actions
from parcours.models import Certificat, Derogation, Parcours
from tests.fabriques import base as f
from tests.fabriques import jury as fj
from tests.parcours.conftest import Personne, texte

MOTIF = "Elle a montré chaque geste chez deux familles, sous les yeux de la formatrice."
FAITS = "Bilan de la formatrice du 12 novembre."


@pytest.fixture
def awa(monde):
    """Awa at the evaluation, with 114 hours."""
    with portee.dans(monde.ici.centre):
        elle = f.FabriqueParcours(en_evaluation=True, personne=f.FabriquePersonne(prenom="Awa", nom="Kone"))
        f.suivre_heures(elle, 114)
        f.FabriqueEvaluation(parcours=elle)
    return elle


def accorder(elle, par, **reste):
    return actions.accorder(elle, par=par, **{"minutes": 114 * 60, "motif": MOTIF, "faits": FAITS, **reste})


def test_only_the_director_writes_it_whatever_the_page(monde, awa, coordinatrice):
    coordinatrice.voir(f"parcours/{awa.pk}/exception/", statut=403)
    with portee.dans(monde.ici.centre):
        for role in ("coordinatrice", "chargee_insertion", "formatrice", "jury", "auxiliaire"):
            with pytest.raises(Interdit, match="la directrice"):
                accorder(awa, monde.ici.acteur(role))
        assert not Derogation.objects.exists()


def test_the_director_writes_it_and_the_history_keeps_it(monde, awa):
    directrice = Personne(monde.ici, "directrice")
    suite = f"parcours/{awa.pk}/exception/"
    assert "114 h sur 120 : il manque 6 h." in directrice.voir(suite).replace("\u00a0", " ")
    court = directrice.envoyer(suite, {"heures": "114", "motif": "Elle est bien.", "faits": FAITS})
    assert court.status_code == 409
    assert "Écrivez la raison en une phrase entière." in texte(court)
    assert ">Elle est bien.</textarea>" in court.content.decode().replace("\n", "")
    trop = directrice.envoyer(suite, {"heures": "118", "motif": MOTIF, "faits": FAITS})
    assert "Vous ne pouvez pas accepter plus d’heures qu’elle n’en a." in texte(trop)
    faux = directrice.envoyer(suite, {"heures": "113,1", "motif": MOTIF, "faits": FAITS})
    assert "Comptez au quart d’heure" in texte(faux)
    for _fois in range(2):
        fait = directrice.envoyer(suite, {"heures": "113,75", "motif": MOTIF, "faits": FAITS})
        assert "L’exception est écrite." in texte(fait)
    assert "accepte 113 h 45" in texte(fait).replace("\u00a0", " ")
    with portee.dans(monde.ici.centre):
        assert Derogation.objects.get().minutes == 113 * 60 + 45
        assert Entree.objects.filter(code="derogation.ecrire").count() == 1


def test_a_centre_sets_how_many_hours_may_be_forgiven(ici, awa):
    ici.centre.reglages["exception_heures"] = 3
    ici.centre.save()
    with pytest.raises(Ferme, match="Une exception va jusqu’à 3"):
        accorder(Parcours.objects.get(pk=awa.pk), ici.acteur("directrice"))


def test_certified_with_114_hours_only_after_the_jury_read_the_exception(ici, awa):
    directrice = ici.acteur("directrice")
    jury = fj.jury_pret(awa)
    with pytest.raises(Ferme, match="il manque 6"):
        deliberation.deliberer(jury, awa, par=directrice, decision="certifiee")
    derogation = accorder(awa, directrice)
    decision = deliberation.deliberer(jury, awa, par=directrice, decision="certifiee")
    assert decision.derogation == derogation
    jury = cloture.clore(jury, par=directrice)
    assert MOTIF in jury.pv.donnees["candidates"][0]["exception"]
    certification.certifier(awa, par=directrice, nom_porte="Awa Kone")
    certificat = Certificat.objects.get(parcours=awa)
    assert certificat.minutes == 114 * 60
    from tests.navigateur.recit import mots_du_pdf

    with certificat.document.fichiers.get(format="pdf").contenu.open("rb") as fichier:
        mots = mots_du_pdf(fichier.read())
    assert "114 h" in mots.replace("\u00a0", " ").replace("\u202f", " ")
    with pytest.raises(Ferme, match="Son certificat s’appuie sur cette exception"):
        actions.retirer(derogation, par=directrice, raison="Erreur de ma part.")


def test_an_exception_written_after_the_decision_must_be_read_by_the_jury(ici, awa):
    directrice = ici.acteur("directrice")
    f.suivre_heures(awa, 0)
    f.FabriqueDecisionJury(parcours=awa)
    accorder(awa, directrice)
    with pytest.raises(Ferme, match="Le jury a décidé sans voir l’exception"):
        certification.certifier(awa, par=directrice)


def test_an_exception_taken_back_or_outgrown_no_longer_opens_the_certificate(ici, awa):
    directrice = ici.acteur("directrice")
    jury = fj.jury_pret(awa)
    derogation = accorder(awa, directrice)
    deliberation.deliberer(jury, awa, par=directrice, decision="certifiee")
    cloture.clore(jury, par=directrice)
    ligne = awa.emargements.first()
    ligne.minutes -= 60
    ligne.save()
    with pytest.raises(Ferme, match="L’exception de la directrice acceptait 114"):
        certification.certifier(awa, par=directrice)
    ligne.minutes += 60
    ligne.save()
    actions.retirer(derogation, par=directrice, raison="Le bilan était celui d’une autre.")
    actions.retirer(derogation, par=directrice, raison="Deuxième clic.")
    assert Derogation.objects.get().raison_retrait == "Le bilan était celui d’une autre."
    with pytest.raises(Ferme, match="il manque 6"):
        certification.certifier(awa, par=directrice)


def test_with_all_her_hours_an_exception_is_useless(ici):
    elle = f.FabriqueParcours(en_evaluation=True)
    f.suivre_heures(elle, 120)
    with pytest.raises(Ferme, match="Une exception ne sert à rien"):
        accorder(elle, ici.acteur("directrice"))
