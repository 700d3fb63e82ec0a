"""When the milestones of a template fall due, counted in working days from the start or from one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import working_days
from .enums import CountedFrom
from .models import CourseTemplate, TemplateMilestone
from .refusals import CourseRefusal, PastDates


@dataclass(frozen=True)
class Planned:
    """A milestone of a template with the date it would have; `due_on` is None where it has none."""

    milestone: TemplateMilestone
    due_on: date | None

    @property
    def is_past(self) -> bool:
        """Whether that date has passed already."""
        return self.due_on is not None and self.due_on < timezone.localdate()


def plan(template: CourseTemplate, start_on: date | None) -> list[Planned]:
    """The milestones of the template with their dates; without a start none has one. Writes nothing.

    Raises CourseRefusal where the template has no milestone, or its offsets go round in circles.
    """
    milestones = list(template.milestones.all())
    if not milestones:
        raise CourseRefusal(_("The template “%(name)s” has no milestone yet.") % {"name": template})
    if start_on is None:
        return [Planned(milestone, None) for milestone in milestones]
    days = days_of(milestones, start_on)
    return [
        Planned(milestone, None if milestone.offset is None else day)
        for milestone, day in zip(milestones, days, strict=True)
    ]


def days_of(milestones: Sequence[TemplateMilestone], start_on: date) -> list[date]:
    """The day of each milestone, in the same order. One without an offset falls on the day it is counted from.

    Raises CourseRefusal, in words, where one is counted from outside the list or the offsets form a circle.
    """
    parents = _parents(milestones)
    days: dict[int, date] = {}
    while len(days) < len(milestones):
        ready = [
            place for place, parent in enumerate(parents) if place not in days and (parent is None or parent in days)
        ]
        if not ready:
            raise CourseRefusal(_circle_in_words(milestones, parents, days))
        for place in ready:
            origin = start_on if parents[place] is None else days[parents[place]]
            days[place] = working_days.add(origin, milestones[place].offset or 0)
    return [days[place] for place in range(len(milestones))]


def _parents(milestones):
    """For each milestone the place of the one it is counted from; None for the start."""
    places = {milestone.pk: place for place, milestone in enumerate(milestones) if milestone.pk}
    parents: list[int | None] = []
    for place, milestone in enumerate(milestones):
        if milestone.counted_from == CountedFrom.MILESTONE:
            if milestone.after_id not in places:
                text = _("“%(milestone)s” is counted from a milestone that is not in this template.")
                raise CourseRefusal(text % {"milestone": milestone})
            parents.append(places[milestone.after_id])
        else:
            parents.append(place - 1 if milestone.counted_from == CountedFrom.PREVIOUS and place else None)
    return parents


def _circle_in_words(milestones, parents, days):
    place = next(place for place in range(len(milestones)) if place not in days)
    walked = []
    while place not in walked:
        walked.append(place)
        place = parents[place]
    circle = walked[walked.index(place) :]
    links = [
        _("“%(one)s” is counted from “%(other)s”") % {"one": milestones[one], "other": milestones[parents[one]]}
        for one in circle
    ]
    return _("The dates go round in circles: %(links)s. Count one of them from the start of the course.") % {
        "links": ", ".join(links)
    }


def refuse_day_off(day: date) -> None:
    """Raises CourseRefusal, naming the next working day, where nothing can be expected on that day."""
    if working_days.is_working_day(day):
        return
    holiday = working_days.holiday_on(day)
    words = {"date": date_format(day, "l j F Y"), "next": date_format(working_days.on_or_after(day), "l j F Y")}
    if holiday:
        text = _("%(date)s is a public holiday (%(holiday)s): choose %(next)s, for instance.")
        raise CourseRefusal(text % {**words, "holiday": holiday})
    raise CourseRefusal(_("Nobody works on %(date)s: choose %(next)s, for instance.") % words)


def refuse_past(dated: Sequence[tuple[str, date | None]]) -> None:
    """Raises PastDates, naming each (title, date) whose date has passed."""
    today = timezone.localdate()
    past = [(title, day) for title, day in dated if day is not None and day < today]
    if past:
        words = _("“%(milestone)s” (%(date)s)")
        named = ", ".join(words % {"milestone": title, "date": date_format(day, "DATE_FORMAT")} for title, day in past)
        text = _("These dates have passed already: %(dates)s. Change them, or say below that they are meant.")
        raise PastDates(text % {"dates": named})
