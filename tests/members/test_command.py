import io

import pytest
from django.core.management import CommandError, call_command

from portal.members.models import Organisation
from tests.members.test_imports import CONTACTS, MEMBERS
from tests.spreadsheets.workbooks import workbook

pytestmark = pytest.mark.django_db


def run(*arguments):
    told = io.StringIO()
    call_command("import_members", *map(str, arguments), stdout=told)
    return told.getvalue().replace("\u00a0", " ").splitlines()


def test_tells_row_by_row_what_was_done_and_the_sums():
    told = run(CONTACTS)

    assert told[0] == "Feuille « contacts », en-tête à la ligne 4."
    assert any("8" in line and "refusée" in line and "« 2013-02-30 » n’est pas une date" in line for line in told)
    assert told[-1] == "Lignes : 5 créées, 0 modifiées, 0 inchangées, 4 refusées."
    assert Organisation.objects.filter(name="Mairie de Valfleury (fictif)").exists()


def test_dry_run_changes_nothing():
    assert run(MEMBERS, "--dry-run")[-1] == "Essai à blanc : rien n’a été modifié."
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not a workbook", "n’est pas un classeur"),
        (MEMBERS.read_bytes()[:3000], "tronqué"),
        (workbook(["bonjour"], ["Alpha"]).getvalue(), "en-tête"),
        (workbook(["Collège", "Organisme"], ["Collège 7", "Alpha"]).getvalue(), "Collège 7"),
    ],
)
def test_clear_error_and_nothing_changed(tmp_path, content, reason):
    file = tmp_path / "liste.xlsx"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=reason) as raised:
        run(file)

    assert raised.value.returncode == 1
    assert not Organisation.objects.exists()


def test_missing_file():
    with pytest.raises(CommandError, match="nulle-part"):
        run("nulle-part.xlsx")
