"""The mail of a course, and what the receipt says of the checklist, read as a lead would."""

from datetime import date

import pytest
from django.conf import settings

from projects.actions import adapt_milestone, apply_template, submit_milestone
from tests.factories.courses import piece, question, template_of
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, lead_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(name="Télécentre de l’Orme & Cie")


def parts(mail):
    return mail.body, mail.alternatives[0].content


def test_the_leads_read_their_milestones_and_dates_and_can_answer(project, run_tasks, mailoutbox):
    lead, accompanier = lead_of(project), accompanier_of(project)
    apply_template(project, template_of(5, None), start_on=date(2040, 7, 9), by=accompanier)
    run_tasks()
    (mail,) = mailoutbox
    assert (mail.to, mail.reply_to) == ([lead.email], [accompanier.email])
    assert mail.subject == "Le parcours de votre projet – Télécentre de l’Orme & Cie"
    text, html = parts(mail)
    assert "1. Étape 1 (attendu pour le 16 juillet 2040)\n2. Étape 2\n" in text.replace("\xa0", " ")
    assert "16 juillet 2040" in html.replace("\xa0", " ")
    for part in (text, html):
        assert f"{settings.BASE_URL}{project.get_absolute_url()}" in part


def test_a_change_is_told_only_when_asked(project, run_tasks, mailoutbox):
    lead_of(project)
    accompanier, milestone = accompanier_of(project), MilestoneFactory(project=project)
    adapt_milestone(milestone, by=accompanier)
    run_tasks()
    assert not mailoutbox
    adapt_milestone(milestone, by=accompanier, tells=True)
    run_tasks()
    assert len(mailoutbox) == 1


def test_the_receipt_says_what_was_answered_and_left_open(project, run_tasks, mailoutbox):
    lead, milestone = lead_of(project), MilestoneFactory(project=project)
    plan = piece(milestone, "Plan d’accès")
    question(milestone, "Élus rencontrés")
    submit_milestone(milestone, by=lead, text="Voici.", answers={plan.public_id: ("no", "En mai")})
    run_tasks()
    text, html = parts(next(mail for mail in mailoutbox if mail.to == [lead.email]))
    assert "- Plan d’accès : Non jointe – En mai\n- Élus rencontrés : Sans réponse\n" in text.replace("\xa0", " ")
    assert "Élus rencontrés" in html and "Sans réponse" in html
