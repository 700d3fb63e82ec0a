"""The course of a project as it is told on screen: each milestone's state, and who waits for whom since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .enums import WITH_LEAD, MilestoneStatus
from .models import Milestone

KINDS = {
    MilestoneStatus.PENDING: "neutral",
    MilestoneStatus.SUBMITTED: "progress",
    MilestoneStatus.RETURNED: "warning",
    MilestoneStatus.REOPENED: "warning",
    MilestoneStatus.ACCEPTED: "success",
}


@dataclass(frozen=True)
class Step:
    """One milestone on screen; `kind` is the shape and colour of its label (components/status.html)."""

    milestone: Milestone
    label: str
    kind: str
    is_current: bool
    waits_for: str = ""  # names, or an empty text where nobody is waited for
    since: datetime | None = None


def course(milestones: Iterable[Milestone], *, leads: list, accompaniers: list) -> list[Step]:
    """The steps in order. Costs no query: the caller fetched the milestones and the people."""
    milestones = list(milestones)
    current = current_milestone(milestones)
    return [step(milestone, current, leads=leads, accompaniers=accompaniers) for milestone in milestones]


def current_milestone(milestones: Iterable[Milestone]) -> Milestone | None:
    """The first milestone that is not accepted: where the project stands. None once the project has ended."""
    waiting = (one for one in milestones if one.status != MilestoneStatus.ACCEPTED and not one.project.is_closed)
    return next(waiting, None)


def step(milestone, current, *, leads, accompaniers) -> Step:
    """One milestone as it is told, `current` being where the project stands."""
    is_upcoming = milestone.status == MilestoneStatus.PENDING and milestone != current
    label, kind = wording(
        milestone.status, due_on=milestone.due_on, is_upcoming=is_upcoming, today=timezone.localdate()
    )
    if milestone.project.is_closed and milestone.status != MilestoneStatus.ACCEPTED:
        label, kind = _("Not carried out"), "neutral"
    waiting, since = "", None
    if milestone.status == MilestoneStatus.SUBMITTED:
        waiting, since = names(accompaniers), milestone.status_since
    elif milestone.is_with_lead and milestone.visa_since:
        label = _("%(status)s — waits for the visa") % {"status": label}
        waiting, since = _("the director’s visa"), milestone.visa_since
    elif milestone.is_with_lead and (milestone.is_late or not is_upcoming):
        waiting = names(leads) or _("a lead still to be named")
        since = None if milestone.status == MilestoneStatus.PENDING else milestone.status_since
    return Step(milestone, label, kind, milestone == current, waiting, since)


def wording(status, *, due_on, is_upcoming, today) -> tuple[str, str]:
    """The words and the kind (shape and colour) of a milestone's state; `is_upcoming`: pending, and not the current."""
    label, kind = MilestoneStatus(status).label, KINDS[status]
    if status in WITH_LEAD and due_on is not None and due_on < today:
        return _("%(status)s — late") % {"status": label}, "danger"
    return (_("To come") if is_upcoming else str(label)), kind


def names(people) -> str:
    """Names one after the other."""
    return ", ".join(str(person) for person in people)
