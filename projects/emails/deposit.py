"""The mails of a deposit link: the way in for a consultancy, and a file that has come."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices

from ..deposits import address_of, takes_files
from ..models import Deposit, DepositLink
from ..people import leads_of, reminded_of
from .milestone import reply_to
from .rules import TAKING


@notices.mail("deposit_arrived", category=notices.Category.WAITS_FOR_ME, **TAKING)
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


@notices.mail("deposit_link")
def deposit_link(notice):
    """To the consultancy, at the address written when the link was made. Nothing once the link takes no more files."""
    links = DepositLink.objects.select_related("milestone__project", "made_by")
    link = links.filter(pk=notice.subject_id).first()
    if link is None or not takes_files(link):
        return None
    milestone = link.milestone
    names = {"milestone": milestone.title, "project": milestone.project.name}
    return notices.Mail(
        subject=_("Hand in your files: %(milestone)s — %(project)s") % names,
        template="emails/plain_letter",
        context={
            "lines": [
                _("%(person)s asks you to hand in files for this project.") % {"person": link.made_by},
                _("The page below takes them without an account. Whoever has its address can hand in in your name."),
            ],
            "facts": [
                (_("Project"), milestone.project.name),
                (_("Milestone"), milestone.title),
                (_("Link valid until"), date_format(link.expires_on)),
            ],
            "quote": "",
            "link": address_of(link),
            "button": _("Hand in files"),
        },
        reply_to=_answered_by(link),
    )


def _answered_by(link):
    """A lead: who made the link where they are one, else the project's own."""
    project = link.milestone.project
    makes = leads_of(project).filter(pk=link.made_by_id)
    people = makes if makes.exists() else reminded_of(project)
    return [person.email for person in people if person.email] or reply_to(project)
