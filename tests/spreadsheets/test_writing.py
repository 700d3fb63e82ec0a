import csv
import io
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils.translation import gettext_lazy as _
from pypdfium2 import PdfDocument

from portal.spreadsheets import XLSX, Column, Sheet, workbook_response, write_workbook

DANGEROUS = ["=1+1", '=HYPERLINK("http://evil.example")', "+33 1 60", "-5", "@SUM(A1)", "#REF!", "=", "12/05"]

AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1036,false,true"  # UTF-8, French, cells as they are shown


def written(*sheets):
    target = io.BytesIO()
    write_workbook(target, sheets)
    target.seek(0)
    return target


def opened(*sheets):
    return openpyxl.load_workbook(written(*sheets))


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_text_whatever_it_begins_with(text):
    cell = opened(Sheet("a", [Column("Nom")], [[text]])).active["A2"]

    assert (cell.value, cell.data_type) == (text, "s")


def test_header_that_looks_like_a_formula_is_text():
    assert opened(Sheet("a", [Column("=2+2")], [])).active["A1"].data_type == "s"


def test_dates_are_dates_in_paris_time():
    moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    columns = [Column("Jour", "date"), Column("Moment", "datetime"), Column("Jour du moment", "date")]

    day, local, local_day = opened(Sheet("a", columns, [[date(2012, 5, 14), moment, moment]])).active[2]

    assert (day.value, day.number_format) == (datetime(2012, 5, 14), "dd/mm/yyyy")
    assert (local.value, local.number_format) == (datetime(2026, 7, 1, 0, 30), "dd/mm/yyyy hh:mm")
    assert local_day.value == datetime(2026, 7, 1)


def test_numbers_truth_values_lazy_texts_and_blanks():
    columns = [Column(_("Name")), Column("n", "number"), Column("oui"), Column("vide", "date")]

    row = opened(Sheet("a", columns, [[_("yes"), Decimal("1.5"), True, None]])).active[2]

    assert [cell.value for cell in row] == ["oui", 1.5, "oui", None]


def test_control_characters_and_lone_surrogates_are_removed():
    cell = opened(Sheet("a", [Column("Nom")], [["Al\x00pha\x0b\ud83d Łódź 🙂 עברית"]])).active["A2"]

    assert cell.value == "Alpha Łódź 🙂 עברית"


def test_longest_text_is_cut():
    assert len(opened(Sheet("a", [Column("Nom")], [["x" * 40_000]])).active["A2"].value) == 32_767


def test_header_is_bold_frozen_and_filtered():
    sheet = opened(Sheet("a", [Column("Nom", width=33), Column("Jour", "date")], [["x", None]] * 3)).active

    assert sheet["A1"].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B4")
    assert sheet.column_dimensions["A"].width == 33


def test_sheet_titles_are_made_acceptable_and_unique():
    titles = ["Projets: [2026]/all?*", "x" * 40, "X" * 40, "", "History", "'quoted'"]

    names = opened(*(Sheet(title, [Column("a")], []) for title in titles)).sheetnames

    assert names == ["Projets 2026 all", "x" * 31, "X" * 27 + " (2)", "Feuille", "History (2)", "quoted"]


def test_rows_are_read_once_from_any_iterable():
    sheet = opened(Sheet("a", [Column("n", "number")], ([number] for number in range(3)))).active

    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [0, 1, 2]


def test_response_is_a_download_under_an_accented_name():
    response = workbook_response("adhérents.xlsx", [Sheet("a", [Column("Nom")], [["Alpha"]])])

    assert response["Content-Type"] == XLSX
    assert "adh%C3%A9rents.xlsx" in response["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(response.content)).active["A2"].value == "Alpha"


def by_libreoffice(folder, file, form):
    """The file that LibreOffice makes of a workbook."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", form]
    subprocess.run([*command, "--outdir", folder, file], check=True, capture_output=True, timeout=100)
    return file.with_suffix(f".{form.split(':')[0]}")


def test_on_paper_all_columns_stand_side_by_side_under_their_headers_on_every_page(tmp_path):
    file = tmp_path / "export.xlsx"
    columns = [Column("Lieu", width=34), Column("Remarque", width=60), Column("Raison", width=60), Column("Qui")]
    rows = [["Accès", "Une phrase " * 20 + "finie.", "", f"Ada {number}"] for number in range(150)]
    file.write_bytes(written(Sheet("Réponses", columns, rows)).getvalue())

    pages = [page.get_textpage().get_text_range() for page in PdfDocument(by_libreoffice(tmp_path, file, "pdf"))]
    assert len(pages) > 1
    assert all(header in page for page in pages for header in ("Lieu", "Remarque", "Raison", "Qui"))
    assert sum(page.count("finie.") for page in pages) == 150  # sentences are whole


def test_a_sheet_with_sentences_shows_them_whole_and_keeps_numbers_and_moments():
    columns = [Column("Remarque", width=60), Column("Jour", "date"), Column("Nombre", "number"), Column("Vide")]
    sheet = opened(Sheet("a", columns, [["=Trop petit", date(2030, 3, 1), 7, None], ["Bien", None, None, "x"]])).active
    assert [cell.value for cell in sheet[2]] == ["=Trop petit", datetime(2030, 3, 1), 7, None]
    assert [cell.value for cell in sheet[3]] == ["Bien", None, None, "x"]
    assert sheet["A2"].data_type == "s" and sheet["A2"].alignment.wrap_text
    assert {cell.alignment.vertical for cell in [*sheet[2][:3], sheet["A3"], sheet["D3"]]} == {"top"}


def test_libreoffice_opens_it_with_dates_as_dates_and_nothing_evaluated(tmp_path):
    file = tmp_path / "export.xlsx"
    columns = [Column("Nom"), Column("Jour", "date"), Column("Nombre", "number")]
    rows = [[text, date(2012, 5, 14), 7] for text in ["Éole & fils <œ>", *DANGEROUS]]
    file.write_bytes(written(Sheet("Liste", columns, rows)).getvalue())

    read = list(csv.reader(io.StringIO(by_libreoffice(tmp_path, file, AS_SHOWN).read_text(encoding="utf-8"))))
    assert [row[0] for row in read[1:]] == ["Éole & fils <œ>", *DANGEROUS]
    assert {tuple(row[1:]) for row in read[1:]} == {("14/05/2012", "7")}
