"""One export in a process of its own: `python -m benchmarks.projects_export portal|openpyxl <person>`.

Prints seconds, kilobytes that the memory has grown by, kilobytes in all, rows, queries.
"""

import os
import re
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import django


def by_the_portal(target, person):
    """As the screen and the task do it: from the database to the file."""
    from portal.spreadsheets import write_workbook
    from projects.board import exports

    _name, sheets = exports._board(person, {"address": ""})
    write_workbook(target, sheets)


def rows_of(person):
    """The same rows, ready in memory, without the zones that openpyxl refuses."""
    from projects.board import exports

    _name, sheets = exports._board(person, {"address": ""})
    return [
        [[str(column.header) for column in sheet.columns], *(list(map(plain, row)) for row in sheet.rows)]
        for sheet in sheets
    ]


def plain(value):
    from django.utils.timezone import localtime

    return localtime(value).replace(tzinfo=None) if hasattr(value, "tzinfo") else value


def by_openpyxl(target, tables):
    """The least one can do with openpyxl."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for rows in tables:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    workbook.save(target)


def main():
    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from openpyxl import load_workbook

    name, key = sys.argv[1:]
    person = get_user_model().objects.get(pk=key)
    tables = rows_of(person) if name == "openpyxl" else None
    with tempfile.TemporaryFile() as target, CaptureQueriesContext(connection) as captured:
        before, started = memory(), time.perf_counter()
        by_the_portal(target, person) if tables is None else by_openpyxl(target, tables)
        seconds, after = time.perf_counter() - started, memory()
        target.seek(0)
        book = load_workbook(target, read_only=True)
        rows = sum(1 for sheet in book.worksheets for _row in sheet.iter_rows())
    print(seconds, after - before, after, rows, len(captured))


def memory():
    """The most this program has ever held, in kilobytes (`ru_maxrss` would count what it was forked from)."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])


if __name__ == "__main__":
    main()
