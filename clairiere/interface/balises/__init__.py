"""The tags of ``{% load interface %}``, one file per family; ``registre`` holds the library they register into."""
