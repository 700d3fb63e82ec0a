"""Making a project and laying its course."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ..models import DraftFile, Milestone, Submission, Transition
from ..permissions import can_change_sheet, can_create
from ..refusals import SheetRefusal
from ..usual_course import USUAL_COURSE

OUT_OF_THE_WAY = 10_000  # orders are unique in a project: the old ones step aside while the new ones are given
WHAT_IS_LAID = ["order", "title", "instructions", "due_on"]  # never the status: a submission may come meanwhile


@transaction.atomic
def save_sheet(project, *, milestones=(), removed=(), usual_course=False, by):
    """Saves a project, new or changed, with its `milestones` (new or changed) in this very order.

    `usual_course` puts the milestones of every study first. Raises SheetRefusal where it is not for `by` to do, or
    where one of the `removed` milestones has been worked on. Milestones somebody else added meanwhile come last.
    """
    if not (can_change_sheet(by) if project.pk else can_create(by)):
        raise SheetRefusal(_("The sheets of projects are not yours to write."))
    project._history_user = by
    project.save()
    present = {one.pk: one for one in Milestone.objects.select_for_update(of=("self",)).filter(project=project)}
    for milestone in removed:
        if present.pop(milestone.pk, None):
            _remove(milestone, by)
    if usual_course:
        usual = [Milestone(title=title, instructions=text) for title, text in USUAL_COURSE]
        milestones = [*usual, *milestones]
    asked = [one for one in milestones if one.pk is None or one.pk in present]
    others = [one for pk, one in present.items() if pk not in {one.pk for one in asked}]
    _lay(project, [*asked, *others], by)
    return project


def _remove(milestone, by):
    worked_on = [model for model in (Submission, Transition, DraftFile) if model.objects.filter(milestone=milestone)]
    if worked_on:
        text = _("“%(milestone)s” stays: something was handed in there, or is being prepared.")
        raise SheetRefusal(text % {"milestone": milestone})
    milestone._history_user = by
    milestone.delete()


def _lay(project, milestones, by):
    project.milestones.update(order=F("order") + OUT_OF_THE_WAY)
    for order, milestone in enumerate(milestones, 1):
        milestone.order = order
        milestone._history_user = by
        if milestone.pk:
            milestone.save(update_fields=WHAT_IS_LAID)
        else:
            milestone.project = project
            milestone.save()
