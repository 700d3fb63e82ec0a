"""Invitations: a link to pass on, or one for each address of a list, mailed once."""

from django.db import transaction
from django.utils import timezone

from portal import notices

from ..enums import EventStatus
from ..models import Invitation
from ..permissions import can_manage_event
from ..places import lock_event
from ..refusals import NotYoursToPrepare


@transaction.atomic
def create_link(event, *, name, audience=None, by):
    """A link that opens registration to whoever has it, for `audience` or for all."""
    if not can_manage_event(by, event):
        raise NotYoursToPrepare
    return Invitation.objects.create(event=event, name=name, audience=audience, created_by=by)


@transaction.atomic
def invite_people(event, guests, *, audience=None, language, by):
    """Invites each of `guests`, pairs of an address and a name; mails go out at once, or when the event is announced.

    Who has an invitation that is still good is left out. Returns the invitations made.
    """
    if not can_manage_event(by, event):
        raise NotYoursToPrepare
    event = lock_event(event)
    known = invited_addresses(event)
    fresh = []
    for email, name in guests:
        if email.lower() not in known:
            known.add(email.lower())
            fresh.append(
                Invitation(event=event, email=email, name=name, audience=audience, language=language, created_by=by)
            )
    Invitation.objects.bulk_create(fresh)
    mail_invitations(event)
    return fresh


def invited_addresses(event):
    """The addresses, in small letters, of those whose invitation is still good."""
    return {email.lower() for email in event.invitations.valid().exclude(email="").values_list("email", flat=True)}


def mail_invitations(event):
    """Mails the invitations that are still to go out, once the event is announced. Returns how many."""
    if event.status != EventStatus.PUBLISHED or event.ends_at <= timezone.now():
        return 0
    to_send = list(event.invitations.valid().filter(sent_at=None).exclude(email=""))
    for invitation in to_send:
        notices.send(
            "event_invitation",
            subject_id=invitation.pk,
            key=f"event-invitation:{invitation.pk}",
            to=invitation.email,
            language=invitation.language,
        )
    event.invitations.filter(pk__in=[invitation.pk for invitation in to_send]).update(sent_at=timezone.now())
    return len(to_send)


@transaction.atomic
def withdraw_invitation(invitation, *, by):
    """Closes a link; who registered by it stays registered. Asked twice it changes nothing."""
    if not can_manage_event(by, invitation.event):
        raise NotYoursToPrepare
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())
