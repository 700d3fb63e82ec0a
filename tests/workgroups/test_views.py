"""The screens of a group, for each kind of visitor."""

import json
import re
import zipfile
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import roles
from portal.demo.specifications import h, p, text
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups.enums import GroupRoles
from workgroups.models import GroupRole, Specification

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(name="Aménagement", aim="Rendre les lieux agréables.")


@pytest.fixture
def specification(group):
    return SpecificationFactory(group=group, title="Surfaces", content=text(h(1, "Bureaux"), p("Neuf mètres carrés.")))


@pytest.fixture
def as_(client):
    """`as_(role, group)` is a client logged in as somebody with that role; without a role, an outsider."""

    def logged_in(role, group):
        client.force_login(person_with(role, group) if role else PersonFactory())
        return client

    return logged_in


def test_a_visitor_sees_what_a_group_is_for_and_nothing_of_its_people(client, group, specification):
    person_with(GroupRoles.EDITOR, group, first_name="Zoé", last_name="Introuvable")
    page = client.get(group.get_absolute_url()).content.decode()
    assert "Rendre les lieux agréables." in page
    assert "1 personne y participe" in page
    assert "Introuvable" not in page and "Surfaces" not in page
    assert ">Me connecter pour participer</a>" in page


def test_a_private_group_is_not_found_by_those_outside(as_, client):
    private = GroupFactory(private=True)
    nowhere = private.get_absolute_url().replace(private.slug, "nulle-part")
    for there in (private.get_absolute_url(), nowhere):  # the same: nothing tells whether there is one
        assert client.get(there).url == f"{reverse('account_login')}?next={there}"
    assert as_(None, private).get(private.get_absolute_url()).status_code == 404
    assert as_(GroupRoles.READER, private).get(private.get_absolute_url()).status_code == 200


def test_the_people_of_a_group_see_each_other_and_the_documents(as_, group, specification):
    page = as_(GroupRoles.READER, group).get(group.get_absolute_url()).content.decode()
    assert "Camille Martin" in page and "lecture" in page
    assert specification.get_absolute_url() in page
    assert "/documents/nouveau/" not in page and "/modifier/" not in page


def test_a_group_without_documents_tells_the_next_step(as_, group):
    assert "/documents/nouveau/" in as_(GroupRoles.EDITOR, group).get(group.get_absolute_url()).content.decode()
    assert "Pas encore de texte" in as_(GroupRoles.READER, group).get(group.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), (GroupRoles.READER, 200), (GroupRoles.COMMENTER, 200), (GroupRoles.EDITOR, 200)]
)
def test_who_opens_a_document(as_, group, specification, role, status):
    response = as_(role, group).get(specification.get_absolute_url())
    assert response.status_code == status
    if status == 200:
        page = response.content.decode()
        assert "Neuf mètres carrés." in page  # also without JavaScript
        settings = json.loads(re.search(r'id="editor-settings" type="application/json">(.*?)</script>', page)[1])
        modes = {GroupRoles.EDITOR: "write", GroupRoles.COMMENTER: "comment", GroupRoles.READER: "read"}
        assert settings["mode"] == modes[role]
        assert ('role="toolbar"' in page) is (role != GroupRoles.READER)
        assert ('id="mode"' in page) is (role == GroupRoles.EDITOR)
        assert " style=" not in page and "<style" not in page


def test_a_visitor_finds_no_document_and_no_download(client, specification):
    text = specification.get_absolute_url()
    unknown = text.replace(str(specification.document_id), str(uuid4()))
    pages = [text + end for end in ("", "telecharger.docx", "adoption/", "versions/", "exigences/")]
    for there in [*pages, unknown]:
        assert client.get(there).url == f"{reverse('account_login')}?next={there}"
    assert client.get(text + "?fil=3").url.endswith(f"?next={text}%3Ffil%3D3")


def test_a_document_is_found_under_its_own_group_only(as_, group, specification):
    other = GroupFactory()
    client = as_(GroupRoles.READER, group)
    assert client.get(specification.get_absolute_url().replace(group.slug, other.slug)).status_code == 404


