"""The mail that invites somebody to an event, with a link of their own to its form."""

from django.utils.translation import gettext as _

from portal import notices

from ..enums import EventStatus
from ..models import Invitation


@notices.mail("event_invitation")
def event_invitation(notice):
    """Nothing once the invitation was withdrawn or the event called off."""
    invitation = Invitation.objects.select_related("event", "audience").filter(pk=notice.subject_id).first()
    if invitation is None or invitation.revoked_at or invitation.event.status != EventStatus.PUBLISHED:
        return None
    event = invitation.event
    return notices.Mail(
        subject=_("You are invited: %(event)s") % {"event": event.title},
        template="emails/event_invitation",
        context={"invitation": invitation, "event": event, "url": notices.absolute(invitation.path)},
        path=invitation.path,
    )
