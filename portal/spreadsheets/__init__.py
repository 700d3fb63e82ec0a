"""Spreadsheets (.xlsx) in and out: `read_table` finds a table in whatever people send, `write_workbook` makes one."""

from .reading import Formula, Row, Table, UnreadableWorkbook, read_table
from .safety import check_archive
from .writing import LONGEST_TEXT, XLSX, Column, Sheet, workbook_response, write_workbook

__all__ = [
    "LONGEST_TEXT",
    "XLSX",
    "Column",
    "Formula",
    "Row",
    "Sheet",
    "Table",
    "UnreadableWorkbook",
    "check_archive",
    "read_table",
    "workbook_response",
    "write_workbook",
]
