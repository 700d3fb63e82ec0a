"""Making a project and laying its course."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from portal import versions

from ..models import Milestone, Project
from ..permissions import can_change_sheet, can_create
from ..planning import refuse_past
from ..refusals import ChangedMeanwhile, ProjectEnded, SheetRefusal
from .ended import held
from .laying import check_date, copy_what_is_asked, draft_course, refuse_if_worked_on, tell_of_course
from .stages import record_stage
from .templates import OUT_OF_THE_WAY

WRITTEN = [field.name for field in Project._meta.concrete_fields if field.editable and not field.primary_key]
# Never the status: a submission may come meanwhile.
WHAT_IS_LAID = ["order", "stage", "title", "instructions", "due_on"]


@transaction.atomic
def save_sheet(
    project, *, milestones=(), removed=(), template=None, start_on=None, past_is_meant=False, version=None, by
):
    """Saves a project, new or changed, with its `milestones` (new or changed) in this very order.

    `template` puts its milestones first, dated from `start_on` where that is given. Leads are told of milestones that
    come. Raises SheetRefusal where it is not for `by` to do, CourseRefusal where one of the `removed` milestones has
    been worked on or a new date is a day off, PastDates where one has passed and `past_is_meant` is not said.
    Milestones somebody else added meanwhile come last; where `version` is given, the mark (`sheet_version`) of what a
    form was opened on, ChangedMeanwhile is raised if somebody else saved the sheet or its course since. Once the
    project has ended, only whether its sheet is public changes: all else raises ProjectEnded.
    """
    if not (can_change_sheet(by) if project.pk else can_create(by)):
        raise SheetRefusal(_("The sheets of projects are not yours to write."))
    stored = held(project) if project.pk else None
    if stored and version is not None and version != sheet_version(stored):
        raise ChangedMeanwhile(shows_both=False)
    if stored and stored.is_closed:
        touches_course = bool(removed or template or _differ(project, milestones))
        return _publish_or_not(project, stored, by, touches_course=touches_course)
    before = stored.stage if stored else ""
    here = Milestone.objects.select_for_update(of=("self",)).filter(project=project) if project.pk else ()
    present = {one.pk: one for one in here}
    gone = [present.pop(one.pk) for one in removed if one.pk in present]
    for milestone in gone:
        refuse_if_worked_on(milestone)
    asked = [one for one in milestones if one.pk is None or one.pk in present]
    for milestone in asked:
        milestone.project = project
        check_date(milestone, present.get(milestone.pk), past_is_meant=past_is_meant)
    laid = draft_course(template, start_on) if template else []
    if not past_is_meant:
        refuse_past([(one.title, one.due_on) for one in laid])
    # After every refusal: the form shows a new project as one that is not saved.
    project._history_user = by
    project.save(update_fields=WRITTEN if project.pk else None)
    record_stage(project, before=before, by=by)
    for milestone in gone:
        milestone._history_user = by
        milestone.delete()
    others = [one for pk, one in present.items() if pk not in {one.pk for one in asked}]
    are_new = bool(laid) or any(one.pk is None for one in asked)
    _lay(project, [*laid, *asked, *others], by)
    copy_what_is_asked(laid)
    if are_new:
        tell_of_course(project)
    return project


def sheet_version(project):
    """The mark of what the form of a sheet writes; what leads and the clock do to milestones leaves it as it is."""
    if not project.pk:
        return ""
    course = project.milestones.order_by("pk")
    return versions.mark([versions.held(project, WRITTEN), *(versions.held(one, WHAT_IS_LAID) for one in course)])


def _differ(project, milestones):
    """Whether `milestones` say anything but what is laid in this order already; a form sends all of them."""
    laid = [name for name in WHAT_IS_LAID if name != "order"]
    asked = [(one.pk, *(getattr(one, name) for name in laid)) for one in milestones]
    return bool(asked) and asked != list(project.milestones.order_by("order").values_list("pk", *laid))


def _publish_or_not(project, stored, by, *, touches_course):
    others = [name for name in WRITTEN if name != "is_public"]
    if touches_course or any(getattr(project, name) != getattr(stored, name) for name in others):
        raise ProjectEnded(stored)
    stored.is_public, stored._history_user = project.is_public, by
    stored.save(update_fields=["is_public"])
    return stored


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
