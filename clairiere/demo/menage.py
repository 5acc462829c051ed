"""Emptying the demonstration before building it again: all rows of the project, on SQLite and on PostgreSQL."""

from __future__ import annotations

from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, models, transaction

# Rows that migrations and the software itself keep: they are not of the demonstration.
GARDEES = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    "django_q_schedule",
}


@transaction.atomic
def vider() -> None:
    """Delete the rows of every table of the project and start the numbers again, all or nothing.

    The journal and signed papers refuse to be deleted one by one; a demonstration is erased as a whole.
    """
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - GARDEES)
    ordres = connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=False)
    with connection.cursor() as curseur:
        for ordre in ordres:
            curseur.execute(ordre)


def fichiers_gardes() -> set[str]:
    """Names of the files that rows stand on: papers, pictures of sheets, logos, imported workbooks."""
    return {
        nom
        for modele in apps.get_models()
        for champ in modele._meta.concrete_fields
        if isinstance(champ, models.FileField)
        for nom in modele._base_manager.order_by().values_list(champ.name, flat=True)
        if nom
    }


def retirer_fichiers(noms: set[str]) -> None:
    """Delete files that no row stands on any more."""
    for nom in noms:
        default_storage.delete(nom)
