"""`manage.py sync_roles`: re-applies the matrices role × right and says what changed."""

from django.core.management.base import BaseCommand

from portal.roles.actions import sync_roles


class Command(BaseCommand):
    help = "Re-applies the tables role × permission to every role's group and logs what changed."

    def handle(self, *args, **options):
        for line in sync_roles():
            self.stdout.write(line)
