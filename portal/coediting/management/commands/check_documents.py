"""Verifies the co-edited documents: log without a gap, snapshot equal to the log, content as the editor knows it."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.coediting.actions import WrittenMeanwhile, repair
from portal.coediting.checking import problems
from portal.coediting.models import Document

ATTEMPTS = 3


class Command(BaseCommand):
    help = (
        "Verifies every co-edited document (or those named); fails where one is not what its log says. With --repair "
        "puts what can be read of such a document in its place, as a new epoch; what could not be kept as it was is "
        "written to a file."
    )

    def add_arguments(self, parser):
        parser.add_argument("documents", nargs="*", help="identifiers; all documents when none is given")
        parser.add_argument("--repair", action="store_true", help="repair what is damaged")
        parser.add_argument("--folder", default=str(settings.VAR / "repairs"), help="where the rest is written")

    def handle(self, *, documents, repair, folder, **options):
        chosen = Document.objects.filter(pk__in=documents) if documents else Document.objects.all()
        wrong = 0
        for document in chosen.order_by("created_at").iterator():
            found = list(problems(document))
            for problem in found:
                self.stdout.write(f"{document}: {problem}")
            if found and repair:
                found = self.mend(document, found, Path(folder))
            wrong += bool(found)
        if wrong:
            raise CommandError(f"{wrong} of {chosen.count()} documents need a look.")
        self.stdout.write(f"{chosen.count()} documents are what their log says.")

    def mend(self, document, found, folder):
        """Repairs one; returns what is still wrong with it."""
        before = document.epoch
        for _ in range(ATTEMPTS):
            try:
                saved = repair(document)
                break
            except WrittenMeanwhile:
                continue
        else:
            return ["somebody writes in it: close its pages, then repair it"]
        path = folder / f"{document.pk}-{before}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        about = {"document": str(document), "epoch": before, "at": timezone.now().isoformat(), "problems": found}
        path.write_text(json.dumps(about | {"dropped": saved.dropped}, ensure_ascii=False, indent=1))
        kept = len(saved.content["content"])
        self.stdout.write(f"{document}: repaired with {kept} blocks; {len(saved.dropped)} pieces written to {path}")
        return list(problems(document))
