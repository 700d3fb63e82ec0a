import pytest

from portal.members.actions import import_workbook
from portal.members.models import Mandate, Organisation
from portal.spreadsheets import Column, Sheet, write_workbook


@pytest.mark.django_db
def test_twenty_thousand_rows_with_bad_ones_are_planned_and_the_good_ones_written(tmp_path):
    columns = [Column("Organisme"), Column("Collège", "number"), Column("Nom"), Column("E-mail")]
    rows = ([f"Organisme {n}", 2 if n % 20 else 99, f"Nom {n % 50}", f"p{n % 50}@alpha.example"] for n in range(20_000))
    write_workbook(str(tmp_path / "liste.xlsx"), [Sheet("Liste", columns, rows)])

    plan = import_workbook(tmp_path / "liste.xlsx")

    assert plan.counts == {"created": 19_000, "updated": 0, "unchanged": 0, "refused": 1_000}
    assert Organisation.objects.count() == Mandate.objects.count() == 19_000
