"""What waits for the visa is the whole prepared submission: nothing of it is lost, changed or taken away meanwhile."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects import deposits
from projects.actions import (
    Asked,
    add_draft_file,
    give_visa,
    make_deposit_link,
    remove_milestone,
    return_submission,
    save_draft,
    submit_milestone,
    withdraw_submission,
    withdraw_visa,
)
from projects.models import CorrectionItem, Deposit, DraftFile, SubmissionDraft, Visa
from projects.refusals import CourseRefusal, MilestoneRefusal
from tests.factories.courses import piece, question
from tests.factories.office import text
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, pdf_upload
from tests.factories.visas import director_of, waiting_visa

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone):
    return lead_of(milestone.project)


@pytest.fixture
def director(milestone):
    return director_of(milestone.project)


@pytest.fixture
def accompanier(milestone):
    return accompanier_of(milestone.project)


@pytest.fixture
def prepared(client, milestone, lead, accompanier):
    """The fields of a second submission: a new version, a piece taken over, a deposit, answers of both kinds."""
    asked, point = piece(milestone), question(milestone)
    drafts = [add_draft_file(milestone, owner=lead, upload=pdf_upload(name)) for name in ("étude.pdf", "annexe.pdf")]
    submission = submit_milestone(milestone, by=lead, text="Voici.", pieces=drafts)
    study, annex = submission.deliverables.all()
    items = [Asked("outdated", "Trois ans.", study), Asked("incomplete", "Et la carte ?")]
    return_submission(milestone, by=accompanier, number=1, items=items)
    milestone.refresh_from_db()
    day = timezone.localdate() + timedelta(days=30)
    link = make_deposit_link(milestone, by=lead, consultancy="Atelier des lieux", expires_on=day)
    for name in ("plans.pdf", "devis.pdf"):
        client.post(f"/{deposits.address_of(link).split('/', 3)[3]}fichier/", {"upload": pdf_upload(name)})
    new = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude v2.pdf", title="2"), replaces=study)
    about, whole = CorrectionItem.objects.order_by("pk")
    return {
        "text": "La suite.",
        "pieces": [new.public_id],
        "carried": [annex.public_id],
        "deposits": [Deposit.objects.get(name="plans.pdf").public_id],
        f"answer-{about.public_id}": "Chiffres de cette année.",
        f"answer-{whole.public_id}": "En page 4.",
        f"answer-{asked.public_id}": "yes",
        f"remark-{asked.public_id}": "Voir l’annexe.",
        f"answer-{point.public_id}": "not_applicable",
        f"remark-{point.public_id}": "",
    }


@pytest.fixture
def reader(milestone, prepared):
    """The director, named once the first submission was returned."""
    return director_of(milestone.project)


def hand_in(client, milestone, prepared):
    address = reverse("projects:milestone-submit", args=[milestone.project.slug, milestone.public_id])
    answer = client.post(address, prepared | {"public_id": uuid.uuid4()})
    assert answer.status_code == 302
    return Visa.objects.last()


def test_the_director_reads_all_of_it_and_all_of_it_leaves(client, milestone, lead, prepared, reader):
    client.force_login(lead)
    visa = hand_in(client, milestone, prepared)
    client.force_login(reader)
    page = text(client.get(visa.get_absolute_url()))
    for words in ("La suite.", "Chiffres de cette année.", "En page 4.", "Voir l’annexe.", "Sans objet"):
        assert words in page, words
    for one in visa.files():
        assert one.name in page
        assert client.get(f"{visa.get_absolute_url()}pieces/{one.public_id}/").status_code == 200
    assert [one.name for one in visa.files()] == ["étude v2.pdf", "annexe.pdf", "plans.pdf"]
    client.post(f"{visa.get_absolute_url()}accord/")
    submission = milestone.submissions.get(number=2)
    assert [(one.name, one.version, one.is_carried, one.deposited_by) for one in submission.deliverables.all()] == [
        ("étude v2.pdf", 2, False, ""),
        ("annexe.pdf", 1, True, ""),
        ("plans.pdf", 1, False, "Atelier des lieux"),
    ]
    assert {one.text for one in submission.correction_answers.all()} == {"Chiffres de cette année.", "En page 4."}
    assert [(one.answer, one.remark) for one in submission.checklist_answers.all()] == [
        ("yes", "Voir l’annexe."),
        ("not_applicable", ""),
    ]
    assert not DraftFile.objects.exists()
    assert not SubmissionDraft.objects.exists()


def test_sent_back_the_form_is_as_it_was(client, milestone, lead, prepared, reader):
    client.force_login(lead)
    visa = hand_in(client, milestone, prepared)
    client.force_login(reader)
    client.post(f"{visa.get_absolute_url()}refus/", {"word": "Le coût manque."})
    client.force_login(lead)
    context = client.get(milestone.get_absolute_url()).context
    form, answers = context["submission_form"], context["answers_form"]
    for name, expected in prepared.items():
        if name == "pieces":
            assert [one.public_id for one in form.draft_files() if one.is_chosen] == expected
        elif name == "carried":
            assert [one.public_id for one in form.pieces_before() if one.is_chosen] == expected
        elif name == "deposits":
            assert [one.public_id for one in form.deposited() if one.is_chosen] == expected
        else:
            assert (form if name in form.fields else answers)[name].value() == expected, name
    again = hand_in(client, milestone, prepared)
    give_visa(again, by=reader)
    assert milestone.submissions.get(number=2).deliverables.count() == 3


def test_nothing_of_it_changes_while_it_waits(client, milestone, lead, accompanier, prepared, reader):
    client.force_login(lead)
    save_draft(milestone, owner=lead, values={"text": ["Un début"]}, version=0)
    visa = hand_in(client, milestone, prepared)
    milestone.refresh_from_db()
    with pytest.raises(MilestoneRefusal):
        save_draft(milestone, owner=lead, values={"text": ["Autre chose"]}, version=1)
    deposit = visa.deposits.get()
    place = [milestone.project.slug, milestone.public_id, deposit.public_id]
    client.force_login(accompanier)
    refused = client.post(reverse("projects:deposit-set-aside", args=place), follow=True)
    assert "attend le visa de la direction" in text(refused)
    deposit.refresh_from_db()
    assert deposit.set_aside_at is None
    withdraw_visa(visa, by=lead)
    draft = SubmissionDraft.objects.get()
    assert (draft.values["text"], draft.version) == (["La suite."], 2)  # the tab left open saves over nothing


def test_words_alone_that_wait_keep_their_milestone(milestone, lead, director, accompanier):
    waiting_visa(milestone, lead)
    with pytest.raises(CourseRefusal):
        remove_milestone(milestone, by=accompanier)


def test_withdrawn_after_the_visa_it_asks_for_another(milestone, lead, director):
    submission = give_visa(waiting_visa(milestone, lead, text="Mon message."), by=director)
    withdraw_submission(submission, by=lead)
    milestone.refresh_from_db()
    assert SubmissionDraft.objects.get(owner=lead).values["text"] == ["Mon message."]
    with pytest.raises(MilestoneRefusal, match="visa"):
        submit_milestone(milestone, by=lead, text="Mon message.")
    assert waiting_visa(milestone, lead).is_pending
