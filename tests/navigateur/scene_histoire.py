"""What her file tells at the end: each step, who, when."""

PHRASES = (
    "Coordinatrice Ici (coordinatrice) a noté le premier contact, envoyée par RPE",
    "Coordinatrice Ici (coordinatrice) a noté la réunion d’information du mardi 10 février 2026",
    "Coordinatrice Ici (coordinatrice) a noté l’entretien du mardi 17 février 2026",
    "Coordinatrice Ici (coordinatrice) l’a admise à la session Printemps 2026",
    "Coordinatrice Ici (coordinatrice) a noté l’entrée en formation",
    "Coordinatrice Ici (coordinatrice) a ouvert l’évaluation",
    "Coordinatrice Ici (coordinatrice) l’a certifiée, avec 120 h de formation",
    "Coordinatrice Ici (coordinatrice) a ouvert la recherche d’une famille",
)
QUI = ("Coordinatrice Ici", "Formatrice Ici (formatrice)", "Marie-Thérèse", "Claire P. (famille)")


def relire_son_histoire(recit):
    """One sentence per step, each with a person and a moment; she reads hers, without the opinions of the team."""
    bureau = recit.bureau
    recit.fiche()
    lignes = bureau.page.get_by_role("complementary").locator("ol.historique > li")
    textes = [" ".join(ligne.inner_text().split()) for ligne in lignes.all()]
    assert len(textes) >= 15, textes
    tout = "\n".join(textes)
    for phrase in PHRASES:
        assert phrase in tout, (phrase, tout)
    for ligne in textes:
        assert " à " in ligne, ligne
        assert any(qui in ligne for qui in QUI), ligne
    assert "médiation" not in tout

    elle = recit.elle
    elle.aller("mon-parcours/")
    sien = " ".join(elle.page.locator("ol.historique").inner_text().split())
    assert "l’a certifiée, avec 120 h de formation" in sien
    assert "favorable" not in sien
    elle.examiner("mon parcours, placée")
