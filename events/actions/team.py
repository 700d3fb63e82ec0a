"""Giving and ending roles at an event."""

from django.db import transaction

from portal import roles
from portal.people.actions import know_person

from ..models import EventRole
from ..permissions import can_manage_event
from ..refusals import NotYoursToPrepare


@transaction.atomic
def give_role(event, *, by, email, role, first_name="", last_name="", since=None, until=None):
    """Gives a role to whoever has this address, making them known if nobody has; returns the role row.

    Raises NotYoursToPrepare, or RoleRefusal for an end before the beginning.
    """
    if not can_manage_event(by, event):
        raise NotYoursToPrepare
    person = know_person(email=email, first_name=first_name, last_name=last_name)
    return roles.grant(EventRole, anchor=event, person=person, role=role, by=by, since=since, until=until)


def end_role(row, *, by):
    """Ends a role now; the row stays in the history. Raises a Refusal when it has already ended."""
    if not can_manage_event(by, row.anchor):
        raise NotYoursToPrepare
    return roles.end(row, by=by)