def test_an_adopted_document_is_read_only_for_everybody(as_, group):
    adopted = SpecificationFactory(group=group, adopted=True)
    assert 'role="toolbar"' not in as_(GroupRoles.FACILITATOR, group).get(adopted.get_absolute_url()).content.decode()


def test_the_download_is_the_text_in_word(as_, group, specification):
    response = as_(GroupRoles.READER, group).get(specification.get_absolute_url() + "telecharger.docx")
    assert response["Content-Disposition"] == 'attachment; filename="surfaces.docx"'
    body = zipfile.ZipFile(BytesIO(response.content)).read("word/document.xml").decode()
    assert "Surfaces" in body and "Bureaux" in body and "Neuf mètres carrés." in body
    assert "Brouillon" in body


def test_a_document_begins_with_title_and_code(as_, group):
    client = as_(GroupRoles.EDITOR, group)
    address = f"/groupes/{group.slug}/documents/nouveau/"
    response = client.post(address, {"title": "Accueil", "code_prefix": "acc"})
    made = Specification.objects.get()
    assert (made.title, made.code_prefix, made.group) == ("Accueil", "ACC", group)
    assert response["Location"] == made.get_absolute_url()


@pytest.mark.parametrize(
    ("title", "code", "told"),
    [
        ("", "ACC", "Donnez un titre au texte."),
        ("Accueil", "A1", "capitales sans accent"),
        ("surfaces", "ACC", "déjà un texte qui porte ce titre"),
        ("Accueil", "SUR", "déjà ce code"),
    ],
)
def test_a_document_that_cannot_begin_says_why_and_keeps_the_input(as_, group, title, code, told):
    SpecificationFactory(group=group, title="Surfaces", code_prefix="SUR")
    address = f"/groupes/{group.slug}/documents/nouveau/"
    page = as_(GroupRoles.EDITOR, group).post(address, {"title": title, "code_prefix": code}).content.decode()
    assert told in page
    assert f'value="{code}"' in page
    assert Specification.objects.count() == 1


@pytest.mark.parametrize("screen", ["documents/nouveau/", "personnes/"])
def test_those_without_the_right_are_refused_and_outsiders_of_a_private_group_find_nothing(as_, screen):
    private = GroupFactory(private=True)
    address = f"/groupes/{private.slug}/{screen}"
    assert as_(GroupRoles.READER, private).post(address).status_code == 403
    assert as_(None, private).get(address).status_code == 404


def test_a_facilitator_adds_somebody_and_ends_the_role(as_, group):
    client = as_(GroupRoles.FACILITATOR, group)
    address = f"/groupes/{group.slug}/personnes/"
    page = client.post(address, {"email": "nour@example.org", "first_name": "Nour", "role": "editor"}, follow=True)
    assert "Nour a maintenant le rôle suivant" in page.content.decode()
    row = GroupRole.objects.get(person__email="nour@example.org")
    page = client.post(f"{address}{row.pk}/terminer/", follow=True).content.decode()
    assert "Nour ne fait plus partie du groupe." in page
    row.refresh_from_db()
    assert not row.is_current


def test_people_that_cannot_be_added_or_ended(as_, group):
    client = as_(GroupRoles.FACILITATOR, group)
    address = f"/groupes/{group.slug}/personnes/"
    page = client.post(address, {"email": "pas une adresse", "role": "editor"}).content.decode()
    assert "pas une adresse" in page and "is-invalid" in page
    only = GroupRole.objects.get(anchor=group)
    assert "désignez-en d’abord une autre" in client.post(f"{address}{only.pk}/terminer/", follow=True).content.decode()
    elsewhere = roles.grant(GroupRole, anchor=GroupFactory(), person=PersonFactory(), role="editor", by=None)
    assert client.post(f"{address}{elsewhere.pk}/terminer/").status_code == 404
    assert client.get(f"{address}{only.pk}/terminer/").status_code == 200


def test_the_page_of_a_group_costs_the_same_for_many(as_, group):
    client = as_(GroupRoles.FACILITATOR, group)
    SpecificationFactory(group=group)
    client.get(group.get_absolute_url())
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(group.get_absolute_url())
        counts.append(len(queries))
        for _ in range(3):
            SpecificationFactory(group=group)
            person_with(GroupRoles.READER, group)
    assert counts[0] == counts[1]
