"""Who may do what at an event: the matrix, then the questions."""

from portal.roles.enums import AssociationRoles

from .enums import EventRoles

ALL = {
    "view_event",
    "manage_event",
    "view_registrations",
    "export_registrations",
    "cancel_registrations",
    "check_in",
}

RIGHTS = {
    EventRoles.ORGANISER: ALL,
    EventRoles.DOOR: {"view_event", "view_registrations", "check_in"},
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


def can_manage_event(user, event):
    """Prepare the event and change how many places it has."""
    return user.is_authenticated and user.has_perm("events.manage_event", event)


def can_create_event(user):
    """Make a new event: the association's right, nobody's role at an event."""
    return user.has_perm("events.add_event")


def can_change_any_event(user):
    """Change what an event says, its programme and its places, in the back office."""
    return user.has_perm("events.change_event")
