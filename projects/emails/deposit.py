"""A file has come by a deposit link."""

from django.utils.translation import gettext as _

from portal import notices

from ..models import Deposit
from .milestone import reply_to
from .rules import following, of_deposit


@notices.mail("deposit_arrived", category=notices.Category.WAITS_FOR_ME, **following(of_deposit))
def deposit_arrived(notice):
    """To the leads, and to who made the link: it waits for them. Nothing once it was taken or set aside."""
    deposits = Deposit.objects.select_related("link__milestone__project")
    deposit = deposits.filter(pk=notice.subject_id, taken_into=None, set_aside_at=None).first()
    if deposit is None:
        return None
    milestone = deposit.link.milestone
    names = {"consultancy": deposit.link.consultancy, "project": milestone.project.name}
    return notices.Mail(
        subject=_("%(consultancy)s has handed in a file — %(project)s") % names,
        template="emails/deposit_arrived",
        context={
            "deposit": deposit,
            "milestone": milestone,
            "project": milestone.project,
            "link": notices.absolute(milestone.get_absolute_url()),
        },
        reply_to=reply_to(milestone.project),
        path=milestone.get_absolute_url(),
    )
