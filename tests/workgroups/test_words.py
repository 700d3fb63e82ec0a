"""The words of a group's screens: where one is, what is offered when, how things are called."""

import re
from datetime import timedelta

import pytest
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import begin_minutes, plan_meeting
from workgroups.enums import GroupRoles, Presences

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(name="Acoustique")


@pytest.fixture
def facilitator(client, group):
    facilitator = person_with(GroupRoles.FACILITATOR, group)
    client.force_login(facilitator)
    return facilitator


def planned(group, facilitator, in_days):
    starts_at = timezone.now() + timedelta(days=in_days)
    given = {"place": "Melun", "link": "", "agenda": "Bilan"}
    return plan_meeting(group, by=facilitator, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **given)


def page_of(client, address):
    return client.get(address).content.decode().replace("\xa0", " ")


def crumbs(page):
    trail = re.search(r'<ol class="breadcrumb[^"]*">(.*?)</ol>', page, re.S)[1]
    return re.findall(r">([^<>]+)</a>", trail)


def test_screens_of_meetings_say_that_they_stand_below_meetings(client, group, facilitator):
    meeting = planned(group, facilitator, 14)
    begin_minutes(meeting, by=facilitator)
    address = meeting.get_absolute_url()
    listed = address.removesuffix(f"{meeting.public_id}/")
    assert (
        crumbs(page_of(client, address)) == crumbs(page_of(client, f"{listed}nouvelle/")) == ["Acoustique", "Réunions"]
    )
    for below in ("modifier/", "compte-rendu/"):
        assert crumbs(page_of(client, address + below)) == ["Acoustique", "Réunions", str(meeting)]


@pytest.mark.parametrize(("in_days", "style"), [(14, "btn-outline-secondary"), (0, "btn-primary")])
def test_minutes_are_the_first_thing_to_do_from_the_day_of_the_meeting_on(client, group, facilitator, in_days, style):
    page = page_of(client, planned(group, facilitator, in_days).get_absolute_url())
    assert re.search(r'class="btn ([\w-]+)" type="submit">Commencer le compte rendu', page)[1] == style


def test_who_is_in_the_group_is_not_told_how_to_join_it(client, group, facilitator):
    assert "Pour rejoindre le groupe" not in page_of(client, group.get_absolute_url())
    client.logout()
    assert "Pour rejoindre le groupe" in page_of(client, group.get_absolute_url())


def test_the_subject_of_a_document_and_sizes_have_one_name(client, group, facilitator):
    page = page_of(client, f"/groupes/{group.slug}/fichiers/ajouter/")
    label = re.search(r'<label[^>]*for="id_subject"[^>]*>(.*?)</label>', page, re.S)[1]
    assert label.strip() == "Sujet"
    assert filesizeformat(5 * 1024) == "5,0\xa0Ko"
    assert (
        "Ce champ est obligatoire."
        in client.post(f"/groupes/{group.slug}/fichiers/ajouter/", {"title": ""}).content.decode()
    )


def test_presences_are_said_of_everybody_alike():
    assert [str(one) for one in Presences.labels] == ["Présence", "À distance", "Absence excusée", "Absence"]
