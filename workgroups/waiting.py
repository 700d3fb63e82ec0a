"""What "Mon espace" shows of groups."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.roles import WaitingItem

from .models import GroupRole, JoinRequest, Meeting


def waiting_for(person):
    """The requests `person` is to answer and the meetings they have not answered; at a constant cost."""
    return [*_requests(person), *_meetings(person)]


def _requests(person):
    return [
        WaitingItem(
            title=_("%(person)s asks to join") % {"person": asked.person},
            detail=asked.group.name,
            url=asked.get_absolute_url(),
            action=pgettext("verb", "Answer"),
            since=asked.asked_at,
        )
        for asked in JoinRequest.objects.to_answer(person).select_related("group", "person")
    ]


def _meetings(person):
    groups = GroupRole.objects.current().filter(person=person).order_by().values("anchor_id")
    told = Meeting.objects.to_come().filter(answers__person=person, answers__answer="", group__in=groups)
    return [
        WaitingItem(
            title=str(meeting),
            detail=meeting.group.name,
            url=meeting.get_absolute_url(),
            action=_("Say whether I come"),
            due=meeting.starts_at,
        )
        for meeting in told.select_related("group")
    ]


def mine(person):
    """The groups in which `person` holds a role now, one line each."""
    rows = GroupRole.objects.current().filter(person=person).select_related("anchor").order_by("anchor__position")
    return [
        WaitingItem(row.anchor.name, row.get_role_display(), row.anchor.get_absolute_url(), _("Open")) for row in rows
    ]
