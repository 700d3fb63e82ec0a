"""Laying a course on a project, and adapting it there."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from portal import notices, threads, versions

from ..models import Deposit, DraftFile, Milestone, Submission, SubmissionDraft, Transition, Visa
from ..models.asked import Asked
from ..people import leads_of
from ..permissions import can_lay_course
from ..planning import plan, refuse_day_off, refuse_past
from ..refusals import ChangedMeanwhile, CourseRefusal
from .ended import still_open
from .templates import OUT_OF_THE_WAY, save_lines

FIRST = "first"  # the place before all others
ADAPTED = ["stage", "title", "instructions", "due_on"]  # never the status: a submission may come meanwhile


@transaction.atomic
def apply_template(project, template, *, start_on, by, past_is_meant=False):
    """Lays the milestones of `template` after those of the project, dated from `start_on`; returns them.

    The leads are told by one mail. Raises CourseRefusal where it is not for `by` to do, where the template is no
    longer offered or is laid there already, PastDates where dates have passed and `past_is_meant` is not said.
    """
    project = still_open(project)
    _refuse_unless_theirs(by, project)
    milestones = draft_course(template, start_on)
    if project.milestones.filter(laid_from__template=template).exists():
        raise CourseRefusal(_("“%(name)s” is laid on this project already: adapt its milestones.") % {"name": template})
    if not past_is_meant:
        refuse_past([(one.title, one.due_on) for one in milestones])
    last = project.milestones.order_by("order").last()
    for order, milestone in enumerate(milestones, (last.order if last else 0) + 1):
        milestone.project, milestone.order, milestone._history_user = project, order, by
        milestone.save()
    copy_what_is_asked(milestones)
    tell_of_course(project)
    return milestones


def draft_course(template, start_on):
    """Unsaved milestones as the template says. Raises CourseRefusal where it is not offered or has none."""
    if not template.is_offered:
        raise CourseRefusal(_("The template “%(name)s” is no longer offered.") % {"name": template})
    return [
        Milestone(
            stage=one.milestone.stage,
            title=one.milestone.title,
            instructions=one.milestone.instructions,
            due_on=one.due_on,
            laid_from=one.milestone,
        )
        for one in plan(template, start_on)
    ]


def copy_what_is_asked(milestones):
    """Gives milestones just saved the lines and the model documents of what they are laid from."""
    origins = {milestone.laid_from_id: milestone for milestone in milestones if milestone.laid_from_id}
    for model in Asked.__subclasses__():
        lines = model.objects.filter(template_milestone__in=origins)
        model.objects.bulk_create(
            model(
                milestone=origins[line.template_milestone_id],
                order=line.order,
                title=line.title,
                is_required=line.is_required,
            )
            for line in lines
        )
    for milestone in origins.values():
        milestone.model_documents.set(milestone.laid_from.model_documents.all())


@transaction.atomic
def adapt_milestone(
    milestone,
    *,
    by,
    lines=(),
    removed=(),
    model_documents=(),
    place=None,
    past_is_meant=False,
    tells=False,
    version=None,
):
    """Saves a milestone of a project, new or changed, with the lines of what is asked there; returns it.

    `place` is FIRST or the milestone it follows; None leaves it where it is, a new one last. `tells` sends the leads
    the course as it is then. `version` is the mark (`adapted_version`) of what a form was opened on. Raises
    CourseRefusal where it is not for `by` to do, where its new date is a day off or, unless `past_is_meant`, has
    passed; ChangedMeanwhile where somebody else adapted it after `version`.
    """
    project = still_open(milestone.project)
    _refuse_unless_theirs(by, project)
    stored = milestone.pk and Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk, project=project)
    if stored and version is not None and version != adapted_version(stored):
        raise ChangedMeanwhile
    check_date(milestone, stored, past_is_meant=past_is_meant)
    course = place and _course_with(milestone, project, place)
    milestone._history_user = by
    if stored:
        milestone.save(update_fields=ADAPTED)
    else:
        last = project.milestones.order_by("order").last()
        milestone.project, milestone.order = project, (last.order if last else 0) + 1
        milestone.save()
    milestone.model_documents.set(model_documents)
    save_lines(lines, removed, milestone=milestone)
    if course:
        _put_in_order(project, course, by)
    if tells:
        tell_of_course(project)
    return milestone


def adapted_version(milestone):
    """The mark of what an accompanier writes of a milestone; what leads and the clock do to it leaves it as it is."""
    return versions.mark(versions.held(milestone, ADAPTED)) if milestone.pk else ""


def check_date(milestone, stored, *, past_is_meant):
    """Raises CourseRefusal where a date given by hand is a day off, PastDates where it has passed; a kept one stays."""
    if milestone.due_on is None or (stored and stored.due_on == milestone.due_on):
        return
    refuse_day_off(milestone.due_on)
    if not past_is_meant and (stored or milestone).is_with_lead:
        refuse_past([(milestone.title, milestone.due_on)])


def _course_with(milestone, project, place):
    others = [one for one in project.milestones.order_by("order") if one.pk != milestone.pk]
    if place == FIRST:
        return [milestone, *others]
    if place not in others:
        raise CourseRefusal(_("The milestone it should follow is not in this course."))
    at = others.index(place) + 1
    return [*others[:at], milestone, *others[at:]]


def _put_in_order(project, course, by):
    project.milestones.update(order=F("order") + OUT_OF_THE_WAY)
    for order, one in enumerate(course, 1):
        one.order, one._history_user = order, by
        one.save(update_fields=["order"])


@transaction.atomic
def remove_milestone(milestone, *, by):
    """Takes a milestone away. Raises CourseRefusal where it is not for `by` to do, or something was handed in there."""
    project = still_open(milestone.project)
    _refuse_unless_theirs(by, project)
    fresh = Milestone.objects.select_for_update(of=("self",)).filter(pk=milestone.pk, project=project).first()
    if fresh:
        refuse_if_worked_on(fresh)
        fresh._history_user = by
        fresh.delete()


def refuse_if_worked_on(milestone):
    """Raises CourseRefusal where something was handed in at the milestone, is being prepared, or was said of it."""
    kept = (Submission, Transition, DraftFile, SubmissionDraft, Visa)
    worked_on = any(model.objects.filter(milestone=milestone).exists() for model in kept)
    came_by_link = Deposit.objects.filter(link__milestone=milestone).exists()
    if worked_on or came_by_link or threads.has_posts("milestone", milestone.public_id):
        text = _("“%(milestone)s” stays: something was handed in there, or is being prepared.")
        raise CourseRefusal(text % {"milestone": milestone})


def tell_of_course(project):
    """Tells the leads which milestones there are and for when, in one mail each."""
    act = uuid.uuid4()
    for person in leads_of(project):
        notices.send("course_laid", subject_id=project.pk, key=f"course-laid:{act}:{person.pk}", person=person)


def _refuse_unless_theirs(person, project):
    if not can_lay_course(person, project):
        raise CourseRefusal(_("The course of this project is not yours to lay."))
