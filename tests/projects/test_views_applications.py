"""projects/views/applications.py and projects/applications.py: the staff's list, its workbook, the sheet."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from portal.roles import AssociationRoles
from projects.actions import ask_for_more
from projects.enums import ApplicationStatus
from projects.models import Application, Project
from tests.factories.courses import template_of
from tests.factories.members import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import A_PROJECT, ProjectFactory, accompanier_of, application_at, lead_of, staff_member

pytestmark = pytest.mark.django_db
LIST = "/projets/candidatures/"


@pytest.fixture
def staff(client):
    person = staff_member(first_name="Camille", last_name="Vasseur")
    client.force_login(person)
    return person


def names(client, **filters):
    return {application.name for application, _kind in client.get(LIST, filters).context["lines"]}


def test_filters_of_the_address_narrow_the_list(client, staff):
    application_at(name="Épinay", territory="Sud", stage="works")
    asked = application_at(ApplicationStatus.MORE_ASKED, staff=staff, name="Fonderie", surroundings="urban")
    Application.objects.filter(pk=asked.pk).update(status_since=timezone.now() - timedelta(days=66))
    application_at(ApplicationStatus.ANSWERED, staff=staff, name="Valfleury")
    application_at(ApplicationStatus.DECLINED, staff=staff, name="Refusé")
    everything = {"Épinay", "Fonderie", "Valfleury", "Refusé"}
    assert names(client) == everything
    assert names(client, q="epinay SUD") == {"Épinay"}
    assert names(client, q="marchais") == everything
    assert names(client, status="to_decide") == {"Épinay", "Valfleury"}
    assert names(client, status="declined") == {"Refusé"}
    assert names(client, stage="works") == {"Épinay"}
    assert names(client, surroundings="urban") == {"Fonderie"}
    assert names(client, silent=60) == {"Fonderie"}
    assert names(client, silent=70) == set()
    assert names(client, silent="x", status="nonsense") == everything
    assert "sans réponse depuis 66 jours" in client.get(LIST).text
    assert "Aucune candidature ne répond à ces filtres." in client.get(LIST, {"q": "zzz"}).text


def test_an_empty_list_says_where_they_come_from(client, staff):
    assert "/projets/proposer/" in client.get(LIST).text


def test_the_workbook_has_what_the_list_shows_with_real_dates(client, staff):
    application_at(ApplicationStatus.MORE_ASKED, staff=staff, name="=Fonderie")
    application_at(name="Autre")
    answer = client.get(f"{LIST}export.xlsx", {"status": "more_asked"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    header, row = book["Candidatures"].iter_rows(values_only=True)
    line = dict(zip(header, row, strict=True))
    assert (line["Projet"], line["Structure porteuse"], line["État"]) == (
        "=Fonderie",
        A_PROJECT["holder"],
        "Complément demandé",
    )
    assert (line["Dernier message"], line["Reçue le"].date()) == ("Et la commune ?", timezone.localdate())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_the_workbook_cost_the_same_for_one_and_for_three(
    client, staff, django_assert_max_num_queries, count
):
    for number in range(count):
        application_at(name=f"Projet {number}")
    client.get(LIST)
    with django_assert_max_num_queries(15):
        client.get(LIST)
    with django_assert_max_num_queries(8):
        b"".join(client.get(f"{LIST}export.xlsx"))


def test_the_sheet_takes_in_with_the_holder_that_was_recognised(client, staff):
    holder, template = OrganisationFactory(name="Communauté du Val-Clair"), template_of(5, 5)
    application = application_at()
    form = client.get(application.get_absolute_url()).context["take_in_form"]
    assert (form["holder"].value(), form["template"].value()) == (holder.pk, template.pk)
    answer = client.post(
        f"{application.get_absolute_url()}acceptation/", {"seen": 1, "holder": holder.pk, "template": template.pk}
    )
    project = Project.objects.get()
    assert answer.url == project.get_absolute_url()
    assert (project.holder, project.milestones.count()) == (holder, 2)
    assert f'href="{project.get_absolute_url()}"' in client.get(application.get_absolute_url()).text


def test_the_sheet_asks_and_declines_and_keeps_notes(client, staff):
    application = application_at()
    address = application.get_absolute_url()
    client.post(f"{address}question/", {"seen": 1, "text": "Et la commune ?"})
    client.post(f"{address}notes/", {"text": "Appeler la mairie."})
    shown = client.get(address).text
    assert "Complément demandé" in shown
    assert "Appeler la mairie." in shown
    assert "Poser la question" not in shown
    client.post(f"{address}refus/", {"seen": 2, "reason": "Hors de notre territoire."})
    application.refresh_from_db()
    assert application.status == ApplicationStatus.DECLINED
    shown = client.get(address).text
    assert "Hors de notre territoire." in shown
    assert "Votre décision" not in shown


@pytest.mark.parametrize(
    ("act", "form", "typed"),
    [
        ("acceptation", "take_in_form", {"seen": "x", "remark": "Bienvenue."}),
        ("question", "ask_form", {"seen": 1, "text": ""}),
        ("refus", "decline_form", {"seen": 1, "reason": " "}),
        ("notes", "note_form", {"text": ""}),
    ],
)
def test_an_incomplete_decision_is_shown_again(client, staff, act, form, typed):
    application = application_at()
    answer = client.post(f"{application.get_absolute_url()}{act}/", typed)
    assert answer.status_code == 422
    assert answer.context[form].errors
    assert application.steps.count() == 1


def test_a_decision_on_what_has_moved_is_refused_with_what_was_typed(client, staff):
    application = application_at()
    ask_for_more(application, by=staff_member(), seen=1, text="?")
    answer = client.post(f"{application.get_absolute_url()}refus/", {"seen": 1, "reason": "Un long motif."})
    assert answer.status_code == 409
    assert "Un long motif." in answer.text
    assert answer.context["decline_form"]["seen"].value() == 2


def test_nobody_else_reads_applications_nor_decides(client):
    application = application_at()
    project = ProjectFactory()
    outsiders = [PersonFactory(email=application.email), lead_of(project), accompanier_of(project)]
    for person in [*outsiders, staff_member(AssociationRoles.EDITOR)]:
        client.force_login(person)
        assert client.get(LIST).status_code == 403
        assert client.get(f"{LIST}export.xlsx").status_code == 403
        assert client.get(application.get_absolute_url()).status_code == 404
        for act in ("acceptation", "question", "refus", "notes"):
            sent = {"seen": 1, "text": "x", "reason": "x"}
            assert client.post(f"{application.get_absolute_url()}{act}/", sent).status_code == 404
    assert application.steps.count() == 1
    assert not application.notes.exists()


def test_an_administrator_decides_too(client):
    client.force_login(staff_member(AssociationRoles.ADMINISTRATOR))
    assert client.get(application_at().get_absolute_url()).status_code == 200


def test_what_was_erased_is_no_longer_there(client, staff):
    application = application_at()
    Application.objects.update(erased_at=timezone.now())
    assert names(client) == set()
    assert client.get(application.get_absolute_url()).status_code == 404
