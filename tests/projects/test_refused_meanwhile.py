"""A right that ends between the view's question and the action's: nothing is done, and the person is told in words."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from projects import permissions
from projects.actions import make_deposit_link
from projects.models import BriefModel, DepositLink, SteeringMeeting, StudyBrief
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, lead_of

from .test_meetings import sent_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone(client):
    made = MilestoneFactory()
    client.force_login(lead_of(made.project))
    assert client.get(made.get_absolute_url()).status_code == 200  # the page is open
    return made


def lost(monkeypatch, name, *answers):
    """Whoever asks `permissions.name` gets these answers, and no for ever after."""
    left = iter(answers)
    monkeypatch.setattr(permissions, name, lambda *_: next(left, False))


def assert_told(answer, words):
    text = answer.content.decode()
    assert answer.status_code == 409
    assert words in text and "Rien n’a été modifié" in text
    assert 'href="http://testserver/page/"' in text and "Mon espace" in text


def begin_at(milestone):
    return reverse("projects:brief-begin", args=[milestone.project.slug])


def sent(client, path, data=None):
    return client.post(path, data or {}, headers={"referer": "http://testserver/page/"})


def test_a_meeting_is_not_planned(client, milestone, monkeypatch):
    lost(monkeypatch, "can_write_study")
    answer = sent(client, f"{milestone.project.get_absolute_url()}reunions/nouvelle/", sent_form(agenda="Le quai"))
    text = answer.content.decode()
    assert answer.status_code == 422 and "prévoir les réunions" in text and "Le quai" in text
    assert not SteeringMeeting.objects.exists()


def test_a_brief_is_not_begun(client, milestone, monkeypatch):
    lost(monkeypatch, "can_write_study")
    assert_told(
        sent(client, f"{milestone.project.get_absolute_url()}etude/cahier-des-charges/commencer/"), "cahier des charges"
    )
    assert not StudyBrief.objects.exists()


def test_the_model_is_not_begun(client, monkeypatch):
    staff = PersonFactory()
    roles.grant(AssociationRole, person=staff, role=AssociationRoles.STAFF, by=None)
    client.force_login(staff)
    lost(monkeypatch, "can_change_sheet", True)
    assert_told(sent(client, reverse("projects:brief-model")), "modèle de l’association")
    assert not BriefModel.objects.exists()


def test_a_link_is_not_revoked(client, milestone, monkeypatch):
    link = make_deposit_link(
        milestone, by=lead_of(milestone.project), consultancy="Atelier", expires_on=timezone.localdate()
    )
    lost(monkeypatch, "may_submit_here")
    assert_told(sent(client, f"{milestone.get_absolute_url()}liens/{link.public_id}/retrait/"), "jalon")
    assert DepositLink.objects.get().revoked_at is None


def test_a_page_elsewhere_is_no_way_back(client, milestone, monkeypatch):
    lost(monkeypatch, "can_write_study")
    answer = client.post(begin_at(milestone), headers={"referer": "https://elsewhere.example/"})
    assert answer.status_code == 409 and "elsewhere" not in answer.content.decode()


def test_a_script_gets_the_words_alone(client, milestone, monkeypatch):
    lost(monkeypatch, "can_write_study")
    answer = client.post(begin_at(milestone), headers={"accept": "application/json"})
    assert answer.status_code == 409 and "cahier des charges" in answer.json()["error"]
