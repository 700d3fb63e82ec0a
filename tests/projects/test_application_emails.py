"""projects/emails/application.py, read as the person would, in both parts."""

import re

import pytest
from django.conf import settings

from portal.people.models import Person
from projects.actions import (
    answer_application,
    ask_for_more,
    decline_application,
    submit_application,
    take_in_application,
    withdraw_application,
)
from projects.actions.application_upkeep import DAYS_BEFORE_REMINDER, remind_of_questions
from projects.models import Application
from tests.factories.projects import A_PROJECT, staff_member
from tests.reading import plain

pytestmark = pytest.mark.django_db
APPLICANT = A_PROJECT["email"]
NAME = "Télécentre de l’Orme & Cie"


@pytest.fixture
def staff():
    return staff_member(first_name="Camille", last_name="Vasseur")


@pytest.fixture
def application(staff):
    return submit_application(language="fr", **A_PROJECT | {"name": NAME})


@pytest.fixture
def sent(run_tasks, mailoutbox):
    """`sent(address)` is the last mail there, its text on one line, and the one link that both parts have."""

    def last(address):
        run_tasks()
        mail = [mail for mail in mailoutbox if mail.to == [address]][-1]
        html = mail.alternatives[0].content
        a_link = rf"{re.escape(settings.BASE_URL)}/(?!compte/notifications/lien/)[^\s\"<]+"
        (link,) = re.findall(a_link, mail.body)
        assert set(re.findall(a_link, html)) == {link}
        assert "&#x27;" not in mail.body and "&amp;" not in mail.body
        return mail, plain(mail.body), link.removeprefix(settings.BASE_URL)

    return last


def opens(client, link, application):
    return NAME.replace("&", "&amp;") in client.get(link).text and "/proposer/" in link


def test_the_receipt_brings_the_personal_link(client, application, sent):
    mail, text, link = sent(APPLICANT)
    assert plain(mail.subject) == f"Nous avons reçu votre projet : {NAME}"
    assert "Bonjour Hélène Marchais," in text
    assert opens(client, link, application)


def test_the_staff_reads_who_proposes_what_and_answers_them(application, staff, sent):
    mail, text, link = sent(staff.email)
    assert "À décider" in mail.subject
    assert f"Projet : {NAME} Structure porteuse : Communauté du Val Clair" in text
    assert A_PROJECT["summary"] in text
    assert link == application.get_absolute_url()
    assert mail.reply_to == [APPLICANT]


def test_nothing_is_said_of_what_was_decided_or_withdrawn_meanwhile(application, staff, run_tasks, mailoutbox):
    withdraw_application(application)
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [[APPLICANT]]


def test_a_question_its_answer_and_the_reminder(client, application, staff, sent):
    ask_for_more(application, by=staff, seen=1, text="Et la commune & ses voisines ?")
    mail, text, link = sent(APPLICANT)
    assert "Une question sur votre projet" in mail.subject
    assert "Camille Vasseur a lu votre projet" in text
    assert "Et la commune & ses voisines ?" in text
    assert opens(client, link, application)
    assert mail.reply_to == [staff.email]
    long_ago = application.status_since.replace(year=2020)
    Application.objects.update(status_since=long_ago)
    assert (DAYS_BEFORE_REMINDER, remind_of_questions()) == (60, 1)
    mail, text, link = sent(APPLICANT)
    assert "Souhaitez-vous toujours" in mail.subject
    assert "Et la commune & ses voisines ?" in text
    assert opens(client, link, application)
    answer_application(application, text="Elles sont d’accord.")
    mail, text, link = sent(staff.email)
    assert "Réponse reçue" in mail.subject
    assert "Elles sont d’accord." in text
    assert link == application.get_absolute_url()


def test_a_refusal_says_why(client, application, staff, sent):
    decline_application(application, by=staff, seen=1, reason="Hors de notre territoire.")
    mail, text, link = sent(APPLICANT)
    assert plain(mail.subject) == f"Votre projet : {NAME}"
    assert "Hors de notre territoire." in text
    assert opens(client, link, application)


def test_the_new_lead_opens_the_project_after_the_login(client, application, staff, sent):
    project = take_in_application(application, by=staff, seen=1, remark="Bienvenue parmi nous.")
    mail, text, link = sent(APPLICANT)
    assert "L’association accompagne votre projet" in mail.subject
    assert "Bienvenue parmi nous." in text
    lead = Person.objects.get(email=APPLICANT)
    assert lead.notices.get().path == project.get_absolute_url()
    assert client.get(link).status_code == 200
    client.force_login(lead)
    assert NAME.replace("&", "&amp;") in client.get(link, follow=True).text
    assert mail.reply_to == [staff.email]


def test_who_wrote_in_english_is_answered_in_english(client, staff, sent):
    submit_application(language="en", **A_PROJECT)
    _mail, text, link = sent(APPLICANT)
    assert "has reached us" in text
    assert link.startswith("/en/projets/proposer/")
