"""portal/exports/: at once or later, announced, for the person alone, as long as they have the right."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from portal import roles
from portal.exports import registry
from portal.exports.actions import ask_export, forget_expired
from portal.exports.models import Export, ExportStates
from portal.roles import AssociationRole, AssociationRoles
from projects.models import ProjectRole
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of
from tests.reading import plain

pytestmark = pytest.mark.django_db
BOARD = "/projets/tableau/export.xlsx"


@pytest.fixture(autouse=True)
def everything_is_big(monkeypatch):
    monkeypatch.setattr("portal.exports.views.MOST_AT_ONCE", 1)


@pytest.fixture
def accompanier(client):
    person = accompanier_of(MilestoneFactory().project)
    client.force_login(person)
    return person


def asked(client, **filters):
    address = client.get(BOARD, filters).url
    return address, Export.objects.get()


def test_a_big_workbook_is_prepared_announced_and_handed_out(client, accompanier, run_tasks, mailoutbox):
    address, export = asked(client)
    assert "en cours de préparation" in client.get(address).content.decode()
    assert client.get(f"{address}fichier/").status_code == 404
    assert asked(client) == (address, export)  # asked twice, prepared once
    run_tasks()
    (mail,) = mailoutbox
    assert mail.to == [accompanier.email]
    assert plain(mail.subject) == f"Votre fichier est prêt : {Export.objects.get().name}"
    assert re.search(rf"http\S+{address}", mail.body)
    assert "Télécharger projets-" in client.get(address).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(f"{address}fichier/").streaming_content)))
    assert book.sheetnames == ["Projets", "Jalons"]
    assert book["Projets"].max_row == 2


def test_a_prepared_workbook_has_the_filters_of_the_screen(client, accompanier, run_tasks):
    asked(client, stage="opportunity")
    assert Export.objects.get().arguments == {"address": "stage=opportunity"}
    run_tasks()
    assert Export.objects.get().is_ready


def test_it_is_for_who_asked_and_as_long_as_they_have_the_right(client, accompanier, run_tasks):
    address, _export = asked(client)
    run_tasks()
    roles.end(ProjectRole.objects.get(person=accompanier, role="accompanier"), by=None)
    assert client.get(f"{address}fichier/").status_code == 403
    other = PersonFactory()
    roles.grant(AssociationRole, person=other, role=AssociationRoles.STAFF, by=None)
    client.force_login(other)
    assert client.get(address).status_code == client.get(f"{address}fichier/").status_code == 404


def test_who_lost_the_right_meanwhile_gets_nothing(client, accompanier, run_tasks, mailoutbox):
    address, export = asked(client)
    roles.end(ProjectRole.objects.get(person=accompanier, role="accompanier"), by=None)
    run_tasks()
    export.refresh_from_db()
    assert (export.state, bool(export.file), mailoutbox) == (ExportStates.FAILED, False, [])
    assert "n’a pas pu être préparé" in client.get(address).content.decode()


def test_what_fails_says_so_and_raises(client, accompanier, run_tasks, monkeypatch):
    address, export = asked(client)

    def broken(person, arguments):
        raise RuntimeError("broken")

    monkeypatch.setitem(registry._kinds, export.kind, registry.Kind(lambda person: {"*"}, broken))
    run_tasks(failures=True)
    assert "n’a pas pu être préparé" in client.get(address).content.decode()


def test_it_is_let_go_after_a_week(client, accompanier, run_tasks):
    address, export = asked(client)
    run_tasks()
    Export.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "n’est plus conservé" in client.get(address).content.decode()
    assert client.get(f"{address}fichier/").status_code == 404
    stuck = ask_export(export.kind, by=accompanier, arguments={}, language="fr")
    Export.objects.filter(pk=stuck.pk).update(asked_at=timezone.now() - timedelta(days=8))
    forget_expired()
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ({"*"}, {"1"}, True),
        ({"1", "2"}, {"1"}, True),
        ({"1"}, {"1", "2"}, False),
        ({"1"}, {"*"}, False),
        (set(), set(), False),
    ],
)
def test_a_scope_covers_another(now, then, expected):
    assert registry.covers(now, then) is expected
