"""Every role across every state: the set and the single question agree, and nobody sees more than the matrix says."""

import pytest
from django.contrib.auth.models import AnonymousUser

from events import permissions
from events.enums import EventRoles
from events.models import Event, EventRole, Registration
from portal import roles
from portal.people.models import Person
from tests.factories.events import EventFactory, registered
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

STATES = ["draft", "open", "cancelled", "archived"]
# role: (sees a draft, sees registrations, exports, cancels, manages)
EXPECTED = {
    "visitor": (False, False, False, False, False),
    "person": (False, False, False, False, False),
    "former organiser": (False, False, False, False, False),
    "organiser elsewhere": (False, False, False, False, False),
    "door": (True, False, False, False, False),
    "organiser": (True, True, True, True, True),
    "editor": (True, False, False, False, False),
    "staff": (True, True, True, True, True),
    "administrator": (True, True, True, True, True),
}


def make(role, event):
    """Somebody who holds `role`; fetched anew, as by a request."""
    if role == "visitor":
        return AnonymousUser()
    person = PersonFactory()
    if role in roles.AssociationRoles.values:
        roles.grant(roles.AssociationRole, person=person, role=role, by=None)
    elif role == "organiser elsewhere":
        roles.grant(EventRole, anchor=EventFactory(), person=person, role=EventRoles.ORGANISER, by=None)
    elif role != "person":
        row = roles.grant(EventRole, anchor=event, person=person, role=role.removeprefix("former "), by=None)
        if role.startswith("former"):
            roles.end(row, by=None)
    return Person.objects.get(pk=person.pk)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", EXPECTED)
def test_rights(role, state):
    event = EventFactory()
    registration = registered(event)
    Event.objects.filter(pk=event.pk).update(status="published" if state == "open" else state)
    event.refresh_from_db()
    person = make(role, event)
    sees_draft, sees_registrations, exports, cancels, manages = EXPECTED[role]

    assert Event.objects.visible_to(person).filter(pk=event.pk).exists() == (state != "draft" or sees_draft)
    assert permissions.can_view_registrations(person, event) == sees_registrations
    assert Registration.objects.visible_to(person).filter(pk=registration.pk).exists() == sees_registrations
    assert permissions.can_export_registrations(person, event) == exports
    assert permissions.can_cancel_registrations(person, event) == cancels
    assert permissions.can_manage_event(person, event) == manages
