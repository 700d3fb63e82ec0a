"""Erasing a person: what happened in the group's life stays, their name goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.people.erasure import erase_person
from portal.roles import AssociationRole, AssociationRoles, grant
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import answer_meeting, note_action, plan_meeting
from workgroups.enums import GroupRoles
from workgroups.models import Attendance, GroupAction, MeetingAnswer

pytestmark = pytest.mark.django_db


def test_the_life_of_a_group_goes_on_without_the_name():
    group = GroupFactory()
    facilitator = person_with(GroupRoles.FACILITATOR, group)
    names = {"first_name": "Nour", "last_name": "Haddad", "email": "nour@example.org"}
    nour = person_with(GroupRoles.READER, group, **names)
    start = timezone.now() + timedelta(minutes=5)
    planned = {"starts_at": start, "ends_at": start + timedelta(hours=1), "agenda": "Exposé de Nour Haddad"}
    meeting = plan_meeting(group, by=facilitator, **planned)
    answer_meeting(meeting, by=nour, answer="yes")
    Attendance.objects.create(meeting=meeting, person=nour, presence="present")
    Attendance.objects.create(meeting=meeting, name="Haddad Nour", presence="present")
    note_action(group, by=facilitator, text="Écrire à nour@example.org", person=nour)
    note_action(group, by=facilitator, text="Relire", charged_name="Nour Haddad")

    staff = PersonFactory()
    grant(AssociationRole, person=staff, role=AssociationRoles.ADMINISTRATOR, by=None)
    erase_person(nour, by=staff)

    assert MeetingAnswer.objects.get(person=nour).answer == "yes"
    assert [(row.presence, str(row)) for row in Attendance.objects.all()] == [
        ("present", "personne effacée"),
        ("present", "personne effacée"),
    ]
    told = [(action.text, action.who) for action in GroupAction.objects.order_by("pk")]
    assert "nour" not in str(told).lower() and "haddad" not in str(told).lower()
    meeting.refresh_from_db()
    assert "Nour" not in meeting.agenda and meeting.agenda.startswith("Exposé de")
    assert not group.roles.current().filter(person=nour).exists()
