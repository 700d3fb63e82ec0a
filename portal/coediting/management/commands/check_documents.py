"""Verifies the co-edited documents: log without a gap, snapshot equal to the log, content as the editor knows it."""

from django.core.management.base import BaseCommand, CommandError

from portal.coediting.checking import problems
from portal.coediting.models import Document


class Command(BaseCommand):
    help = "Verifies every co-edited document (or those named); fails where one is not what its log says."

    def add_arguments(self, parser):
        parser.add_argument("documents", nargs="*", help="identifiers; all documents when none is given")

    def handle(self, *, documents, **options):
        chosen = Document.objects.filter(pk__in=documents) if documents else Document.objects.all()
        wrong = 0
        for document in chosen.order_by("created_at").iterator():
            found = list(problems(document))
            wrong += bool(found)
            for problem in found:
                self.stdout.write(f"{document}: {problem}")
        if wrong:
            raise CommandError(f"{wrong} of {chosen.count()} documents need a look.")
        self.stdout.write(f"{chosen.count()} documents are what their log says.")
