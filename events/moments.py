"""When an event is, in words, in the active language; hours are Europe/Paris."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import hours


def when_in_words(event):
    """The day and the hours; both days of one that lasts longer; the day alone where no hour is known."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if event.is_whole_day:
        return day_in_words(start)
    if start.date() == end.date():
        return _("%(day)s, %(start)s to %(end)s") % {
            "day": day_in_words(start),
            "start": hours.hour(start),
            "end": hours.hour(end),
        }
    return _("from %(first_day)s, %(start)s to %(last_day)s, %(end)s") % {
        "first_day": day_in_words(start),
        "start": hours.hour(start),
        "last_day": day_in_words(end),
        "end": hours.hour(end),
    }


def day_in_words(moment):
    """The day of the week and the date."""
    return date_format(timezone.localtime(moment), "l j F Y")


def moment_in_words(moment):
    """A day with an hour."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(hour)s") % {"day": day_in_words(local), "hour": hours.hour(local)}


def place_in_words(event):
    """The place with its address."""
    return ", ".join(filter(None, [event.venue, event.address]))
