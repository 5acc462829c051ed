"""The questionnaire about the job: give its link, keep the answers, note what was said of the gap."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clairiere import journal
from clairiere.messages.envois import ecrire
from parcours.models import Parcours, QuestionnaireMetier


@transaction.atomic
def ouvrir(parcours: Parcours, moment: str) -> QuestionnaireMetier:
    """The questionnaire of this moment, made when it does not exist yet."""
    Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    questionnaire, _neuf = QuestionnaireMetier.objects.get_or_create(
        parcours=parcours, moment=moment, centre=parcours.centre
    )
    return questionnaire


@transaction.atomic
def envoyer(parcours: Parcours, moment: str, *, par: Any) -> bool:
    """Send her the link; False when it left already, or when she has answered."""
    questionnaire = ouvrir(parcours, moment)
    if questionnaire.envoye_le or questionnaire.rempli_le:
        return False
    personne = parcours.personne
    ecrire(
        a=personne,
        genre="questionnaire_metier",
        objet=_("Le métier, comme vous le voyez"),
        texte=_("Bonjour %(prenom)s. Dites-nous comment vous voyez ce métier : 10 phrases. %(adresse)s %(centre)s")
        % {"prenom": personne.prenom, "adresse": adresse(questionnaire), "centre": parcours.centre},
        cle=f"metier-{questionnaire.pk}",
    )
    questionnaire.envoye_le = timezone.now()
    questionnaire.save(update_fields=["envoye_le"])
    phrase = f"a envoyé le questionnaire sur le métier ({questionnaire.get_moment_display()})"
    journal.noter("metier.envoyer", par=par, sur=parcours, phrase=phrase)
    return True


def adresse(questionnaire: QuestionnaireMetier) -> str:
    """The secret address of her answers."""
    arguments = {"centre": questionnaire.centre.code, "jeton_metier": questionnaire.jeton}
    return str(settings.ADRESSE_PUBLIQUE) + reverse("parcours:metier_public", kwargs=arguments)


@transaction.atomic
def repondre(
    questionnaire: QuestionnaireMetier, reponses: dict[str, str], *, par: Any, mode: str
) -> QuestionnaireMetier:
    """Keep her answers; the same ones again change nothing. By the link she answers once, at the desk one may mend."""
    frais = QuestionnaireMetier.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    if frais.rempli_le and (mode == QuestionnaireMetier.Mode.LIEN or frais.reponses == reponses):
        return frais
    frais.reponses, frais.mode = reponses, mode
    frais.rempli_le = frais.rempli_le or timezone.localdate()
    frais.saisi_par = "" if mode == QuestionnaireMetier.Mode.LIEN else par.nom
    frais.full_clean()
    frais.save()
    geste = "a répondu" if mode == QuestionnaireMetier.Mode.LIEN else "a noté les réponses"
    phrase = f"{geste} au questionnaire sur le métier ({frais.get_moment_display()})"
    journal.noter("metier.repondre", par=par, sur=frais.parcours, phrase=phrase, audience="equipe")
    return frais


@transaction.atomic
def noter_echange(parcours: Parcours, moment: str, *, par: Any, echange: str) -> QuestionnaireMetier:
    """What was said together, once the two sets of answers were looked at."""
    questionnaire = ouvrir(parcours, moment)
    if questionnaire.echange != echange:
        questionnaire.echange = echange
        questionnaire.full_clean()
        questionnaire.save(update_fields=["echange"])
        phrase = "a noté l’échange sur le questionnaire du métier"
        journal.noter("metier.echange", par=par, sur=parcours, phrase=phrase, audience="equipe")
    return questionnaire
