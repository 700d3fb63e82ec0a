"""projects/emails/milestone.py, read as the person would, in both parts and both languages."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from projects.actions import (
    Asked,
    accept_submission,
    add_draft_file,
    reopen_milestone,
    return_submission,
    send_reminder,
    submit_milestone,
)
from projects.enums import CorrectionReasons
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of, in_role, pdf_upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    due = timezone.localdate() + timedelta(days=3)
    return MilestoneFactory(project__name="Télécentre de l’Orme & Cie", due_on=due)


@pytest.fixture
def lead(milestone):
    return in_role(milestone.project, "lead", PersonFactory(first_name="Nadia", last_name="Ferrand"))


@pytest.fixture
def accompanier(milestone):
    return accompanier_of(milestone.project)


@pytest.fixture
def sent(run_tasks, mailoutbox):
    """`sent(person)` is the last mail to that person: its subject, its text, its HTML."""

    def last(person):
        run_tasks()
        mail = [mail for mail in mailoutbox if mail.to == [person.email]][-1]
        html = mail.alternatives[0].content
        links = set(re.findall(rf"{re.escape(settings.BASE_URL)}/[^\s\"<]+", mail.body))
        assert links == set(re.findall(rf"{re.escape(settings.BASE_URL)}/[^\s\"<]+", html))
        assert "&#x27;" not in mail.body
        assert "&amp;" not in mail.body
        settings_links = {link for link in links if "/compte/notifications/lien/" in link}
        return mail, mail.body, links - settings_links

    return last


def address(thing):
    return {f"{settings.BASE_URL}{thing.get_absolute_url()}"}


def test_the_reminder_says_what_is_expected_for_when_and_leads_to_the_milestone(milestone, lead, accompanier, sent):
    send_reminder(milestone, by=accompanier)
    mail, text, links = sent(lead)
    assert mail.subject == "«\xa0Diagnostic des besoins\xa0» est attendu – Télécentre de l’Orme & Cie"
    assert "Nous attendons votre dépôt pour le" in text
    assert lead.notices.get().path == milestone.get_absolute_url()
    assert "Le rapport de diagnostic." in text
    assert "aucun mot de passe n’est nécessaire" in text
    assert links == address(milestone)
    assert mail.reply_to == [accompanier.email]


def test_a_reminder_of_what_has_been_submitted_meanwhile_is_not_sent(milestone, lead, run_tasks, mailoutbox):
    send_reminder(milestone)
    submit_milestone(milestone, by=lead, text="Voici.")
    run_tasks()
    assert not [mail for mail in mailoutbox if "est attendu" in mail.subject]


def test_the_receipt_has_time_pieces_and_checksums(milestone, lead, sent):
    piece = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude & plan.pdf"))
    submission = submit_milestone(milestone, by=lead, text="Voici.", pieces=[piece])
    mail, text, links = sent(lead)
    assert mail.subject.startswith("Accusé de dépôt\xa0: Diagnostic des besoins")
    assert "étude & plan.pdf" in text
    assert piece.sha256 in text
    assert piece.sha256 in mail.alternatives[0].content
    assert f"Déposé le {timezone.localtime(submission.submitted_at):%-d}" in text
    assert str(submission.public_id) in text
    assert links == address(submission)


def test_the_accompanier_is_told_what_waits_unless_it_was_decided_meanwhile(milestone, lead, accompanier, sent):
    submit_milestone(milestone, by=lead, text="Voici.")
    mail, _text, links = sent(accompanier)
    assert mail.subject.startswith("À examiner\xa0: ")
    assert links == address(milestone)
    assert mail.reply_to == [lead.email]


def test_the_lead_reads_what_has_to_be_corrected(milestone, lead, accompanier, sent):
    submit_milestone(milestone, by=lead, text="Voici.")
    return_submission(
        milestone, by=accompanier, number=1, items=[Asked(CorrectionReasons.INCOMPLETE, "Joignez l’annexe.")]
    )
    mail, text, links = sent(lead)
    assert mail.subject.startswith("À corriger\xa0: ")
    assert "L’ensemble du dépôt (Il manque quelque chose)" in text
    assert "Joignez l’annexe." in text
    assert links == address(milestone)


def test_acceptance_says_what_comes_next_and_reopening_says_why(milestone, lead, accompanier, sent):
    MilestoneFactory(project=milestone.project, order=milestone.order + 1, title="Restitution")
    submit_milestone(milestone, by=lead, text="Voici.")
    accept_submission(milestone, by=accompanier, number=1, remark="Très clair.")
    _mail, text, _links = sent(lead)
    assert "Très clair." in text
    assert "Prochain jalon\xa0: Restitution" in text
    reopen_milestone(milestone, by=accompanier, reason="Le périmètre a changé.")
    mail, text, _links = sent(lead)
    assert mail.subject.startswith("Rouvert\xa0: ")
    assert "Le périmètre a changé." in text


def test_a_person_who_reads_english_gets_english(milestone, accompanier, sent):
    lead = in_role(milestone.project, "lead", PersonFactory(language="en"))
    send_reminder(milestone, by=accompanier)
    _mail, text, links = sent(lead)
    assert "We expect your submission by" in text
    assert links == {f"{settings.BASE_URL}/en{milestone.get_absolute_url()}"}
