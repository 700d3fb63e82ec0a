"""The screens around one event, for those who prepare it or stand at its door: one line a screen, in this order."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import permissions


@dataclass(frozen=True)
class Section:
    """A screen: the name of its address, what it is called, and the question that opens it."""

    address: str
    label: str
    is_open: object
    below: tuple = ()  # names of the screens that belong to it, beside its own


PREPARATION = [
    ("events:event-preparation", pgettext_lazy("screen", "Where it stands")),
    ("events:event-presentation", _("Texts and place")),
    ("events:event-settings", _("Registration")),
    ("events:event-slots", _("Programme")),
    ("events:event-places", _("Places")),
    ("events:event-audiences", _("Audiences")),
    ("events:event-questions", _("Questions")),
    ("events:event-consents", _("Consents")),
    ("events:event-invitations", _("Invitations")),
    ("events:team-people", _("Team")),
    ("events:event-duplicate", _("Duplicate")),
]
BELOW_PREPARATION = {
    "events:event-call-off": "events:event-preparation",
    "events:series-duplicate": "events:event-duplicate",
    "events:invitation-link": "events:event-invitations",
    "events:invitation-send": "events:event-invitations",
    **{
        f"events:event-{part}-{screen}": f"events:event-{part}"
        for part in ("slots", "audiences", "questions", "consents")
        for screen in ("new", "edit", "remove")
    },
}

SECTIONS = [
    Section(
        "events:event-preparation",
        pgettext_lazy("screen", "Preparation"),
        permissions.can_manage_event,
        below=(*(address for address, _label in PREPARATION), *BELOW_PREPARATION),
    ),
    Section(
        "events:registration-list",
        pgettext_lazy("screen", "Registrations"),
        permissions.can_view_registrations,
        below=(
            "events:registration-sheet",
            "events:registration-add",
            "events:registration-edit",
            "events:registration-imports",
            "events:registration-import",
            "events:group-messages",
            "events:group-message-create",
            "events:group-message",
            "events:group-message-edit",
        ),
    ),
    Section("events:event-dashboard", _("Follow-up"), permissions.can_view_registrations),
    Section(
        "events:text-list",
        pgettext_lazy("screen", "Messages"),
        permissions.can_message_registrants,
        below=("events:text-edit",),
    ),
    Section("events:document-list", _("Documents"), permissions.can_view_registrations),
    Section("events:door-check-in", _("Check-in"), permissions.can_check_in),
    Section("events:door-screen", _("Arrivals"), permissions.can_see_arrivals),
    Section("events:feedback-results", _("Feedback"), permissions.can_view_registrations),
]


def sections_for(user, event):
    """(address name, label, url) of the screens this person may open."""
    return [
        (section.address, section.label, reverse(section.address, args=[event.slug]))
        for section in SECTIONS
        if section.is_open(user, event)
    ]


def section_of(address):
    """The section in which the screen of this name is shown; the name itself where there is none."""
    return next((section.address for section in SECTIONS if address in section.below), address)


def preparation_screens(event):
    """(address name, label, url) of the screens on which an event is prepared, part by part."""
    return [(address, label, reverse(address, args=[event.slug])) for address, label in PREPARATION]
