"""The ceremony as it stands: who is called, in which order, and the figures of the speech (constant queries)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.utils import timezone

from parcours.models import Appel, Ceremonie, Certificat, Parcours
from parcours.regles.ceremonie import JOURS_AVANT, FaitsDiscours, ordonner


@dataclass(frozen=True)
class Appelee:
    """One person called: her certificate, and what is noted of her for the day (an empty row when nothing is)."""

    rang: int
    certificat: Any
    appel: Appel

    @property
    def parcours(self) -> Any:
        """Her journey."""
        return self.certificat.parcours

    @property
    def rang_avant(self) -> int:
        """The rank above."""
        return self.rang - 1

    @property
    def rang_apres(self) -> int:
        """The rank below."""
        return self.rang + 1


def valables_de(session: Any) -> list[Certificat]:
    """The valid certificates of a session, in the order of the names they carry."""
    requete = Certificat.objects.valables().filter(parcours__session=session)
    return list(requete.select_related("parcours__personne", "document").order_by("nom_porte", "pk"))


def ceremonie_de(session: Any) -> Ceremonie | None:
    """The ceremony of a session, once its day is fixed."""
    return Ceremonie.objects.filter(session=session).first()


def appelees(session: Any, ceremonie: Ceremonie | None, certificats: list[Certificat] | None = None) -> list[Appelee]:
    """Everyone who is called, in order: as ranked, then by name for those whom nobody ranked."""
    liste = valables_de(session) if certificats is None else certificats
    par_parcours = {c.parcours_id: c for c in liste}
    connus = {a.parcours_id: a for a in ceremonie.appels.order_by("rang", "pk")} if ceremonie else {}
    ordre = ordonner(list(connus), list(par_parcours))
    return [
        Appelee(rang, par_parcours[cle], connus.get(cle) or Appel(parcours_id=cle, rang=rang))
        for rang, cle in enumerate(ordre, start=1)
    ]


def faits_du_discours(session: Any) -> FaitsDiscours:
    """What the figures stand on, read now (four queries)."""
    aujourd_hui = timezone.localdate()
    valables = Certificat.objects.valables().order_by()
    ici = valables.filter(parcours__session=session).aggregate(n=Count("pk"), minutes=Sum("minutes"))
    au_centre = valables.aggregate(
        n=Count("pk"), annee=Count("pk", filter=Q(delivre_le__year=aujourd_hui.year)), premier=Min("delivre_le")
    )
    avant = session.debut - dt.timedelta(days=JOURS_AVANT)
    rencontrees = Parcours.objects.filter(date_reunion__gte=avant, date_reunion__lte=session.debut).count()
    groupe = Parcours.objects.filter(session=session).order_by()
    du_groupe = groupe.aggregate(n=Count("pk"), placees=Count("pk", filter=Q(etat="placee")))
    return FaitsDiscours(
        certifiees=ici["n"],
        minutes=ici["minutes"] or 0,
        rencontrees=rencontrees,
        admises=du_groupe["n"],
        placees=du_groupe["placees"],
        annee=aujourd_hui.year,
        de_l_annee=au_centre["annee"],
        depuis_le_debut=au_centre["n"],
        premiere_annee=au_centre["premier"].year if au_centre["premier"] else aujourd_hui.year,
    )
