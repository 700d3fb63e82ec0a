"""Certificates of attendance, for those who came. Workshops are not in them: nobody checks who sat where."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from portal.cms.identity import current_identity
from portal.paper import pdf

from ..moments import day_in_words, place_in_words, when_in_words

TEMPLATE = Path(__file__).with_name("certificates.typ")


def certificate(registration):
    """The PDF of one person, in the language of the registration."""
    with override(registration.language):
        title = _("Certificate of attendance: %(name)s") % {"name": registration.full_name}
    return _certificates(registration.event, [registration], title=title, language=registration.language)


def certificates(event, registrations):
    """The PDF with a page for each of `registrations`, each in the language of its own."""
    title = _("Certificates of attendance: %(event)s") % {"event": event.title}
    return _certificates(event, registrations, title=title, language=get_language())


def _certificates(event, registrations, *, title, language):
    identity = current_identity()
    data = {
        "accent": event.accent or identity.accent,
        "association": {
            "name": identity.name,
            "detail": " · ".join(filter(None, [identity.legal_form, identity.territory, identity.contact_email])),
        },
        "signatory": event.signatory or identity.name,
        "people": [_page(event, registration, identity) for registration in registrations],
    }
    return pdf(TEMPLATE, data, title=title, language=language)


def _page(event, registration, identity):
    with override(registration.language):
        return {
            "language": registration.language,
            "title": _("Certificate of attendance"),
            "attested": _("%(association)s certifies that") % {"association": identity.name},
            "name": registration.full_name,
            "organisation": registration.organisation,
            "attended": _("attended:"),
            "event": event.title,
            "when": when_in_words(event),
            "place": place_in_words(event),
            "duration": _duration(event),
            "made": _("Made on %(day)s") % {"day": day_in_words(timezone.now())},
            "signs": _("For the association"),
        }


def _duration(event):
    """How long the day was; nothing where its hours are not known or it lasts several days."""
    one_day = timezone.localdate(event.starts_at) == timezone.localdate(event.ends_at)
    if event.is_whole_day or not one_day:
        return ""
    hours, minutes = divmod(round((event.ends_at - event.starts_at).total_seconds() / 60), 60)
    if minutes:
        return _("Duration: %(hours)s h %(minutes)02d") % {"hours": hours, "minutes": minutes}
    return ngettext("Duration: %(hours)s hour", "Duration: %(hours)s hours", hours) % {"hours": hours}
