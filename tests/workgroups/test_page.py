"""The page of a group: its tabs, what visitors see of it, its text changed by the facilitator."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.versions import version_of
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import GroupRefusal, change_presentation, plan_meeting
from workgroups.enums import GroupRoles
from workgroups.sections import sections_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(name="Aménagement")


@pytest.fixture
def facilitator(group):
    return person_with(GroupRoles.FACILITATOR, group)


def test_every_tab_opens_for_whom_it_is_shown(client, group, facilitator):
    for person in (PersonFactory(), person_with(GroupRoles.READER, group), facilitator):
        client.force_login(person)
        tabs = sections_for(person, group)
        assert len(tabs) == (3 if not group.roles.filter(person=person).exists() else 6)
        for _key, label, address in tabs:
            page = client.get(address)
            assert page.status_code == 200
            assert f'<a href="{address}" aria-current="page">{label}</a>' in page.content.decode()


def test_a_visitor_sees_the_day_of_the_next_meeting_and_not_where(client, group, facilitator):
    start = timezone.make_aware(timezone.datetime(2099, 3, 5, 14, 0))
    there = {"place": "Salle secrète", "link": "https://visio.example/x", "agenda": "Secret"}
    meeting = plan_meeting(group, by=facilitator, starts_at=start, ends_at=start + timedelta(hours=1), **there)
    page = client.get(group.get_absolute_url()).content.decode()
    assert "jeudi 5 mars 2099" in page
    assert "Salle secrète" not in page and "visio" not in page and str(meeting.public_id) not in page
    assert "/reunions/" not in page and "/personnes/" not in page


def test_the_facilitator_changes_the_text_and_a_stale_form_is_shown_both(client, group, facilitator):
    client.force_login(facilitator)
    address = f"/groupes/{group.slug}/modifier/"
    given = {"aim": "Rendre les lieux calmes.", "description": "Un\n\nDeux", "version": version_of(group)}
    page = client.post(address, given, follow=True).content.decode()
    assert "Rendre les lieux calmes." in page and "<p>Deux</p>" in page
    response = client.post(address, given | {"aim": "Autre but"})
    assert response.status_code == 422 and "Rendre les lieux calmes." in response.content.decode()
    group.refresh_from_db()
    assert group.aim == "Rendre les lieux calmes."


@pytest.mark.parametrize("role", [None, GroupRoles.READER, GroupRoles.EDITOR])
def test_others_do_not_change_it(client, group, role):
    person = person_with(role, group) if role else PersonFactory()
    client.force_login(person)
    assert client.get(f"/groupes/{group.slug}/modifier/").status_code == 403
    with pytest.raises(GroupRefusal):
        change_presentation(group, by=person, version=version_of(group), aim="Non", description="")


def test_a_reader_sees_who_is_in_the_group_and_chooses_their_mails(client, group, facilitator):
    reader = person_with(GroupRoles.READER, group)
    group.requests.create(person=PersonFactory(first_name="Zoé", last_name="Introuvable"), message="Bonjour")
    client.force_login(reader)
    page = client.get(f"/groupes/{group.slug}/personnes/").content.decode()
    assert str(facilitator) in page and "Introuvable" not in page and "terminer" not in page
    assert "/compte/notifications/lien/" in page
