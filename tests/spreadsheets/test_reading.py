import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from portal.spreadsheets import Formula, UnreadableWorkbook, read_table, safety
from tests.spreadsheets.workbooks import repacked, saved, workbook

FIELDS = {"name": ["Nom de l'organisme", "Organisme"], "college": ["Collège"], "day": ["Depuis"]}


def read(source, **options):
    return read_table(source, recognise=FIELDS, required=["name"], **options)


def refusal(source, **options):
    with pytest.raises(UnreadableWorkbook) as raised:
        read(source, **options)
    return str(raised.value)


def test_header_is_found_below_title_rows_whatever_its_spelling():
    table = read(
        workbook(["LES ADHÉRENTS"], [None], ["COLLEGE", " nom de l’Organisme ", "Remarque"], [2, "Alpha", "?"])
    )

    assert (table.header_row, table.columns, table.left_aside) == (3, {"college": 0, "name": 1}, ["Remarque"])
    assert [(row.number, row.values) for row in table.rows] == [(4, {"college": 2, "name": "Alpha"})]


def test_best_header_of_all_sheets_wins():
    made = openpyxl.Workbook()
    made.active.append(["Organisme"])
    made.active.append(["not this one"])
    better = made.create_sheet("Liste")
    better.append(["Organisme", "Collège", "Depuis"])
    better.append(["Alpha", 1, datetime(2012, 5, 14)])

    table = read(saved(made))

    assert table.sheet == "Liste"
    assert table.rows[0].values["day"] == datetime(2012, 5, 14)


def test_blank_cells_of_a_carried_column_take_the_value_above():
    rows = ["Collège", "Organisme"], ["Un", "Alpha"], [None, "Beta"], ["Deux", "Gamma"], [None, "Delta"]

    table = read(workbook(*rows), carry=["college"])

    assert [row.values["college"] for row in table.rows] == ["Un", "Un", "Deux", "Deux"]
    assert [bool(row.carried) for row in table.rows] == [False, True, False, True]


def test_merged_cells_are_carried_too():
    made = openpyxl.Workbook()
    for row in ["Collège", "Organisme"], ["Un", "Alpha"], [None, "Beta"]:
        made.active.append(row)
    made.active.merge_cells("A2:A3")

    assert [row.values["college"] for row in read(saved(made), carry=["college"]).rows] == ["Un", "Un"]


def test_formula_is_text_and_never_evaluated():
    [row] = read(workbook(["Organisme"], ['=HYPERLINK("http://evil.example","Alpha")'])).rows

    assert isinstance(row.values["name"], Formula)
    assert row.values["name"].startswith("=HYPERLINK")


def test_empty_rows_are_left_out():
    assert [row.number for row in read(workbook(["Organisme"], ["Alpha"], [None], ["  "], ["Beta"])).rows] == [2, 5]


def test_no_header():
    assert "Nom de l'organisme" in refusal(workbook(["a", "b"], ["c", "d"]))


def test_header_without_the_required_column():
    assert "Nom de l'organisme" in refusal(workbook(["Collège", "Depuis"], [1, 2]))


@pytest.mark.parametrize("content", [b"Nom;College\r\nAlpha;1", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"])
def test_not_a_workbook(content):
    assert "(.xlsx)" in refusal(io.BytesIO(content))


def test_empty_file():
    assert refusal(io.BytesIO()) == "Le fichier est vide."


def test_another_zip_is_not_a_workbook():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("word/document.xml", "<document/>")
    assert "(.xlsx)" in refusal(archive)


def test_missing_file():
    assert "nowhere.xlsx" in refusal("/nowhere.xlsx")


def test_encrypted_workbook():
    # What Office writes for "protect with a password": an OLE container with this stream.
    encrypted = safety.OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "mot de passe" in refusal(io.BytesIO(encrypted))


def test_old_xls():
    assert ".xls" in refusal(io.BytesIO(safety.OLE + bytes(600)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_workbook(share):
    whole = workbook(["Organisme"], *(["Alpha"] for _ in range(200))).getvalue()
    assert "tronqué" in refusal(io.BytesIO(whole[: int(len(whole) * share)]))


def test_damaged_part():
    assert "abîmé" in refusal(repacked(workbook(["Organisme"], ["Alpha"]), sheet1="<worksheet><sheetData><row"))


def test_zip_bomb_is_refused_before_it_unpacks():
    bomb = repacked(workbook(["Organisme"]), sheet1=b" " * (safety.RATIO_MATTERS_FROM * 4))
    assert len(bomb.getvalue()) < 100_000
    assert "anormalement gros" in refusal(bomb)


def test_too_many_parts(monkeypatch):
    monkeypatch.setattr(safety, "MAX_PARTS", 3)
    assert "anormalement gros" in refusal(workbook(["Organisme"]))


def test_billion_laughs_is_refused():
    entities = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><worksheet>&b;</worksheet>"
    assert "abîmé" in refusal(repacked(workbook(["Organisme"]), sheet1=entities))


def test_row_number_out_of_this_world_does_not_hang():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Organisme</t></is></c></row>'
        '<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>Alpha</t></is></c></row></sheetData></worksheet>'
    )
    assert "abîmé" in refusal(repacked(workbook(["Organisme"]), sheet1=sheet))


def test_dimensions_a_file_claims_are_not_believed():
    lying = repacked(
        workbook(["x"]),
        sheet1='<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Organisme</t></is></c>'
        '</row><row r="2"><c r="A2" t="inlineStr"><is><t>Alpha</t></is></c></row></sheetData></worksheet>',
    )
    assert [row.values["name"] for row in read(lying).rows] == ["Alpha"]


def test_too_many_rows():
    assert "3" in refusal(workbook(["Organisme"], *([f"Organisme {n}"] for n in range(4))), max_rows=3)
