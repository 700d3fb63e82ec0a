"""Days on which offices are open in France: no Saturday, no Sunday, no public holiday."""

from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether somebody can be expected to work on that day."""
    return day.weekday() < SATURDAY and day not in _public_holidays(day.year)


def working_day_from(day: date) -> date:
    """That day, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))
