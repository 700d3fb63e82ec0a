"""The table of a consultation's answers as a workbook."""

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.spreadsheets import Column, Sheet

COLUMNS = [
    Column(pgettext_lazy("in a text", "Place"), width=34),
    Column(_("Comment"), width=60),
    Column(_("By"), width=26),
    Column(_("When"), kind="datetime"),
    Column(_("Answer"), width=20),
    Column(_("Reason"), width=60),
    Column(_("Answered by"), width=26),
]


def sheets(consultation):
    """One line a comment, in the order of the text."""
    return [Sheet(gettext("Answers"), COLUMNS, map(_row, _comments(consultation)))]


def _comments(consultation):
    return consultation.comments.select_related("author", "answered_by").iterator()


def _row(comment):
    return [
        comment.place or capfirst(comment.get_about_display()),
        comment.text,
        str(comment.author),
        comment.written_at,
        capfirst(comment.get_answer_display()),
        comment.reason,
        str(comment.answered_by or ""),
    ]
