"""The year's figures to be taken away: a Word document in sentences and tables, and a workbook."""

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import paper
from portal.cms.identity import current_identity
from portal.spreadsheets import Column, Sheet


def sheets(tables, year):
    """A sheet for each table."""
    columns = [
        Column(_("Figure"), width=48),
        Column(str(year), kind="number"),
        Column(str(year - 1), kind="number"),
    ]
    return [
        Sheet(table.title, columns, [[one.label, one.now, one.before] for one in table.figures]) for table in tables
    ]


def document(tables, year, *, is_filtered=False):
    """The bytes of a .docx: what the association accompanied in `year`, each table with the year before."""
    identity = current_identity()
    content = [_paragraph(_("%(association)s, figures made on %(date)s.") % _made(identity))]
    if is_filtered:
        content.append(_paragraph(_("These figures are about a selection of the projects only.")))
    for table in tables:
        content.append({"type": "heading", "attrs": {"level": 1}, "content": [_text(table.title)]})
        if table.note:
            content.append(_paragraph(table.note))
        content.append(_table(table, year) if table.figures else _paragraph(_("Nothing to count.")))
    title = _("Accompanied projects: figures of the year %(year)s") % {"year": year}
    text = {"type": "doc", "content": content}
    return paper.docx(text, title=title, author=identity.name, language=get_language() or "fr")


def told(number):
    """A figure as it is written; a dash where nothing can be said."""
    return "–" if number is None else number_format(number)


def _made(identity):
    return {"association": identity.name, "date": date_format(timezone.localdate(), "DATE_FORMAT")}


def _table(table, year):
    head = _row("tableHeader", [_("Figure"), str(year), str(year - 1)])
    rows = [_row("tableCell", [one.label, told(one.now), told(one.before)]) for one in table.figures]
    return {"type": "table", "content": [head, *rows]}


def _row(kind, texts):
    cells = [
        {"type": kind, "attrs": {"align": "right"} if place else {}, "content": [_paragraph(text)]}
        for place, text in enumerate(texts)
    ]
    return {"type": "tableRow", "content": cells}


def _paragraph(text):
    return {"type": "paragraph", "content": [_text(text)]}


def _text(text):
    return {"type": "text", "text": str(text)}
