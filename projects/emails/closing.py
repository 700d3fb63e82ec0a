"""The mails of a project's end; each link opens its balance sheet, after the login."""

from django.utils.translation import gettext as _

from portal import notices

from ..enums import ClosingStates
from ..models import Closing
from .milestone import reply_to
from .rules import following, of_closing

WAITS, EVERYTHING = notices.Category.WAITS_FOR_ME, notices.Category.EVERYTHING


@notices.mail("closing_to_decide", category=WAITS, **following(of_closing))
def closing_to_decide(notice):
    """To the accompanier: a lead handed in the balance sheet. Nothing once it was decided or returned."""
    closing = _closing(notice)
    if closing is None or closing.state != ClosingStates.SUBMITTED:
        return None
    mail = _mail(closing, _("Balance sheet to read: %(project)s"), "emails/closing_to_decide")
    mail.reply_to[:] = [closing.submitted_by.email] if closing.submitted_by.email else []
    return mail


@notices.mail("closing_returned", category=WAITS, **following(of_closing))
def closing_returned(notice):
    """To the leads: what is still missing. Nothing once it was handed in again."""
    closing = _closing(notice)
    if closing is None or closing.state != ClosingStates.DRAFT:
        return None
    return _mail(closing, _("Balance sheet to complete: %(project)s"), "emails/closing_returned")


@notices.mail("project_closed", category=EVERYTHING, **following(of_closing))
def project_closed(notice):
    """To the leads: the project has ended, nothing more is asked."""
    closing = _closing(notice)
    if closing is None or not closing.is_in_force:
        return None
    return _mail(closing, _("Closed: %(project)s"), "emails/project_closed")


@notices.mail("project_reopened", category=EVERYTHING, **following(of_closing))
def project_reopened(notice):
    """To the leads: the project is open again, and why."""
    closing = _closing(notice)
    return closing and _mail(closing, _("Open again: %(project)s"), "emails/project_reopened")


def _closing(notice):
    related = ("project", "prepared_by", "submitted_by", "returned_by", "decided_by", "reopened_by")
    return Closing.objects.select_related(*related).filter(pk=notice.subject_id).first()


def _mail(closing, subject, template):
    reads = closing.project if closing.state == ClosingStates.REOPENED else closing
    return notices.Mail(
        subject=subject % {"project": closing.project.name},
        template=template,
        context={
            "closing": closing,
            "project": closing.project,
            "link": notices.absolute(reads.get_absolute_url()),
        },
        reply_to=reply_to(closing.project),
        path=reads.get_absolute_url(),
    )
