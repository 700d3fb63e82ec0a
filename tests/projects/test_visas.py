"""The internal visa: what a lead prepared waits for the director's word, and nothing is lost on the way."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from portal import roles
from projects.actions import (
    add_draft_file,
    ask_visa,
    forget_old_drafts,
    give_visa,
    hand_in,
    refuse_visa,
    submit_milestone,
    withdraw_visa,
)
from projects.enums import MilestoneStatus, ProjectRoles, VisaStates
from projects.models import DraftFile, ProjectRole, Submission, Visa
from projects.refusals import MilestoneRefusal, VisaRefusal
from projects.waiting import waiting_for
from tests.factories.closing import closed
from tests.factories.office import text
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of, in_role, lead_of, pdf_upload
from tests.factories.visas import director_of, waiting_visa

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    return MilestoneFactory(project__slug="orme", project__name="Télécentre de l’Orme")


@pytest.fixture
def lead(milestone):
    return lead_of(milestone.project)


@pytest.fixture
def director(milestone):
    return director_of(milestone.project)


@pytest.fixture
def accompanier(milestone):
    return accompanier_of(milestone.project)


def test_without_a_director_nothing_waits(milestone, lead):
    assert isinstance(hand_in(milestone, by=lead, text="Voici."), Submission)


def test_the_visa_given_hands_in_in_both_names(client, milestone, lead, director, accompanier, run_tasks, mailoutbox):
    piece = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf"))
    identity = uuid.uuid4()
    visa = hand_in(milestone, by=lead, text="Voici.", pieces=[piece], public_id=identity)
    milestone.refresh_from_db()
    assert (milestone.status, milestone.visa_since) == (MilestoneStatus.PENDING, visa.asked_at)
    assert [item.url for item in waiting_for(director)] == [visa.get_absolute_url()]
    assert waiting_for(lead) == waiting_for(accompanier) == []
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [[director.email]]
    client.force_login(director)
    page = text(client.get(visa.get_absolute_url()))
    assert "étude.pdf" in page
    assert client.get(f"{visa.get_absolute_url()}pieces/{piece.public_id}/").status_code == 200
    client.post(f"{visa.get_absolute_url()}accord/")
    submission = milestone.submissions.get()
    assert (submission.public_id, submission.submitted_by) == (identity, lead)
    assert [kept.name for kept in submission.deliverables.all()] == ["étude.pdf"]
    milestone.refresh_from_db()
    assert (milestone.status, milestone.visa_since) == (MilestoneStatus.SUBMITTED, None)
    assert f"avec le visa de {director}" in text(client.get(submission.get_absolute_url()))
    run_tasks()
    receipt = next(mail for mail in mailoutbox if "Accusé" in mail.subject)
    assert f"par {lead}, avec le visa de {director}" in receipt.body.replace("\xa0", " ")
    assert waiting_for(director) == []


def test_refused_it_is_the_leads_draft_again_with_the_word(client, milestone, lead, director, run_tasks, mailoutbox):
    piece = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf"))
    visa = waiting_visa(milestone, lead, text="Mon message.", pieces=[piece])
    client.force_login(director)
    assert client.post(f"{visa.get_absolute_url()}refus/", {"word": ""}).status_code == 422
    client.post(f"{visa.get_absolute_url()}refus/", {"word": "Le coût manque."})
    assert not milestone.submissions.exists()
    client.force_login(lead)
    page = text(client.get(milestone.get_absolute_url()))
    for words in ("Le coût manque.", "Mon message.</textarea>", "étude.pdf"):
        assert words in page
    run_tasks()
    mail = next(mail for mail in mailoutbox if mail.to == [lead.email])
    assert "Le coût manque." in mail.body
    assert milestone.get_absolute_url() in mail.alternatives[0].content
    colleague = lead_of(milestone.project)
    client.force_login(colleague)
    assert "Mon message." not in text(client.get(milestone.get_absolute_url()))


def test_while_it_waits_who_waits_for_whom_is_on_screen_and_nothing_else_is_prepared(
    client, milestone, lead, director, accompanier
):
    piece = add_draft_file(milestone, owner=lead, upload=pdf_upload())
    visa = waiting_visa(milestone, lead, pieces=[piece])
    for person in (lead, accompanier):
        client.force_login(person)
        page = text(client.get(milestone.get_absolute_url()))
        assert f"En attente de : {director}." in page
        assert "visa de la direction" in text(client.get(milestone.project.get_absolute_url()))
        assert (visa.get_absolute_url() in page) == (person == lead)
    assert client.get(visa.get_absolute_url()).status_code == 403
    with pytest.raises(MilestoneRefusal):
        hand_in(milestone, by=lead_of(milestone.project), text="Autre.")
    client.force_login(lead)
    removal = f"{milestone.get_absolute_url()}depot/fichiers/{piece.public_id}/retrait/"
    assert client.post(removal).status_code == 404
    DraftFile.objects.update(uploaded_at=timezone.now() - timedelta(days=90))
    assert forget_old_drafts() == 0
    assert list(visa.pieces.all()) == [piece]


def test_the_form_asks_for_the_visa_once(client, milestone, lead, director):
    client.force_login(lead)
    page = client.get(milestone.get_absolute_url())
    assert "Votre direction le lit d’abord" in text(page)
    sent = {"public_id": page.context["submission_form"]["public_id"].value(), "text": "Voici."}
    for _ in range(2):
        answer = client.post(f"{milestone.get_absolute_url()}depot/", sent)
        assert answer.url == Visa.objects.get().get_absolute_url()
    assert not milestone.submissions.exists()


def test_there_is_no_way_around(milestone, lead, director, accompanier):
    with pytest.raises(MilestoneRefusal, match="visa"):
        submit_milestone(milestone, by=lead, text="Voici.")
    with pytest.raises(MilestoneRefusal):
        ask_visa(milestone, by=lead, text=" ")
    visa = waiting_visa(milestone, lead)
    for person in (lead, accompanier, PersonFactory()):
        with pytest.raises(VisaRefusal):
            give_visa(visa, by=person)
        with pytest.raises(VisaRefusal):
            refuse_visa(visa, by=person, word="Non.")
    assert not milestone.submissions.exists()


def test_what_staff_received_by_mail_goes_in_and_sets_the_request_aside(milestone, lead, director, accompanier):
    visa = waiting_visa(milestone, lead)
    submit_milestone(milestone, by=accompanier, text="Reçu.", on_behalf_of=lead)
    visa.refresh_from_db()
    milestone.refresh_from_db()
    assert (visa.state, milestone.visa_since) == (VisaStates.WITHDRAWN, None)
    with pytest.raises(VisaRefusal):
        give_visa(visa, by=director)


def test_a_request_is_taken_back_and_the_second_word_is_refused(client, milestone, lead, director):
    visa = waiting_visa(milestone, lead, text="Mon message.")
    withdraw_visa(visa, by=lead)
    client.force_login(lead)
    assert "Mon message.</textarea>" in text(client.get(milestone.get_absolute_url()))
    client.force_login(director)
    assert client.post(f"{visa.get_absolute_url()}accord/").status_code == 409
    assert client.post(f"{visa.get_absolute_url()}refus/", {"word": "Non."}).status_code == 409


def test_who_prepared_it_may_have_left_meanwhile(milestone, lead, director):
    visa = waiting_visa(milestone, lead)
    roles.end(ProjectRole.objects.get(person=lead), by=None)
    with pytest.raises(VisaRefusal):
        give_visa(visa, by=director)
    visa.refresh_from_db()
    assert visa.is_pending


def test_a_closed_project_waits_for_no_visa(milestone, lead, director):
    visa = waiting_visa(milestone, lead)
    closed(milestone.project)
    visa.refresh_from_db()
    assert visa.state == VisaStates.WITHDRAWN
    assert waiting_for(director) == []


def test_a_director_who_leads_needs_no_visa_of_their_own(milestone, director):
    in_role(milestone.project, ProjectRoles.LEAD, director)
    assert isinstance(hand_in(milestone, by=director, text="Voici."), Submission)


def test_who_directs_no_longer_is_not_sent_what_was_prepared(milestone, lead, director, run_tasks, mailoutbox):
    still = director_of(milestone.project)
    waiting_visa(milestone, lead, text="Mon brouillon.")
    roles.end(ProjectRole.objects.get(person=director), by=None)
    run_tasks()
    assert [mail.to for mail in mailoutbox if "Mon brouillon." in mail.body] == [[still.email]]
