"""Who sees which contract, the lists, the to-do items, what the matching learns."""

import pytest
from django.urls import reverse

from clairiere.centres import portee
from clairiere.comptes.roles import Role
from clairiere.documents.models import Document
from clairiere.flux.registre import taches_de
from contrats import actions
from contrats.models import Contrat
from placements.actions import terminer
from placements.actions.selection import HEURES_EN_CONTRAT
from tests.contrats.conftest import brouillon, dans, lisible, placement_de, placement_des_comptes, pret, relu, signe
from tests.outils.requetes import assertNumQueries


@pytest.fixture
def mien(ici):
    """The contract of the auxiliaire and of the family that have accounts, ready to sign."""
    return pret(ici, placement_des_comptes(ici), taux_horaire_brut="13.50")


@pytest.mark.parametrize("role", ["auxiliaire", "famille"])
def test_each_party_reads_her_own_contrat_and_downloads_it(client, ici, adresse, mien, role):
    autre = pret(ici)
    client.force_login(ici.comptes[role])
    liste = lisible(client.get(adresse("mes_contrats")))
    assert "Contrat avec Awa Diallo" in liste if role == "famille" else "Contrat avec la famille Petit" in liste
    page = lisible(client.get(adresse("fiche", pk=mien.pk)))
    for mots in (
        "2 106,00 €",
        "13,50 € brut",
        "36 h par semaine",
        "Lundi de 8 h 30 à 17 h 30",
        "Personne ne signe à votre place",
    ):
        assert mots in page
    for genre, debut in (("pdf", b"%PDF"), ("docx", b"PK")):
        reponse = client.get(adresse("papier", pk=mien.pk, format=genre))
        assert b"".join(reponse.streaming_content).startswith(debut)
    for nom in ("fiche", "papier"):
        plus = {"format": "pdf"} if nom == "papier" else {}
        assert client.get(adresse(nom, pk=autre.pk, **plus)).status_code == 404
    assert client.get(adresse("liste")).status_code == 403
    assert client.get(adresse("modifier", pk=mien.pk)).status_code == 403


@pytest.mark.parametrize("role", ["auxiliaire", "famille"])
def test_a_draft_or_a_given_up_contrat_is_not_shown_to_the_parties(client, ici, adresse, mien, equipe, role):
    client.force_login(ici.comptes[role])
    actions.corriger(mien, par=equipe)
    assert client.get(adresse("fiche", pk=mien.pk)).status_code == 404
    assert client.get(adresse("papier", pk=mien.pk, format="pdf")).status_code == 404
    assert "Pas de contrat pour l’instant" in lisible(client.get(adresse("mes_contrats")))
    actions.annuler(mien, par=equipe, motif="Renoncement")
    assert client.get(adresse("fiche", pk=mien.pk)).status_code == 404
    assert not Document.objects.exclude(pour=None).exists()


def test_a_party_signs_or_changes_nothing_on_the_screen(client, ici, mien, adresse):
    client.force_login(ici.comptes["auxiliaire"])
    arguments = {"centre": ici.centre.code, "machine": "contrat", "pk": mien.pk, "mouvement": "signer"}
    assert client.get(reverse("flux:acte", kwargs=arguments)).status_code == 403
    assert "Noter la signature" not in lisible(client.get(adresse("fiche", pk=mien.pk)))


@pytest.mark.parametrize("role", [r for r in Role if r not in ("reseau", "financeur", "admin_technique")])
def test_another_centre_never_sees_it(client, monde, role):
    with portee.dans(monde.ici.centre):
        contrat = brouillon(monde.ici)
        placement = placement_de(monde.ici)
    client.force_login(monde.ailleurs.comptes[role])
    for centre in ("ici", "ailleurs"):
        for nom, cle in (("fiche", contrat.pk), ("modifier", contrat.pk), ("rediger", placement.pk)):
            reponse = client.get(reverse(f"contrats:{nom}", kwargs={"centre": centre, "pk": cle}))
            assert reponse.status_code in ({404} if centre == "ici" else {404, 403}), (centre, nom)


