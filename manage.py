#!/usr/bin/env python
"""Entry point of every command: `python manage.py …`."""

import os
import sys

from clairiere.environnement import EnvironnementInvalide


def main() -> None:
    """Run a management command; a wrong environment is said in one sentence, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clairiere.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 (after the settings are named)

    try:
        execute_from_command_line(sys.argv)
    except EnvironnementInvalide as erreur:
        sys.stderr.write(f"{erreur}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
