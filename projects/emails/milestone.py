"""The mails of a milestone's life; each link opens the very milestone, after the login."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices
from portal.paper import PDF_TYPE

from .. import retention
from ..corrections import open_items
from ..models import Reminder, Submission
from ..papers import receipt, receipt_name
from ..people import accompaniers_of
from .rules import following, of_reminder, of_submission, reading

WAITS, EVERYTHING = notices.Category.WAITS_FOR_ME, notices.Category.EVERYTHING


@notices.mail("milestone_reminder", category=WAITS, **following(of_reminder))
def milestone_reminder(notice):
    """To a lead: what is asked, for when. Nothing once it has been handed in."""
    reminder = Reminder.objects.select_related("milestone__project", "by").filter(pk=notice.subject_id).first()
    if reminder is None or not reminder.milestone.is_with_lead:
        return None
    milestone = reminder.milestone
    days = (milestone.due_on - timezone.localdate()).days if milestone.due_on else None
    return notices.Mail(
        subject=_("“%(milestone)s” is expected — %(project)s")
        % {"milestone": milestone.title, "project": milestone.project.name},
        template="emails/milestone_reminder",
        context={
            "milestone": milestone,
            "project": milestone.project,
            "reminder": reminder,
            "items": open_items(milestone),
            "days": days,
            "link": notices.absolute(milestone.get_absolute_url()),
        },
        reply_to=reply_to(milestone.project),
        path=milestone.get_absolute_url(),
    )


@notices.mail("submission_receipt", **reading(of_submission))
def submission_receipt(notice):
    """To who submitted and for whom it was: the time, the pieces, the checksums."""
    submission = _submission(notice)
    return submission and notices.Mail(
        subject=_("Receipt of submission: %(milestone)s — %(project)s") % _names(submission),
        template="emails/submission_receipt",
        context=_context(submission)
        | {
            "receipt": notices.absolute(submission.get_absolute_url()),
            "kept_for": retention.in_words(submission.milestone.project),
        },
        attachments=[notices.Attachment(receipt_name(submission), receipt(submission), PDF_TYPE)],
        reply_to=reply_to(submission.milestone.project),
        path=submission.get_absolute_url(),
    )


@notices.mail("submission_to_review", category=WAITS, **reading(of_submission))
def submission_to_review(notice):
    """To the accompanier: something waits for a decision. Nothing once it was taken."""
    submission = _submission(notice)
    if submission is None or submission.withdrawn_at or submission.milestone.status != "submitted":
        return None
    return notices.Mail(
        subject=_("To review: %(milestone)s — %(project)s") % _names(submission),
        template="emails/submission_to_review",
        context=_context(submission),
        reply_to=[submission.submitted_for.email] if submission.submitted_for.email else [],
        path=submission.milestone.get_absolute_url(),
    )


@notices.mail("submission_withdrawn", category=EVERYTHING, **reading(of_submission))
def submission_withdrawn(notice):
    """To the accompanier who had been told: there is nothing to review any more."""
    submission = _submission(notice)
    return submission and notices.Mail(
        subject=_("Withdrawn: %(milestone)s — %(project)s") % _names(submission),
        template="emails/submission_withdrawn",
        context=_context(submission),
        reply_to=[submission.submitted_for.email] if submission.submitted_for.email else [],
        path=submission.milestone.get_absolute_url(),
    )


@notices.mail("milestone_returned", category=WAITS, **reading(of_submission))
def milestone_returned(notice):
    """To the leads: what has to be corrected."""
    submission = _submission(notice)
    request = submission and submission.correction_requests.last()
    return request and notices.Mail(
        subject=_("To be corrected: %(milestone)s — %(project)s") % _names(submission),
        template="emails/milestone_returned",
        context=_context(submission) | {"request": request, "items": request.items.select_related("piece")},
        reply_to=reply_to(submission.milestone.project),
        path=submission.milestone.get_absolute_url(),
    )


@notices.mail("milestone_accepted", category=EVERYTHING, **reading(of_submission))
def milestone_accepted(notice):
    """To the leads: it is accepted, and what comes next."""
    submission = _submission(notice)
    if submission is None:
        return None
    milestone = submission.milestone
    return notices.Mail(
        subject=_("Accepted: %(milestone)s — %(project)s") % _names(submission),
        template="emails/milestone_accepted",
        context=_context(submission)
        | {
            "remark": _last_reason(submission, "accepted"),
            "next": milestone.project.milestones.with_lead().filter(order__gt=milestone.order).first(),
        },
        reply_to=reply_to(milestone.project),
        path=milestone.get_absolute_url(),
    )


@notices.mail("milestone_reopened", category=WAITS, **reading(of_submission))
def milestone_reopened(notice):
    """To the leads: an accepted milestone is asked again, and why."""
    submission = _submission(notice)
    return submission and notices.Mail(
        subject=_("Reopened: %(milestone)s — %(project)s") % _names(submission),
        template="emails/milestone_reopened",
        context=_context(submission) | {"reason": _last_reason(submission, "reopened")},
        reply_to=reply_to(submission.milestone.project),
        path=submission.milestone.get_absolute_url(),
    )


def _submission(notice):
    related = ("milestone__project__holder", "submitted_by", "on_behalf_of", "withdrawn_by")
    return Submission.objects.select_related(*related).filter(pk=notice.subject_id).first()


def _names(submission):
    return {"milestone": submission.milestone.title, "project": submission.milestone.project.name}


def _context(submission):
    return {
        "submission": submission,
        "milestone": submission.milestone,
        "project": submission.milestone.project,
        "pieces": list(submission.deliverables.all()),
        "link": notices.absolute(submission.milestone.get_absolute_url()),
    }


def _last_reason(submission, status):
    last = submission.transitions.filter(to_status=status).last()
    return last.reason if last else ""


def reply_to(project):
    """Whom an answer by mail reaches: the accompaniers of the project."""
    return [email for email in accompaniers_of(project).values_list("email", flat=True) if email]
