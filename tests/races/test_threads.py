"""The same post sent twice at the same moment; a thread opened by several at once."""

import uuid

import pytest

from portal.notices import Notice
from portal.threads.models import Post, Thread
from tests.factories.projects import ProjectFactory, accompanier_of, lead_of
from tests.factories.threads import said
from tests.races.crowd import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


def test_a_form_sent_twice_at_once_makes_one_post_and_one_mail():
    project = ProjectFactory()
    lead, _accompanier = lead_of(project), accompanier_of(project)
    identifier = uuid.uuid4()
    at_once([lambda: said(project, by=lead, public_id=identifier)] * 4)
    assert Post.objects.count() == Notice.objects.count() == 1


def test_several_open_a_thread_at_once_and_all_are_heard():
    project = ProjectFactory()
    people = [lead_of(project) for _ in range(4)]
    at_once([lambda person=person: said(project, by=person) for person in people])
    assert Thread.objects.count() == 1
    assert {made.author for made in Post.objects.all()} == set(people)
