"""Moving moments from one day to another: hours stay as the clock on the wall shows them, whatever the season."""

import calendar
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy


class Repetition(models.TextChoices):
    """How a day comes back."""

    NEVER = "never", pgettext_lazy("repetition", "Once only")
    WEEKLY = "weekly", pgettext_lazy("repetition", "Every week")
    FORTNIGHTLY = "fortnightly", pgettext_lazy("repetition", "Every two weeks")
    MONTHLY = "monthly", pgettext_lazy("repetition", "Every month, on the same date")
    SAME_WEEKDAY = "weekday", pgettext_lazy("repetition", "Every month, on the same weekday (second Tuesday…)")


def moved(moment, days):
    """`moment` so many days later at the same hour of the day; None stays None."""
    if moment is None:
        return None
    return timezone.make_aware(timezone.localtime(moment).replace(tzinfo=None) + timedelta(days=days))


def days_between(before, after):
    """How many days `after` is later than `before`, by the local calendar."""
    return (timezone.localdate(after) - timezone.localdate(before)).days


def repeated(first, repetition, times):
    """The first day and those that follow it, `times` in all."""
    return [_after(first, repetition, number) for number in range(times)]


def _after(first, repetition, number):
    if repetition == Repetition.WEEKLY:
        return first + timedelta(weeks=number)
    if repetition == Repetition.FORTNIGHTLY:
        return first + timedelta(weeks=2 * number)
    months = first.year * 12 + first.month - 1 + number
    year, month = months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    if repetition == Repetition.MONTHLY:
        return first.replace(year=year, month=month, day=min(first.day, last))
    beginning = first.replace(year=year, month=month, day=1)
    day = 1 + (first.weekday() - beginning.weekday()) % 7 + 7 * ((first.day - 1) // 7)
    return beginning.replace(day=day if day <= last else day - 7)  # no fifth one this month: the last one
