"""The applications in "Mon espace": those the staff decide on, those their sender is asked about."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.roles import WaitingItem

from .enums import ApplicationStatus
from .models import Application
from .permissions import can_decide_applications


def to_decide(person):
    """The applications that wait for the staff, the oldest first; one query, none for anybody else."""
    if not can_decide_applications(person):
        return []
    return [
        WaitingItem(
            title=application.name,
            detail=_("A project asks to be accompanied.")
            if application.status == ApplicationStatus.RECEIVED
            else _("The applicant has answered your question."),
            url=application.get_absolute_url(),
            action=_("Decide"),
            since=application.status_since,
        )
        for application in Application.objects.visible_to(person).to_decide().order_by("status_since")
    ]


def to_answer(person):
    """The applications of `person` about which the staff asks something; one query."""
    asked = Application.objects.sent_by(person).filter(status=ApplicationStatus.MORE_ASKED)
    return [
        WaitingItem(
            title=application.name,
            detail=_("The association asks you something before it decides."),
            url=application.personal_path(),
            action=pgettext("verb", "Answer"),
            since=application.status_since,
        )
        for application in asked.order_by("status_since")
    ]


def own(person):
    """The applications of `person` of which no project was made yet, and the list of all for who decides."""
    found = Application.objects.sent_by(person).still_open()
    lines = [WaitingItem(one.name, _told(one), one.personal_path(), "") for one in found.order_by("-received_at")]
    if can_decide_applications(person):
        detail = _("The projects that ask to be accompanied, and what became of them.")
        lines.insert(0, WaitingItem(_("Applications"), detail, reverse("projects:application-list"), _("Open")))
    return lines


def _told(application):
    return _("Application: %(status)s") % {"status": application.get_status_display()}
