"""Workbooks for tests: good ones in one line, and broken ones."""

import io
import zipfile

import openpyxl


def workbook(*rows, title="Feuille"):
    """An open .xlsx with one sheet of these rows."""
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return saved(made)


def saved(made):
    """The workbook as an open file."""
    opened = io.BytesIO()
    made.save(opened)
    opened.seek(0)
    return opened


def repacked(source, **parts):
    """The same archive with some parts replaced (`sheet1="<xml>"` for xl/worksheets/sheet1.xml)."""
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            replacement = parts.get(name.rsplit("/", 1)[-1].removesuffix(".xml"))
            new.writestr(name, old.read(name) if replacement is None else replacement)
    target.seek(0)
    return target
