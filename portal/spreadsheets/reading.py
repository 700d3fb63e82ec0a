"""Workbooks in: finds the table in whatever people send. Nothing is evaluated; formulas are read as text."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from portal.text import fold

from .safety import UnreadableWorkbook, check_archive

MAX_ROWS = 50_000
MAX_COLUMNS = 100
LAST_ROW = 1_048_576  # of any sheet, Excel's limit
HEADER_WITHIN = 50  # rows from the top
# What openpyxl lets through when a part of the archive is not what it should be.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ParseError,
    DefusedXmlException,
    InvalidFileException,
    NotImplementedError,
    RuntimeError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
)


class Formula(str):
    """What was typed as a formula, kept as text: never a value."""


@dataclass(frozen=True)
class Row:
    """One row: its number in the sheet, the recognised fields' values, and which of them were filled from above."""

    number: int
    values: dict[str, Any]
    carried: frozenset[str] = frozenset()


@dataclass
class Table:
    """The table found: where its header stands, what was recognised, what was left aside, and its rows."""

    sheet: str
    header_row: int
    columns: dict[str, int]
    left_aside: list[str]
    rows: list[Row] = field(default_factory=list)


def read_table(
    source: str | Path | IO[bytes],
    *,
    recognise: Mapping[str, Iterable[str]],
    required: Iterable[str] = (),
    carry: Iterable[str] = (),
    max_rows: int = MAX_ROWS,
) -> Table:
    """The table in the workbook `source` (a path or a file opened in binary).

    `recognise` maps each field to the headers it may have, compared without case, accents or punctuation; the header
    row is the one of the first 50 of any sheet that has most of them, `required` ones included. A blank cell of a
    field in `carry` takes the value above it, as in a merged or filled-down column. Rows with no value in any
    recognised column are left out. Raises UnreadableWorkbook, and nothing else, when the file cannot be read.
    """
    if isinstance(source, str | Path):
        try:
            with Path(source).open("rb") as opened:
                return read_table(opened, recognise=recognise, required=required, carry=carry, max_rows=max_rows)
        except OSError as error:
            raise UnreadableWorkbook(_("The file %(name)s cannot be opened.") % {"name": source}) from error
    check_archive(source)
    fields = {fold(header): name for name, headers in recognise.items() for header in headers}
    try:
        workbook = openpyxl.load_workbook(source, read_only=True, keep_links=False)
        worksheets = [sheet for sheet in workbook.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        found = [table for sheet in worksheets if (table := _find_header(sheet, fields, set(required)))]
        if not found:
            raise UnreadableWorkbook(_no_header(recognise, required))
        table = max(found, key=lambda candidate: len(candidate.columns))
        table.rows = list(_rows(workbook[table.sheet], table, set(carry), max_rows))
    except BROKEN as error:
        raise UnreadableWorkbook(_("The file is damaged or cut short: please send it again.")) from error
    return table


def _find_header(worksheet, fields: dict[str, str], required: set[str]) -> Table | None:
    best = None
    for number, cells in _numbered(worksheet):
        if number > HEADER_WITHIN:
            break
        columns: dict[str, int] = {}
        left_aside = []
        for index, text in enumerate(str(value).strip() if value is not None else "" for value in cells):
            name = fields.get(fold(text))
            if name and name not in columns:
                columns[name] = index
            elif text:
                left_aside.append(text)
        if columns and required <= columns.keys() and (best is None or len(columns) > len(best.columns)):
            best = Table(worksheet.title, number, columns, left_aside)
    return best


def _rows(worksheet, table: Table, carry: set[str], max_rows: int) -> Iterator[Row]:
    above: dict[str, Any] = {}
    kept = 0
    for number, cells in _numbered(worksheet):
        if number <= table.header_row:
            continue
        values = {name: cells[index] if index < len(cells) else None for name, index in table.columns.items()}
        if all(value is None for value in values.values()):
            continue
        carried = frozenset(name for name in carry if values.get(name) is None and name in above)
        above.update({name: values[name] for name in carry if values.get(name) is not None})
        kept += 1
        if kept > max_rows:
            raise UnreadableWorkbook(_("The table is too long: %(limit)d rows at most.") % {"limit": max_rows})
        yield Row(number, values | {name: above[name] for name in carried}, carried)


def _numbered(worksheet) -> Iterator[tuple[int, list[Any]]]:
    """The rows with their number. The dimensions a file claims are not believed: they cost memory, and can lie."""
    worksheet.reset_dimensions()
    missing = None
    for number, cells in enumerate(worksheet.iter_rows(min_row=1, max_col=MAX_COLUMNS), 1):
        if number > LAST_ROW:
            raise UnreadableWorkbook(_("The file is damaged or cut short: please send it again."))
        if cells is not missing:
            values = [_value(cell) for cell in cells]
            # openpyxl makes up the rows a file leaves out, each time the same object: there can be a million.
            missing = cells if all(value is None for value in values) else missing
            yield number, values


def _value(cell) -> Any:
    value = cell.value
    if cell.data_type == "f":
        return Formula(value if isinstance(value, str) else "=" + (getattr(value, "text", None) or ""))
    if isinstance(value, str):
        return value.strip() or None
    return value


def _no_header(recognise: Mapping[str, Iterable[str]], required: Iterable[str]) -> str:
    wanted = ", ".join(_("“%(header)s”") % {"header": next(iter(recognise[name]))} for name in required)
    return _("No header row was found: at least the column %(columns)s is needed.") % {"columns": wanted}
