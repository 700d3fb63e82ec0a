"""How a project ends: its balance sheet is written, handed in, returned, decided; the project reopens.

Each act locks the project first, then its milestones where it closes it, so that nothing is handed in meanwhile.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices

from .. import permissions
from ..closing import lessons_sheet, live_closing, missing, new_closing, place_of, source_of_lessons
from ..enums import ClosingStates, MilestoneStatus, Outcomes, Stages
from ..models import BenchmarkPlace, Closing, Milestone
from ..people import accompaniers_of, leads_of
from ..refusals import ClosingRefusal, StaleClosing
from .activity import note_activity
from .ended import held
from .library import free_slug
from .stages import record_stage
from .visa_gate import set_aside


@transaction.atomic
def save_closing(project, *, by, version, values, place=None):
    """Keeps answers of the balance sheet (`values`, and `place` for PlaceFacts); returns the Closing.

    The first answers make the draft. `version` is the one the form was opened on, 0 for the first: raises
    StaleClosing where somebody saved meanwhile, ClosingRefusal where the balance sheet is not `by`'s to change.
    """
    project = held(project)
    closing = live_closing(project) or new_closing(project, by=by)
    closing.project = project
    _ask(permissions.can_write_closing(by, closing))
    _refuse_unless_read(closing, version)
    for name, value in values.items():
        setattr(closing, name, value)
    closing.version += 1
    facts = place_of(closing)
    for name, value in (place or {}).items():
        setattr(facts, name, value)
    closing.save()
    facts.closing = closing
    facts.save()
    return closing


@transaction.atomic
def submit_closing(closing, *, by, version):
    """Hands the balance sheet to the accompanier, who is told. Raises ClosingRefusal where an answer is missing."""
    fresh = _fresh(closing)
    _ask(fresh.state == ClosingStates.DRAFT and permissions.can_write_closing(by, fresh))
    _refuse_unless_read(fresh, version)
    _refuse_if_incomplete(fresh)
    fresh.state, fresh.submitted_by, fresh.submitted_at = ClosingStates.SUBMITTED, by, timezone.now()
    fresh.save()
    _tell("closing_to_decide", fresh, accompaniers_of(fresh.project).exclude(pk=by.pk))
    return fresh


@transaction.atomic
def return_closing(closing, *, by, version, reason):
    """Gives the balance sheet back to who handed it in, with a word on what is missing."""
    fresh = _fresh(closing)
    _ask(fresh.state == ClosingStates.SUBMITTED and permissions.can_close(by, fresh.project))
    _refuse_unless_read(fresh, version)
    fresh.state, fresh.returned_by, fresh.returned_at = ClosingStates.DRAFT, by, timezone.now()
    fresh.return_reason = reason
    fresh.version += 1
    fresh.save()
    _tell("closing_returned", fresh, leads_of(fresh.project, with_contributors=False))


@transaction.atomic
def close_project(closing, *, by, version):
    """Ends the project as its balance sheet says: nothing more is asked from its leads, who are told.

    Raises ClosingRefusal where an answer is missing or a submission still waits for a decision.
    """
    fresh = _fresh(closing)
    project = fresh.project
    _ask(fresh.state in (ClosingStates.DRAFT, ClosingStates.SUBMITTED) and permissions.can_close(by, project))
    _refuse_unless_read(fresh, version)
    _refuse_if_incomplete(fresh)
    milestones = Milestone.objects.select_for_update(of=("self",)).filter(project=project).order_by("pk")
    if waiting := [one.title for one in milestones if one.status == MilestoneStatus.SUBMITTED]:
        text = _("A submission still waits for your decision: %(milestones)s. Decide on it first.")
        raise ClosingRefusal(text % {"milestones": ", ".join(waiting)})
    for milestone in milestones:
        set_aside(milestone, by=by)
    fresh.state, fresh.decided_by, fresh.decided_at = ClosingStates.CLOSED, by, timezone.now()
    fresh.stage_before = project.stage
    fresh.save()
    stage = Stages.OPENED if fresh.outcome == Outcomes.OPENED else project.stage
    _set_end(project, fresh.outcome, fresh.closed_on, stage, by)
    _tell("project_closed", fresh, leads_of(project))
    return fresh


@transaction.atomic
def reopen_project(project, *, by, reason):
    """Takes the end of a project back, with a reason; its milestones wait again where they stood."""
    project = held(project)
    _ask(permissions.can_reopen_project(by, project))
    closing = Closing.objects.get(project=project, state=ClosingStates.CLOSED)
    closing.state, closing.reopened_by, closing.reopened_at = ClosingStates.REOPENED, by, timezone.now()
    closing.reopen_reason = reason
    closing.save()
    _set_end(project, "", None, closing.stage_before, by)
    closing.project = project
    _tell("project_reopened", closing, leads_of(project))
    return closing


@transaction.atomic
def share_lessons(project, *, by, with_funding=False):
    """Makes a sheet of the benchmark library, not published, of a closed project's balance sheet; returns it.

    Who paid for what goes along only `with_funding`. Pressed twice it returns the first one.
    """
    project = held(project)
    _ask(permissions.can_share_lessons(by, project))
    if made := BenchmarkPlace.objects.filter(project=project).first():
        return made
    sheet = lessons_sheet(project, with_funding=with_funding)
    sheet.slug = free_slug(project.slug)
    sheet._history_user = by
    sheet.save()
    sheet.sources.create(title=source_of_lessons(project))
    return sheet


def _fresh(closing):
    """The balance sheet as it is now, under the lock of its project."""
    project = held(closing.project)
    fresh = Closing.objects.get(pk=closing.pk)
    fresh.project = project
    return fresh


def _set_end(project, outcome, closed_on, stage, by):
    """The only place where a project's end, and its stage with it, is written."""
    before = project.stage
    project.outcome, project.closed_on, project.stage = outcome, closed_on, stage
    project._history_user = by
    project.save(update_fields=["outcome", "closed_on", "stage"])
    record_stage(project, before=before, by=by)
    note_activity(project)


def moved_on():
    """What is said to who comes second."""
    return _("This is not yours to do, or the balance sheet has moved on meanwhile: look again.")


def _ask(is_allowed):
    if not is_allowed:
        raise ClosingRefusal(moved_on())


def _refuse_unless_read(closing, version):
    if closing.version != version:
        text = _("Somebody changed the balance sheet meanwhile: look at it again before you go on.")
        raise StaleClosing(text, closing)


def _refuse_if_incomplete(closing):
    if lacking := missing(closing):
        text = _("Still missing: %(answers)s.")
        raise ClosingRefusal(text % {"answers": ", ".join(label for _step, label in lacking)})


def _tell(kind, closing, people):
    for person in people:
        key = f"{kind}:{closing.pk}:{closing.version}:{person.pk}"
        notices.send(kind, subject_id=closing.pk, key=key, person=person)
