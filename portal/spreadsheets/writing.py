"""Workbooks out: real dates, text that stays text, a header one can filter by; rows are never all in memory."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import IO, Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from portal.files import download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {"date": "dd/mm/yyyy", "datetime": "dd/mm/yyyy hh:mm"}
WIDTHS = {"text": 24, "date": 12, "datetime": 17, "number": 12}
SENTENCES = 60  # characters: a column as wide holds sentences, which are read whole
LINE = 15  # points: the height of a line
MOST_LINES = 27  # Excel's rows are not higher
WORDS_FILL = 0.9  # of a line's width: words are not cut
LONGEST_TEXT = 32_767  # characters in a cell, Excel's limit
LONGEST_TITLE = 31  # characters in a sheet's name, Excel's limit
DAY_ZERO = date(1899, 12, 30).toordinal()
LEAP_THAT_NEVER_WAS = 60  # to Excel, 29 February 1900 was a day
TAKEN_FOR_MORE = "=+-@#"  # a formula, or an error such as #N/A
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
ON_TOP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True)
class Column:
    """One column: its header, what its cells hold ("text", "date", "datetime", "number"), its width in characters.

    `choices` are offered in its cells, others refused. In a protected sheet only a column that `is_open` is written in.
    """

    header: Any
    kind: str = "text"
    width: float | None = None
    choices: Sequence[str] = ()
    is_open: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet; `rows` is any iterable of sequences, one value a column, read once while writing.

    One that `is_protected` (against slips: there is no password) is written in where columns are open; one that
    `is_hidden` is for us. A protected one and one with sentences wrap their texts, up to the height Excel has.
    """

    title: Any
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    is_protected: bool = False
    is_hidden: bool = False

    @property
    def wraps(self) -> bool:
        """Whether texts go on below one another in their cells."""
        return any((column.width or 0) >= SENTENCES for column in self.columns)


def write_workbook(target: str | IO[bytes], sheets: Sequence[Sheet]) -> None:
    """Writes `sheets` as .xlsx into a path or a file opened in binary.

    A text is stored as text whatever it begins with, so that no spreadsheet takes it for a formula. Moments are shown
    in Paris time. Control characters, which the format does not allow, are left out.
    """
    workbook = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        title = _sheet_title(str(sheet.title), taken)
        taken.add(title.casefold())
        _write_sheet(workbook.create_sheet(title), sheet)
    workbook.save(target)


def workbook_response(filename: str, sheets: Sequence[Sheet]) -> HttpResponse:
    """The workbook as a download called `filename`."""
    with tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024) as kept:
        write_workbook(kept, sheets)
        kept.seek(0)
        return download(kept.read(), name=filename, content_type=XLSX)


def _write_sheet(worksheet, sheet: Sheet) -> None:
    worksheet.freeze_panes = "A2"
    _lay_out_for_paper(worksheet)
    widths = [_width(column) for column in sheet.columns]
    for number, width in enumerate(widths, 1):
        worksheet.column_dimensions[get_column_letter(number)].width = width
    worksheet.append([_header_cell(worksheet, column) for column in sheet.columns])
    make = _ProtectedCells if sheet.is_protected else _WrappedCells if sheet.wraps else _Cells
    cells = [make(worksheet, column) for column in sheet.columns]
    written = 1
    wraps = sheet.is_protected or sheet.wraps
    for row in sheet.rows:
        written += 1
        made = [cell.holding(value) for cell, value in zip(cells, row, strict=True)]
        if wraps:
            worksheet.row_dimensions[written] = {"ht": str(LINE * _lines(made, widths))}
        worksheet.append(made)
        worksheet.row_dimensions.pop(written, None)
    if sheet.columns:
        worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{written}"
    for number, column in enumerate(sheet.columns, 1):
        if column.choices and written > 1:
            _offer(worksheet, f"{get_column_letter(number)}2:{get_column_letter(number)}{written}", column.choices)
    if sheet.is_protected:
        _protect(worksheet.protection)
    if sheet.is_hidden:
        worksheet.sheet_state = "hidden"


def _width(column):
    return column.width or max(WIDTHS[column.kind], min(len(str(column.header)) + 4, 40))


def _lines(cells, widths) -> int:
    """How many lines the longest text of a row takes: LibreOffice trusts a workbook's heights and makes none itself."""
    texts = [(cell.value, width) for cell, width in zip(cells, widths, strict=True) if cell is not None]
    return max([1, *(_lines_of(text, WORDS_FILL * width) for text, width in texts if isinstance(text, str))])


def _lines_of(text, letters):
    return min(sum(max(1, ceil(len(line) / letters)) for line in text.split("\n")), MOST_LINES)


def _lay_out_for_paper(worksheet) -> None:
    """All columns side by side on A4 across, the header again on each page."""
    worksheet.page_setup.orientation, worksheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = "1:1"


