"""Two people decide on one application at once: one is heard, the other is told; a form sent twice is one."""

import pytest

from portal.notices import Notice
from projects.actions import ask_for_more, decline_application, submit_application, take_in_application
from projects.enums import ApplicationStatus
from projects.models import Application, Project
from projects.refusals import ApplicationRefusal
from tests.factories.projects import A_PROJECT, application_at, staff_member
from tests.races.crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_three_decisions_on_one_application_have_one_winner():
    application = application_at()
    people = [staff_member(last_name=f"Numéro {number}") for number in range(3)]
    outcomes = at_once(
        [
            lambda: take_in_application(application, by=people[0], seen=1),
            lambda: decline_application(application, by=people[1], seen=1, reason="Non."),
            lambda: ask_for_more(application, by=people[2], seen=1, text="?"),
        ],
        expected=[ApplicationRefusal],
    )
    (winner,) = [number for number, one in enumerate(outcomes) if not isinstance(one, ApplicationRefusal)]
    losers = [str(one) for number, one in enumerate(outcomes) if number != winner]
    assert all(str(people[winner]) in told for told in losers)
    application.refresh_from_db()
    statuses = [ApplicationStatus.TAKEN_IN, ApplicationStatus.DECLINED, ApplicationStatus.MORE_ASKED]
    assert application.status == statuses[winner]
    assert application.steps.count() == 2
    assert Project.objects.count() == (winner == 0)
    told = Notice.objects.exclude(kind__in=["project_application_receipt", "project_application_to_decide"])
    assert told.count() == 1


def test_a_form_sent_twice_at_once_is_one_application():
    sent = at_once([lambda: submit_application(language="fr", form_key="key", **A_PROJECT) for _ in range(4)])
    assert len({application.pk for application in sent}) == 1
    assert Application.objects.get().steps.count() == 1
    assert Notice.objects.filter(kind="project_application_receipt").count() == 1


def test_two_projects_of_one_name_taken_in_at_once_have_an_address_each():
    staff, applications = staff_member(), [application_at(), application_at()]
    at_once([lambda one=one: take_in_application(one, by=staff, seen=1) for one in applications])
    slugs = set(Project.objects.values_list("slug", flat=True))
    assert slugs == {"espace-de-montclair", "espace-de-montclair-2"}
