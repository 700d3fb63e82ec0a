"""Meetings of the steering committee: planned, moved, called off; attendance, minutes, decisions."""

import zipfile
from datetime import timedelta
from io import BytesIO

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from portal import coediting, roles
from portal.coediting.kinds import access
from projects import permissions
from projects.actions import (
    begin_minutes,
    cancel_meeting,
    change_meeting,
    note_decision,
    plan_meeting,
    settle_decision,
)
from projects.enums import ProjectRoles
from projects.models import Decision, ProjectContact, ProjectRole, SteeringMeeting
from projects.refusals import StudyRefusal
from projects.waiting import waiting_for
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, in_role, lead_of

from .test_permissions import DECIDES, EVERYBODY, FOLLOWS, HANDS_IN, somebody

pytestmark = pytest.mark.django_db
SOON = timezone.now().replace(second=0, microsecond=0) + timedelta(days=10)


@pytest.fixture
def project():
    return ProjectFactory(name="Melun")


@pytest.fixture
def lead(project):
    return lead_of(project)


@pytest.fixture
def meeting(project, lead):
    return a_meeting(project, lead)


def a_meeting(project, by, **fields):
    planned = {"starts_at": SOON, "ends_at": SOON + timedelta(hours=2), "place": "Mairie", "link": ""}
    return plan_meeting(project, by=by, **{**planned, "agenda": "Diagnostic\n\nBudget", **fields})


def url(name, meeting, *more):
    return reverse(f"projects:{name}", args=[meeting.project.slug, meeting.public_id, *more])


