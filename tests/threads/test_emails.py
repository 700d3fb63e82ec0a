"""The mail of a post, and whom an answer by mail reaches."""

import pytest
from django.conf import settings

from portal import roles
from portal.threads import actions
from projects.enums import ProjectRoles
from projects.models import ProjectRole
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, accompanier_of, in_role, pdf_upload
from tests.factories.threads import place_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(name="Télécentre de l’Orme & Cie")


@pytest.fixture
def lead(project):
    return in_role(project, ProjectRoles.LEAD, PersonFactory(first_name="Nadia", last_name="Ferrand"))


@pytest.fixture
def accompanier(project):
    return accompanier_of(project)


@pytest.fixture
def mails(run_tasks, mailoutbox):
    """`mails()` are those sent, by address."""

    def sent():
        run_tasks()
        return {mail.to[0]: mail for mail in mailoutbox}

    return sent


def test_a_call_is_read_with_its_words_pieces_and_the_way_to_it(project, lead, accompanier, mails):
    piece = actions.add_attachment(place_of(project), owner=lead, upload=pdf_upload("devis & plan.pdf"))
    made = said(project, by=lead, text=f"@{accompanier} : l’annexe <ici> ?", pieces=[piece])
    (mail,) = mails().values()
    assert mail.to == [accompanier.email]
    assert mail.subject == "Nadia Ferrand vous sollicite\xa0: Télécentre de l’Orme & Cie"
    assert "l’annexe <ici> ?" in mail.body and "devis & plan.pdf" in mail.body
    link = f"{settings.BASE_URL}{place_of(project).path_of()}#post-{made.public_id}"
    assert link in mail.body and link in mail.alternatives[0].content
    assert "l’annexe &lt;ici&gt; ?" in mail.alternatives[0].content
    assert mail.reply_to == [lead.email]
    assert "votre réponse ira à\xa0: Nadia Ferrand" in mail.body


def test_an_answer_by_mail_reaches_an_accompanier(project, lead, accompanier, mails):
    other = in_role(project, ProjectRoles.CONTRIBUTOR)
    said(project, by=accompanier, text="Où en êtes-vous ?")
    sent = mails()
    assert {address: mail.reply_to for address, mail in sent.items()} == {
        lead.email: [accompanier.email],
        other.email: [accompanier.email],
    }
    said(project, by=lead, text="Nous avançons.")
    sent = mails()
    assert sent[other.email].reply_to == [lead.email, accompanier.email]
    assert sent[accompanier.email].reply_to == [lead.email]


def test_what_was_written_down_for_somebody_says_so(project, lead, accompanier, mails):
    other = in_role(project, ProjectRoles.LEAD)
    said(project, by=accompanier, on_behalf_of=lead, text="Reçu par courriel.")
    mail = mails()[other.email]
    assert f"Nadia Ferrand a écrit (message reporté par {accompanier})" in mail.body
    assert mail.reply_to == [lead.email, accompanier.email]


def test_a_post_removed_meanwhile_is_not_sent(project, lead, accompanier, mails):
    actions.remove_post(said(project, by=lead), by=lead)
    assert mails() == {}


def test_who_lost_the_role_meanwhile_is_told_nothing(project, lead, accompanier, mails):
    said(project, by=accompanier)
    roles.end(ProjectRole.objects.get(person=lead), by=None)
    assert mails() == {}
    assert not lead.notices.exclude(subject="").exists()
