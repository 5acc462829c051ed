"""The look of the house: CSS, layouts, components and their living catalogue."""

from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "clairiere.interface"
    label = "interface"
    verbose_name = "interface"

    def ready(self) -> None:
        """The catalogues of her languages are compiled when their text changed: nobody has to think of it."""
        from clairiere.interface.langues import compiler

        compiler()