def sent_form(**changes):
    local = timezone.localtime(SOON)
    sent = {"starts_at": f"{local:%Y-%m-%dT%H:%M}", "ends_at": f"{local + timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    return sent | {"place": "Mairie", "link": "", "agenda": "Budget"} | changes


def test_who_reads_and_who_writes(meeting):
    document = begin_minutes(meeting, by=meeting.created_by).minutes
    for who in EVERYBODY:
        person = somebody(who, meeting.project)
        follows, writes = who in FOLLOWS, who in DECIDES | HANDS_IN
        assert SteeringMeeting.objects.visible_to(person).exists() == follows, who
        assert permissions.can_write_study(person, meeting.project) == writes, who
        if person.is_authenticated:
            assert access(person, document) == ("write" if writes else "read" if follows else None), who


@pytest.mark.parametrize(
    ("role", "reads", "writes"), [(None, 404, 404), (ProjectRoles.OBSERVER, 200, 403), (ProjectRoles.LEAD, 200, 302)]
)
def test_the_screens_ask_for_the_right(client, meeting, role, reads, writes):
    begin_minutes(meeting, by=meeting.created_by)
    client.force_login(in_role(meeting.project, role) if role else PersonFactory())
    for name in ("meeting-detail", "minutes-detail", "minutes-docx", "minutes-pdf", "meeting-calendar"):
        assert client.get(url(name, meeting)).status_code == reads, name
    assert client.get(reverse("projects:meeting-list", args=[meeting.project.slug])).status_code == reads
    for name in ("minutes-begin", "attendance-note", "meeting-cancel"):
        assert client.post(url(name, meeting)).status_code == writes, name


def test_a_lead_plans_a_meeting_and_those_invited_get_a_calendar_file(client, project, lead, mailoutbox, run_tasks):
    other = in_role(project, ProjectRoles.OBSERVER)
    contact = ProjectContact.objects.create(project=project, name="Karim", email="karim@example.org")
    client.force_login(lead)
    address = reverse("projects:meeting-plan", args=[project.slug])
    sent = sent_form(people=[other.pk], contacts=[contact.public_id])
    assert client.post(address, sent | {"ends_at": sent["starts_at"]}).status_code == 422
    meeting = SteeringMeeting.objects.get(public_id=client.post(address, sent)["Location"].split("/")[-2])
    run_tasks()
    mails = {mail.to[0]: mail for mail in mailoutbox}
    assert set(mails) == {other.email, "karim@example.org"}
    assert meeting.get_absolute_url() in mails[other.email].body
    assert meeting.get_absolute_url() not in mails["karim@example.org"].body  # not somebody who can open it
    [(name, file, kind)] = mails["karim@example.org"].attachments
    entry = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
    assert (name, kind) == ("reunion.ics", "text/calendar")
    assert entry.decoded("dtstart") == meeting.starts_at
    assert str(meeting.public_id) in entry["uid"]


def test_a_meeting_in_the_past_is_planned_only_when_confirmed(client, project, lead):
    client.force_login(lead)
    address = reverse("projects:meeting-plan", args=[project.slug])
    sent = sent_form(starts_at="2024-01-10T10:00", ends_at="2024-01-10T12:00")
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert 'name="past"' in answer.content.decode()
    assert client.post(address, sent | {"past": "1"}).status_code == 302


def test_a_new_hour_is_told_and_a_new_agenda_is_not(client, project, lead, mailoutbox, run_tasks):
    guest = in_role(project, ProjectRoles.OBSERVER)
    meeting = a_meeting(project, lead, people=[guest])
    run_tasks()
    client.force_login(lead)
    page = client.get(url("meeting-edit", meeting))
    version = page.context["form"]["version"].value()
    local = timezone.localtime(SOON)
    same = sent_form(ends_at=f"{local + timedelta(hours=2):%Y-%m-%dT%H:%M}", agenda="Autre", version=version)
    client.post(url("meeting-edit", meeting), same)
    run_tasks()
    assert len(mailoutbox) == 1
    stale = client.post(url("meeting-edit", meeting), same | {"place": "Ailleurs", "agenda": "Autre"})
    assert stale.status_code == 422
    assert "Mairie" in stale.content.decode() and "Ailleurs" in stale.content.decode()
    client.post(url("meeting-edit", meeting), same | {"place": "Ailleurs", "version": stale_version(stale)})
    run_tasks()
    assert mailoutbox[-1].subject.startswith("Modifié")
    assert "Ailleurs" in mailoutbox[-1].body
    entry = icalendar.Calendar.from_ical(mailoutbox[-1].attachments[0][1]).walk("VEVENT")[0]
    assert entry["sequence"] == 1


def stale_version(answer):
    return answer.context["form"]["version"].value()


def test_a_meeting_called_off_is_told_and_takes_no_more_changes(client, project, lead, mailoutbox, run_tasks):
    guest = in_role(project, ProjectRoles.OBSERVER)
    meeting = a_meeting(project, lead, people=[guest])
    client.force_login(lead)
    client.post(url("meeting-cancel", meeting), {"why": "Pas de quorum."})
    run_tasks()
    [mail] = mailoutbox  # the invitation had not left yet
    assert mail.subject.startswith("Annulé")
    assert "Pas de quorum." in mail.body
    assert icalendar.Calendar.from_ical(mail.attachments[0][1])["method"] == "CANCEL"
    answer = client.post(url("decision-note", meeting), {"text": "Trop tard pour noter."})
    assert answer.status_code == 409
    assert "a été annulée entre-temps" in answer.content.decode()
    assert "Trop tard pour noter." in answer.content.decode()
    with pytest.raises(StudyRefusal):
        cancel_meeting(meeting, by=lead)


def test_attendance_is_noted_for_guests_and_for_who_came_without_invitation(client, project, lead):
    meeting = a_meeting(project, lead, people=[lead])
    guest = meeting.guests.get()
    client.force_login(lead)
    client.post(url("attendance-note", meeting), {f"guest-{guest.pk}": "excused", "name": "Madame Petit"})
    assert {(str(one), one.presence) for one in meeting.guests.all()} == {
        (str(lead), "excused"),
        ("Madame Petit", "present"),
    }


def test_the_minutes_begin_from_the_agenda_once(client, meeting, lead):
    client.force_login(lead)
    assert client.get(url("minutes-detail", meeting)).status_code == 404
    client.post(url("minutes-begin", meeting))
    client.post(url("minutes-begin", meeting))
    meeting.refresh_from_db()
    assert coediting.as_text(meeting.minutes) == "Diagnostic\nBudget"
    docx = client.get(url("minutes-docx", meeting)).content
    assert b"Diagnostic" in zipfile.ZipFile(BytesIO(docx)).read("word/document.xml")
    assert client.get(url("minutes-pdf", meeting)).content.startswith(b"%PDF")


def test_a_decision_waits_for_who_is_in_charge_until_it_is_done(client, meeting, lead, mailoutbox, run_tasks):
    person = in_role(meeting.project, ProjectRoles.OBSERVER)
    client.force_login(lead)
    due = (timezone.localdate() - timedelta(days=1)).isoformat()
    client.post(url("decision-note", meeting), {"text": "Écrire à la Région.", "person": person.pk, "due_on": due})
    decision = Decision.objects.get()
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [[person.email]]
    [item] = waiting_for(person)
    assert (item.title, item.is_late) == ("Melun – Écrire à la Région.", True)
    assert "Écrire à la Région." in client.get(meeting.project.get_absolute_url()).content.decode()
    client.force_login(person)
    client.post(url("decision-settle", meeting, decision.public_id), {"done": "1"})
    assert waiting_for(person) == []
    decision.refresh_from_db()
    assert decision.done_by == person
    settle_decision(decision, by=lead, is_done=False)
    assert len(waiting_for(person)) == 1
    roles.end(ProjectRole.objects.get(person=person), by=None)
    roles.forget_rights(person)
    assert waiting_for(person) == []


def test_a_decision_is_not_settled_by_who_only_watches(meeting, lead):
    decision = note_decision(meeting, by=lead, text="Écrire.")
    with pytest.raises(StudyRefusal):
        settle_decision(decision, by=in_role(meeting.project, ProjectRoles.OBSERVER), is_done=True)
    with pytest.raises(StudyRefusal):
        change_meeting(meeting, by=PersonFactory(), version="")


def test_a_meeting_of_another_project_is_not_found(client, meeting):
    mine = ProjectFactory()
    client.force_login(lead_of(mine))
    crossed = reverse("projects:meeting-detail", args=[mine.slug, meeting.public_id])
    assert client.get(crossed).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, project, lead, django_assert_num_queries, count):
    for _ in range(count):
        note_decision(a_meeting(project, lead), by=lead, text="Écrire.", person=lead)
    client.force_login(lead)
    address = reverse("projects:meeting-list", args=[project.slug])
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
