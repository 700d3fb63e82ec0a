"""The study brief, its model and versions; consultancies and contacts."""

import zipfile
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal import coediting, roles
from portal.coediting import images
from portal.coediting.kinds import access
from portal.demo.specifications import p, text
from portal.roles import AssociationRole, AssociationRoles
from projects import permissions
from projects.actions import begin_brief, begin_model, keep_version
from projects.enums import ProjectRoles
from projects.models import BriefModel, Consultancy, ProjectContact, StudyBrief
from projects.refusals import StudyRefusal
from tests.coediting.test_images import picture, shown
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, in_role, lead_of

from .test_permissions import DECIDES, EVERYBODY, FOLLOWS, HANDS_IN, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(is_public=True)


@pytest.fixture
def lead(project, client):
    person = lead_of(project)
    client.force_login(person)
    return person


@pytest.fixture
def staff():
    person = PersonFactory()
    roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    return person


def url(name, project, *more):
    return reverse(f"projects:{name}", args=[project.slug, *more])


def test_who_reads_and_who_writes_each_thing(project):
    brief = begin_brief(project, by=lead_of(project))
    for who in EVERYBODY:
        person = somebody(who, project)
        follows, writes = who in FOLLOWS, who in DECIDES | HANDS_IN
        assert permissions.can_write_study(person, project) == writes, who
        assert permissions.can_write_funding(person, project) == writes, who
        assert permissions.can_read_funding(person, project) == (follows and who != ProjectRoles.OBSERVER), who
        if person.is_authenticated:
            assert access(person, brief.document) == ("write" if writes else "read" if follows else None), who


def test_a_brief_begins_from_the_model_of_that_day_once(client, project, lead, staff):
    model = begin_model(by=staff)
    coediting.replace_content(model.document, text(p("Notre modèle.")), by=staff)
    client.post(url("brief-begin", project))
    client.post(url("brief-begin", project))
    brief = StudyBrief.objects.get()
    assert coediting.as_text(brief.document) == "Notre modèle."
    coediting.replace_content(model.document, text(p("Changé.")), by=staff)
    assert coediting.as_text(brief.document) == "Notre modèle."


def test_the_pictures_of_the_model_come_along_and_those_of_other_texts_go_on_no_paper(client, project, lead, staff):
    model, other = begin_model(by=staff), coediting.create_document("brief_model", by=staff)
    own = images.add_image(model.document, SimpleUploadedFile("plan.png", picture()), by=staff)
    secret = images.add_image(other, SimpleUploadedFile("plan.png", picture()), by=staff)
    coediting.replace_content(model.document, text(shown(own.get_absolute_url())), by=staff)
    brief = begin_brief(project, by=lead)
    copy = brief.document.images.get()
    assert copy.stored.name == own.stored.name
    for image, is_printed in ((copy, True), (secret, False)):
        coediting.replace_content(brief.document, text(shown(image.get_absolute_url())), by=lead)
        keep_version(brief, by=lead, name="Avec un plan")
        version = brief.versions.first()
        for address in (url("brief-docx", project), url("brief-version-docx", project, version.number)):
            names = zipfile.ZipFile(BytesIO(client.get(address).content)).namelist()
            assert any(name.startswith("word/media/") for name in names) is is_printed, address


def test_without_a_model_it_begins_from_the_usual_outline(project, lead):
    brief = begin_brief(project, by=lead)
    assert coediting.as_text(brief.document).startswith("Contexte\n")


def test_the_model_is_the_staff_s(client, lead, staff):
    address = reverse("projects:brief-model")
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    client.force_login(staff)
    assert client.get(address).status_code == 200
    assert not BriefModel.objects.exists()
    client.post(address)
    client.post(address)
    model = BriefModel.objects.get()
    assert access(staff, model.document) == "write"
    assert access(lead, model.document) is None


