"""Who may do what at an event: the matrix, then the questions."""

from portal.members.models import Mandate
from portal.roles.enums import AssociationRoles

from .enums import Access, EventRoles

ALL = {
    "view_event",
    "manage_event",
    "view_registrations",
    "export_registrations",
    "cancel_registrations",
    "add_registrations",
    "message_registrants",
    "check_in",
}

RIGHTS = {
    EventRoles.ORGANISER: ALL,
    EventRoles.DOOR: {"view_event", "check_in"},
    EventRoles.READER: {"view_event", "view_registrations"},
}

OFFICE = {"add_event", "change_event"}  # every event, in the back office
ASSOCIATION_RIGHTS = {
    AssociationRoles.STAFF: ALL | OFFICE,
    AssociationRoles.ADMINISTRATOR: ALL | OFFICE,
    AssociationRoles.EDITOR: {"view_event"},
}


def can_view_registrations(user, event):
    """See the names and where the registration stands."""
    return user.is_authenticated and user.has_perm("events.view_registrations", event)


def can_export_registrations(user, event):
    """See the addresses and take the list away."""
    return user.is_authenticated and user.has_perm("events.export_registrations", event)


def can_cancel_registrations(user, event):
    """Cancel for somebody who asked by telephone or mail."""
    return user.is_authenticated and user.has_perm("events.cancel_registrations", event)


def can_add_registrations(user, event):
    """Register somebody for them, or import a list."""
    return user.is_authenticated and user.has_perm("events.add_registrations", event)


def can_message_registrants(user, event):
    """Write the mails' words, and to those who are registered."""
    return user.is_authenticated and user.has_perm("events.message_registrants", event)


def can_check_in(user, event):
    """Stand at the door: check people in, and register those who come without."""
    return user.is_authenticated and user.has_perm("events.check_in", event)


def can_see_arrivals(user, event):
    """See the numbers on the screen at the entrance."""
    return can_check_in(user, event) or can_view_registrations(user, event)


def may_register(user, event, *, audience=None, invitation=None, email=""):
    """Whether this visitor may register somebody, for the audience if one is chosen.

    The stricter of the event's and the audience's rule counts. Members are people with a mandate that runs today; an
    invitation opens the event it is for, whatever its rule, and an audience only if it names it or the event's is
    what it opens. One made for an address is good for that address.
    """
    if invitation is not None and _opens(invitation, event, audience, email):
        return True
    rules = {event.access, audience.access if audience else Access.PUBLIC}
    if Access.INVITED in rules:
        return False
    return Access.MEMBERS not in rules or is_member(user)


def _opens(invitation, event, audience, email):
    if invitation.event_id != event.pk or invitation.revoked_at is not None:
        return False
    if invitation.email and invitation.email.lower() != email.lower():
        return False
    return audience is None or audience.access == Access.PUBLIC or invitation.audience_id in (None, audience.pk)


def is_member(user):
    """Whether the person speaks for a member organisation today."""
    if user is None or not user.is_authenticated:
        return False
    return Mandate.objects.current().speaking().filter(person=user).exists()


def can_manage_event(user, event):
    """Prepare the event and change how many places it has."""
    return user.is_authenticated and user.has_perm("events.manage_event", event)


def can_create_event(user):
    """Make a new event: the association's right, nobody's role at an event."""
    return user.has_perm("events.add_event")


def can_change_any_event(user):
    """Change what an event says, its programme and its places, in the back office."""
    return user.has_perm("events.change_event")
