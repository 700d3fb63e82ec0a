"""What visitors find of consultations for everybody: while they last, and once they are over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.pages.models import GroupIndexPage
from tests.factories.adoption import adopted, consulted, drafted
from tests.factories.pages import HomePageFactory
from tests.factories.people import PersonFactory
from workgroups.actions import begin_next_draft, close_consultation, comment
from workgroups.enums import Audience
from workgroups.models import Consultation

pytestmark = pytest.mark.django_db

LIST = "/groupes/consultations/"


@pytest.fixture
def draft():
    return drafted()


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_open_consultation_for_everybody_is_found_and_listed_for_visitors(draft, client):
    specification, facilitator = draft
    HomePageFactory().save_revision().publish()
    assert "Aucune consultation n’est ouverte en ce moment" in page_of(client, LIST)
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    for address in (LIST, "/recherche/?q=raccorde+fibre", "/recherche/?q=surfaces&type=consultations"):
        page = page_of(client, address)
        assert consultation.get_absolute_url() in page, address
        assert specification.group.name in page
    close_consultation(consultation, by=facilitator)
    page = page_of(client, LIST)
    assert "Aucune consultation n’est ouverte en ce moment" in page
    assert f"{consultation.get_absolute_url()}reponses/" in page
    assert consultation.get_absolute_url() not in page_of(client, "/recherche/?q=surfaces")


def test_one_for_the_group_is_neither_found_nor_listed_outside_it(draft, client):
    specification, facilitator = draft
    HomePageFactory().save_revision().publish()
    consultation = consulted(specification, facilitator)
    for address in (LIST, "/recherche/?q=surfaces"):
        assert consultation.get_absolute_url() not in page_of(client, address)
    client.force_login(facilitator)
    for address in (LIST, "/recherche/?q=surfaces"):
        assert consultation.get_absolute_url() in page_of(client, address)


def test_the_list_of_groups_shows_what_may_be_commented_on(draft, client):
    specification, facilitator = draft
    home = HomePageFactory()
    home.add_child(instance=GroupIndexPage(title="Groupes de travail", slug="groupes", locale=home.locale))
    page = page_of(client, "/groupes/")
    assert "Aucune consultation n’est ouverte en ce moment." in page and LIST in page
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    page = page_of(client, "/groupes/")
    assert consultation.get_absolute_url() in page and "Aucune consultation" not in page


def test_once_it_is_over_its_page_says_so_stays_readable_and_takes_nothing(draft, client):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    comment(consultation, text="Bien.", by=PersonFactory())
    address, answers = consultation.get_absolute_url(), f"{consultation.get_absolute_url()}reponses/"
    page = page_of(client, address)
    assert "Cette consultation est terminée" not in page and "noindex" not in page
    Consultation.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    over = page_of(client, address)  # before the clock has closed it
    assert "Cette consultation est terminée" in over
    consultation.refresh_from_db()
    close_consultation(consultation)
    over = page_of(client, address)
    assert "elle ne prend plus de commentaires" in over and "il n’est pas adopté" in over
    assert answers in over and "Bien." in over and "Les bureaux sont fermés." in over
    assert '<meta name="robots" content="noindex">' in over
    assert "Envoyer le commentaire" not in over and "Se connecter pour" not in over
    client.force_login(PersonFactory())
    send = reverse(
        "workgroups:comment-create",
        args=[specification.group.slug, specification.document_id, consultation.public_id],
    )
    refused = client.post(send, {"text": "Encore un mot."})
    assert refused.status_code == 422
    assert consultation.comments.count() == 1


def test_it_leads_to_what_was_adopted_after_it(client):
    specification, facilitator = drafted()
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    close_consultation(consultation, by=facilitator)
    version = adopted(specification, facilitator)
    page = page_of(client, consultation.get_absolute_url())
    assert version.get_absolute_url() in page and "adopté depuis, en v1.0" in page


def test_a_former_version_is_not_what_became_of_a_later_consultation(client):
    specification, facilitator = drafted()
    version = adopted(specification, facilitator)
    begin_next_draft(specification, by=facilitator)
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    close_consultation(consultation, by=facilitator)
    assert version.get_absolute_url() not in page_of(client, consultation.get_absolute_url())
