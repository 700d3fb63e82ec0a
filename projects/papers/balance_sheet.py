"""The balance sheet of a project's end."""

from pathlib import Path

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.cms.identity import current_identity
from portal.paper import pdf

from ..closing import sections

TEMPLATE = Path(__file__).with_name("balance_sheet.typ")


def balance_sheet(closing):
    """The PDF of the answers, in the active language; before the project is closed it says that it is a draft."""
    project, identity = closing.project, current_identity()
    data = {
        "accent": identity.accent,
        "association": identity.name,
        "heading": _("Balance sheet of the project"),
        "project": project.name,
        "details": [word for word in (str(project.holder or ""), project.territory) if word],
        "state": _state(closing),
        "unknown": _("not known"),
        "sections": [
            {"title": str(step.title), "answers": [{"label": label, "value": value} for label, value in answers]}
            for step, answers in sections(closing)
        ],
    }
    title = _("Balance sheet of the project “%(project)s”") % {"project": project.name}
    return pdf(TEMPLATE, data, title=title, language=get_language())


def _state(closing):
    if closing.decided_at is None:
        return _("Draft: the project is not closed.")
    words = {"person": closing.decided_by, "date": date_format(localtime(closing.decided_at))}
    return _("Project closed by %(person)s on %(date)s.") % words
