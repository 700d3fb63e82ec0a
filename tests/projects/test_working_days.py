"""projects/working_days.py: neither weekends nor French public holidays."""

from datetime import date

import pytest

from projects import working_days


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 29), "Lundi de Pâques"),
        (date(2027, 5, 6), "Ascension"),
        (date(2027, 5, 17), "Lundi de Pentecôte"),
        (date(2027, 7, 14), "Fête nationale"),
        (date(2027, 11, 11), "Armistice"),
    ],
)
def test_public_holidays_are_no_working_days(day, name):
    assert not working_days.is_working_day(day)
    assert working_days.holiday_on(day) == name


@pytest.mark.parametrize("day", [date(2027, 3, 26), date(2027, 12, 27)])
def test_good_friday_and_what_is_a_holiday_in_alsace_alone_are_working_days(day):
    assert working_days.is_working_day(day)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2027, 1, 8), 0, date(2027, 1, 8)),
        (date(2027, 1, 8), 1, date(2027, 1, 11)),  # over a weekend
        (date(2027, 1, 9), 0, date(2027, 1, 11)),  # from a Saturday
        (date(2027, 3, 26), 1, date(2027, 3, 30)),  # over Easter Monday
        (date(2027, 7, 13), 1, date(2027, 7, 15)),  # over 14 July
        (date(2027, 7, 14), 0, date(2027, 7, 15)),
        (date(2027, 11, 10), 2, date(2027, 11, 15)),  # over 11 November and a weekend
        (date(2026, 12, 24), 5, date(2027, 1, 4)),  # over two years
    ],
)
def test_adding_working_days(start, number, end):
    assert working_days.add(start, number) == end
