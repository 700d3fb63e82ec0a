"""What "Mon espace" shows of groups."""

from django.utils.translation import gettext as _

from portal.roles import WaitingItem

from .models import GroupRole


def waiting_for(person):
    """Nothing waits for anybody here yet: no meeting to answer, no version to vote on."""
    return []


def mine(person):
    """The groups in which `person` holds a role now, one line each."""
    rows = GroupRole.objects.current().filter(person=person).select_related("anchor").order_by("anchor__position")
    return [
        WaitingItem(row.anchor.name, row.get_role_display(), row.anchor.get_absolute_url(), _("Open")) for row in rows
    ]
