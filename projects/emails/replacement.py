"""The mails about a lead's replacement."""

from django.utils.translation import gettext as _

from portal import notices

from ..permissions import can_view
from .milestone import reply_to
from .rules import ENDING, following, of_replacement, replacement


@notices.mail("replacement_named", category=notices.Category.WAITS_FOR_ME, **following(of_replacement))
def replacement_named(notice):
    """To the replacement: for whom, until when, and what it allows. Nothing once it has ended."""
    row = replacement(notice.subject_id)
    if row is None or row.has_ended:
        return None
    subject = _("You replace %(lead)s — %(project)s")
    return _mail(row, subject, "emails/replacement_named", [row.stands_in_for.person.email])


@notices.mail("replacement_announced", category=notices.Category.EVERYTHING, **following(of_replacement))
def replacement_announced(notice):
    """To the accompaniers: who replaces whom. Nothing once it has ended."""
    row = replacement(notice.subject_id)
    if row is None or row.has_ended:
        return None
    subject = _("%(person)s replaces %(lead)s — %(project)s")
    return _mail(row, subject, "emails/replacement_announced", [row.stands_in_for.person.email])


@notices.mail("replacement_ended", category=notices.Category.EVERYTHING, **ENDING)
def replacement_ended(notice):
    """To the replacement and the accompaniers: it is over. The way to the project is for who may still open it."""
    row = replacement(notice.subject_id)
    if row is None:
        return None
    subject = _("%(person)s no longer replaces %(lead)s — %(project)s")
    is_open = notice.person is None or can_view(notice.person, row.anchor)
    return _mail(row, subject, "emails/replacement_ended", reply_to(row.anchor), is_open=is_open)


def _mail(row, subject, template, replies, *, is_open=True):
    path = row.anchor.get_absolute_url() if is_open else ""
    names = {"person": row.person, "lead": row.stands_in_for.person, "project": row.anchor.name}
    return notices.Mail(
        subject=subject % names,
        template=template,
        context=names
        | {
            "project": row.anchor,
            "last_day": row.last_day,
            "link": notices.absolute(path) if path else "",
        },
        reply_to=[email for email in replies if email],
        path=path,
    )
