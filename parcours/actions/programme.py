"""The programme of the course: write it, publish it, write its next version."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.models import Module, Programme, SeanceModule
from parcours.regles import dire_duree, programme_type, publication

TEXTES = ("objectifs", "prerequis", "moyens", "evaluation")
CHAMPS = ("nom", "heures", *TEXTES)
CHAMPS_DU_MODULE = ("titre", "minutes", "objectifs", "contenu", "competences", "bloc", "materiel")


@transaction.atomic
def installer_programme_type(*, par: Any) -> Programme:
    """The ready-made programme of 120 hours, published; the one the centre already has when it has it."""
    programme, nouveau = Programme.objects.get_or_create(
        nom=programme_type.NOM,
        version=1,
        defaults={
            "heures": programme_type.HEURES,
            "publie_le": timezone.now(),
            **{nom: "\n".join(getattr(programme_type, nom.upper())) for nom in TEXTES},
        },
    )
    if not nouveau:
        publies = Programme.objects.filter(nom=programme_type.NOM).publies()
        return publies.order_by("-version").first() or programme
    for rang, modele in enumerate(programme_type.MODULES, start=1):
        Module(
            programme=programme,
            rang=rang,
            titre=modele.titre,
            minutes=modele.heures * 60,
            objectifs="\n".join(modele.objectifs),
            contenu="\n".join(modele.contenu),
            competences=list(modele.competences),
            materiel="\n".join(modele.materiel),
        ).save()
    _noter(programme, "installer", par, f"a installé le programme type de {programme_type.HEURES} heures")
    return programme


@transaction.atomic
def creer_programme(*, par: Any, **champs: Any) -> Programme:
    """Begin a programme: a draft without modules. Raises ValidationError beside the fields."""
    if Programme.objects.filter(nom=champs.get("nom", "")).exists():
        phrase = "Un programme porte déjà ce nom. Modifiez-le, ou choisissez un autre nom."
        raise Ferme([Obstacle("nom", phrase, champ="nom")])
    programme = Programme(**champs)
    programme.full_clean()
    programme.save()
    _noter(programme, "creer", par, f"a commencé le programme {programme}")
    return programme


@transaction.atomic
def modifier_programme(programme: Programme, *, par: Any, **champs: Any) -> Programme:
    """Change a draft. Raises Ferme when it is published."""
    programme = _brouillon(programme)
    if "nom" in champs and champs["nom"] != programme.nom:
        _verifier_nom(programme, champs["nom"])
    changes = [nom for nom in CHAMPS if nom in champs and getattr(programme, nom) != champs[nom]]
    for nom in changes:
        setattr(programme, nom, champs[nom])
    if changes:
        programme.full_clean()
        programme.save(update_fields=changes)
        noms = ", ".join(str(Programme._meta.get_field(nom).verbose_name) for nom in changes)
        _noter(programme, "modifier", par, f"a modifié le programme {programme} : {noms}")
    return programme


def _verifier_nom(programme: Programme, nom: str) -> None:
    if Programme.objects.filter(nom=nom).exists():
        raise Ferme([Obstacle("nom", "Un autre programme porte déjà ce nom.", champ="nom")])
    if Programme.objects.filter(nom=programme.nom).exclude(pk=programme.pk).exists():
        raise Ferme([Obstacle("nom", "Les versions d’un programme gardent le même nom.", champ="nom")])


@transaction.atomic
def ajouter_module(programme: Programme, *, par: Any, **champs: Any) -> Module:
    """Add a module at the end. Raises Ferme when the programme is published, ValidationError beside the fields."""
    programme = _brouillon(programme)
    dernier = programme.modules.aggregate(n=Max("rang"))["n"] or 0
    module = Module(programme=programme, rang=dernier + 1, **champs)
    module.full_clean()
    module.save()
    _noter(programme, "modifier", par, f"a ajouté le module {module}, {dire_duree(module.minutes)}")
    return module


@transaction.atomic
def modifier_module(module: Module, *, par: Any, **champs: Any) -> Module:
    """Change a module of a draft. Raises Ferme when the programme is published."""
    programme = _brouillon(module.programme)
    module = programme.modules.select_for_update(of=("self",)).get(pk=module.pk)
    changes = [nom for nom in CHAMPS_DU_MODULE if nom in champs and getattr(module, nom) != champs[nom]]
    for nom in changes:
        setattr(module, nom, champs[nom])
    if changes:
        module.full_clean()
        module.save(update_fields=changes)
        _noter(programme, "modifier", par, f"a modifié le module {module}, {dire_duree(module.minutes)}")
    return module


@transaction.atomic
def retirer_module(module: Module, *, par: Any) -> None:
    """Take a module out of a draft. Raises Ferme when the programme is published, or the module is in a calendar."""
    programme = _brouillon(module.programme)
    if module.parts.exists():
        raise Ferme([Obstacle("calendrier", f"Le module « {module} » est dans un calendrier. Il ne se retire pas.")])
    titre = module.titre
    programme.modules.filter(pk=module.pk).delete()
    _ranger(list(programme.modules.order_by("rang", "pk")))
    _noter(programme, "modifier", par, f"a retiré le module {titre}")


@transaction.atomic
def deplacer_module(module: Module, *, par: Any, vers: int) -> None:
    """Put a module at another place (1 is the first). Raises Ferme when the programme is published."""
    programme = _brouillon(module.programme)
    modules = list(programme.modules.order_by("rang", "pk"))
    place = next(n for n, m in enumerate(modules) if m.pk == module.pk)
    nouvelle = max(0, min(vers - 1, len(modules) - 1))
    if nouvelle == place:
        return
    modules.insert(nouvelle, modules.pop(place))
    _ranger(modules)
    _noter(programme, "modifier", par, f"a mis le module {module} en place {nouvelle + 1}")


def _ranger(modules: list[Module]) -> None:
    for rang, module in enumerate(modules, start=1):
        module.rang = rang
    Module.objects.bulk_update(modules, ["rang"])


@transaction.atomic
def publier(programme: Programme, *, par: Any) -> Programme:
    """Let sessions follow it; already so: nothing changes. Raises Ferme when its modules do not make its hours."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if programme.est_publie:
        return programme
    obstacles = list(publication(programme.minutes(), programme.heures, programme.modules.count()))
    if obstacles:
        raise Ferme(obstacles)
    programme.publie_le = timezone.now()
    programme.save(update_fields=["publie_le"])
    _noter(programme, "publier", par, f"a publié le programme {programme}")
    return programme


