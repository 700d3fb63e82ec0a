"""projects/views/applying.py: proposing a project as a browser without a script does, and the personal link."""

import re

import pytest
from django.template.loader import render_to_string

from portal import guards, tokens
from portal.pages.models import ProjectIndexPage
from portal.roles import AssociationRoles
from projects.actions import ask_for_more, take_in_application
from projects.enums import ApplicationStatus
from projects.models import Application
from projects.views import applying
from tests.factories.events import EventFactory, registered
from tests.factories.members import MandateFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import A_PROJECT, ProjectFactory, application_at, staff_member

pytestmark = pytest.mark.django_db
FORM = "/projets/proposer/"


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """Lets the form be as old as if somebody had typed."""
    monkeypatch.setattr(guards, "LEAST_SECONDS", 0)


def fill(client, **typed):
    key = re.search(r'name="form_key" value="([^"]+)"', client.get(FORM).text)[1]
    return A_PROJECT | {"consent": "on", "form_key": key, "website": ""} | typed


def link(application, then=""):
    return application.personal_path() + then


def test_anybody_proposes_a_project_and_sees_where_it_stands(client):
    answer = client.post(FORM, fill(client), follow=True)
    application = Application.objects.get()
    assert {name: getattr(application, name) for name in A_PROJECT} == A_PROJECT
    assert len(answer.redirect_chain) == 1
    for words in ("Votre projet nous est parvenu", "Espace de Montclair", "Reçue", "Retirer cette candidature"):
        assert words in answer.text
    assert (answer["X-Robots-Tag"], "no-store" in answer["Cache-Control"]) == ("noindex", True)
    assert answer["Referrer-Policy"] == "strict-origin"


def test_the_same_form_sent_twice_shows_the_same_page(client):
    form = fill(client)
    answers = [client.post(FORM, form, follow=True) for _ in range(2)]
    assert all("Espace de Montclair" in answer.text for answer in answers)
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "nowhere"}, "email"),
        ({"holder": "x" * 251}, "holder"),
        ({"stage": "opened"}, "stage"),
        ({"surroundings": "lunar"}, "surroundings"),
        ({"summary": "x" * 5001}, "summary"),
        ({"last_name": "a\x00b"}, "last_name"),
        ({"consent": ""}, "consent"),
    ],
)
def test_bad_input_says_where_and_keeps_what_was_typed(client, typed, field):
    answer = client.post(FORM, fill(client, **typed))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "Communauté du Val Clair" in answer.text or field == "holder"
    assert "Deux cents mètres carrés" in answer.text or field == "summary"
    assert not Application.objects.exists()


def test_what_is_not_known_yet_may_be_left_open(client):
    client.post(FORM, fill(client, surroundings="", sector="", phone=""))
    application = Application.objects.get()
    assert (application.surroundings, application.sector, application.phone) == ("", "", "")


@pytest.mark.parametrize("typed", [{"website": "http://spam.example"}, {"form_key": "made-up"}])
def test_machines_send_nothing_and_people_caught_by_mistake_send_again(client, typed):
    answer = client.post(FORM, fill(client, **typed))
    assert answer.status_code == 422
    assert "envoyez-le de nouveau" in answer.text
    assert not Application.objects.exists()
    key = re.search(r'name="form_key" value="([^"]+)"', answer.text)[1]
    assert client.post(FORM, fill(client) | {"form_key": key}).status_code == 302


