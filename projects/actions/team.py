"""Giving and ending roles in a project.

One at a time, under the lock of the project: nobody names a replacement while the lead's own role ends.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from portal import roles
from portal.people.actions import know_person

from ..models import ProjectRole
from ..people import leads_of
from ..permissions import can_give_roles, can_manage
from ..refusals import TeamRefusal
from .ended import held, still_open
from .replacing import end_with_lead


@transaction.atomic
def give_role(project, *, by, email, role, first_name="", last_name=""):
    """Gives a role to whoever has this address, making them known if nobody has; returns the role row."""
    project = still_open(project)
    if not can_give_roles(by, project):
        raise TeamRefusal(_("The roles of this project are not yours to give."))
    person = know_person(email=email, first_name=first_name, last_name=last_name)
    return roles.grant(ProjectRole, anchor=project, person=person, role=role, by=by)


@transaction.atomic
def end_role(row, *, by):
    """Ends a role now, in a project that has ended too; the row stays in the history.

    Raises Refusal when it has already ended.
    """
    if not can_manage(by, held(row.anchor)):
        raise TeamRefusal(_("The roles of this project are not yours to end."))
    ended = roles.end(row, by=by)
    end_with_lead(ended, by=by)
    return ended


@transaction.atomic
def name_referent(project, *, by, person):
    """Says which lead receives the reminders; `person` is None where all of them do. Raises TeamRefusal."""
    fresh = still_open(project)
    if not can_give_roles(by, fresh):
        raise TeamRefusal(_("The roles of this project are not yours to give."))
    if person is not None and not leads_of(fresh, with_contributors=False).filter(pk=person.pk).exists():
        raise TeamRefusal(_("%(person)s is not a lead of this project.") % {"person": person})
    fresh.referent = person
    fresh.save(update_fields=["referent"])
