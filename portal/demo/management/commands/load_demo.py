"""`manage.py load_demo`: the association of the demonstration, loaded once."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.demo.models import LoadedPart
from portal.demo.people import ACCOUNTS, PASSWORD, demo_people, load_accounts

PARTS = [
    "members",
    "projects",
    "study",
    "threads",
    "library",
    "workgroups",
    "group_life",
    "versions",
    "adoption",
    "events",
    "site",
]  # in floor order: each may lean on those before it


class Command(BaseCommand):
    help = "Loads the demonstration. A second call changes nothing. Refused where DEMO is off."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demonstration is off here (DEMO=off): nothing was loaded.")
        call_command("sync_roles", stdout=self.stdout)  # on a database just migrated nothing has applied the rights
        self.load_once("people", load_accounts)
        for part in PARTS:
            module = f"portal.demo.{part}"
            if find_spec(module):
                self.load_once(part, lambda module=module: import_module(module).load(demo_people()))
        self.print_accounts()

    def load_once(self, part, load):
        """Runs `load` in one transaction with its marker: whole and once, or not at all."""
        with transaction.atomic():
            if LoadedPart.objects.filter(name=part).exists():
                return
            load()
            LoadedPart.objects.create(name=part)
        self.stdout.write(f"Demonstration: {part} loaded.")

    def print_accounts(self):
        self.stdout.write(f"Accounts of the demonstration (password {PASSWORD}):")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:28} {account.does}")
