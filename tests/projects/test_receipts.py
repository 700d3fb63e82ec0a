"""projects/papers: the receipt as a PDF, read back."""

import re

import pypdfium2
import pytest
from django.urls import reverse

from projects.actions import add_draft_file, give_visa, submit_milestone
from tests.factories.courses import piece, question
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of, in_role, lead_of, pdf_upload
from tests.factories.visas import director_of, waiting_visa

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    milestone = MilestoneFactory(project__name="Télécentre de l’Orme & Cie")
    staff, lead = accompanier_of(milestone.project), lead_of(milestone.project)
    draft = add_draft_file(milestone, owner=staff, upload=pdf_upload("étude #1 [v2].pdf"))
    return submit_milestone(milestone, by=staff, text="*Voici* #let x", pieces=[draft], on_behalf_of=lead)


def address(submission):
    return reverse("projects:submission-receipt-pdf", args=[submission.milestone.project.slug, submission.public_id])


def words(content):
    document = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return re.sub(r"[\s\u200b\ufffe]+", "", text)


def test_the_receipt_says_when_to_the_second_who_for_whom_and_what(client, submission):
    client.force_login(submission.on_behalf_of)
    answer = client.get(address(submission))
    text, piece = words(answer.content), submission.deliverables.get()
    assert answer["Content-Type"] == "application/pdf"
    assert "accuse-" in answer["Content-Disposition"]
    assert b"pdfuaid" in answer.content
    assert re.search(r"\d{1,2}h\d\dmin\d\ds\(Europe/Paris,UTC\+0[12]:00\)", text)
    for said in (
        "Télécentre de l’Orme & Cie",
        str(submission.submitted_by),
        str(submission.on_behalf_of),
        "étude #1 [v2].pdf",
        f"{piece.size} octets",
        piece.sha256,
        "*Voici* #let x",
        "conservés 10 ans après la fin du projet",
        str(submission.public_id),
    ):
        assert re.sub(r"\s", "", said) in text


def test_it_names_who_gave_the_visa(client):
    milestone = MilestoneFactory()
    lead, director = lead_of(milestone.project), director_of(milestone.project)
    submission = give_visa(waiting_visa(milestone, lead), by=director)
    client.force_login(lead)
    assert re.sub(r"\s", "", f"Avec le visa de {director}") in words(client.get(address(submission)).content)


def test_it_lists_what_was_asked_with_the_answers_and_what_was_left_open(client):
    milestone = MilestoneFactory()
    plan, met = piece(milestone, "Plan #1 *coté*"), question(milestone, "Élus rencontrés ?")
    question(milestone, "Budget voté ?")
    lead = lead_of(milestone.project)
    answers = {plan.public_id: ("no", "Chez l’architecte"), met.public_id: ("yes", "")}
    submission = submit_milestone(milestone, by=lead, text="Voici.", answers=answers)
    client.force_login(lead)
    text = words(client.get(address(submission)).content)
    listed = [f"{row.title}{row.answer_label}{row.remark}" for row in submission.checklist_answers.all()]
    assert len(listed) == 3
    for said in listed:
        assert re.sub(r"\s", "", said) in text


def test_it_has_no_such_list_where_nothing_was_asked(client, submission):
    client.force_login(submission.on_behalf_of)
    assert "Piècesetlistedevérification" not in words(client.get(address(submission)).content)


def test_it_is_attached_to_the_mail(submission, run_tasks, mailoutbox):
    run_tasks()
    [mail] = [one for one in mailoutbox if one.to == [submission.on_behalf_of.email]]
    [(name, content, kind)] = mail.attachments
    assert (name, kind) == (
        f"accuse-{submission.milestone.project.slug}-{str(submission.public_id)[:8]}.pdf",
        "application/pdf",
    )
    assert submission.deliverables.get().sha256 in words(content)
    assert "conservés 10 ans" in mail.body.replace("\xa0", " ")


def test_it_is_for_those_who_read_submissions(client, submission):
    for person, expected in [
        (in_role(submission.milestone.project, "observer"), 403),
        (PersonFactory(), 404),
    ]:
        client.force_login(person)
        assert client.get(address(submission)).status_code == expected
