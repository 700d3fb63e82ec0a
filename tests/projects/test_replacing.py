"""A lead's replacement: named, told, over by itself or at once; never by another replacement."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.roles import AssociationRoles
from projects.actions import end_replacement, end_role, name_replacement
from projects.enums import ProjectRoles
from projects.models import ProjectRole
from projects.people import leads_of
from projects.permissions import can_name_replacement, can_submit_own
from projects.refusals import TeamRefusal
from tests.factories.closing import closed
from tests.factories.office import person_of, text
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, in_role, lead_of

pytestmark = pytest.mark.django_db
PAGE = "/projets/orme/personnes/remplacement/"


@pytest.fixture
def project():
    return ProjectFactory(name="Télécentre de l’Orme", slug="orme")


@pytest.fixture
def lead(project, client):
    person = lead_of(project)
    client.force_login(person)
    return person


@pytest.fixture
def accompanier(project):
    return accompanier_of(project)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def named(project, lead, days=5, email="adjoint@example.org"):
    return name_replacement(project, by=lead, email=email, until=in_days(days))


def test_the_lead_names_one_on_the_screen_and_both_sides_are_told(
    client, project, lead, accompanier, run_tasks, mailoutbox
):
    sent = {"email": "adjoint@example.org", "first_name": "Ana", "last_name": "Roy", "until": in_days(5).isoformat()}
    page = text(client.post(PAGE, sent, follow=True))
    assert "Ana Roy vous remplace" in page
    assert f"remplace {lead} jusqu’au" in page
    row = ProjectRole.objects.get(person__email="adjoint@example.org")
    assert (row.role, row.last_day, row.stands_in_for.person) == (ProjectRoles.LEAD, in_days(5), lead)
    assert set(leads_of(project)) == {lead, row.person}
    run_tasks()
    assert {(mail.to[0], mail.subject.replace("\xa0", " ")) for mail in mailoutbox} == {
        ("adjoint@example.org", f"Vous remplacez {lead} – Télécentre de l’Orme"),
        (accompanier.email, f"Ana Roy remplace {lead} – Télécentre de l’Orme"),
    }
    for mail in mailoutbox:
        for part in (mail.body, mail.alternatives[0].content):
            assert "/projets/orme/" in part
            assert "None" not in part


def test_it_ends_by_itself_after_its_last_day(project, lead):
    row = named(project, lead)
    milestone = MilestoneFactory(project=project)
    assert can_submit_own(row.person, milestone)
    past = timezone.now() - timedelta(days=10)
    ProjectRole.objects.filter(pk=row.pk).update(since=past, until=past + timedelta(days=1))
    assert not can_submit_own(type(row.person).objects.get(pk=row.person_id), milestone)
    assert set(leads_of(project)) == {lead}


def test_the_lead_ends_it_at_once(client, project, lead, run_tasks, mailoutbox):
    row = named(project, lead)
    run_tasks()
    mailoutbox.clear()
    assert "ne vous remplace plus" in text(client.post(f"{PAGE}{row.pk}/fin/", follow=True))
    assert set(leads_of(project)) == {lead}
    run_tasks()
    assert [mail.to[0] for mail in mailoutbox] == [row.person.email]


def test_it_ends_with_the_role_of_the_lead(project, lead, accompanier):
    row = named(project, lead)
    end_role(row.stands_in_for, by=accompanier)
    row.refresh_from_db()
    assert row.has_ended
    assert not leads_of(project).exists()


@pytest.mark.parametrize("days", [-1, 184])
def test_a_day_that_is_past_or_too_far_is_refused_with_what_was_typed(client, project, lead, days):
    answer = client.post(PAGE, {"email": "adjoint@example.org", "until": in_days(days).isoformat()})
    assert answer.status_code == 422
    assert "adjoint@example.org" in text(answer)
    assert not ProjectRole.objects.filter(person__email="adjoint@example.org").exists()


def test_a_replacement_names_none_and_who_leads_already_is_none(client, project, lead):
    row = named(project, lead)
    assert not can_name_replacement(row.person, project)
    with pytest.raises(TeamRefusal):
        named(project, row.person, email="autre@example.org")
    for person in (row.person, lead_of(project), lead):
        with pytest.raises(TeamRefusal):
            named(project, lead, email=person.email)
    client.force_login(row.person)
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("who", [*(set(ProjectRoles) - {"lead"}), "staff", "stranger", "lead elsewhere"])
def test_nobody_else_names_a_replacement(client, project, who):
    if who == "lead elsewhere":
        person = lead_of(ProjectFactory())
    elif who == "stranger":
        person = PersonFactory()
    else:
        person = person_of(AssociationRoles.STAFF) if who == "staff" else in_role(project, who)
    client.force_login(person)
    assert client.get(PAGE).status_code == (404 if who in ("stranger", "lead elsewhere") else 403)
    with pytest.raises(TeamRefusal):
        named(project, person)


def test_nobody_ends_the_replacement_of_somebody_else(client, project, lead):
    row = named(project, lead)
    client.force_login(lead_of(project))
    assert client.post(f"{PAGE}{row.pk}/fin/").status_code == 404
    row.refresh_from_db()
    assert row.is_current


def test_none_is_named_once_the_project_has_ended(project, lead):
    closed(project)
    with pytest.raises(TeamRefusal):
        named(project, lead)


def test_the_replacement_is_told_of_the_end_without_a_way_that_is_closed_to_them(
    project, lead, accompanier, run_tasks, mailoutbox
):
    row = named(project, lead)
    run_tasks()
    mailoutbox.clear()
    end_replacement(row, by=lead)
    run_tasks()
    told = {mail.to[0]: mail for mail in mailoutbox}
    assert set(told) == {row.person.email, accompanier.email}
    for address, is_open in ((row.person.email, project.is_public), (accompanier.email, True)):
        for part in (told[address].body, told[address].alternatives[0].content):
            assert ("/projets/orme/" in part) == is_open


def test_who_no_longer_follows_is_told_nothing_of_a_replacement(project, lead, accompanier, run_tasks, mailoutbox):
    row = named(project, lead)
    ProjectRole.objects.filter(person=accompanier).update(until=timezone.now())
    ProjectRole.objects.filter(pk=row.pk).update(until=timezone.now())
    run_tasks()
    assert mailoutbox == []
