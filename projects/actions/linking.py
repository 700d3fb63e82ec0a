"""Making and revoking deposit links, and setting aside what came by them."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices

from .. import deposits, permissions
from ..models import Deposit, DepositLink
from ..refusals import MilestoneRefusal
from .steps import locked

MAIL = "deposit_link"


@transaction.atomic
def make_deposit_link(milestone, *, by, consultancy, expires_on, sent_to=""):
    """A link by which `consultancy` hands files into this milestone until `expires_on`; returns the DepositLink.

    It goes by mail to the address `sent_to`, where there is one.
    Raises MilestoneRefusal when the milestone does not wait for a submission, or for a day past or too far.
    """
    fresh = locked(milestone)
    if not permissions.can_give_links(by, fresh):
        raise MilestoneRefusal(_("Nothing can be submitted at this milestone at the moment."))
    days = (expires_on - timezone.localdate()).days
    if not 0 <= days <= deposits.LONGEST_DAYS:
        raise MilestoneRefusal(
            _("A link is valid from today on for up to %(days)s days.") % {"days": deposits.LONGEST_DAYS}
        )
    link = DepositLink.objects.create(
        milestone=fresh,
        consultancy=consultancy,
        sent_to=sent_to,
        expires_on=expires_on,
        quota=deposits.QUOTA,
        made_by=by,
    )
    if sent_to:
        notices.send(MAIL, subject_id=link.pk, key=f"{MAIL}:{link.pk}", to=sent_to, language=by.language)
    return link


@transaction.atomic
def revoke_deposit_link(link, *, by):
    """The link takes no more files, and what was on its way is dropped; what has arrived stays."""
    fresh = DepositLink.objects.select_for_update(of=("self",)).select_related("milestone__project").get(pk=link.pk)
    if not permissions.may_submit_here(by, fresh.milestone):
        raise MilestoneRefusal(_("This milestone is not yours to submit."))
    if fresh.revoked_at is None:
        fresh.revoked_at, fresh.revoked_by = timezone.now(), by
        fresh.save(update_fields=["revoked_at", "revoked_by"])
        fresh.uploads.all().delete()
        _forget_addresses(DepositLink.objects.filter(pk=fresh.pk))
    return fresh


@transaction.atomic
def forget_addresses_of_links():
    """Forgets the addresses to which links that have ended were sent. Returns how many."""
    has_ended = Q(expires_on__lt=timezone.localdate()) | Q(milestone__project__closed_on__isnull=False)
    return _forget_addresses(DepositLink.objects.filter(has_ended))


def _forget_addresses(links):
    keys = list(links.exclude(sent_to="").values_list("pk", flat=True))
    notices.forget(kinds=[MAIL], subjects=keys)
    return DepositLink.objects.filter(pk__in=keys).update(sent_to="")


@transaction.atomic
def set_deposit_aside(deposit, *, by):
    """A file that came by a link is not offered any more; it is kept as long as its milestone's other files.

    Raises MilestoneRefusal where it is not for `by` to do, or where the file is in what waits for the visa.
    """
    milestone = locked(deposit.link.milestone)
    if not permissions.may_submit_here(by, milestone):
        raise MilestoneRefusal(_("This milestone is not yours to submit."))
    if deposit.visas.pending().exists():
        raise MilestoneRefusal(_("This file is in a submission that waits for the director’s visa."))
    waiting = Deposit.objects.filter(pk=deposit.pk, taken_into=None, set_aside_at=None)
    waiting.update(set_aside_at=timezone.now(), set_aside_by=by)
