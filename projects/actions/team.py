"""Giving and ending roles in a project."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal import roles
from portal.people.actions import know_person

from ..models import Project, ProjectRole
from ..people import leads_of
from ..permissions import can_manage
from ..refusals import TeamRefusal
from .replacing import end_with_lead


@transaction.atomic
def give_role(project, *, by, email, role, first_name="", last_name=""):
    """Gives a role to whoever has this address, making them known if nobody has; returns the role row."""
    project = _locked(project)
    if not can_manage(by, project):
        raise TeamRefusal(_("The roles of this project are not yours to give."))
    person = know_person(email=email, first_name=first_name, last_name=last_name)
    return roles.grant(ProjectRole, anchor=project, person=person, role=role, by=by)


@transaction.atomic
def end_role(row, *, by):
    """Ends a role now; the row stays in the history. Raises Refusal when it has already ended."""
    if not can_manage(by, _locked(row.anchor)):
        raise TeamRefusal(_("The roles of this project are not yours to end."))
    ended = roles.end(row, by=by)
    end_with_lead(ended, by=by)
    return ended


@transaction.atomic
def name_referent(project, *, by, person):
    """Says which lead receives the reminders; `person` is None where all of them do. Raises TeamRefusal."""
    fresh = _locked(project)
    if not can_manage(by, fresh):
        raise TeamRefusal(_("The roles of this project are not yours to give."))
    if person is not None and not leads_of(fresh, with_contributors=False).filter(pk=person.pk).exists():
        raise TeamRefusal(_("%(person)s is not a lead of this project.") % {"person": person})
    fresh.referent = person
    fresh.save(update_fields=["referent"])


def _locked(project):
    """One at a time changes who has which role: nobody names a replacement while the lead's own role ends."""
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
