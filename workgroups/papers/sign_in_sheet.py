"""The sign-in sheet of a meeting, to print: who is expected, and lines for who comes besides."""

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.cms.identity import current_identity
from portal.meetings import when_in_words
from portal.paper import pdf

from ..attendance import expected_at

TEMPLATE = Path(__file__).with_name("sign_in_sheet.typ")
EMPTY_LINES = 6


def sign_in_sheet(meeting):
    """The PDF of a meeting that brought its group along; in the active language."""
    identity = current_identity()
    people = [{"name": one.name, "answer": one.answer_told} for one in expected_at(meeting)]
    data = {
        "accent": identity.accent,
        "association": identity.name,
        "group": meeting.group.name,
        "heading": _("Sign-in sheet"),
        "when": when_in_words(meeting),
        "place": meeting.place,
        "columns": [_("No."), _("Name"), _("Answer"), _("Signature")],
        "people": people + [{"name": "", "answer": ""}] * EMPTY_LINES,
    }
    title = _("Sign-in sheet: %(event)s") % {"event": f"{meeting} – {meeting.group.name}"}
    return pdf(TEMPLATE, data, title=title, language=get_language())
