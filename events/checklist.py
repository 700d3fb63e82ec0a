"""What is still missing before an event is announced: said on its preparation screen, nothing is forced."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .enums import Access


@dataclass(frozen=True)
class Point:
    """One thing to have, whether it is there, and the screen where it is prepared."""

    label: str
    is_done: bool
    url: str
    hint: str = ""


def checklist(event):
    """The points, in the order in which one prepares."""

    def at(name):
        return reverse(f"events:{name}", args=[event.slug])

    slots = list(event.slots.all())
    outside = [slot for slot in slots if event.leaves_out(slot)]
    points = [
        Point(
            _("Place and access"),
            bool(event.address and event.directions_fr),
            at("event-presentation"),
            _("Address and how to get there stand in every mail."),
        ),
        Point(_("Programme"), bool(slots), at("event-slots"), _("No slot yet.")),
        Point(_("Places"), event.capacity > 0, at("event-places"), _("Without places everybody waits.")),
        Point(
            _("Dates of registration"),
            event.registration_opens_at is not None and event.closes_at <= event.starts_at,
            at("event-settings"),
            _("Registration needs an opening, and closes before the event begins."),
        ),
        Point(
            _("Announcement on the site"),
            any(page.live for page in event.pages.all()),
            f"{at('event-preparation')}#announcement",
            _("No page of the site announces it yet."),
        ),
    ]
    if event.is_in_english:
        has_english = bool(event.title_en) and all(slot.title_en for slot in slots)
        hint = _("Registration is offered in English, but a title is in French only.")
        points.append(Point(_("Titles in English"), has_english, at("event-presentation"), hint))
    if event.access == Access.INVITED:
        is_invited = event.invitations.valid().exists()
        hint = _("Registration is for people who were invited, and nobody is yet.")
        points.append(Point(_("Invitations"), is_invited, at("event-invitations"), hint))
    if outside:
        hint = _("“%(slot)s” is outside the hours of the event: is that right?") % {"slot": outside[0]}
        points.append(Point(_("Hours of the programme"), False, at("event-slots"), hint))
    return points
