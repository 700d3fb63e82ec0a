"""The list of pieces of a milestone: what to gather, to tick by hand."""

from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.cms.identity import current_identity
from portal.paper import pdf

from ..asked import asked_at

TEMPLATE = Path(__file__).with_name("asked.typ")


def asked_list(milestone):
    """The PDF of what is asked at the milestone now, in the active language."""
    identity, here = current_identity(), asked_at(milestone)
    project = milestone.project
    data = {
        "accent": identity.accent,
        "association": identity.name,
        "contact": identity.contact_email,
        "made": _("Made on %(day)s") % {"day": date_format(timezone.localdate(), "DATE_FORMAT")},
        "project": " · ".join(filter(None, [project.name, str(project.holder or "")])),
        "milestone": milestone.title,
        "due": _("Expected by %(date)s") % {"date": date_format(milestone.due_on, "DATE_FORMAT")}
        if milestone.due_on
        else "",
        "instructions": milestone.instructions,
        "sections": [
            section
            for section in (
                _section(_("Expected pieces"), here.pieces),
                _section(_("Checklist"), here.questions),
            )
            if section["lines"]
        ],
        "documents_title": _("Model documents to start from"),
        "documents": [document.title for document in here.documents],
        "nothing": "" if here.pieces or here.questions else _("No piece in particular is asked for."),
    }
    title = _("List of pieces: %(milestone)s") % {"milestone": milestone.title}
    return pdf(TEMPLATE, data, title=title, language=get_language())


def _section(title, lines):
    return {
        "title": title,
        "lines": [{"title": line.title, "note": "" if line.is_required else _("if there is one")} for line in lines],
    }
