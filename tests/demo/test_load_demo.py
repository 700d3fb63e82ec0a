"""`manage.py load_demo`."""

from itertools import pairwise

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from wagtail.models import Page

from portal import coediting
from portal.demo import versions
from portal.demo import workgroups as groups
from portal.demo.models import LoadedPart
from portal.demo.people import ACCOUNTS, PASSWORD, demo_people, load_accounts
from portal.people.models import Person
from portal.roles import AssociationRole
from workgroups.comparing import compare_requirements
from workgroups.models import Specification

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


def test_its_first_specification_shows_where_it_comes_from():
    load_accounts()
    people = demo_people()
    groups.load(people)
    specification = Specification.objects.get(code_prefix="TEL")
    before = coediting.as_text(specification.document)
    versions.load(people)
    kept = list(specification.versions.order_by("at"))
    assert [bool(version.name) for version in kept] == [False, True, False, True, False, True, True]
    assert [version.at for version in kept] == sorted(version.at for version in kept)
    for earlier, later in pairwise(kept):
        assert earlier.content != later.content
    changes = compare_requirements(kept[1].content, kept[-1].content)
    assert {kind: [getattr(one, "code", "") or one.after.code for one in found] for kind, found in changes.items()} == {
        "added": ["TEL-004", "TEL-005"],
        "changed": ["TEL-001"],
        "dropped": ["TEL-003"],
    }
    now = coediting.as_text(specification.document)
    assert all(said in now for said, _instead, _until in versions.SAID_OTHERWISE)
    for line in before.split("\n"):
        assert line in now, "what the demonstration says elsewhere is the last stage"
