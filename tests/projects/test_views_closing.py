"""The screens of a project's end, its document, and its mails."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from projects.actions import close_project, reopen_project, return_closing
from projects.closing import live_closing
from projects.enums import ClosingStates, Outcomes, ProjectRoles
from projects.models import BenchmarkPlace
from tests.factories.closing import closed, drafted, handed_in
from tests.factories.office import text
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, accompanier_of, in_role, lead_of
from tests.reading import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(name="Télécentre de l’Orme", slug="orme")


@pytest.fixture
def lead(project, client):
    person = lead_of(project)
    client.force_login(person)
    return person


@pytest.fixture
def accompanier(project):
    return accompanier_of(project)


SHEET = "/projets/orme/bilan/"


def step(client, key, version, **answers):
    return client.post(f"{SHEET}{key}/", {"version": version} | answers)


def test_the_guided_form_leads_from_step_to_step_and_hands_in(client, project, lead, accompanier):
    today = timezone.localdate().isoformat()
    assert client.get(SHEET).url == f"{SHEET}issue/"
    assert step(client, "issue", 0, outcome="opened", closed_on=today).url == f"{SHEET}parcours/"
    assert step(client, "parcours", 1, planned="Vingt postes.", done="Trente.").url == f"{SHEET}chiffres/"
    assert step(client, "chiffres", 2, cost="120000.50", seats="30").url == f"{SHEET}lieu/"
    assert "Il manque encore" in text(client.get(SHEET))
    place = {
        "address": "1 rue du Marché",
        "town": "Melun",
        "opened_on": today,
        "latitude": "48.54",
        "longitude": "2.66",
    }
    assert step(client, "lieu", 3, **place).url == f"{SHEET}enseignements/"
    assert step(client, "enseignements", 4, lessons="Ouvrir tôt.").url == SHEET
    page = text(client.get(SHEET))
    assert "Il manque encore" not in page
    assert "Ouvrir tôt." in page
    client.post(f"{SHEET}depot/", {"version": 5})
    assert live_closing(project).state == ClosingStates.SUBMITTED
    assert client.get(f"{SHEET}issue/").status_code == 403
    client.force_login(accompanier)
    client.post(f"{SHEET}cloture/", {"version": 5})
    project.refresh_from_db()
    assert project.outcome == Outcomes.OPENED
    client.post(f"{SHEET}bibliotheque/")
    assert BenchmarkPlace.objects.get().lessons == "Ouvrir tôt."
    page = text(client.get(SHEET))
    assert "Dans la bibliothèque de références" in page
    assert "Rouvrir le projet" in page


def test_bad_answers_come_back_with_what_was_typed(client, project, lead):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = step(client, "issue", 0, outcome="abandoned", closed_on=tomorrow)
    assert answer.status_code == 422
    assert "Ce jour n’est pas encore venu." in text(answer)
    assert tomorrow in text(answer)
    assert live_closing(project) is None
    assert step(client, "issue", 0, closed_on="").status_code == 422
    assert client.get(f"{SHEET}nulle-part/").status_code == 404


def test_who_comes_second_sees_both_answers_and_may_send_again(client, project, lead, accompanier):
    version = drafted(project, by=accompanier).version
    drafted(project, by=accompanier, done="Dix postes.")
    answer = step(client, "parcours", version, done="Cent postes.")
    assert answer.status_code == 409
    page = text(answer)
    assert "Enregistré entre-temps : Dix postes." in page
    assert "Saisi par vous : Cent postes." in page
    sent_again = re.search(r'name="version" value="(\d+)"', answer.content.decode()).group(1)
    step(client, "parcours", sent_again, done="Cent postes.")
    assert live_closing(project).done == "Cent postes."


def test_a_decision_on_an_older_version_and_a_lacking_answer_are_refused_on_the_page(client, project, accompanier):
    client.force_login(accompanier)
    version = drafted(project, by=accompanier, lessons="").version
    for sent in (version, version - 1):
        assert client.post(f"{SHEET}cloture/", {"version": sent}).status_code == 409
    handed_in(project)
    assert client.post(f"{SHEET}retour/", {"version": 2, "reason": ""}).status_code == 422


def test_who_may_open_the_screens(client, project, accompanier):
    drafted(project, by=accompanier)
    document = f"{SHEET}{live_closing(project).public_id}.pdf"
    observer, director = in_role(project, ProjectRoles.OBSERVER), in_role(project, ProjectRoles.DIRECTOR)
    seen = {}
    for when in ("draft", "closed"):
        for who, person in {"observer": observer, "director": director, "stranger": PersonFactory()}.items():
            client.force_login(person)
            refused = 404 if who == "stranger" else 403
            seen[when, who] = [client.get(address).status_code for address in (SHEET, f"{SHEET}issue/", document)]
            assert client.post(f"{SHEET}cloture/", {"version": 1}).status_code == refused
            assert client.post(f"{SHEET}bibliotheque/").status_code == refused
            assert client.post(f"{SHEET}reouverture/", {"reason": "Non."}).status_code == refused
        if when == "draft":
            closed(project, by=accompanier)
    assert seen == {
        ("draft", "observer"): [403, 403, 403],
        ("draft", "director"): [403, 403, 403],
        ("draft", "stranger"): [404, 404, 404],
        ("closed", "observer"): [403, 403, 403],
        ("closed", "director"): [200, 403, 200],
        ("closed", "stranger"): [404, 404, 404],
    }


def test_the_document_holds_the_answers_and_says_what_is_not_known(client, project, lead, accompanier):
    closing = closed(project, by=accompanier, outcome=Outcomes.OPENED)
    answer = client.get(f"{SHEET}{closing.public_id}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    paper = Paper(answer.content)
    assert paper.is_tagged
    words = " ".join(paper.pages)
    for expected in (
        "Télécentre de l’Orme",
        "Trente postes.",
        "1 place du Marché",
        "sans indication",
        "Projet clos par",
    ):
        assert expected in words, expected


def test_the_course_says_how_it_ended_and_the_public_sheet_asks_nothing(client, project, lead, accompanier):
    closed(project, by=accompanier)
    assert "Le projet est abandonné" in text(client.get(project.get_absolute_url()))


def test_the_mails_say_what_to_do_and_lead_there(project, lead, accompanier, run_tasks, mailoutbox):
    closing = handed_in(project, by=lead)
    run_tasks()
    return_closing(closing, by=accompanier, version=closing.version, reason="Et le coût ?")
    run_tasks()
    closed(project, by=accompanier, outcome=Outcomes.OPENED)
    run_tasks()
    reopen_project(project, by=accompanier, reason="Un repreneur.")
    run_tasks()
    told = [(mail.to[0], mail.subject.replace("\xa0", " "), mail.reply_to) for mail in mailoutbox]
    assert told == [
        (accompanier.email, "Bilan à lire : Télécentre de l’Orme", [lead.email]),
        (lead.email, "Bilan à compléter : Télécentre de l’Orme", [accompanier.email]),
        (lead.email, "Clos : Télécentre de l’Orme", [accompanier.email]),
        (lead.email, "Rouvert : Télécentre de l’Orme", [accompanier.email]),
    ]
    for mail in mailoutbox:
        for part in (mail.body, mail.alternatives[0].content):
            assert "/projets/orme/" in part
            assert "None" not in part
    assert "Et le coût ?" in mailoutbox[1].body
    assert "Un repreneur." in mailoutbox[3].alternatives[0].content


def test_who_comes_second_to_an_end_or_a_reopening_is_told(client, project, accompanier):
    version = handed_in(project).version
    client.force_login(accompanier)
    closed_by = accompanier_of(project)
    close_project(live_closing(project), by=closed_by, version=version)
    late = [
        client.post(f"{SHEET}cloture/", {"version": version}),
        client.post(f"{SHEET}retour/", {"version": version, "reason": "Il manque le coût."}),
    ]
    assert [answer.status_code for answer in late] == [409, 409]
    assert all("a avancé entre-temps" in answer.content.decode() for answer in late)
    project.refresh_from_db()
    reopen_project(project, by=closed_by, reason="Repris.")
    again = client.post(f"{SHEET}reouverture/", {"reason": "Repris aussi."}, follow=True)
    assert "a avancé entre-temps" in again.content.decode()


def test_what_goes_to_the_library_is_shown_first_and_who_paid_stays_out_unless_it_is_ticked(
    client, project, accompanier
):
    closed(project, by=accompanier, funding="La commune : 40 000 €. Mme Roche : 5 000 €.")
    client.force_login(accompanier)
    share = f"{SHEET}bibliotheque/"
    assert f'href="{share}"' in client.get(SHEET).text
    page = text(client.get(share))
    assert not BenchmarkPlace.objects.exists()
    for sent in (project.name, "Ouvrir tôt.", "420", "Ne rien envoyer", "Mme Roche : 5 000 €."):
        assert sent in page, sent
    client.post(share)
    assert BenchmarkPlace.objects.get().funding == ""
    assert "Dans la bibliothèque de références" in text(client.get(share))
    BenchmarkPlace.objects.all().delete()
    client.post(share, {"with_funding": "on"})
    assert BenchmarkPlace.objects.get().funding == "La commune : 40 000 €. Mme Roche : 5 000 €."


def test_before_the_end_there_is_nothing_to_send(client, project, accompanier):
    drafted(project, by=accompanier)
    client.force_login(accompanier)
    assert client.get(f"{SHEET}bibliotheque/").status_code == 403
