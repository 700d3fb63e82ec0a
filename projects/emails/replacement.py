"""The mails about a lead's replacement."""

from django.utils.translation import gettext as _

from portal import notices

from ..models import ProjectRole
from .milestone import reply_to


@notices.mail("replacement_named")
def replacement_named(notice):
    """To the replacement: for whom, until when, and what it allows. Nothing once it has ended."""
    row = _row(notice)
    if row is None or row.has_ended:
        return None
    subject = _("You replace %(lead)s — %(project)s")
    return _mail(row, subject, "emails/replacement_named", [row.stands_in_for.person.email])


@notices.mail("replacement_announced")
def replacement_announced(notice):
    """To the accompaniers: who replaces whom. Nothing once it has ended."""
    row = _row(notice)
    if row is None or row.has_ended:
        return None
    subject = _("%(person)s replaces %(lead)s — %(project)s")
    return _mail(row, subject, "emails/replacement_announced", [row.stands_in_for.person.email])


@notices.mail("replacement_ended")
def replacement_ended(notice):
    """To the replacement and the accompaniers: it is over."""
    row = _row(notice)
    subject = _("%(person)s no longer replaces %(lead)s — %(project)s")
    return row and _mail(row, subject, "emails/replacement_ended", reply_to(row.anchor))


def _row(notice):
    related = ("anchor", "person", "stands_in_for__person")
    return ProjectRole.objects.exclude(stands_in_for=None).select_related(*related).filter(pk=notice.subject_id).first()


def _mail(row, subject, template, replies):
    names = {"person": row.person, "lead": row.stands_in_for.person, "project": row.anchor.name}
    return notices.Mail(
        subject=subject % names,
        template=template,
        context=names
        | {
            "project": row.anchor,
            "last_day": row.last_day,
            "link": notices.absolute(row.anchor.get_absolute_url()),
        },
        reply_to=[email for email in replies if email],
        path=row.anchor.get_absolute_url(),
    )
