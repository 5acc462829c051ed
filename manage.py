#!/usr/bin/env python
"""Entry point of every command: `python manage.py …`."""

import os
import sys


def main() -> None:
    """Run a management command; a wrong environment is said in one sentence, Ctrl-C stops without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clairiere.settings")
    try:
        from clairiere.environnement import EnvironnementInvalide

        try:
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
        except EnvironnementInvalide as erreur:
            sys.stderr.write(f"{erreur}\n")
            sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
