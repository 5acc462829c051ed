"""The roles a person may hold, and how they are said on screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles; all but the last three are held in one centre."""

    DIRECTRICE = "directrice", _("directrice")
    COORDINATRICE = "coordinatrice", _("coordinatrice")
    CHARGEE_INSERTION = "chargee_insertion", _("chargée d’insertion")
    FORMATRICE = "formatrice", _("formatrice")
    ANIMATRICE = "animatrice", _("éducatrice de jeunes enfants")
    MEDIATRICE = "mediatrice", _("médiatrice")
    JURY = "jury", _("membre du jury")
    AUXILIAIRE = "auxiliaire", _("auxiliaire parentale")
    FAMILLE = "famille", _("famille")
    RESEAU = "reseau", _("réseau")
    FINANCEUR = "financeur", _("financeur")
    ADMIN_TECHNIQUE = "admin_technique", _("administration technique")


DU_RESEAU = frozenset({Role.RESEAU, Role.FINANCEUR, Role.ADMIN_TECHNIQUE})
EQUIPE = frozenset({Role.DIRECTRICE, Role.COORDINATRICE, Role.CHARGEE_INSERTION})
PERSONNEL = EQUIPE | {Role.FORMATRICE, Role.ANIMATRICE, Role.MEDIATRICE, Role.JURY}
PERSONNES = frozenset({Role.AUXILIAIRE, Role.FAMILLE})