def _offer(worksheet, cells: str, choices: Sequence[str]) -> None:
    """The choices as a list in the cells: written as one formula, so none of them has a comma."""
    offered = DataValidation(type="list", formula1='"{}"'.format(",".join(choices)), allow_blank=False, sqref=cells)
    offered.showErrorMessage = True
    offered.error = _("Choose one of the list: %(choices)s.") % {"choices": ", ".join(choices)}
    worksheet.data_validations.append(offered)


def _protect(protection) -> None:
    """Cells that are not open stay as they are; widths, heights and filters are free."""
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = False


def _header_cell(worksheet, column: Column):
    cell = WriteOnlyCell(worksheet)
    _set_text(cell, str(column.header))
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E8EDF2")
    cell.alignment = ON_TOP
    return cell


class _Kept(Cell):
    """A cell used again for every row. openpyxl describes each one in an error it drops at once: be brief."""

    __slots__ = ()

    def __repr__(self):
        return "cell"


class _Cells:
    """The cells of one column: one object each way of showing, used again for every row (a row is written at once).

    What needs neither a style nor a guard goes as it is: openpyxl takes a plain value twice as fast as a cell.
    """

    def __init__(self, worksheet, column: Column):
        self.kind, self.zone = column.kind, timezone.get_current_timezone()
        self.text = _Kept(worksheet, row=1, column=1)
        self.guarded = _Kept(worksheet, row=1, column=1)
        self.guarded.quotePrefix = True  # still text after somebody edits the cell
        self.moment = _Kept(worksheet, row=1, column=1)
        if self.kind in FORMATS:
            self.moment.number_format = FORMATS[self.kind]

    def holding(self, value):
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            value = _("yes") if value else _("no")
        elif isinstance(value, date):
            moment = self._local(value)
            self.moment.value = _serial(moment) if self.kind in FORMATS else moment
            return self.moment
        elif self.kind == "number" and not isinstance(value, str):
            return value
        text = str(value)
        if text[0] not in TAKEN_FOR_MORE:
            return _in_xml(text)
        cell = self.text if text[0] == "#" else self.guarded
        _set_text(cell, text)
        return cell

    def _local(self, value: date) -> date:
        if isinstance(value, datetime):
            if value.tzinfo is not None:
                value = value.astimezone(self.zone).replace(tzinfo=None)
            return value.date() if self.kind == "date" else value
        return value


class _WrappedCells(_Cells):
    """Those of a sheet with sentences: all begin at the top of their row."""

    def __init__(self, worksheet, column: Column):
        super().__init__(worksheet, column)
        for cell in (self.text, self.guarded, self.moment):
            cell.alignment = ON_TOP
        self.number = _Kept(worksheet, row=1, column=1)
        self.number.alignment = Alignment(vertical="top")

    def holding(self, value):
        kept = super().holding(value)
        if isinstance(kept, str):
            _set_text(self.text, kept)
            return self.text
        if kept is None or isinstance(kept, Cell):
            return kept
        self.number.value = kept
        return self.number


class _ProtectedCells:
    """The text cells of one column of a protected sheet: every one has a style, also where it is empty."""

    def __init__(self, worksheet, column: Column):
        self.text = _Kept(worksheet, row=1, column=1)
        self.guarded = _Kept(worksheet, row=1, column=1)
        self.guarded.quotePrefix = True
        for cell in (self.text, self.guarded):
            cell.alignment = ON_TOP
            cell.protection = Protection(locked=not column.is_open)

    def holding(self, value):
        text = "" if value is None else str(value)
        cell = self.guarded if text[:1] in tuple(TAKEN_FOR_MORE) else self.text
        _set_text(cell, text)
        if not text:
            cell.value = None
        return cell


def _serial(value: date) -> float | date:
    """A day as a spreadsheet counts it; the cell's format makes it a date again. Openpyxl counts the oldest itself."""
    days = value.toordinal() - DAY_ZERO
    if days <= LEAP_THAT_NEVER_WAS:
        return value
    if not isinstance(value, datetime):
        return days
    return days + (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86400


def _set_text(cell, text: str) -> None:
    cell.value = _in_xml(text)
    cell.data_type = "s"


def _in_xml(text: str) -> str:
    return NOT_IN_XML.sub("", text)[:LONGEST_TEXT]


def _sheet_title(wanted: str, taken: set[str]) -> str:
    plain = NOT_IN_XML.sub("", NOT_IN_TITLE.sub(" ", wanted))
    plain = " ".join(plain.split()).strip("' ")[:LONGEST_TITLE].strip("' ") or _("Sheet")
    title, number = plain, 1
    while title.casefold() in taken or title.casefold() == "history":  # a name Excel keeps for itself
        number += 1
        ending = f" ({number})"
        title = plain[: LONGEST_TITLE - len(ending)] + ending
    return title
