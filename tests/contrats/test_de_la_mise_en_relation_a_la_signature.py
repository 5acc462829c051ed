"""A contract at the desk, as staff lives it: from a match to both signatures, then to its end."""

import io

import docx
import pytest
from django.urls import reverse

from clairiere.documents.models import Document
from contrats.models import Contrat
from tests.contrats.conftest import dans, lisible, octets_de, pret, relu, saisie, signe
from tests.contrats.conftest import placement_de as nouveau_placement
from tests.documents.outils import besoin_de_poppler, texte_du_pdf


def acte(lieu, contrat, mouvement):
    return reverse(
        "flux:acte", kwargs={"centre": lieu.centre.code, "machine": "contrat", "pk": contrat.pk, "mouvement": mouvement}
    )


def test_from_a_mise_en_relation_to_a_signed_contrat_the_parcours_becomes_placee(au_bureau, ici, adresse):
    placement = nouveau_placement(ici)
    liste = au_bureau.get(adresse("liste"))
    assert "Mises en relation sans contrat" in lisible(liste)
    reponse = au_bureau.envoyer(adresse("liste"), vers=adresse("rediger", pk=placement.pk), follow=True)
    contrat = Contrat.objects.get()
    assert reponse.redirect_chain == [(adresse("modifier", pk=contrat.pk), 302)]
    page = adresse("modifier", pk=contrat.pk)
    reponse = au_bureau.envoyer(page, saisie(au_bureau, page, taux_horaire_brut="13,50"), follow=True)
    assert reponse.status_code == 200, reponse.context["form"].errors
    assert "Contrôles : tout est en règle" in lisible(reponse)
    assert "2 106,00 €" in lisible(reponse)  # 36 h × 13,50 € × 52 / 12
    preparer = acte(ici, contrat, "preparer")
    assert au_bureau.envoyer(preparer, {"attendu": "brouillon"}).status_code == 302
    contrat = relu(contrat)
    assert (contrat.etat, contrat.numero) == ("pret", f"CONT-{dans(0).year}-0001")
    signer = acte(ici, contrat, "signer")
    assert 'value="Coordinatrice Ici"' in au_bureau.get(signer).content.decode()
    donnees = {"attendu": "pret", "signe_le": dans(0).isoformat(), "vu_par": "Nadia Ici"}
    assert au_bureau.envoyer(signer, donnees).status_code == 302
    contrat = relu(contrat)
    assert (contrat.etat, contrat.signe_le, contrat.vu_par) == ("signe", dans(0), "Nadia Ici")
    assert contrat.parcours.etat == "placee"
    fiche = lisible(au_bureau.get(adresse("fiche", pk=contrat.pk)))
    assert "vu par Nadia Ici" in fiche
    assert "Un contrat signé ne change plus." in fiche


def test_second_click_on_signer_does_nothing_and_says_by_whom(au_bureau, ici):
    contrat = pret(ici)
    donnees = {"attendu": "pret", "signe_le": dans(0).isoformat(), "vu_par": "Nadia"}
    page = acte(ici, contrat, "signer")
    au_bureau.envoyer(page, donnees)
    reponse = au_bureau.envoyer(page.replace("signer", "terminer"), donnees | {"vu_par": "Autre"}, vers=page)
    assert reponse.status_code == 409
    assert "C’est déjà fait par Coordinatrice Ici" in lisible(reponse)
    contrat = relu(contrat)
    assert contrat.vu_par == "Nadia"


def test_a_signature_to_come_is_refused_beside_its_field(au_bureau, ici):
    contrat = pret(ici)
    donnees = {"attendu": "pret", "signe_le": dans(1).isoformat(), "vu_par": "Nadia"}
    reponse = au_bureau.envoyer(acte(ici, contrat, "signer"), donnees)
    assert reponse.context["formulaire"].errors == {
        "signe_le": ["Ce jour n’est pas encore arrivé. Notez la signature quand elle est faite."]
    }


def mots_du_docx(octets):
    document = docx.Document(io.BytesIO(octets))
    textes = [p.text for p in document.element.body.iter() if p.tag.endswith("}t") and p.text]
    return lisible("".join(textes))