def test_the_list_costs_the_same_for_ten_and_for_sixty(au_bureau, ici, adresse):
    def ajouter(n):
        for _rang in range(n):
            placement_de(ici)
            brouillon(ici)

    for etat in ("", "a_rediger", "brouillon"):
        nombre = assertNumQueries(au_bureau, f"{adresse('liste')}?etat={etat}", ajouter, peu=3, beaucoup=12, au_plus=12)
        assert nombre > 3


def test_the_file_costs_the_same_whatever_the_number_of_versions(au_bureau, ici, adresse, equipe):
    contrat = pret(ici)

    def ajouter(n):
        for _rang in range(n):
            actions.preparer(actions.corriger(relu(contrat), par=equipe), par=equipe)

    assertNumQueries(au_bureau, adresse("fiche", pk=contrat.pk), ajouter, peu=1, beaucoup=3, au_plus=25)


def test_the_list_finds_by_name_and_by_number_and_teaches_when_empty(au_bureau, ici, adresse):
    liste = adresse("liste")
    assert "Un contrat part d’une mise en relation." in lisible(au_bureau.get(liste))
    un, deux = pret(ici), brouillon(ici)
    for contrat, nom in ((un, "Lefèvre"), (deux, "Okafor")):
        contrat.famille.contact.nom = nom
        contrat.famille.contact.save()
    assert un.numero in lisible(au_bureau.get(f"{liste}?q={un.numero}"))
    page = lisible(au_bureau.get(f"{liste}?q={deux.famille.contact.nom}"))
    assert deux.famille.contact.nom in page
    assert un.famille.contact.nom not in page
    assert "Aucun contrat ne correspond" in lisible(au_bureau.get(f"{liste}?q=personne"))


def test_what_waits_is_on_the_to_do_list(ici, equipe):
    def dites():
        return {t.phrase: t.ton for t in taches_de(equipe) if "contrat" in t.phrase}

    placement = placement_de(ici, debut=dans(0))
    assert dites() == {"1 contrat à rédiger": "a_faire"}
    contrat = brouillon(ici, placement)
    assert dites() == {"1 contrat en brouillon": "a_faire"}
    contrat = actions.preparer(contrat, par=equipe)
    assert dites() == {"1 contrat imprimé, à signer": "a_faire"}
    Contrat.objects.filter(pk=contrat.pk).update(date_embauche=dans(-3))
    assert dites() == {"1 contrat imprimé, à signer\u00a0: l’embauche est passée": "manque"}
    actions.signer(contrat, par=equipe, signe_le=dans(0), vu_par="Nadia")
    assert dites() == {}
    terminer(placement, par=equipe, fin=dans(0), motif="Fin")
    assert dites() == {"1 contrat à terminer\u00a0: la mise en relation est finie": "manque"}
    assert [t for t in taches_de(ici.acteur("formatrice")) if "contrat" in t.phrase] == []


def test_the_matching_learns_the_hours_of_signed_contrats_only(ici, equipe):
    placement = placement_de(ici)
    parcours = placement.parcours_id
    contrat = pret(ici, placement)
    [fournisseur] = [f for f in HEURES_EN_CONTRAT if f.__module__ == "contrats.apps"]
    assert fournisseur([parcours]) == {}
    actions.signer(contrat, par=equipe, signe_le=dans(0), vu_par="Nadia")
    assert fournisseur([parcours]) == {parcours: 36 * 60}


def test_presence_responsable_counts_for_two_thirds(ici):
    contrat = brouillon(ici, presence_responsable={"mercredi": ["09:00-12:00"]})
    assert contrat.minutes_par_semaine == 36 * 60 + 120


def test_a_contrat_signed_after_hiring_is_recorded_and_said(au_bureau, ici, adresse):
    contrat = signe(ici, placement_de(ici, debut=dans(0)))
    Contrat.objects.filter(pk=contrat.pk).update(date_embauche=dans(-10))
    assert "Signé après l’embauche" in lisible(au_bureau.get(adresse("fiche", pk=contrat.pk)))


def test_the_journey_tells_who_saw_the_signature(ici, equipe):
    from clairiere.journal.lecture import historique

    contrat = signe(ici)
    phrases = [lisible(str(e)) for e in historique(contrat.parcours, equipe)]
    assert any("Coordinatrice Ici a noté le contrat signé avec la famille" in p for p in phrases)
    assert any("vu par Nadia Ici" in p for p in phrases)
