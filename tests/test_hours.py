"""Hours and moments as they are read: in French with « h », to the minute where there are minutes."""

from datetime import UTC, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

from portal import hours

AFTERNOON = datetime(2026, 11, 28, 15, 32, 7, tzinfo=UTC)  # 16:32 in Paris
MIDNIGHT = datetime(2026, 7, 1, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [(AFTERNOON, "16 h 32"), (MIDNIGHT, "0 h"), (time(8, 30), "8 h 30"), (time(14), "14 h"), (time(10, 5), "10 h 05")],
)
def test_hours_are_said_in_the_french_way(value, said):
    assert hours.hour(value) == said.replace(" ", "\xa0")


def test_moments_have_the_date_first():
    assert hours.moment(AFTERNOON) == "28 novembre 2026 à 16\xa0h\xa032"
    assert hours.moment(MIDNIGHT) == "2 juillet 2026 à 0\xa0h"
    assert hours.short_moment(AFTERNOON) == "28/11/2026 à 16\xa0h\xa032"
    assert hours.clock(AFTERNOON) == "16\xa0h\xa032\xa0min\xa007\xa0s"


def test_english_keeps_its_hours():
    with translation.override("en"):
        said = hours.hour(AFTERNOON), hours.moment(AFTERNOON), hours.clock(AFTERNOON)
    assert said == ("16:32", "Nov. 28, 2026, 16:32", "16:32:07")


def test_templates_know_the_filters_and_say_nothing_of_nothing():
    template = Template(
        "{{ at|hour }};{{ at|moment }};{{ none|hour }}{{ none|moment }}{{ none|clock }}{{ no|short_moment }}"
    )
    assert template.render(Context({"at": AFTERNOON, "none": None})) == (
        "16\xa0h\xa032;28 novembre 2026 à 16\xa0h\xa032;"
    )
