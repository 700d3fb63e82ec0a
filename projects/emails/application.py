"""The mails about the application of a future lead; the applicant's links need no account."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal import notices

from ..enums import ApplicationStatus
from ..models import ApplicationStep


@notices.mail("project_application_receipt")
def application_receipt(notice):
    """To the applicant: it has arrived, and the link with which it is followed."""
    return _to_applicant(notice, _("We have received your project: %(name)s"))


@notices.mail("project_application_to_decide", category=notices.Category.WAITS_FOR_ME)
def application_to_decide(notice):
    """To the staff: a project asks to be accompanied. Nothing once it was decided on."""
    return _to_staff(notice, _("To decide: %(name)s, a project asks to be accompanied"))


@notices.mail("project_application_answered", category=notices.Category.WAITS_FOR_ME)
def application_answered(notice):
    """To the staff: what was asked has been answered. Nothing once it was decided on."""
    return _to_staff(notice, _("Answered: %(name)s"))


@notices.mail("project_application_more_asked")
def application_more_asked(notice):
    """To the applicant: a question of the staff. Nothing once it was answered."""
    return _to_applicant(notice, _("A question about your project: %(name)s"), still=ApplicationStatus.MORE_ASKED)


@notices.mail("project_application_reminder")
def application_reminder(notice):
    """To the applicant: the question has found no answer. Nothing once it has."""
    return _to_applicant(notice, _("Do you still wish for our support? %(name)s"), still=ApplicationStatus.MORE_ASKED)


@notices.mail("project_application_declined")
def application_declined(notice):
    """To the applicant: the association does not accompany it, and why."""
    return _to_applicant(notice, _("Your project: %(name)s"))


@notices.mail("project_application_taken_in")
def application_taken_in(notice):
    """To the applicant, who leads it from now on: its page, by way of the login, for visitors cannot see it."""
    step = _step(notice)
    if step is None or step.application.project is None:
        return None
    path = step.application.project.get_absolute_url()
    link = f"{reverse('account_login')}?{urlencode({'next': path})}"
    subject = _("The association accompanies your project: %(name)s")
    return _mail(notice, step, subject, path, _answered_by(step), link=link)


def _to_applicant(notice, subject, *, still=None):
    step = _step(notice)
    if step is None or (still and step.application.status != still):
        return None
    return _mail(notice, step, subject, step.application.personal_path(), _answered_by(step))


def _to_staff(notice, subject):
    step = _step(notice)
    if step is None or not step.application.is_with_staff:
        return None
    return _mail(notice, step, subject, step.application.get_absolute_url(), [step.application.email])


def _step(notice):
    steps = ApplicationStep.objects.select_related("application__project", "by")
    return steps.filter(pk=notice.subject_id, application__erased_at=None).first()


def _answered_by(step):
    """Whom an answer by mail reaches: the person of the staff who wrote."""
    from_staff = (ApplicationStatus.MORE_ASKED, ApplicationStatus.TAKEN_IN, ApplicationStatus.DECLINED)
    return [step.by.email] if step.to_status in from_staff and step.by_id and step.by.email else []


def _mail(notice, step, subject, path, reply_to, *, link=""):
    return notices.Mail(
        subject=subject % {"name": step.application.name},
        template=f"emails/{notice.kind}",
        context={"application": step.application, "step": step, "link": notices.absolute(link or path)},
        reply_to=reply_to,
        path=path,
    )
