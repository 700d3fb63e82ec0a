"""`manage.py load_demo`."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from wagtail.models import Page

from portal.demo.models import LoadedPart
from portal.demo.people import ACCOUNTS, PASSWORD, demo_people, load_accounts
from portal.people.models import Person
from portal.roles import AssociationRole

pytestmark = pytest.mark.django_db

NAMES = set(
    "admin staff expert lead lead2 director facilitator editor editor2 commenter reader member organiser door".split()  # noqa: SIM905
)


def test_the_accounts_of_the_demonstration_log_in(client):
    load_accounts()
    people = demo_people()
    assert set(people) == NAMES
    for name, person in people.items():
        assert person.email == f"{name}@it77.example"
        assert client.post("/compte/login/", {"login": person.email, "password": PASSWORD}).url == "/espace/", name
        client.logout()
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(NAMES)
    held = {(row.person.email, row.role) for row in AssociationRole.objects.current()}
    assert held == {("admin@it77.example", "administrator"), ("staff@it77.example", "staff")}


def test_staff_of_the_demonstration_edit_pages_and_images(client, monkeypatch):
    monkeypatch.setattr("portal.demo.management.commands.load_demo.PARTS", [])
    call_command("load_demo")
    client.force_login(demo_people()["staff"])
    menu = client.get("/gestion/").text
    for address in ("/gestion/images/", "/gestion/documents/"):
        assert f'"{address}"' in menu
    home = Page.objects.get(depth=2)
    assert client.get(f"/gestion/pages/{home.pk}/edit/").status_code == 200


def test_each_part_is_loaded_once(monkeypatch, capsys):
    loaded = []
    monkeypatch.setattr("portal.demo.management.commands.load_demo.PARTS", [])
    monkeypatch.setattr(
        "portal.demo.management.commands.load_demo.load_accounts", lambda: loaded.append("people") or load_accounts()
    )
    call_command("load_demo")
    person = Person.objects.get(email="lead@it77.example")
    person.first_name = "Changed since"
    person.save()
    call_command("load_demo")
    assert loaded == ["people"]
    assert Person.objects.get(pk=person.pk).first_name == "Changed since"
    assert LoadedPart.objects.count() == 1
    printed = capsys.readouterr().out
    assert all(account.email in printed for account in ACCOUNTS)


def test_it_is_refused_where_the_demonstration_is_off(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=off"):
        call_command("load_demo")
    assert not Person.objects.exists()
