"""projects/planning.py: when the milestones of a template fall due, and what cannot be."""

from datetime import date

import pytest
from django.utils import translation

from projects.enums import CountedFrom
from projects.models import TemplateMilestone
from projects.planning import days_of, plan, refuse_day_off
from projects.refusals import CourseRefusal
from tests.factories.courses import CourseTemplateFactory, step_of, template_of

START = date(2027, 3, 1)  # a Monday


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def step(pk, title, counted_from, after=None, offset=5):
    return TemplateMilestone(pk=pk, title=title, counted_from=counted_from, after_id=after, offset=offset)


def test_each_is_counted_from_what_it_says():
    steps = [
        step(1, "A", CountedFrom.START, offset=4),
        step(2, "B", CountedFrom.MILESTONE, after=3, offset=1),  # from one that comes later in the list
        step(3, "C", CountedFrom.START, offset=10),
        step(None, "D", CountedFrom.PREVIOUS, offset=0),
    ]
    assert days_of(steps, START) == [date(2027, 3, 5), date(2027, 3, 16), date(2027, 3, 15), date(2027, 3, 15)]


def test_a_milestone_without_offset_has_no_date_and_is_counted_through(db):
    template = template_of(5, None, 5)
    assert [one.due_on for one in plan(template, START)] == [date(2027, 3, 8), None, date(2027, 3, 15)]
    assert [one.due_on for one in plan(template, None)] == [None, None, None]


def test_no_date_is_ever_a_day_off(db):
    template = template_of(*[3] * 100)
    assert all(one.due_on.weekday() < 5 for one in plan(template, date(2027, 1, 2)))


def test_offsets_in_a_circle_are_refused_naming_it_alone():
    steps = [
        step(1, "Note", CountedFrom.START),
        step(2, "Bilan", CountedFrom.MILESTONE, after=3),
        step(3, "Étude", CountedFrom.PREVIOUS),
        step(4, "Suite", CountedFrom.PREVIOUS),
    ]
    with pytest.raises(CourseRefusal) as refusal:
        days_of(steps, START)
    assert "“Bilan” is counted from “Étude”, “Étude” is counted from “Bilan”" in str(refusal.value)
    assert "Suite" not in str(refusal.value) and "Note" not in str(refusal.value)


def test_counting_from_oneself_is_a_circle():
    with pytest.raises(CourseRefusal, match="“Seul” is counted from “Seul”"):
        days_of([step(1, "Seul", CountedFrom.MILESTONE, after=1)], START)


def test_counting_from_another_template_is_refused(db):
    foreign = template_of(5).milestones.get()
    template = CourseTemplateFactory()
    step_of(template, 1, 5, CountedFrom.MILESTONE, after=foreign)
    with pytest.raises(CourseRefusal, match="not in this template"):
        plan(template, START)


def test_an_empty_template_is_refused(db):
    with pytest.raises(CourseRefusal, match="no milestone yet"):
        plan(CourseTemplateFactory(), START)


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2027, 7, 14), "public holiday"), (date(2027, 7, 10), "Nobody works"), (date(2027, 5, 17), "18 May")],
)
def test_a_day_off_is_refused_naming_another(day, words):
    with translation.override("en"), pytest.raises(CourseRefusal, match=words):
        refuse_day_off(day)
    refuse_day_off(date(2027, 7, 13))
