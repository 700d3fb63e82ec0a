"""What a cell says, read as text; and the digest by which a cell that nobody touched is known again."""

import hashlib
import re
from datetime import date, time

from django.utils.translation import gettext as _
from openpyxl.cell.cell import ERROR_CODES

from portal.spreadsheets import LONGEST_TEXT, Formula
from portal.spreadsheets.values import whole

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
CARRIAGE_RETURN = "_x000D_"  # as Excel writes it in a cell


class NotText(ValueError):
    """A cell that says no text; the words say why."""


def cell_text(value) -> str:
    """The lines of a cell, the empty ones left out. Raises NotText for formulas, errors and dates."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        raise NotText(_("a formula is not a text"))
    if isinstance(value, date | time):
        raise NotText(_("a date is not a text: Excel has changed what was typed"))
    text = whole(value)
    if text in ERROR_CODES:
        raise NotText(_("the cell shows an error of Excel’s"))
    return tidied(text)


def tidied(text: str) -> str:
    """A text as a cell carries it there and back."""
    plain = CONTROLS.sub("", text.replace(CARRIAGE_RETURN, ""))[:LONGEST_TEXT]
    return "\n".join(line for line in (one.strip() for one in plain.split("\n")) if line)


def digest(text: str) -> str:
    """A short digest of what a cell was given."""
    return hashlib.sha256(tidied(text).encode()).hexdigest()[:16]
