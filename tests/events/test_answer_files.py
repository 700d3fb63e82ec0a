"""A file sent with an answer is opened by those who may take the list away, and by nobody else."""

import pytest
from django.core.files.base import ContentFile

from events.enums import EventRoles, QuestionKind
from events.models import Answer, EventRole
from portal import roles
from tests.factories.events import EventFactory, QuestionFactory, registered
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    event = EventFactory()
    question = QuestionFactory(event=event, kind=QuestionKind.FILE, label_fr="Votre justificatif")
    answer = Answer(question=question, registration=registered(event), file_name="preuve.pdf")
    answer.file.save("preuve.pdf", ContentFile(b"%PDF-1.7 preuve"))
    return answer


def holder(event, role):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return person


def path(answer):
    registration = answer.registration
    return f"/evenements/{registration.event.slug}/inscriptions/{registration.public_id}/fichiers/{answer.question_id}/"


def test_the_organiser_finds_it_on_the_sheet_and_opens_it(client, answer):
    client.force_login(holder(answer.registration.event, EventRoles.ORGANISER))

    sheet = client.get(path(answer).rpartition("fichiers/")[0]).content.decode()
    opened = client.get(path(answer))

    assert "Votre justificatif" in sheet and path(answer) in sheet
    assert b"".join(opened.streaming_content) == b"%PDF-1.7 preuve"
    assert "preuve.pdf" in opened["Content-Disposition"]


@pytest.mark.parametrize("role", [EventRoles.READER, EventRoles.DOOR])
def test_others_at_the_event_do_not(client, answer, role):
    client.force_login(holder(answer.registration.event, role))

    assert client.get(path(answer)).status_code == 403


def test_it_is_not_at_another_event_of_its_organiser(client, answer):
    other = EventFactory()
    client.force_login(holder(other, EventRoles.ORGANISER))

    there = path(answer).replace(answer.registration.event.slug, other.slug)
    assert client.get(there).status_code == 404
    assert client.get(path(answer)).status_code == 403