@transaction.atomic
def ouvrir_modification(programme: Programme, *, par: Any) -> Programme:
    """The draft to write in: itself, or its next version when a session follows it; a second click gives the same."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if not programme.est_publie:
        return programme
    if not programme.sessions.exists():
        programme.publie_le = None
        programme.save(update_fields=["publie_le"])
        _noter(programme, "rouvrir", par, f"a remis le programme {programme} en brouillon")
        return programme
    deja = Programme.objects.filter(nom=programme.nom, publie_le__isnull=True).order_by("-version").first()
    return deja or _copier(programme, par)


def _copier(programme: Programme, par: Any) -> Programme:
    version = Programme.objects.filter(nom=programme.nom).aggregate(n=Max("version"))["n"] + 1
    textes = {nom: getattr(programme, nom) for nom in CHAMPS}
    copie = Programme(version=version, precedente=programme, **textes)
    copie.full_clean()
    copie.save()
    for module in programme.modules.order_by("rang", "pk"):
        valeurs = {nom: getattr(module, nom) for nom in CHAMPS_DU_MODULE}
        Module(programme=copie, rang=module.rang, **valeurs).save()
    _noter(copie, "copier", par, f"a commencé la version {version} du programme {copie.nom}")
    return copie


@transaction.atomic
def abandonner_brouillon(programme: Programme, *, par: Any) -> None:
    """Throw a draft away. Raises Ferme when it is published, or a calendar stands on it."""
    programme = _brouillon(programme)
    if programme.sessions.exists() or SeanceModule.objects.filter(module__programme=programme).exists():
        raise Ferme([Obstacle("calendrier", "Un calendrier suit ce programme. Il ne s’abandonne pas.")])
    dit = str(programme)
    sur = [programme.precedente] if programme.precedente else []
    programme.delete()
    phrase = f"a abandonné le brouillon {dit}"
    journal.noter("programme.abandonner", par=par, sur=sur, phrase=phrase, audience="equipe")


def _brouillon(programme: Programme) -> Programme:
    """The draft, locked. Raises Ferme when it is published: sessions that follow it keep what they were promised."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if programme.est_publie:
        phrase = "Cette version est publiée. Elle ne change plus. Commencez une nouvelle version."
        raise Ferme([Obstacle("publie", phrase, lien=("parcours:programme", {"pk": programme.pk}))])
    return programme


def _noter(programme: Programme, geste: str, par: Any, phrase: str) -> None:
    journal.noter(f"programme.{geste}", par=par, sur=programme, phrase=phrase, audience="equipe")
