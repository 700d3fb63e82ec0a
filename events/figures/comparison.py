"""Several events side by side; as many queries for two as for six."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..enums import ACTIVE
from ..models import Registration
from ..territories import territory_of
from .feedback import satisfaction
from .registrations import in_order, made_by_day
from .standing import Standing, standings
from .table import Row, Table

MOST_DAYS_BEFORE = 90  # who came earlier is counted on the first day that is shown


@dataclass(frozen=True)
class Compared:
    """One event's figures. `made` has the registrations by their day (all of them, those that still count)."""

    standing: Standing
    satisfaction: float | None
    made: dict = field(default_factory=dict)
    territories: Counter = field(default_factory=Counter)

    @property
    def event(self):
        return self.standing.event

    @property
    def is_known(self):
        """Whether people registered here: of events before the portal only their number was kept."""
        return self.standing.total > 0

    @property
    def first_day(self):
        """Registrations on the day it opened (where that is not known, on the first day there were some)."""
        if not self.made:
            return None
        opened = self.event.registration_opens_at
        day = timezone.localdate(opened) if opened else min(self.made)
        return self.made.get(day, (0, 0))[0]

    @property
    def days_before(self):
        """{days before the event: how many that still count had registered}, until the day itself or today."""
        if not self.made:
            return {}
        day_itself = timezone.localdate(self.event.starts_at)
        until = max(0, (day_itself - timezone.localdate()).days)
        new = Counter()
        for day, (_all, kept) in self.made.items():
            new[min(max((day_itself - day).days, until), MOST_DAYS_BEFORE)] += kept
        adding_up, in_all = {}, 0
        for days in range(max(new), until - 1, -1):
            in_all += new[days]
            adding_up[days] = in_all
        return adding_up


def compare(events):
    """A `Compared` for each of `events` (with their places), in their order."""
    made, territories = made_by_day(events), defaultdict(Counter)
    by_postcode = Registration.objects.filter(event__in=events, status__in=ACTIVE).order_by()
    for event, postcode, number in by_postcode.values_list("event", "postcode").annotate(number=Count("pk")):
        territories[event][territory_of(postcode)] += number
    marks = satisfaction(events)
    return [
        Compared(one, marks.get(one.event.pk), made[one.event.pk], territories[one.event.pk])
        for one in standings(events)
    ]


def curves_table(compared):
    """How registrations added up, a column for each event, aligned on the day of the event."""
    known = [one for one in compared if one.made]
    series = [one.days_before for one in known]
    first = max((max(days) for days in series), default=-1)
    rows = []
    for days in range(first, -1, -1):
        numbers = tuple(one.get(days) for one in series)  # nothing before the first registration, nor after today
        rows.append(Row(_before(days), numbers, _("D−%(days)d") % {"days": days} if days else _before(days)))
    columns = tuple(one.event.title for one in known)
    note = _("Those that still count, adding up until the day of the event.")
    return Table("days-before", _("Registrations by days before"), pgettext("table", "When"), columns, rows, note)


def _before(days):
    if not days:
        return _("On the day")
    return ngettext("%(days)d day before", "%(days)d days before", days) % {"days": days}


def territories_table(compared):
    """Where people came from, a column for each event."""
    known = [one for one in compared if one.territories]
    in_all = sum((one.territories for one in known), Counter())
    rows = [Row(name, tuple(one.territories[name] for one in known)) for name in in_order(in_all)]
    columns = tuple(one.event.title for one in known)
    note = _("People registered, and their share of the event's.")
    return Table("territories", _("By territory"), _("Territory"), columns, rows, note)
