"""What "Mon espace" shows of groups."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.roles import WaitingItem

from .models import GroupRole, JoinRequest


def waiting_for(person):
    """The requests to join that `person` is to answer, the oldest first; at a constant cost."""
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


def mine(person):
    """The groups in which `person` holds a role now, one line each."""
    rows = GroupRole.objects.current().filter(person=person).select_related("anchor").order_by("anchor__position")
    return [
        WaitingItem(row.anchor.name, row.get_role_display(), row.anchor.get_absolute_url(), _("Open")) for row in rows
    ]