def test_a_version_stays_as_it_was_kept(client, project, lead):
    brief = begin_brief(project, by=lead)
    client.post(url("brief-version-keep", project), {"name": "Envoyée"})
    again = client.post(url("brief-version-keep", project), {"name": "Encore"})
    assert again.status_code == 422
    assert "Rien n’a changé depuis la version 1" in again.content.decode()
    coediting.replace_content(brief.document, text(p("Autre texte.")), by=lead)
    assert keep_version(brief, by=lead, name="Seconde").number == 2
    assert "Contexte" in client.get(url("brief-version", project, 1)).content.decode()
    assert "Autre texte." in client.get(url("brief-version", project, 2)).content.decode()
    docx = client.get(url("brief-version-docx", project, 1)).content
    assert b"Contexte" in zipfile.ZipFile(BytesIO(docx)).read("word/document.xml")
    assert client.get(url("brief-docx", project)).status_code == 200
    with pytest.raises(StudyRefusal):
        keep_version(brief, by=in_role(project, ProjectRoles.OBSERVER), name="Non")


def test_the_public_sheet_shows_nothing_of_it(client, project):
    ProjectContact.objects.create(project=project, name="Madame Introuvable", email="introuvable@example.org")
    shown = client.get(project.get_absolute_url()).content.decode()
    assert "Introuvable" not in shown
    client.force_login(PersonFactory())
    assert client.get(url("contact-list", project)).status_code == 404
    assert client.get(url("study-detail", project)).status_code == 404


def test_an_observer_reads_contacts_and_the_brief_and_no_offer(client, project):
    begin_brief(project, by=lead_of(project))
    ProjectContact.objects.create(project=project, name="Madame Petit")
    offer = Consultancy.objects.create(project=project, name="Cabinet secret", amount=10)
    client.force_login(in_role(project, ProjectRoles.OBSERVER))
    assert "Madame Petit" in client.get(url("contact-list", project)).content.decode()
    assert client.get(url("brief-detail", project)).status_code == 200
    assert "Cabinet secret" not in client.get(url("study-detail", project)).content.decode()
    assert client.get(url("consultancy-edit", project, offer.public_id)).status_code == 403
    assert client.get(url("contact-new", project)).status_code == 403


@pytest.mark.parametrize(
    ("name", "sent", "changed"),
    [
        ("contact", {"name": "Madame Petit"}, {"name": "Madame Grand"}),
        ("consultancy", {"name": "Cabinet", "outcome": "consulted", "amount": "1200,50"}, {"name": "Bureau"}),
    ],
)
def test_rows_are_added_changed_and_removed_and_a_stale_form_shows_both(client, project, lead, name, sent, changed):
    model = {"contact": ProjectContact, "consultancy": Consultancy}[name]
    assert client.post(url(f"{name}-new", project), sent | {"name": ""}).status_code == 422
    assert client.post(url(f"{name}-new", project), sent).status_code == 302
    row = model.objects.get(project=project)
    address = url(f"{name}-edit", project, row.public_id)
    version = client.get(address).context["form"]["version"].value()
    assert client.post(address, sent | changed | {"version": version}).status_code == 302
    stale = client.post(address, sent | {"name": "Le mien", "version": version})
    assert stale.status_code == 422
    shown = stale.content.decode()
    assert changed["name"] in shown and "Le mien" in shown
    again = sent | {"name": "Le mien", "version": stale.context["form"]["version"].value()}
    assert client.post(address, again).status_code == 302
    row.refresh_from_db()
    assert row.name == "Le mien"
    client.get(url(f"{name}-remove", project, row.public_id))
    assert model.objects.exists()
    client.post(url(f"{name}-remove", project, row.public_id))
    assert not model.objects.exists()


def test_retained_or_not_is_said_with_a_reason(client, project, lead):
    sent = {"name": "Cabinet", "outcome": "retained"}
    assert client.post(url("consultancy-new", project), sent).status_code == 422
    assert client.post(url("consultancy-new", project), sent | {"amount": "-1", "reason": "Oui."}).status_code == 422
    client.post(url("consultancy-new", project), sent | {"reason": "La meilleure offre."})
    assert Consultancy.objects.get().reason == "La meilleure offre."


def test_a_row_of_another_project_is_not_found(client, project, lead):
    other = ProjectContact.objects.create(project=ProjectFactory(), name="Ailleurs")
    assert client.get(url("contact-edit", project, other.public_id)).status_code == 404
    assert client.post(url("contact-remove", project, other.public_id)).status_code == 404


def test_nobody_unknown_reads_a_model():
    assert not permissions.can_change_sheet(AnonymousUser())
