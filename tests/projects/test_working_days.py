"""projects/working_days.py."""

from datetime import date

from projects.working_days import is_working_day, working_day_from


def test_weekends_and_public_holidays_are_passed_over():
    assert is_working_day(date(2026, 5, 7))
    assert not is_working_day(date(2026, 5, 8))  # the 8th of May
    assert working_day_from(date(2026, 5, 8)) == date(2026, 5, 11)
    assert working_day_from(date(2026, 12, 24)) == date(2026, 12, 24)
    assert working_day_from(date(2026, 12, 25)) == date(2026, 12, 28)
