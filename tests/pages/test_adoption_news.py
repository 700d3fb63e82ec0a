"""An adoption announces itself among the news: published or left to the editors, once."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from portal import roles
from portal.pages.adoptions import announce, announce_adoption, announce_what_was_missed
from portal.pages.models import AdoptionNews, NewsPage
from portal.pages.waiting import waiting_for
from portal.roles import AssociationRole, AssociationRoles
from tests.coediting.texts import doc, heading, paragraph
from tests.factories.adoption import adopted, drafted, put_to_vote
from tests.factories.pages import HomePageFactory, NewsIndexPageFactory
from tests.factories.people import PersonFactory
from tests.tasks import run_waiting_tasks
from workgroups.actions import begin_next_draft, cast_ballot, close_vote
from workgroups.enums import Choices, SpecificationKinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    call_command("sync_roles", verbosity=0)
    home = HomePageFactory()
    home.save_revision().publish()
    return NewsIndexPageFactory(parent=home)


def person_of_the_association(role):
    person = PersonFactory()
    roles.grant(AssociationRole, person=person, role=role, by=None)
    return type(person).objects.get(pk=person.pk)


def subjects_to(person):
    run_waiting_tasks()
    return [letter.subject for letter in mail.outbox if person.email in letter.to]


def test_a_facilitator_leaves_a_draft_to_the_editors_who_are_told(index, client):
    editor = person_of_the_association(AssociationRoles.EDITOR)
    specification, facilitator = drafted()
    version = adopted(specification, facilitator)
    assert "Un article à publier\xa0: «\xa0Surfaces\xa0» est adopté" in subjects_to(editor)
    page = NewsPage.objects.get()
    assert not page.live and page.title == "«\xa0Surfaces\xa0» est adopté (v1.0)"
    assert client.get(page.get_url() or f"{index.get_url()}{page.slug}/").status_code == 404
    assert page.title not in client.get(index.get_url()).content.decode()
    assert [item.url for item in waiting_for(editor)] == [reverse("wagtailadmin_pages:edit", args=[page.pk])]
    assert waiting_for(facilitator) == []

    page.get_latest_revision().publish(user=editor)
    page.refresh_from_db()
    shown = client.get(page.get_url()).content.decode()
    assert version.get_absolute_url() in shown and "2 exigences" in shown and specification.group.name in shown
    assert page.title in client.get(index.get_url()).content.decode()
    assert waiting_for(editor) == []


def test_who_may_publish_pages_publishes_at_once(index):
    staff = person_of_the_association(AssociationRoles.STAFF)
    editor = person_of_the_association(AssociationRoles.EDITOR)
    specification, facilitator = drafted()
    vote = put_to_vote(specification, staff)
    cast_ballot(vote, choice=Choices.FOR, by=facilitator)
    close_vote(vote, by=facilitator)
    run_waiting_tasks()
    assert NewsPage.objects.get().live
    assert not [subject for subject in subjects_to(editor) if "article" in subject]
    assert waiting_for(editor) == []


def test_a_replay_makes_no_second_article_nor_one_that_the_editors_deleted(index):
    specification, facilitator = drafted()
    version = adopted(specification, facilitator)
    for _ in range(2):
        announce_adoption.enqueue(version.pk)
    run_waiting_tasks()
    assert announce(version) is None
    NewsPage.objects.get().delete()
    announce_what_was_missed()
    run_waiting_tasks()
    assert not NewsPage.objects.exists() and AdoptionNews.objects.get().page is None


def test_each_version_has_its_article(index):
    specification, facilitator = drafted()
    adopted(specification, facilitator)
    begin_next_draft(specification, by=facilitator)
    adopted(specification, facilitator, is_major=False)
    run_waiting_tasks()
    titles = set(NewsPage.objects.values_list("title", flat=True))
    assert titles == {f"«\xa0Surfaces\xa0» est adopté ({number})" for number in ("v1.0", "v1.1")}
    assert len(set(NewsPage.objects.values_list("slug", flat=True))) == 2


def test_without_news_on_the_site_nothing_is_made_until_there_are(client):
    home = HomePageFactory()
    home.save_revision().publish()
    adopted(*drafted())
    run_waiting_tasks()
    assert not AdoptionNews.objects.exists()
    NewsIndexPageFactory(parent=home)
    announce_what_was_missed()
    run_waiting_tasks()
    assert AdoptionNews.objects.get().page is not None


def test_a_guide_says_that_it_is_one(index):
    text = doc(heading(1, "Accueil"), paragraph("Dire bonjour."))
    adopted(*drafted(content=text, kind=SpecificationKinds.GUIDE, code_prefix=""))
    run_waiting_tasks()
    assert "guide de bonnes pratiques" in str(NewsPage.objects.get().body)
