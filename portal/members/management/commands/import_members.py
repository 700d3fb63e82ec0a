"""`manage.py import_members FILE.xlsx`: members, colleges and mandates from a workbook, row by row, all or nothing."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from portal.members.actions import import_workbook, plan_import, refuse_hopeless
from portal.members.imports import report
from portal.refusals import Refusal


class Command(BaseCommand):
    help = "Imports member organisations and their representatives from a workbook (.xlsx)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, change nothing")

    def handle(self, *, file, dry_run, **options):
        with translation.override(settings.LANGUAGE_CODE):
            try:
                if dry_run:
                    refuse_hopeless(plan := plan_import(file))
                else:
                    plan = import_workbook(file, name=file.name)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal
            for line in report.lines(plan):
                self.stdout.write(line)
            if dry_run:
                self.stdout.write(_("Dry run: nothing was changed."))
