"""The mails of the internal visa."""

from django.utils.translation import gettext as _

from portal import notices

from ..enums import VisaStates
from ..models import Visa
from .rules import of_visa, preparing

WAITS = notices.Category.WAITS_FOR_ME


@notices.mail("visa_asked", category=WAITS, **preparing(of_visa))
def visa_asked(notice):
    """To the director: what was prepared waits for their word. Nothing once it was said."""
    visa = _visa(notice)
    if visa is None or not visa.is_pending:
        return None
    return _mail(
        visa, _("Your visa is asked: %(milestone)s — %(project)s"), "emails/visa_asked", visa.prepared_by, visa
    )


@notices.mail("visa_refused", category=WAITS, **preparing(of_visa))
def visa_refused(notice):
    """To who prepared it: the director's word. The link opens the milestone, with the draft."""
    visa = _visa(notice)
    if visa is None or visa.state != VisaStates.REFUSED:
        return None
    subject = _("Visa not given: %(milestone)s — %(project)s")
    return _mail(visa, subject, "emails/visa_refused", visa.decided_by, visa.milestone)


def _visa(notice):
    related = ("milestone__project", "prepared_by", "decided_by")
    return Visa.objects.select_related(*related).filter(pk=notice.subject_id).first()


def _mail(visa, subject, template, replies_to, opens):
    milestone = visa.milestone
    return notices.Mail(
        subject=subject % {"milestone": milestone.title, "project": milestone.project.name},
        template=template,
        context={
            "visa": visa,
            "milestone": milestone,
            "project": milestone.project,
            "pieces": list(visa.pieces.all()),
            "link": notices.absolute(opens.get_absolute_url()),
        },
        reply_to=[replies_to.email] if replies_to.email else [],
        path=opens.get_absolute_url(),
    )
