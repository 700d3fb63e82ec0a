"""Working days in metropolitan France: neither a Saturday, a Sunday nor a public holiday (Code du travail, L3133-1).

The holidays themselves come from the library `holidays`, in French where a sentence names one.
"""

from datetime import date, timedelta
from functools import cache

import holidays

A_DAY = timedelta(days=1)


@cache
def _holidays():
    """Reckoned year by year, as they are asked for."""
    return holidays.France(language="fr")


def is_working_day(day: date) -> bool:
    """True from Monday to Friday, except on public holidays."""
    return day.weekday() < 5 and day not in _holidays()


def holiday_on(day: date) -> str:
    """The French name of the public holiday on that day; an empty text where there is none."""
    return _holidays().get(day, "")


def on_or_after(day: date) -> date:
    """That day where it is a working day, else the next one."""
    while not is_working_day(day):
        day += A_DAY
    return day


def add(day: date, working_days: int) -> date:
    """The working day that comes `working_days` (0 or more) after `day`; that day itself does not count.

    From a Friday, one working day leads to Monday; none leads to `on_or_after(day)`.
    """
    day = on_or_after(day)
    for _number in range(working_days):
        day = on_or_after(day + A_DAY)
    return day
