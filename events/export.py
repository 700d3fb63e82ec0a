"""The list of registrations as a sheet: one line a person, one column a slot."""

from django.utils.translation import gettext as _

from portal.spreadsheets import Column, Sheet


def registrations_sheet(event, registrations):
    """`registrations` of `event`, by name; moments are real dates, a text is never a formula."""
    slots = list(event.slots.filter(workshops__isnull=False).distinct())
    columns = [
        Column(_("Last name")),
        Column(_("First name")),
        Column(_("E-mail address"), width=32),
        Column(_("Organisation"), width=32),
        Column(_("Status")),
        Column(_("Seat"), kind="number"),
        Column(_("Rank on the waiting list"), kind="number"),
        *(Column(slot.title, width=40) for slot in slots),
        Column(_("Language of mails"), width=12),
        Column(_("Registered on"), kind="datetime"),
        Column(_("Consent given on"), kind="datetime"),
    ]
    return Sheet(_("Registrations"), columns, _rows(event, registrations, slots))


def _rows(event, registrations, slots):
    line = event.registrations.waiting().values_list("pk", flat=True)
    ranks = {pk: rank for rank, pk in enumerate(line, 1)}
    found = registrations.select_related("seat").with_workshops().order_by("last_name", "first_name", "pk")
    for registration in found.iterator(chunk_size=500):
        workshops = {booking.slot_id: booking.workshop.title for booking in registration.bookings.all()}
        yield [
            registration.last_name,
            registration.first_name,
            registration.email,
            registration.organisation,
            registration.get_status_display(),
            registration.seat.number if registration.seat else None,
            ranks.get(registration.pk),
            *(workshops.get(slot.pk) for slot in slots),
            registration.get_language_display(),
            registration.created_at,
            registration.consent_at,
        ]
