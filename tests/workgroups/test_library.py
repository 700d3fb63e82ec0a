"""The documents of a group: kept by subject with their versions, downloaded by who may read them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.versions import version_of
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from workgroups import permissions
from workgroups.actions import GroupRefusal, add_file, add_version, change_file, remove_file
from workgroups.enums import GroupRoles
from workgroups.models import FileVersion, GroupFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(name="Aménagement")


@pytest.fixture
def facilitator(group):
    return person_with(GroupRoles.FACILITATOR, group)


def upload(words="Premier jet", name="plan.txt"):
    return SimpleUploadedFile(name, words.encode())


def address_of(version):
    return f"/groupes/{version.of.group.slug}/fichiers/versions/{version.public_id}/"


def read(response):
    return b"".join(response.streaming_content).decode()


def test_an_editor_adds_a_document_and_replaces_it_and_the_former_stays(client, group):
    client.force_login(person_with(GroupRoles.EDITOR, group, first_name="Ada", last_name="Lemoine"))
    given = {"title": "Plan", "subject": "Surfaces", "upload": upload()}
    client.post(f"/groupes/{group.slug}/fichiers/ajouter/", given)
    document = GroupFile.objects.get()
    newer = {"upload": upload("Second jet", "plan-2.txt"), "note": "Avec les portes"}
    page = client.post(document.get_absolute_url(), newer, follow=True).content.decode()
    assert "Avec les portes" in page and "plan.txt" in page and "Ada Lemoine" in page
    last, first = document.versions.all()
    assert (last.number, read(client.get(address_of(last)))) == (2, "Second jet")
    assert (first.number, read(client.get(address_of(first)))) == (1, "Premier jet")
    listed = client.get(f"/groupes/{group.slug}/fichiers/").content.decode()
    assert "Surfaces" in listed and "plan-2.txt" in listed and "2 versions" in listed


@pytest.mark.parametrize("name", ["macro.exe", "image.svg", "faux.pdf"])
def test_a_kind_we_do_not_take_is_refused_in_words_and_nothing_is_kept(client, group, facilitator, name):
    client.force_login(facilitator)
    given = {"title": "Plan", "upload": upload("MZ\0", name)}
    response = client.post(f"/groupes/{group.slug}/fichiers/ajouter/", given)
    assert response.status_code == 422 and name in response.content.decode()
    assert not GroupFile.objects.exists() and not FileVersion.objects.exists()


def test_the_very_same_file_is_no_new_version(group, facilitator):
    document = add_file(group, by=facilitator, upload=upload(), title="Plan")
    with pytest.raises(GroupRefusal):
        add_version(document, by=facilitator, upload=upload())
    assert document.versions.count() == 1


def test_subjects_stand_together_whatever_their_case(client, group, facilitator):
    for title, subject in [("Devis", "Mobilier"), ("Chaises", "mobilier"), ("Bruit", "Acoustique"), ("Divers", "")]:
        add_file(group, by=facilitator, upload=upload(title), title=title, subject=subject)
    client.force_login(facilitator)
    found = client.get(f"/groupes/{group.slug}/fichiers/").context["subjects"]
    assert [[one.title for one in some] for _subject, some in found] == [["Divers"], ["Bruit"], ["Chaises", "Devis"]]


def test_who_saves_second_sees_both(client, group, facilitator):
    document = add_file(group, by=facilitator, upload=upload(), title="Plan")
    client.force_login(facilitator)
    given = {"title": "Plan A", "subject": "", "version": version_of(document)}
    client.post(f"{document.get_absolute_url()}modifier/", given)
    response = client.post(f"{document.get_absolute_url()}modifier/", given | {"title": "Plan B"})
    assert response.status_code == 422 and "Plan A" in response.content.decode()
    assert GroupFile.objects.get().title == "Plan A"


def published(group, by, **fields):
    document = add_file(group, by=by, upload=upload(), title="Plaquette", **fields)
    given = {"version": version_of(document), "title": "Plaquette", "subject": "", "is_published": True}
    return change_file(document, by=by, **given)


def test_visitors_have_what_is_published_and_its_last_version_only(client, group, facilitator):
    hidden = add_file(group, by=facilitator, upload=upload("Secret"), title="Notes")
    document = published(group, facilitator)
    last = add_version(document, by=facilitator, upload=upload("Second"))
    page = client.get(f"/groupes/{group.slug}/fichiers/").content.decode()
    assert "Plaquette" in page and "Notes" not in page and str(facilitator) not in page
    assert read(client.get(address_of(last))) == "Second"
    earlier = document.versions.get(number=1)
    for there in (address_of(earlier), address_of(hidden.versions.get()), hidden.get_absolute_url()):
        assert client.get(there).url == f"/compte/login/?next={there}"
    assert client.get(document.get_absolute_url()).status_code == 200
    client.force_login(PersonFactory())
    for there in (address_of(earlier), address_of(hidden.versions.get()), hidden.get_absolute_url()):
        assert client.get(there).status_code == 404


def test_what_a_private_group_publishes_stays_inside(client):
    private = GroupFactory(private=True)
    document = published(private, person_with(GroupRoles.FACILITATOR, private))
    assert client.get(address_of(document.versions.get())).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(address_of(document.versions.get())).status_code == 404


def test_a_removed_document_is_found_by_nobody(client, group, facilitator):
    document = published(group, facilitator)
    version = document.versions.get()
    client.force_login(facilitator)
    client.post(f"{document.get_absolute_url()}retirer/")
    assert client.get(address_of(version)).status_code == 404
    assert "Plaquette" not in client.get(f"/groupes/{group.slug}/fichiers/").content.decode()
    with pytest.raises(GroupRefusal):
        add_version(document, by=facilitator, upload=upload("Autre"))


@pytest.mark.parametrize("role", [None, *GroupRoles])
def test_who_reads_adds_publishes_and_removes(client, group, facilitator, role):
    document = add_file(group, by=facilitator, upload=upload(), title="Plan")
    person = person_with(role, group) if role else PersonFactory()
    writes, runs = role in (GroupRoles.FACILITATOR, GroupRoles.EDITOR), role == GroupRoles.FACILITATOR
    client.force_login(person)
    assert GroupFile.objects.visible_to(person).contains(document) is permissions.can_read_file(person, document)
    assert client.get(address_of(document.versions.get())).status_code == (200 if role else 404)
    assert client.get(f"/groupes/{group.slug}/fichiers/ajouter/").status_code == (200 if writes else 403)
    assert client.post(document.get_absolute_url(), {}).status_code == (422 if writes else 403 if role else 404)
    change = client.get(f"{document.get_absolute_url()}modifier/").status_code
    assert change == (200 if writes else 403 if role else 404)
    given = {"version": version_of(document), "title": "Plan", "subject": "", "is_published": True}
    if not runs:
        with pytest.raises(GroupRefusal):
            change_file(document, by=person, **given)
        with pytest.raises(GroupRefusal):
            remove_file(document, by=person)
    removed = client.post(f"{document.get_absolute_url()}retirer/").status_code
    assert removed == (302 if runs else 403 if role else 404)
