"""The name on a certificate, its replacement, the words and the logo of the centre."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.documents.logo import LogoRefuse, preparer_logo
from clairiere.flux.obstacles import Obstacle
from clairiere.interface.autres_langues import traduite
from parcours.forms.commun import champ_long
from parcours.regles.certificat import COMPLEMENT_AU_PLUS, PHRASE_AU_PLUS, nom_possible, texte_possible


def poser_obstacles(formulaire: forms.Form, obstacles: list[Obstacle]) -> None:
    """Each one beside its field."""
    for obstacle in obstacles:
        phrase = traduite(obstacle.phrase) or obstacle.phrase
        formulaire.add_error(obstacle.champ if obstacle.champ in formulaire.fields else None, phrase)


class NomForm(forms.Form):
    """The name to write on the certificate, as its holder chose it."""

    nom_porte = forms.CharField(
        label=_("Nom à écrire sur le certificat"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words", "spellcheck": "false"}),
        help_text=_("Prénom et nom, comme vous voulez les voir. Relisez chaque lettre."),
        error_messages={"required": _("Il manque le nom à écrire.")},
    )

    def clean(self) -> dict[str, Any]:
        propre = super().clean() or {}
        if "nom_porte" in propre:
            propre["nom_porte"] = " ".join(propre["nom_porte"].split())
            poser_obstacles(self, list(nom_possible(propre["nom_porte"])))
        return propre


class RemplacementForm(NomForm):
    """Why a certificate is replaced, and the name that the new one carries."""

    raison = champ_long(
        _("Raison"),
        max_length=300,
        help_text=_("Une phrase, pour l’équipe et pour elle. La page publique ne la dit pas."),
        error_messages={"required": _("Il manque la raison. Écrivez-la en une phrase.")},
    )
    field_order = ("raison", "nom_porte")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nom_porte"].label = _("Nom à écrire sur le nouveau certificat")
        self.fields["nom_porte"].help_text = _("C’est elle qui choisit. Demandez-lui de relire chaque lettre.")


class TexteForm(forms.Form):
    """The sentences of the centre on its certificates, and who signs them."""

    phrase = champ_long(
        _("Phrase sous le nom"),
        max_length=400,
        help_text=_(
            "Écrivez {heures} à la place des heures suivies. Vous pouvez aussi écrire {heures_prevues}, {debut}, "
            "{fin}, {session} et {centre}. %(n)s signes au plus."
        )
        % {"n": PHRASE_AU_PLUS},
        error_messages={"required": _("Il manque la phrase.")},
    )
    complement = champ_long(
        _("Seconde phrase"),
        lignes=2,
        max_length=220,
        required=False,
        help_text=_("Imprimée telle quelle. %(n)s signes au plus.") % {"n": COMPLEMENT_AU_PLUS},
    )
    signataire = forms.CharField(
        label=_("Qui signe"), max_length=120, required=False, help_text=_("Exemple : Marie Martin, directrice")
    )

    def clean(self) -> dict[str, Any]:
        propre = super().clean() or {}
        for champ in ("phrase", "complement", "signataire"):
            propre[champ] = " ".join(propre.get(champ, "").split())
        if propre["phrase"]:
            poser_obstacles(self, list(texte_possible(propre["phrase"], propre["complement"])))
        return propre


class LogoForm(forms.Form):
    """The logo of the centre: a PNG or a JPEG, made small."""

    logo = forms.FileField(
        label=_("Image du logo"),
        help_text=_(
            "En PNG ou en JPEG, 5 Mo au plus. Elle est réduite, et imprimée sur les certificats et les feuilles."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={
            "required": _("Choisissez l’image du logo."),
            "empty": _("Ce fichier est vide. Choisissez l’image du logo."),
        },
    )

    def clean_logo(self) -> bytes:
        fichier = self.cleaned_data["logo"]
        try:
            return preparer_logo(fichier, fichier.size)
        except LogoRefuse as refus:
            raise forms.ValidationError(refus.phrase) from refus
