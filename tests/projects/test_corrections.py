"""A correction request: several items, one date, and an answer to each in the next submission."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from projects.actions import Asked, add_draft_file, return_submission, submit_milestone
from projects.enums import CorrectionReasons, MilestoneStatus
from projects.models import CorrectionAnswer, CorrectionRequest
from projects.refusals import MilestoneRefusal
from projects.working_days import on_or_after
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, milestone_at, pdf_upload

pytestmark = pytest.mark.django_db
SOON = on_or_after(timezone.localdate() + timedelta(days=7))


@pytest.fixture
def milestone():
    return MilestoneFactory(due_on=timezone.localdate() + timedelta(days=1))


@pytest.fixture
def lead(milestone):
    return lead_of(milestone.project)


@pytest.fixture
def accompanier(milestone):
    return accompanier_of(milestone.project)


@pytest.fixture
def piece(milestone, lead, accompanier):
    draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf"))
    return submit_milestone(milestone, by=lead, text="Voici.", pieces=[draft]).deliverables.get()


def address(name, milestone, *more):
    return reverse(f"projects:{name}", args=[milestone.project.slug, milestone.public_id, *more])


def send_back(client, milestone, piece, **changed):
    sent = {
        "number": 1,
        "reason": "incomplete",
        "text": "Ajoutez la carte.",
        f"reason-{piece.public_id}": "outdated",
        f"text-{piece.public_id}": "Les chiffres ont trois ans.",
        "due_on": SOON,
    }
    return client.post(address("milestone-return", milestone), sent | changed)


def test_a_return_asks_in_the_whole_and_in_a_file_for_one_date(client, milestone, accompanier, piece):
    client.force_login(accompanier)
    send_back(client, milestone, piece)
    milestone.refresh_from_db()
    request = CorrectionRequest.objects.get()
    assert [(item.piece, item.reason, item.text) for item in request.items.all()] == [
        (None, "incomplete", "Ajoutez la carte."),
        (piece, "outdated", "Les chiffres ont trois ans."),
    ]
    assert (milestone.status, milestone.due_on) == (MilestoneStatus.RETURNED, SOON)
    assert request.due_before == timezone.localdate() + timedelta(days=1)


def test_the_form_proposes_a_working_day(client, milestone, accompanier, piece):
    client.force_login(accompanier)
    form = client.get(milestone.get_absolute_url()).context["correction_form"]
    assert form["due_on"].value() == on_or_after(timezone.localdate() + timedelta(days=14))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"due_on": timezone.localdate() - timedelta(days=1)}, "Cette date est passée"),
        ({"due_on": date(2050, 12, 25)}, "n’est pas un jour ouvré\xa0; le suivant est le lundi 26 décembre 2050"),
        ({"due_on": ""}, "Ce champ est obligatoire"),
        ({"reason": ""}, "Choisissez le motif."),
        ({"text": ""}, "le motif seul n’aide personne"),
        ({"reason": "invented"}, "n’en fait pas partie"),
    ],
)
def test_half_a_request_is_refused_with_what_was_typed(client, milestone, accompanier, piece, changed, said):
    client.force_login(accompanier)
    answer = send_back(client, milestone, piece, **changed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert "Les chiffres ont trois ans." in shown
    assert not CorrectionRequest.objects.exists()


def test_a_request_without_any_item_is_refused(client, milestone, accompanier, piece):
    client.force_login(accompanier)
    answer = client.post(address("milestone-return", milestone), {"number": 1, "due_on": SOON})
    assert "Dites ce qui est à corriger" in answer.content.decode()
    assert not CorrectionRequest.objects.exists()


def test_an_item_about_a_piece_of_another_submission_is_refused(milestone, accompanier, piece):
    other = MilestoneFactory()
    lead = lead_of(other.project)
    draft = add_draft_file(other, owner=lead, upload=pdf_upload())
    theirs = submit_milestone(other, by=lead, text="Voici.", pieces=[draft]).deliverables.get()
    with pytest.raises(MilestoneRefusal), translation.override("en"):
        return_submission(milestone, by=accompanier, number=1, items=[Asked(CorrectionReasons.OTHER, "Non.", theirs)])
    assert not CorrectionRequest.objects.exists()


def test_the_lead_answers_item_by_item_and_the_reviewer_reads_it_beside(client, milestone, lead, accompanier, piece):
    items = [Asked("incomplete", "Ajoutez la carte."), Asked("outdated", "Trois ans.", piece)]
    request = return_submission(milestone, by=accompanier, number=1, items=items, due_on=SOON)
    whole, about = request.items.all()
    client.force_login(lead)
    page = client.get(milestone.get_absolute_url())
    form = page.context["submission_form"]
    assert [item.pk for item in form.whole_items()] == [whole.pk]
    assert [[item.pk for item in one.items] for one in form.pieces_before()] == [[about.pk]]
    client.post(
        address("milestone-submit", milestone),
        {
            "public_id": uuid.uuid4(),
            "text": "",
            f"answer-{whole.public_id}": "La carte est en annexe.",
            f"answer-{about.public_id}": "",
            "carried": [piece.public_id],
        },
    )
    assert [(one.item, one.text) for one in CorrectionAnswer.objects.all()] == [(whole, "La carte est en annexe.")]
    client.force_login(accompanier)
    shown = client.get(milestone.get_absolute_url()).content.decode()
    assert "Réponse du dépôt n°\xa02" in shown
    assert shown.count("La carte est en annexe.") == 2  # in the new submission, and beside what was asked


def test_an_answer_to_somebody_elses_item_is_left_out(milestone, lead, accompanier, piece):
    foreign = milestone_at(MilestoneStatus.RETURNED).submissions.get().correction_requests.get().items.get()
    return_submission(milestone, by=accompanier, number=1, items=[Asked("other", "Non.")])
    submit_milestone(milestone, by=lead, text="Voici.", item_answers={foreign: "Intrus."})
    assert not CorrectionAnswer.objects.exists()
