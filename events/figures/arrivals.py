"""When people came in, by quarter of an hour and by door."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal import hours

from ..models import CheckIn
from .moments import Cut
from .table import Row, Table

QUARTER = timedelta(minutes=15)
MOST_DOORS = 3  # each has a drawing of its own; the others are one
LONGEST_GAP = 24  # quarters without anybody that are still shown: a longer rest (a night) is left out


def by_quarter(event):
    """Check-ins that stand, by quarter of an hour; one column a door, the busiest first."""
    found = CheckIn.objects.standing().filter(registration__event=event).order_by()
    minutes = found.values_list("door", Cut("at", unit="minute")).annotate(number=Count("pk"))
    doors, counts = Counter(), Counter()
    for door, minute, number in minutes:
        doors[door] += number
        counts[door, _quarter_of(minute)] += number
    names = [door for door, _number in sorted(doors.items(), key=lambda pair: (-pair[1], pair[0]))]
    shown, others = (names, []) if len(names) <= MOST_DOORS else (names[: MOST_DOORS - 1], names[MOST_DOORS - 1 :])
    groups = [[name] for name in shown] + ([others] if others else [])
    labels = [name or pgettext("door", "Entrance") for name in shown] + ([_("Other doors")] if others else [])
    quarters = sorted({quarter for _door, quarter in counts})
    days = {quarter.date() for quarter in quarters}
    rows = [
        Row(_label(quarter, len(days) > 1), tuple(sum(counts[door, quarter] for door in group) for group in groups))
        for quarter in _without_gaps(quarters)
    ]
    return Table(
        "arrivals",
        _("Arrivals by quarter of an hour"),
        pgettext("table", "From"),
        tuple(labels),
        rows,
        _("Check-ins that stand, by the door's clock."),
    )


def _quarter_of(moment):
    moment = timezone.localtime(moment)
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def _without_gaps(quarters):
    """Every quarter between the first and the last, but for long rests."""
    for number, quarter in enumerate(quarters):
        yield quarter
        if number + 1 < len(quarters):
            rest = int((quarters[number + 1] - quarter) / QUARTER) - 1
            if rest <= LONGEST_GAP:
                yield from (timezone.localtime(quarter + QUARTER * step) for step in range(1, rest + 1))


def _label(quarter, with_day):
    hour = hours.hour(quarter)
    return f"{date_format(quarter, 'd/m')} {hour}" if with_day else hour