def test_the_word_file_says_the_frozen_data(ici):
    contrat = pret(ici, taux_horaire_brut="13.50", numero_employeur="Y 123 456", clauses_ajoutees="La clé reste ici.")
    document = Document.objects.get(objet_id=contrat.pk, genre="contrat")
    fige = document.donnees["donnees"]
    texte = mots_du_docx(octets_de(contrat, "docx"))
    for nom in ("employeur_nom", "employeur_adresse", "salariee_nom", "salariee_adresse", "numero_employeur", "conges"):
        assert lisible(fige[nom]) in texte, nom
    assert "13,50 €" in texte
    assert "2 106,00 €" in texte
    assert "36 h par semaine" in texte
    assert "La clé reste ici." in texte
    assert "né(e) en mars 2025" in texte
    assert fige == contrat.fige["donnees"]
    assert document.donnees["montants"]["mensuel"]["montant"] == "2\u00a0106,00\u00a0€"
    assert document.donnees["tables_lues_le"] == "2026-11-22"


@besoin_de_poppler
def test_the_pdf_holds_the_hours_and_the_pay(ici):
    contrat = pret(ici, taux_horaire_brut="13.50")
    texte = lisible(texte_du_pdf(octets_de(contrat, "pdf")))
    assert "36 h par semaine" in texte
    assert "2 106,00 € brut" in texte
    assert contrat.numero in texte


def test_a_correction_makes_a_second_version_and_the_first_one_is_kept(au_bureau, ici, adresse, equipe):
    contrat = pret(ici)
    au_bureau.envoyer(acte(ici, contrat, "corriger"), {"attendu": "pret"})
    page = adresse("modifier", pk=contrat.pk)
    au_bureau.envoyer(page, saisie(au_bureau, page, taux_horaire_brut="14"))
    au_bureau.envoyer(acte(ici, contrat, "preparer"), {"attendu": "brouillon"})
    versions = Document.objects.filter(objet_id=contrat.pk).order_by("version")
    assert [(d.numero, d.version) for d in versions] == [
        (f"CONT-{dans(0).year}-0001", 1),
        (f"CONT-{dans(0).year}-0001", 2),
    ]
    assert [d.pour for d in versions] == [None, contrat.parcours.personne]
    assert "Ne vaut plus" in lisible(au_bureau.get(adresse("fiche", pk=contrat.pk)))


def test_a_signed_contrat_cannot_be_changed_by_page_nor_by_action(au_bureau, ici, adresse):
    contrat = signe(ici)
    page = adresse("modifier", pk=contrat.pk)
    reponse = au_bureau.get(page)
    assert reponse.status_code == 302
    jeton_ailleurs = adresse("liste")
    contrat_avant = Contrat.objects.values().get(pk=contrat.pk)
    reponse = au_bureau.envoyer(jeton_ailleurs, {"revision": "0", "taux_horaire_brut": "20"}, vers=page)
    assert reponse.status_code == 422
    assert Contrat.objects.values().get(pk=contrat.pk) == contrat_avant


def test_the_end_of_the_last_contrat_gives_the_parcours_back(au_bureau, ici):
    contrat = signe(ici, nouveau_placement(ici, debut=dans(0)))
    donnees = {"attendu": "signe", "fin": dans(0).isoformat(), "cause": "accord", "motif": ""}
    assert au_bureau.envoyer(acte(ici, contrat, "terminer"), donnees).status_code == 302
    contrat = relu(contrat)
    assert (contrat.etat, contrat.fin_le) == ("termine", dans(0))
    assert (contrat.placement.etat, contrat.placement.fin) == ("terminee", dans(0))
    assert contrat.parcours.etat == "disponible"


def test_with_a_second_family_the_parcours_stays_placee_until_the_last_end(ici, equipe):
    from contrats import actions

    lundi = {"lundi": ["08:00-12:00"]}
    mardi = {"mardi": ["08:00-12:00"]}
    un = signe(ici, nouveau_placement(ici, debut=dans(0)), semaine=lundi)
    deux = signe(ici, nouveau_placement(ici, parcours=un.parcours, debut=dans(0)), semaine=mardi)
    parcours = un.parcours
    actions.terminer(un, par=equipe, fin=dans(0), cause="demission")
    assert relu(parcours).etat == "placee"
    actions.terminer(deux, par=equipe, fin=dans(0), cause="demission")
    assert relu(parcours).etat == "disponible"


@pytest.mark.parametrize(("jours", "phrase"), [(1, "n’est pas encore passé"), (-1, "La fin est après")])
def test_an_impossible_last_day_is_refused_in_words(ici, equipe, jours, phrase):
    from clairiere.flux.obstacles import Ferme
    from contrats import actions

    contrat = signe(ici, nouveau_placement(ici, debut=dans(0)))
    with pytest.raises(Ferme, match=phrase):
        actions.terminer(contrat, par=equipe, fin=dans(jours), cause="autre")
