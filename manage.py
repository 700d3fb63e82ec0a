#!/usr/bin/env python
"""Run Django's and the portal's commands: `manage.py help` lists them."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from portal.catalogue import compile_catalogue

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    compile_catalogue(Path(__file__).parent / "locale")
    execute_from_command_line(sys.argv)
