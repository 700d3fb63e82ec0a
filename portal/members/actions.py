"""What is done with the register of members."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.people.actions import know_person
from portal.refusals import Refusal
from portal.spreadsheets import read_table

from .enums import ImportStates
from .imports.columns import CARRIED, RECOGNISED, REQUIRED
from .imports.plan import Plan
from .imports.planner import make_plan
from .imports.writing import write_plan
from .models import College, Mandate, MemberImport, Organisation
from .permissions import can_edit_sheet, can_import

SHEET_FIELDS = ("commune", "website", "presentation")


class MembersRefusal(Refusal):
    """The register says no; the text says why."""


def plan_import(source) -> Plan:
    """What importing the workbook `source` (a path or an open file) would do. Raises UnreadableWorkbook."""
    return make_plan(read_table(source, recognise=RECOGNISED, required=REQUIRED, carry=CARRIED))


def import_workbook(source, *, by=None, name="", fingerprint="") -> Plan:
    """Imports the workbook: every row that is understood, in one transaction, or nothing at all.

    Twice does no harm. With a `fingerprint`, only what that plan said is applied. Raises UnreadableWorkbook when the
    file cannot be read, MembersRefusal when no row can be taken or when the register changed since the preview.
    """
    table = read_table(source, recognise=RECOGNISED, required=REQUIRED, carry=CARRIED)
    try:
        with transaction.atomic():
            list(College.objects.select_for_update().order_by("pk"))  # one import at a time
            plan = make_plan(table)
            if fingerprint and plan.fingerprint != fingerprint:
                raise MembersRefusal(_("The register has changed since this preview: here is what would be done now."))
            refuse_hopeless(plan)
            write_plan(plan, by=by, reason=_("Import of %(file)s") % {"file": name or "…"})
    except IntegrityError as error:
        raise MembersRefusal(
            _("Somebody changed the register at the same moment: nothing was imported. Try again.")
        ) from error
    return plan


def refuse_hopeless(plan: Plan) -> None:
    """Raises MembersRefusal when the plan takes no row at all, with the reasons of the first ones."""
    if not plan.rows:
        raise MembersRefusal(_("There is no row under the header: nothing to import."))
    if all(row.reasons for row in plan.rows):
        first = "; ".join(
            _("row %(number)d: %(reason)s") % {"number": r.number, "reason": r.reasons[0]} for r in plan.rows[:3]
        )
        raise MembersRefusal(_("No row can be imported (%(reasons)s). Nothing was changed.") % {"reasons": first})


def keep_for_preview(upload, *, by) -> MemberImport:
    """Keeps an uploaded workbook until what it would do is confirmed. Raises UnreadableWorkbook, MembersRefusal."""
    if not can_import(by):
        raise MembersRefusal(_("You may not import members."))
    refuse_hopeless(plan_import(upload))
    upload.seek(0)
    kept = MemberImport(file_name=Path(upload.name).name[:255], uploaded_by=by)
    kept.workbook.save(kept.file_name, ContentFile(upload.read()), save=False)
    kept.save()
    return kept


def plan_kept(kept: MemberImport) -> Plan:
    """What a kept workbook would do now. Raises MembersRefusal once it was applied or dropped."""
    if kept.state != ImportStates.PREVIEWED or not kept.workbook:
        raise MembersRefusal(_("This import was already applied or dropped."))
    with kept.workbook.open("rb") as opened:
        return plan_import(opened)


def confirm_import(kept: MemberImport, *, fingerprint: str, by) -> Plan:
    """Applies exactly the preview that was shown, once, and lets go of the file."""
    if not can_import(by):
        raise MembersRefusal(_("You may not import members."))
    with transaction.atomic():
        kept = MemberImport.objects.select_for_update().get(pk=kept.pk)
        if kept.state != ImportStates.PREVIEWED or not kept.workbook:
            raise MembersRefusal(_("This import was already applied or dropped."))
        with kept.workbook.open("rb") as opened:
            plan = import_workbook(opened, by=by, name=kept.file_name, fingerprint=fingerprint)
        for outcome, count in plan.counts.items():
            setattr(kept, f"{outcome}_count", count)
        kept.applied_at = timezone.now()
        _let_go(kept, ImportStates.APPLIED)
    return plan


def drop_import(kept: MemberImport) -> None:
    """Lets go of a workbook nobody will confirm; twice does no harm."""
    with transaction.atomic():
        kept = MemberImport.objects.select_for_update().get(pk=kept.pk)
        if kept.state == ImportStates.PREVIEWED:
            _let_go(kept, ImportStates.DROPPED)


def give_mandate(*, organisation, email, first_name, last_name, kind, since, until) -> Mandate:
    """Records that the person with that address, found or made known, speaks for the organisation."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        person = know_person(email=email, first_name=first_name, last_name=last_name)
        running = Mandate.objects.filter(organisation=organisation, person=person, kind=kind, until=None)
        if until is None and running.exists():
            raise MembersRefusal(_("%(name)s already holds this mandate.") % {"name": person})
        return Mandate.objects.create(organisation=organisation, person=person, kind=kind, since=since, until=until)


def edit_sheet(organisation: Organisation, *, by, **values) -> Organisation:
    """Somebody who speaks for the organisation, or keeps the register, corrects its public sheet (SHEET_FIELDS)."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if not can_edit_sheet(by, organisation):
            raise MembersRefusal(_("You no longer represent this organisation."))
        for name in SHEET_FIELDS:
            setattr(organisation, name, values[name])
        organisation._history_user = by
        organisation.save(update_fields=SHEET_FIELDS)
    return organisation


def _let_go(kept, state):
    name, storage = kept.workbook.name, kept.workbook.storage
    kept.workbook, kept.state = "", state
    kept.save()
    transaction.on_commit(lambda: storage.delete(name))
