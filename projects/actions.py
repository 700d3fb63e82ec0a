"""What people do with milestones: hand in, accept, return, reopen, remind.

Every change of status locks the milestone first, decides on the fresh row, and adds a row to the transition log.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal import notices
from portal.refusals import Refusal

from . import permissions
from .enums import MilestoneStatus
from .models import (
    CorrectionRequest,
    Deliverable,
    DraftFile,
    Milestone,
    Project,
    Reminder,
    Submission,
    Transition,
)
from .people import accompaniers_of, leads_of


class MilestoneRefusal(Refusal):
    """The milestone is not where the person thought, or the act is not theirs to do."""


@transaction.atomic
def submit_milestone(milestone, *, by, text, pieces=(), on_behalf_of=None, public_id=None):
    """Hands in `text` and `pieces` (draft files of `by`) at the milestone; returns the Submission.

    `on_behalf_of` is the lead who sent it by mail, where staff hands it in. `public_id` is the identifier the form
    was given: the same form sent twice returns the first submission. The person's other draft files here go.
    Raises MilestoneRefusal when the milestone does not wait for a submission, or when there is nothing in it.
    """
    fresh = _locked(milestone)
    if public_id and (done := fresh.submissions.filter(public_id=public_id, submitted_by=by).first()):
        return done
    allowed = permissions.can_submit_for if on_behalf_of else permissions.can_submit_own
    if not fresh.is_with_lead:
        raise MilestoneRefusal(_already(fresh))
    if not allowed(by, fresh):
        raise MilestoneRefusal(_("This milestone is not yours to submit."))
    if on_behalf_of and not leads_of(fresh.project).filter(pk=on_behalf_of.pk).exists():
        raise MilestoneRefusal(_("%(person)s is not a lead of this project.") % {"person": on_behalf_of})
    drafts = list(DraftFile.objects.filter(milestone=fresh, owner=by, pk__in=[piece.pk for piece in pieces]))
    if not text.strip() and not drafts:
        raise MilestoneRefusal(_("Write a few words or attach a file: there is nothing to submit yet."))
    identity = {"public_id": public_id} if public_id and not _is_taken(public_id) else {}
    submission = Submission.objects.create(
        milestone=fresh,
        number=fresh.submissions.count() + 1,
        text=text.strip(),
        submitted_by=by,
        on_behalf_of=on_behalf_of,
        **identity,
    )
    Deliverable.objects.bulk_create(
        Deliverable(
            submission=submission,
            file=draft.file.name,
            name=draft.name,
            size=draft.size,
            sha256=draft.sha256,
            content_type=draft.content_type,
        )
        for draft in drafts
    )
    DraftFile.objects.filter(milestone=fresh, owner=by).delete()
    _move(fresh, MilestoneStatus.SUBMITTED, by=by, for_person=on_behalf_of, submission=submission)
    for person in {submission.submitted_by, submission.submitted_for}:
        _tell("submission_receipt", submission, person)
    for person in accompaniers_of(fresh.project).exclude(pk=by.pk):
        _tell("submission_to_review", submission, person)
    return submission


@transaction.atomic
def accept_submission(milestone, *, by, number, remark=""):
    """Accepts submission `number`, the one the person has read. Raises MilestoneRefusal when it no longer waits."""
    submission = _submission_to_decide(milestone, by, number)
    _move(submission.milestone, MilestoneStatus.ACCEPTED, by=by, submission=submission, reason=remark)
    _tell_leads("milestone_accepted", submission)


@transaction.atomic
def return_submission(milestone, *, by, number, reason, text):
    """Returns submission `number` with a correction request (`reason`: CorrectionReasons), which is returned.

    Raises MilestoneRefusal when that submission no longer waits for a decision.
    """
    submission = _submission_to_decide(milestone, by, number)
    request = CorrectionRequest.objects.create(submission=submission, reason=reason, text=text, requested_by=by)
    _move(submission.milestone, MilestoneStatus.RETURNED, by=by, submission=submission, reason=text)
    _tell_leads("milestone_returned", submission)
    return request


@transaction.atomic
def reopen_milestone(milestone, *, by, reason):
    """Takes back an acceptance: the lead is asked for a new submission, and told why."""
    fresh = _locked(milestone)
    if not permissions.can_reopen(by, fresh):
        raise MilestoneRefusal(_already(fresh))
    submission = fresh.submissions.last()
    _move(fresh, MilestoneStatus.REOPENED, by=by, submission=submission, reason=reason)
    _tell_leads("milestone_reopened", submission)


@transaction.atomic
def send_reminder(milestone, *, by=None, today=None):
    """Reminds the leads of what is asked; `by` is None when the schedule does it. Returns the people reminded.

    Nobody is reminded of the same milestone twice the same day. Raises MilestoneRefusal when there is nobody to
    remind, nothing is asked from them, or all have been reminded today.
    """
    fresh = _locked(milestone)
    if by is not None and not permissions.can_remind(by, fresh):
        raise MilestoneRefusal(_already(fresh))
    today = today or timezone.localdate()
    people = list(leads_of(fresh.project, with_contributors=False))
    if not people:
        raise MilestoneRefusal(_("This project has no lead to remind: give the role to somebody first."))
    reminded = set(fresh.reminders.filter(sent_on=today).values_list("person_id", flat=True))
    people = [person for person in people if person.pk not in reminded]
    if not people:
        raise MilestoneRefusal(_("The reminder has already been sent today."))
    for person in people:
        reminder = Reminder.objects.create(milestone=fresh, person=person, by=by, sent_on=today)
        notices.send(
            "milestone_reminder", subject_id=reminder.pk, key=f"milestone-reminder:{reminder.pk}", person=person
        )
    return people


def _locked(milestone):
    """The milestone as it is now, held until the end of the transaction."""
    fresh = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    fresh.project = Project.objects.get(pk=fresh.project_id)
    return fresh


def _submission_to_decide(milestone, by, number):
    fresh = _locked(milestone)
    submission = fresh.submissions.last()
    if fresh.status != MilestoneStatus.SUBMITTED:
        raise MilestoneRefusal(_already(fresh))
    if submission.number != number:
        raise MilestoneRefusal(_("A newer submission has come in: read it before you decide."))
    if not permissions.can_review(by, fresh):
        raise MilestoneRefusal(_("This milestone is not yours to review."))
    submission.milestone = fresh
    return submission


def _move(milestone, status, *, by, for_person=None, submission=None, reason=""):
    """The only place where a status changes."""
    now = timezone.now()
    Transition.objects.create(
        milestone=milestone,
        from_status=milestone.status,
        to_status=status,
        by=by,
        for_person=for_person,
        submission=submission,
        reason=reason,
        at=now,
    )
    milestone.status, milestone.status_since = status, now
    milestone.save(update_fields=["status", "status_since"])


def _already(milestone):
    """What the person who comes second is told: where the milestone stands, who put it there and when."""
    last = milestone.transitions.select_related("by").last()
    if last is None:
        return _("Nothing has been submitted at this milestone yet.")
    moment = localtime(last.at)
    return _("Meanwhile %(person)s has acted: this milestone is “%(status)s” since %(date)s at %(time)s.") % {
        "person": last.by,
        "status": milestone.get_status_display(),
        "date": date_format(moment, "DATE_FORMAT"),
        "time": date_format(moment, "TIME_FORMAT"),
    }


def _is_taken(public_id):
    return Submission.objects.filter(public_id=public_id).exists()


def _tell(kind, submission, person):
    notices.send(kind, subject_id=submission.pk, key=f"{kind}:{_turn(submission)}:{person.pk}", person=person)


def _tell_leads(kind, submission):
    people = set(leads_of(submission.milestone.project)) | {submission.submitted_for}
    for person in people:
        _tell(kind, submission, person)


def _turn(submission):
    """The submission and the last step of its milestone: accepted again after a reopening is told again."""
    return f"{submission.pk}:{submission.milestone.transitions.count()}"
