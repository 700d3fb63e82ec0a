"""Importing a list: keeping the workbook, planning it in the background, writing what was confirmed in batches."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Count
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.schedule.services import wake_worker
from portal.spreadsheets import UnreadableWorkbook, check_archive

from ..enums import EventStatus, ImportStates, RowOutcomes, Sources
from ..imports.answers import AnswerReader
from ..imports.columns import headers_of
from ..imports.plan import counted, identities_of, identity_of, plan_rows, read_workbook, registration_of
from ..models import ImportRow, RegistrationImport
from ..places import lock_event
from ..refusals import ImportNotPossible, RegistrationClosed
from .registering_many import Newcomer, register_many

PREVIEW_KEPT, ROWS_KEPT = timedelta(days=1), timedelta(days=30)  # a list of people does not lie about
AT_ONCE = 500  # rows in one transaction: the event's places are locked for about a quarter of a second


@transaction.atomic
def keep_workbook(event, upload, *, language, by):
    """Keeps an uploaded workbook and has it read in the background. Raises UnreadableWorkbook."""
    from ..tasks import read_import  # the task calls back into this module

    check_archive(upload)
    kept = RegistrationImport(
        event=event,
        file_name=Path(upload.name).name[:255],
        language=language,
        reader_language=translation.get_language()[:2],
        uploaded_by=by,
    )
    kept.workbook.save(kept.file_name, upload, save=False)
    kept.save()
    read_import.enqueue(kept.pk)
    transaction.on_commit(wake_worker)
    return kept


def plan_import(kept):
    """Reads the workbook into rows, each with its fate, in the language of who sent it. Twice does no harm."""
    if kept.state != ImportStates.READING:
        return
    with translation.override(kept.reader_language):  # some seconds without a transaction: it would keep others waiting
        try:
            table = read_workbook(kept)
            rows = list(plan_rows(kept, table))
        except UnreadableWorkbook as refusal:
            _keep_plan(kept, ImportStates.UNREADABLE, problem=str(refusal)[:500])
        else:
            headers = headers_of(table.columns, kept.event)
            _keep_plan(
                kept,
                ImportStates.PREVIEWED,
                rows,
                remarks=_remarks(table),
                headers=headers,
                counts=counted(rows),
            )


@transaction.atomic
def _keep_plan(kept, state, rows=(), **told):
    kept = _locked(kept)
    if kept.state != ImportStates.READING:  # dropped meanwhile
        return
    kept.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    for name, value in told.items():
        setattr(kept, name, value)
    kept.state = state
    kept.save()


def _remarks(table):
    remarks = [
        _("The table was found on the sheet “%(sheet)s”, its header on row %(number)d.")
        % {"sheet": table.sheet, "number": table.header_row}
    ]
    if table.left_aside:
        remarks.append(_("Columns left aside: %(names)s.") % {"names": ", ".join(table.left_aside)[:400]})
    return remarks


@transaction.atomic
def confirm_import(kept, *, sends_mails, by):
    """Has the rows of the preview written in the background. Asked twice it writes them once.

    Raises ImportNotPossible where it is not at that point, RegistrationClosed where the event is over or called off.
    """
    from ..tasks import write_import  # the task calls back into this module

    kept = _locked(kept)
    if kept.state in (ImportStates.WRITING, ImportStates.APPLIED):
        return kept
    if kept.state != ImportStates.PREVIEWED:
        raise ImportNotPossible
    refuse_if_over(kept.event)
    kept.state, kept.sends_mails, kept.uploaded_by = ImportStates.WRITING, sends_mails, by
    kept.save(update_fields=["state", "sends_mails", "uploaded_by"])
    write_import.enqueue(kept.pk)
    transaction.on_commit(wake_worker)
    return kept


def refuse_if_over(event):
    """People are added until the event is over. Raises RegistrationClosed."""
    if event.status != EventStatus.PUBLISHED or event.ends_at <= timezone.now():
        raise RegistrationClosed


@transaction.atomic
def write_batch(kept):
    """Registers the next rows of a confirmed import, in the order of the file. Returns whether some are left.

    A batch is one transaction: one that was cut off is written again whole, one that was written is not.
    """
    kept = _locked(kept)
    if kept.state != ImportStates.WRITING:
        return False
    rows = list(kept.rows.filter(outcome=RowOutcomes.NEW)[:AT_ONCE])
    try:
        refuse_if_over(kept.event)
    except RegistrationClosed as refusal:  # called off meanwhile: the rest stays unwritten
        kept.problem, rows = str(refusal), []
    if rows:
        _write(kept, rows)
        return True
    _finish(kept)
    return False


def _finish(kept):
    kept.counts = dict(kept.rows.order_by().values_list("outcome").annotate(Count("pk")))
    kept.applied_at = timezone.now()
    _let_go(kept, ImportStates.APPLIED)


def _write(kept, rows):
    event = lock_event(kept.event)
    answers, newcomers = AnswerReader(event), {}
    for row in rows:
        given = answers.of(row.values)
        if row.values["audience"] not in {None, *answers.audiences}:  # taken away since the preview
            _refuse(row, _("its audience is no longer there"))
        elif any(value is None for _question, value in given):
            _refuse(row, _("one of its answers is no longer there"))
        else:
            newcomers[row] = _newcomer(row.values, given)
    _register(kept, event, newcomers)
    # One statement where `bulk_update` writes a long CASE for each column.
    told = ["outcome", "registration", "reasons"]
    ImportRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["parent", "number"], update_fields=told)


def _refuse(row, reason):
    row.outcome, row.reasons = RowOutcomes.REFUSED, [*row.reasons, reason]


def _register(kept, event, rows):
    """`rows`: each with the newcomer it would become."""
    emails = [row.values["email"] for row in rows if row.values["email"]]
    folded = [identity_of(row.values) for row in rows if not row.values["email"]]
    known = identities_of(event.registrations.of_people(emails=emails, folded=folded))
    newcomers = {row: newcomer for row, newcomer in rows.items() if identity_of(row.values) not in known}
    how = {"source": Sources.IMPORT, "tells": kept.sends_mails, "detail": kept.file_name, "by": kept.uploaded_by}
    register_many(event, list(newcomers.values()), **how)
    for row in rows:
        row.outcome = RowOutcomes.KNOWN
        if row in newcomers:
            row.registration = newcomers[row].registration
            row.outcome = RowOutcomes(row.registration.status)


def _newcomer(values, answers):
    return Newcomer(registration_of(values), values["workshops"], values["waits"], answers)


@contextmanager
def giving_up(kept):
    """Around work in the background: where it fails, the import says so to who looks at it, and the error surfaces."""
    try:
        yield
    except Exception:  # said to whoever looks at the import, then raised again
        with translation.override(kept.reader_language):
            _give_up(kept)
        raise


@transaction.atomic
def _give_up(kept):
    kept = _locked(kept)
    if kept.state == ImportStates.READING:
        kept.problem = _("Something went wrong on our side while this workbook was being read: please send it again.")
        kept.state = ImportStates.UNREADABLE
        kept.save(update_fields=["problem", "state"])
    elif kept.state == ImportStates.WRITING:
        kept.problem = _(
            "Something went wrong on our side before everybody was registered. "
            "Please send the same workbook again: nobody is registered twice."
        )
        _finish(kept)


@transaction.atomic
def drop_import(kept):
    """Lets go of a workbook nobody will confirm, and of its rows; twice does no harm."""
    kept = _locked(kept)
    if kept.state in (ImportStates.READING, ImportStates.PREVIEWED, ImportStates.UNREADABLE):
        kept.rows.all().delete()
        _let_go(kept, ImportStates.DROPPED)


def _let_go(kept, state):
    if kept.workbook:
        transaction.on_commit(lambda name=kept.workbook.name: kept.workbook.storage.delete(name))
    kept.workbook, kept.state = "", state
    kept.save()
    return kept


def _locked(kept):
    rows = RegistrationImport.objects.select_for_update(of=("self",)).select_related("event", "uploaded_by")
    return rows.get(pk=kept.pk)


def forget_old_imports():
    """Drops previews nobody confirmed within a day, and the rows of what was imported a month ago."""
    now = timezone.now()
    for kept in RegistrationImport.objects.filter(
        state__in=[ImportStates.READING, ImportStates.PREVIEWED, ImportStates.UNREADABLE],
        uploaded_at__lt=now - PREVIEW_KEPT,
    ):
        drop_import(kept)
    ImportRow.objects.filter(parent__applied_at__lt=now - ROWS_KEPT).delete()
