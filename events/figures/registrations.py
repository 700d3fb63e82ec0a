"""The figures of one event's registrations, each a `Table`."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..enums import ACTIVE, RegistrationStatus, Sources
from ..models import Registration, Workshop, WorkshopBooking
from ..territories import elsewhere, not_said, territory_of
from .moments import Cut
from .standing import came_by
from .table import Row, Table

MOST_DAYS = 70  # beyond, a bar is a week

ACTIVE_NUMBER = Count("pk", filter=Q(status__in=ACTIVE))


def by_day(event):
    """New registrations day by day without a gap (week by week where there are many), and how many they make."""
    days = {day: (kept, made - kept) for day, (made, kept) in made_by_day([event])[event.pk].items()}
    is_weekly = bool(days) and (max(days) - min(days)).days > MOST_DAYS
    columns = (
        pgettext("registrations", "Still counted"),
        pgettext("registrations", "Cancelled since"),
        pgettext("registrations", "Counted in all"),
    )
    return Table(
        "days",
        _("Registrations by week") if is_weekly else _("Registrations by day"),
        pgettext("table", "Week of") if is_weekly else pgettext("table", "Day"),
        columns,
        _days(event, days, is_weekly),
        _("New registrations, with those that were cancelled later."),
    )


def made_by_day(events):
    """By the key of each event, {day in Paris: (registrations made, those of them that still count)}."""
    rows = Registration.objects.filter(event__in=events).order_by().values_list("event", Cut("created_at", unit="hour"))
    made = defaultdict(dict)
    for event, hour, number, kept in rows.annotate(number=Count("pk"), kept=ACTIVE_NUMBER):
        day = timezone.localdate(hour)
        before = made[event].get(day, (0, 0))
        made[event][day] = (before[0] + number, before[1] + kept)
    return made


def _days(event, days, is_weekly):
    if not days:
        return []
    last = max(max(days), min(timezone.localdate(), timezone.localdate(event.starts_at)))
    step, first = 1, min(days)
    if is_weekly:
        step, first = 7, first - timedelta(days=first.weekday())
    rows, in_all = [], 0
    while first <= last:
        spell = [days.get(first + timedelta(days=number), (0, 0)) for number in range(step)]
        kept, gone = (sum(numbers) for numbers in zip(*spell, strict=True))
        in_all += kept
        rows.append(Row(date_format(first, "SHORT_DATE_FORMAT"), (kept, gone, in_all), date_format(first, "j N")))
        first += timedelta(days=step)
    return rows


def by_status(standing):
    """How many are in each state."""
    rows = [
        Row(status.label, (getattr(standing, status),)) for status in RegistrationStatus if getattr(standing, status)
    ]
    return Table(
        "status",
        _("By status"),
        _("Status"),
        (pgettext("table", "Registrations"),),
        rows,
        _("Every registration, cancelled ones included."),
    )


def by_attendance(standing):
    """Who came of those who were expected, once somebody was checked in."""
    rows = []
    if standing.absent is not None:
        rows = [
            Row(pgettext("attendance", "Came"), (standing.checked_in,)),
            Row(pgettext("attendance", "Absent"), (standing.absent,)),
        ]
    return Table(
        "attendance",
        _("Attended and absent"),
        pgettext("table", "Attendance"),
        (pgettext("table", "People"),),
        rows,
        _("Of those who had a place."),
    )


def by_workshop(event):
    """For each workshop: who holds a place, how many it has, who waits in its line."""
    booked = WorkshopBooking.objects.filter(pool__event=event).order_by().values_list("pool__workshop")
    counts = {
        workshop: (held, waiting)
        for workshop, held, waiting in booked.annotate(held=Count("seat"), waiting=Count("waiting_number"))
    }
    workshops = Workshop.objects.filter(slot__event=event).select_related("slot")
    rows = []
    for workshop in workshops.annotate(places=Count("pool__seats")):
        held, waiting = counts.get(workshop.pk, (0, 0))
        rows.append(Row(workshop.title, (held, workshop.places, waiting)))
    columns = (pgettext("table", "Held"), pgettext("table", "Places"), pgettext("table", "In line"))
    return Table("workshops", _("By workshop"), _("Workshop"), columns, rows, _("Places held, of those there are."))


def kinds_of(event):
    """How many registrations there are by (audience, source, status): both figures below are made from it."""
    kinds = event.registrations.order_by().values_list("audience", "source", "status")
    return {tuple(kind): number for *kind, number in kinds.annotate(number=Count("pk"))}


def by_audience(event, kinds):
    """For each audience: confirmed, in line and, once somebody came, how many did."""
    confirmed, in_line, came = Counter(), Counter(), came_by([event], "audience")
    for (audience, _source, status), number in kinds.items():
        confirmed[audience] += number * (status == RegistrationStatus.CONFIRMED)
        in_line[audience] += number * (status in (RegistrationStatus.WAITING, RegistrationStatus.OFFERED))
    audiences = {audience.pk: audience.name for audience in event.audiences.all()}
    if audiences and None in confirmed:
        audiences[None] = not_said()
    rows = [Row(name, (confirmed[pk], in_line[pk], came.get(pk, 0))) for pk, name in audiences.items()]
    columns = (pgettext("table", "Confirmed"), pgettext("table", "In line"), pgettext("table", "Came"))
    columns, rows = _without_last_unless(came, columns, rows)
    return Table("audiences", _("By audience"), _("Audience"), columns, rows, _("Cancelled ones are left out."))


def by_source(kinds):
    """How the registrations that count came in."""
    counts = Counter()
    for (_audience, source, status), number in kinds.items():
        counts[source] += number * (status in ACTIVE)
    rows = [Row(source.label, (counts[source],)) for source in Sources if counts[source]]
    columns = (pgettext("table", "Registrations"),)
    return Table("sources", _("How they registered"), _("How"), columns, rows, _("Cancelled ones are left out."))


def by_territory(event):
    """Where people come from, the most frequent first; those who did not say are last."""
    found = event.registrations.filter(status__in=ACTIVE).order_by().values_list("postcode")
    active, came, arrived = Counter(), Counter(), came_by([event], "postcode")
    for postcode, number in found.annotate(number=Count("pk")):
        active[territory_of(postcode)] += number
    for postcode, number in arrived.items():
        came[territory_of(postcode)] += number
    rows = [Row(name, (active[name], came[name])) for name in in_order(active)]
    columns = (pgettext("table", "Registered"), pgettext("table", "Came"))
    columns, rows = _without_last_unless(arrived, columns, rows)
    note = _("By the postcode they gave: intercommunality in Seine-et-Marne, department around it.")
    return Table("territories", _("By territory"), _("Territory"), columns, rows, note)


def _without_last_unless(somebody_came, columns, rows):
    """Before anybody came, a column of noughts says nothing."""
    if somebody_came:
        return columns, rows
    return columns[:-1], [Row(row.label, row.numbers[:-1]) for row in rows]


def in_order(counted):
    """Names by how often they were counted, then by the alphabet; "elsewhere" and "not said" last."""
    last = {elsewhere(): 1, not_said(): 2}
    return sorted(counted, key=lambda name: (last.get(name, 0), -counted[name], name))
