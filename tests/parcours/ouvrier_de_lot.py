"""Programs of the test of the lots, each in a process of its own: prepare a data folder, work, count.

`python -m tests.parcours.ouvrier_de_lot preparer 24` · `travailler` · `reprendre` · `compter`
"""

import datetime as dt
import json
import sys

import django


def preparer(combien):
    from django.core.management import call_command

    call_command("migrate", verbosity=0, run_syncdb=True)
    from clairiere.centres import portee
    from clairiere.comptes.acteur import Acteur
    from parcours.actions import lots
    from tests.fabriques import base as f
    from tests.parcours.groupe import prete

    lots.confier = lambda *_a, **_k: None  # nobody works yet
    centre = f.FabriqueCentre(code="ici")
    with portee.dans(centre):
        session = f.FabriqueSession(nom="automne 2026")
        for _rang in range(combien):
            prete(session)
        lots.demander(session, par=Acteur.systeme(centre))


def travailler():
    """As the queue's worker does: the same function, with the same arguments."""
    from clairiere.centres import portee
    from parcours import taches
    from parcours.models import LotCertificats

    with portee.sans_portee("test"):
        lot = LotCertificats.objects.get()
    sys.stdout.write("au travail\n")
    sys.stdout.flush()
    taches.etablir_lot(lot.centre_id, lot.pk)


def reprendre():
    from parcours import taches

    sys.stdout.write(taches.reprendre_les_lots(mort_apres=dt.timedelta(0)) + "\n")


def compter():
    from collections import Counter

    from clairiere.centres import portee
    from clairiere.documents.models import Document, FichierDocument
    from clairiere.messages.models import Message
    from parcours.models import Certificat, LigneDeLot, LotCertificats, Parcours

    with portee.sans_portee("test"):
        numeros = list(Certificat.objects.order_by("pk").values_list("numero", flat=True))
        resultat = {
            "lignes": Counter(LigneDeLot.objects.order_by().values_list("etat", flat=True)),
            "certificats": len(numeros),
            "personnes": Certificat.objects.order_by().values("parcours").distinct().count(),
            "numeros": sorted(int(n.rsplit("-", 1)[1]) for n in numeros),
            "documents": Document.objects.filter(genre="certificat").count(),
            "fichiers": sum(bool(f.contenu.size) for f in FichierDocument.objects.all()),
            "messages": Message.objects.filter(genre="certificat").count(),
            "certifiees": Parcours.objects.filter(etat="certifiee").count(),
            "fini": LotCertificats.objects.get().fini_le is not None,
            "impression": bool(LotCertificats.objects.get().impression),
        }
    sys.stdout.write(json.dumps(resultat))


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    settings.Q_CLUSTER["sync"] = False
    programme, *arguments = sys.argv[1:]
    programmes = {"preparer": preparer, "travailler": travailler, "reprendre": reprendre, "compter": compter}
    programmes[programme](*map(int, arguments))
