"""A lead's replacement until a date: named by the lead, without asking the staff, for this project alone."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices, roles
from portal.people.actions import know_person

from ..enums import ProjectRoles
from ..models import ProjectRole
from ..people import accompaniers_of
from ..permissions import can_name_replacement, own_lead_role
from ..refusals import TeamRefusal
from .ended import still_open

LONGEST = timedelta(days=183)  # six months


@transaction.atomic
def name_replacement(project, *, by, email, until, first_name="", last_name=""):
    """Gives a lead's rights to whoever has this address, to the end of the day `until`; returns the role row.

    The replacement and the accompaniers are told. Raises TeamRefusal where `by` is no lead, or only a replacement,
    where the day is past or too far, or where the person leads the project already.
    """
    project = still_open(project)
    if not can_name_replacement(by, project):
        raise TeamRefusal(_("Only a lead of this project names a replacement, and a replacement names none."))
    _refuse_day(until)
    person = know_person(email=email, first_name=first_name, last_name=last_name)
    held = ProjectRole.objects.current().filter(anchor=project, person=person, role=ProjectRoles.LEAD)
    if held.exists():
        raise TeamRefusal(_("%(person)s leads this project already.") % {"person": person})
    own = own_lead_role(by, project)
    end = min(filter(None, [_end_of(until), own.until]))  # not longer than the lead's own role
    row = roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=by, until=end)
    row.stands_in_for = own
    row.save(update_fields=["stands_in_for"])
    _tell("replacement_named", row, [person])
    _tell("replacement_announced", row, accompaniers_of(project))
    return row


@transaction.atomic
def end_replacement(row, *, by):
    """Ends one's own replacement at once; both sides are told. Raises TeamRefusal where it is not `by`'s to end."""
    if row.stands_in_for is None or row.stands_in_for.person_id != by.pk:
        raise TeamRefusal(_("This replacement is not yours to end."))
    ended = roles.end(row, by=by)
    _tell("replacement_ended", ended, [row.person, *accompaniers_of(row.anchor)])
    return ended


def end_with_lead(row, *, by):
    """When a lead's role ends, so do the replacements that stood in for it."""
    for replacement in ProjectRole.objects.current().filter(stands_in_for=row).select_related("person", "anchor"):
        roles.end(replacement, by=by)
        _tell("replacement_ended", replacement, [replacement.person])


def _refuse_day(until):
    today = timezone.localdate()
    if until < today:
        raise TeamRefusal(_("This day is past."))
    if until > today + LONGEST:
        last = date_format(today + LONGEST)
        raise TeamRefusal(_("A replacement lasts six months at most: until %(date)s.") % {"date": last})


def _end_of(day):
    """The first moment after that day, in Paris."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _tell(kind, row, people):
    for person in people:
        notices.send(kind, subject_id=row.pk, key=f"{kind}:{row.pk}:{person.pk}", person=person)