def test_a_flood_from_one_address_is_slowed(client, monkeypatch):
    monkeypatch.setattr(applying, "MOST_FROM_ONE_ADDRESS", 2)
    answers = [client.post(FORM, fill(client, name=f"Projet {number}")) for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Projet 2" in answers[-1].text


def test_other_words_in_a_form_that_has_arrived_are_kept_for_a_new_one(client):
    form = fill(client)
    client.post(FORM, form)
    answer = client.post(FORM, form | {"name": "Un second projet"})
    assert answer.status_code == 422
    assert "autre contenu" in answer.text
    key = re.search(r'name="form_key" value="([^"]+)"', answer.text)[1]
    client.post(FORM, form | {"name": "Un second projet", "form_key": key})
    assert set(Application.objects.values_list("name", flat=True)) == {"Espace de Montclair", "Un second projet"}


def test_who_is_logged_in_need_not_type_what_is_known(client):
    person = PersonFactory(first_name="Nadia", last_name="Ferrand", phone="01 99 00 00 00")
    mandate = MandateFactory(person=person)
    client.force_login(person)
    form = client.get(FORM).context["form"]
    known = {name: form[name].value() for name in ("first_name", "last_name", "email", "phone", "holder")}
    assert known == {
        "first_name": "Nadia",
        "last_name": "Ferrand",
        "email": person.email,
        "phone": "01 99 00 00 00",
        "holder": mandate.organisation.name,
    }
    client.post(FORM, fill(client))
    assert Application.objects.get().steps.get().by == person


def test_a_question_is_read_and_answered_with_the_link_alone(client):
    application = application_at(ApplicationStatus.MORE_ASKED)
    assert "Et la commune ?" in client.get(link(application)).text
    empty = client.post(link(application, "reponse/"), {"text": " "})
    assert empty.status_code == 422
    answer = client.post(link(application, "reponse/"), {"text": "Elle est d’accord."}, follow=True)
    assert "Votre réponse nous est parvenue." in answer.text
    application.refresh_from_db()
    assert application.status == ApplicationStatus.ANSWERED


def test_an_answer_that_comes_too_late_is_refused_and_stays_readable(client):
    application = application_at(ApplicationStatus.DECLINED)
    answer = client.post(link(application, "reponse/"), {"text": "Un long texte."})
    assert answer.status_code == 409
    assert "Un long texte." in answer.text
    assert "Hors de notre territoire." in answer.text


def test_the_link_withdraws_and_says_what_can_be_done_then(client):
    application = application_at()
    answer = client.post(link(application, "retrait/"), {"text": "Nous renonçons."}, follow=True)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.WITHDRAWN
    assert "Proposer un autre projet" in answer.text
    assert client.post(link(application, "retrait/")).status_code == 409


def test_once_taken_in_the_link_leads_to_the_project_by_way_of_the_login(client):
    application = application_at()
    project = take_in_application(application, by=staff_member(), seen=1)
    assert f'href="/compte/login/?next={project.get_absolute_url()}"' in client.get(link(application)).text
    client.force_login(project.roles.get().person)
    assert f'href="{project.get_absolute_url()}"' in client.get(link(application)).text
    assert client.get(project.get_absolute_url()).status_code == 200


def test_the_staff_s_notes_are_nowhere_on_the_applicant_s_page(client):
    application = application_at()
    staff = staff_member()
    application.notes.create(by=staff, text="Surtout immobilier.")
    ask_for_more(application, by=staff, seen=1, text="Et la commune ?")
    assert "Surtout immobilier." not in client.get(link(application)).text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("then", ["", "reponse/", "retrait/"])
def test_a_dead_link_says_what_to_do(client, method, then):
    application = application_at()
    Application.objects.update(erased_at=application.received_at)
    other_purpose = tokens.sign("registration", str(application.public_id), days=9)
    for path in (application.personal_path(), f"/projets/proposer/{other_purpose}/", "/projets/proposer/no-such/"):
        answer = getattr(client, method)(path + then)
        assert answer.status_code == 404
        assert "Proposer un projet" in answer.text


def test_the_pages_of_members_attendees_and_projects_lead_to_the_form(client):
    client.force_login(PersonFactory())
    registration = registered(EventFactory())
    shown = [
        client.get("/espace/").text,
        client.get(registration.personal_path()).text,
        render_to_string(ProjectIndexPage.template, {"projects": [], "page": {"body": ""}}),
        render_to_string(ProjectIndexPage.template, {"projects": [ProjectFactory()], "page": {"body": ""}}),
    ]
    assert all(f'href="{FORM}"' in text for text in shown)


def test_a_person_of_the_staff_reads_the_page_of_an_applicant_without_changing_it(client):
    application = application_at(ApplicationStatus.MORE_ASKED)
    client.force_login(staff_member(AssociationRoles.ADMINISTRATOR))
    client.get(link(application))
    assert application.steps.count() == 2
