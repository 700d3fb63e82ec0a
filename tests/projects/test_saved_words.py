"""Drafts of words: saved as they are typed, by script or by the button, and found again."""

import uuid

import pytest
from django.urls import reverse

from projects.actions import submit_milestone
from projects.models import DraftFile, SubmissionDraft
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, in_role, lead_of, milestone_at, pdf_upload

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone, client):
    person = lead_of(milestone.project)
    client.force_login(person)
    return person


def save(client, milestone, *, by_script=True, **sent):
    address = reverse("projects:draft-save", args=[milestone.project.slug, milestone.public_id])
    sent = {"public_id": uuid.uuid4(), "text": "", "draft_version": 0} | sent
    return client.post(address, sent, **(SCRIPT if by_script else {}))


def shown_text(client, milestone):
    return client.get(milestone.get_absolute_url()).context["submission_form"]["text"].value()


def test_words_are_saved_and_found_again_on_another_device(client, milestone, lead):
    answer = save(client, milestone, text="Un début").json()
    assert answer["version"] == 1
    assert answer["text"].startswith("Brouillon enregistré à ")
    assert shown_text(client, milestone) == "Un début"
    save(client, milestone, text="Un début, et la suite", draft_version=1)
    assert shown_text(client, milestone) == "Un début, et la suite"


def test_an_older_device_does_not_write_over_a_newer_draft(client, milestone, lead):
    save(client, milestone, text="Ici")
    answer = save(client, milestone, text="Là", draft_version=0)
    assert answer.status_code == 409
    assert "Un brouillon plus récent a été enregistré ailleurs" in answer.json()["text"]
    assert SubmissionDraft.objects.get().values["text"] == ["Ici"]


def test_the_button_saves_words_and_files_without_a_script(client, milestone, lead):
    answer = save(client, milestone, by_script=False, text="À finir", uploads=pdf_upload("note.pdf"))
    assert answer.status_code == 302
    assert shown_text(client, milestone) == "À finir"
    assert DraftFile.objects.get().name == "note.pdf"
    assert not milestone.submissions.exists()


def test_the_button_pressed_again_saves_over_the_newer_draft(client, milestone, lead):
    save(client, milestone, text="Ici")
    refused = save(client, milestone, by_script=False, text="Là", draft_version=0)
    assert refused.status_code == 409
    version = refused.context["submission_form"]["draft_version"].value()
    assert refused.context["submission_form"]["text"].value() == "Là"
    save(client, milestone, by_script=False, text="Là", draft_version=version)
    assert shown_text(client, milestone) == "Là"


def test_a_draft_is_its_owners_alone_and_goes_with_the_submission(client, milestone, lead):
    save(client, milestone, text="À moi")
    colleague = lead_of(milestone.project)
    client.force_login(colleague)
    assert shown_text(client, milestone) is None
    submit_milestone(milestone, by=lead, text="Voici.")
    assert not SubmissionDraft.objects.exists()


def test_too_much_is_refused(client, milestone, lead):
    assert save(client, milestone, text="a" * 200_001).status_code == 422
    assert not SubmissionDraft.objects.exists()


def test_nothing_is_saved_where_nothing_is_waited_for(client):
    milestone = milestone_at("accepted")
    client.force_login(lead_of(milestone.project))
    assert save(client, milestone, text="Trop tard").status_code == 422
    assert not SubmissionDraft.objects.exists()


def test_who_does_not_hand_in_saves_nothing(client, milestone):
    assert save(client, milestone, text="Non").status_code == 302
    client.force_login(in_role(milestone.project, "observer"))
    assert save(client, milestone, text="Non").status_code == 403
    client.force_login(PersonFactory())
    assert save(client, milestone, text="Non").status_code == 404
    assert not SubmissionDraft.objects.exists()
