"""`manage.py index_pages`: the words that search reads, written anew from the published pages."""

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.pages.search.indexing import index_all


class Command(BaseCommand):
    help = "Rebuilds what search knows of the pages. Publishing a page does it for that page; this is for all of them."

    @transaction.atomic
    def handle(self, *args, **options):
        self.stdout.write(f"Pages indexed: {index_all()}.")
