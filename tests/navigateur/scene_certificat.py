"""Evaluation, jury, certificate; then she takes it from her telephone, and a stranger checks it."""

import re

from clairiere.messages.models import Message
from tests.navigateur.recit import ELLE, PRENOM, TELEPHONE, jour, mots_du_pdf


def certifier(recit):
    """The trainer evaluates, the jury decides, the button opens; her own space is opened from her file."""
    _evaluer(recit)
    bureau = recit.bureau
    _tenir_un_jury(recit)
    recit.fiche()
    bureau.agir("Certifier")
    assert bureau.page.get_by_label("Quel nom écrire sur le certificat ?").input_value() == ELLE
    bureau.agir("Certifier")
    bureau.voit("C’est fait : certifier.")
    bureau.voit("Valable")
    assert recit.parcours.etat == "certifiee"
    bureau.agir("Ouvrir son espace")
    bureau.voit(f"L’espace de {PRENOM} est ouvert.")


def _tenir_un_jury(recit):
    """From her file: a jury prepared, composed, called, opened; its decision; its end."""
    bureau = recit.bureau
    recit.fiche()
    bureau.voit("Le jury n’a pas encore décidé.")
    bureau.agir("Noter la décision du jury")
    bureau.voit("Aucun jury n’est préparé")
    bureau.agir("Préparer un jury")
    bureau.ecrire("Jour", jour(0))
    bureau.agir("Préparer le jury")
    for prenom, nom, case in (
        ("Jeanne", "Martin", ""),
        ("Paul", "Roux", "Vient d’un autre organisme"),
        ("Lila", "B", ""),
    ):
        bureau.agir("Ajouter un membre")
        bureau.ecrire("Prénom", prenom)
        bureau.page.get_by_label("Nom", exact=True).fill(nom)
        if case:
            bureau.cocher(case)
        bureau.agir("Ajouter ce membre")
        bureau.voit(f"{prenom} {nom} est membre du jury.")
    bureau.agir("Convoquer les membres")
    bureau.agir("Convoquer les membres")
    bureau.agir("Ouvrir la séance")
    bureau.agir("Ouvrir la séance")
    bureau.examiner("jury en séance")
    _reporter_les_autres(recit)
    bureau.agir(ELLE)
    bureau.cocher("Certifiée")
    bureau.examiner("décision du jury")
    bureau.agir("Noter la décision")
    bureau.voit("C’est noté.")
    bureau.agir("Clore la séance")
    bureau.agir("Clore la séance")
    bureau.voit("C’est fait : clore la séance.")
    bureau.examiner("jury clos")


def ajouter_membres(bureau):
    """Three members; the second comes from another body."""
    for prenom, nom, externe in (("Jeanne", "Martin", False), ("Paul", "Roux", True), ("Lila", "Benali", False)):
        bureau.agir("Ajouter un membre")
        bureau.ecrire("Prénom", prenom)
        bureau.page.get_by_label("Nom", exact=True).fill(nom)
        if externe:
            bureau.cocher("Vient d’un autre organisme")
        bureau.agir("Ajouter ce membre")
        bureau.voit(f"{prenom} {nom} est membre du jury.")


def _reporter_les_autres(recit):
    """The other trainees of her session are not ready: they will pass another day."""
    bureau = recit.bureau
    ici = bureau.page.url
    lignes = bureau.page.locator("#candidates tbody th a")
    for nom in [n for n in lignes.all_inner_texts() if n != ELLE]:
        bureau.page.goto(ici)
        bureau.agir(nom)
        bureau.agir("La reporter à un autre jury")
        bureau.ecrire("Pourquoi la reporter", "Pas encore évaluée.")
        bureau.agir("Reporter")
    bureau.page.goto(ici)


def _evaluer(recit):
    formatrice = recit.salle.poste("formatrice", largeur=360)
    formatrice.aller(f"parcours/{recit.parcours.pk}/")
    formatrice.page.get_by_role("link", name="Remplir l’évaluation").first.click()
    for question in formatrice.page.get_by_role("main").get_by_role("group").all():
        acquis = question.get_by_label("Acquis", exact=True)
        if acquis.count():
            acquis.check()
    formatrice.examiner("évaluation")
    formatrice.agir("Noter l’évaluation")
    formatrice.voit("L’évaluation est notée.")
    formatrice.partir()


def prendre_son_certificat(recit):
    """The code that arrives on her telephone opens her space; three taps later the PDF is in her hands."""
    elle = recit.salle.poste(largeur=360)
    elle.page.goto("/")
    elle.agir("Se connecter")
    elle.examiner("connexion")
    elle.ecrire("Votre numéro de téléphone ou votre courriel", TELEPHONE)
    elle.agir("Recevoir un code")
    elle.voit("Nous avons envoyé un code par SMS")
    elle.ecrire("Le code reçu", _code_du_sms(recit))
    elle.agir("Entrer")
    elle.voit(f"Bonjour {PRENOM}")
    elle.examiner("mon parcours")

    elle.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Mes documents").click()  # 1
    elle.examiner("mes documents")
    with elle.page.expect_download() as attente:
        elle.page.get_by_role("link", name=re.compile("Télécharger.*PDF")).first.click()  # 2
    contenu = attente.value.path().read_bytes()
    assert contenu.startswith(b"%PDF")
    assert ELLE in mots_du_pdf(contenu)
    recit.elle = elle
    _verifier_sans_compte(recit, elle.page.locator("a.adresse").inner_text())


def _code_du_sms(recit):
    """The code as it arrives on her telephone; the outbox of the centre no longer shows it."""
    recu = recit.salle.sms[-1]
    assert recu["to"] == "+33600066698"
    code = re.search(r"code Clairière est (\S+)\. ", recu["text"]).group(1)
    with recit.dans():
        assert code not in Message.objects.filter(genre="code").latest("pk").texte
    return code


def _verifier_sans_compte(recit, adresse):
    """The address printed on the paper says « valable » to anybody, and nothing of her file."""
    famille = recit.salle.poste(largeur=360)
    famille.page.goto(re.sub(r"^https?://[^/]+", "", adresse))
    famille.voit("Ce certificat est valable")
    famille.voit(ELLE)
    assert "06 00 06 66 98" not in famille.texte
    famille.examiner("vérification du certificat")
    famille.partir()


def chercher_une_famille(recit):
    """She writes her own week on her telephone; the desk opens the search."""
    bureau, elle = recit.bureau, recit.elle
    recit.fiche()
    bureau.voit("Ses jours et ses heures de disponibilité ne sont pas notés.")
    elle.aller("mon-parcours/")
    elle.page.get_by_role("main").get_by_role("link", name="Mes jours et mes heures").first.click()
    lundi = elle.page.get_by_role("group", name="lundi", exact=True)
    lundi.get_by_label("de", exact=True).first.fill("08:00")
    lundi.get_by_label("à", exact=True).first.fill("18:30")
    elle.agir("Copier jusqu’à vendredi")
    elle.ecrire("Où voulez-vous travailler ?", "75011, 75012")
    elle.cocher("Oui", groupe="Une famille avec un chien ou un chat ?")
    elle.examiner("mes jours et mes heures")
    elle.agir("Enregistrer")
    elle.voit("Vos disponibilités sont notées.")
    recit.fiche()
    bureau.agir("Ouvrir la recherche d’une famille")
    bureau.voit("C’est fait : ouvrir la recherche d’une famille.")
    assert recit.parcours.etat == "disponible"
