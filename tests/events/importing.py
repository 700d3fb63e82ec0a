"""Sending a list of people: what the tests of importing share."""

from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from events.actions import importing
from events.models import EventRole
from portal import roles
from portal.spreadsheets import XLSX
from tests.factories.people import PersonFactory

HEADER = ["Nom", "Prénom", "Courriel", "Organisme"]


def holder(event, role):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return person


def url(event, rest=""):
    return f"/evenements/{event.slug}/inscriptions/importer/{rest}"


def page(answer):
    return plain(answer.content.decode())


def plain(text):
    return text.replace("\xa0", " ")


def workbook(*rows):
    book, kept = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return SimpleUploadedFile("liste.xlsx", kept.getvalue(), content_type=XLSX)


def keep(event, *rows, by=None, language="fr", run_tasks):
    kept = importing.keep_workbook(event, workbook(*rows), language=language, by=by)
    run_tasks()
    kept.refresh_from_db()
    return kept


def fates(kept):
    return [(row.number, row.outcome, [plain(reason) for reason in row.reasons]) for row in kept.rows.all()]


def confirm(kept, *, run_tasks, sends_mails=False):
    importing.confirm_import(kept, sends_mails=sends_mails, by=kept.uploaded_by)
    run_tasks()
    kept.refresh_from_db()
    return kept
