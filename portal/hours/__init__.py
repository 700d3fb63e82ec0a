"""Hours and moments in words: « 14 h », « 8 h 30 », « 28 novembre 2026 à 16 h 32 ».

The formats of each language are beside (`fr/formats.py`, FORMAT_MODULE_PATH); templates use `filters.py`.
All moments are shown in Europe/Paris; signs on one line (no-break spaces).
"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format

FULL_HOUR = "\xa0h\xa000"


def hour(value):
    """The hour and minutes of a moment or a time of day; "" for None."""
    return _short(time_format(_local(value), "TIME_FORMAT")) if value else ""


def clock(value):
    """The same to the second, for figures that renew themselves and receipts."""
    return time_format(_local(value), "CLOCK_FORMAT", use_l10n=True) if value else ""


def moment(value):
    """The date in words, with the hour; "" for None."""
    return _short(date_format(_local(value), "DATETIME_FORMAT")) if value else ""


def short_moment(value):
    """The date in figures, with the hour, for tables; "" for None."""
    return _short(date_format(_local(value), "SHORT_DATETIME_FORMAT")) if value else ""


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _short(words):
    """French leaves out the minutes of a full hour."""
    return words.removesuffix(FULL_HOUR) + "\xa0h" if words.endswith(FULL_HOUR) else words
