"""An expert's opinion: what is asked, who sees what in each state, what each may do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal import roles
from portal.people.models import Person
from projects import permissions
from projects.actions import (
    accept_submission,
    ask_opinion,
    decline_opinion,
    give_opinion,
    revoke_opinion,
    share_opinion,
    submit_milestone,
    withdraw_submission,
)
from projects.corrections import open_items
from projects.enums import MilestoneStatus, OpinionStatus, ProjectRoles
from projects.models import Deliverable, OpinionRequest, ProjectRole
from projects.refusals import OpinionRefusal
from projects.tasks import remind_experts
from projects.waiting import waiting_for
from tests.factories.closing import closed
from tests.factories.people import PersonFactory
from tests.factories.projects import (
    MilestoneFactory,
    accompanier_of,
    in_role,
    lead_of,
    milestone_at,
    opinion_asked,
    pdf_upload,
)

from .test_permissions import DECIDES, EVERYBODY, FOLLOWS, somebody

pytestmark = pytest.mark.django_db
STATES = ["asked", "given", "shared", "declined", "revoked"]


def brought_to(state):
    """A request in that state; "shared" is given and shown to the leads."""
    asked = opinion_asked()
    if state in ("given", "shared"):
        give_opinion(asked, by=asked.expert, verdict="favourable", text="Oui.")
    if state == "shared":
        share_opinion(asked, by=asked.asked_by)
    if state == "declined":
        decline_opinion(asked, by=asked.expert)
    if state == "revoked":
        revoke_opinion(asked, by=asked.asked_by)
    return OpinionRequest.objects.select_related("submission__milestone__project").get(pk=asked.pk)


def url(name, asked):
    return reverse(f"projects:opinion-{name}", args=[asked.public_id])


@pytest.mark.parametrize("state", STATES)
def test_who_sees_a_request_in_every_state(state):
    asked = brought_to(state)
    project = asked.submission.milestone.project
    people = {who: somebody(who, project) for who in EVERYBODY} | {"expert": asked.expert}
    for who, person in people.items():
        sees = who in DECIDES or (who == "expert" and state != "revoked")
        if state == "shared":
            sees = sees or (who in FOLLOWS and who != ProjectRoles.OBSERVER)
        assert permissions.can_view_opinion(person, asked) == sees, who
        assert OpinionRequest.objects.visible_to(person).filter(pk=asked.pk).exists() == sees, who
        assert permissions.can_give_opinion(person, asked) == (who == "expert" and state == "asked"), who
        assert permissions.can_ask_opinion(person, asked.submission.milestone) == (who in DECIDES), who


@pytest.mark.parametrize("state", STATES)
def test_the_expert_reads_what_is_shared_and_only_while_it_is_expected(client, state):
    asked = brought_to(state)
    shared, other = asked.submission.deliverables.all()
    client.force_login(asked.expert)
    answers = [client.get(piece.get_absolute_url()).status_code for piece in (shared, other)]
    assert answers == ([200, 404] if state == "asked" else [404, 404])
    assert permissions.can_read_piece(asked.expert, shared) == (state == "asked")
    assert not permissions.can_read_piece(asked.expert, other)
    assert list(Deliverable.objects.visible_to(asked.expert)) == ([shared] if state == "asked" else [])
    assert client.get(asked.submission.milestone.get_absolute_url()).status_code == 404
    assert client.get(asked.submission.get_absolute_url()).status_code == 404


def test_the_expert_s_screen_shows_the_message_only_when_it_is_shared(client):
    asked, with_text = opinion_asked(), opinion_asked(text=True)
    client.force_login(asked.expert)
    shown = client.get(asked.get_absolute_url()).content.decode()
    assert "Le modèle économique tient-il" in shown
    assert "un.pdf" in shown and "deux.pdf" not in shown
    assert "Message du porteur." not in shown
    client.force_login(with_text.expert)
    assert "Message du porteur." in client.get(with_text.get_absolute_url()).content.decode()


def test_the_accompanier_asks_somebody_by_address_and_shares_one_file(client):
    first = opinion_asked()
    milestone = first.submission.milestone
    client.force_login(first.asked_by)
    address = reverse("projects:opinion-ask", args=[milestone.project.slug, milestone.public_id])
    piece = first.submission.deliverables.last()
    theirs = opinion_asked().submission.deliverables.first()
    sent = {"email": "avis@example.org", "last_name": "Delmas", "question": "Qu’en pensez-vous ?"}
    sent |= {"due_on": (timezone.localdate() + timedelta(days=5)).isoformat(), "pieces": [piece.public_id]}
    assert client.post(address, sent | {"pieces": [theirs.public_id]}).status_code == 422
    past = client.post(address, sent | {"due_on": "2020-01-01"})
    assert past.status_code == 422
    assert "Qu’en pensez-vous" in past.content.decode()
    assert client.post(address, sent | {"email": ""}).status_code == 422
    assert client.post(address, sent | {"pieces": []}).status_code == 422
    assert client.post(address, sent)["Location"] == milestone.get_absolute_url()
    asked = OpinionRequest.objects.get(expert__email="avis@example.org")
    assert (asked.asked_by, list(asked.shared_pieces.all()), asked.shares_text) == (first.asked_by, [piece], False)


def test_who_asks_about_what_was_withdrawn_meanwhile_is_told(client):
    milestone = milestone_at("submitted")
    by, submission = accompanier_of(milestone.project), milestone.submissions.get()
    withdraw_submission(submission, by=submission.submitted_by)
    client.force_login(by)
    address = reverse("projects:opinion-ask", args=[milestone.project.slug, milestone.public_id])
    answer = client.post(address, {"question": "Tient-il ?"}, follow=True)
    assert answer.redirect_chain == [(milestone.get_absolute_url(), 302)]
    assert "sur ce qui a été déposé" in answer.content.decode()


def test_nobody_else_asks(client):
    milestone = milestone_at("submitted")
    address = reverse("projects:opinion-ask", args=[milestone.project.slug, milestone.public_id])
    client.force_login(lead_of(milestone.project))
    assert client.get(address).status_code == 403
    client.force_login(PersonFactory())
    assert client.get(address).status_code == 404


def test_it_is_not_asked_of_a_lead_nor_twice_nor_about_nothing():
    asked = opinion_asked()
    milestone, by = asked.submission.milestone, asked.asked_by
    with pytest.raises(OpinionRefusal, match="est déjà demandé"):
        opinion_asked(milestone, expert=asked.expert, by=by)
    with pytest.raises(OpinionRefusal, match="dépose pour ce projet"):
        opinion_asked(milestone, expert=lead_of(milestone.project), by=by)
    with pytest.raises(OpinionRefusal, match="sur ce qui a été déposé"):
        due = timezone.localdate()
        ask_opinion(
            MilestoneFactory(project=milestone.project), by=by, expert=PersonFactory(), question="?", due_on=due
        )


def test_somebody_who_was_not_known_is_known_once_they_are_asked_and_not_before(client):
    milestone = opinion_asked().submission.milestone
    by = accompanier_of(milestone.project)
    client.force_login(by)
    address = reverse("projects:opinion-ask", args=[milestone.project.slug, milestone.public_id])
    typed = {"email": "nadia@expert.example", "last_name": "Experte", "question": "?", "due_on": timezone.localdate()}
    refused = client.post(address, typed)
    assert (refused.status_code, "nadia@expert.example" in refused.text) == (422, True)
    assert not Person.objects.filter(email="nadia@expert.example").exists()
    piece = milestone.submissions.get().deliverables.first()
    assert client.post(address, typed | {"pieces": [piece.public_id]}).status_code == 302
    assert Person.objects.get(email="nadia@expert.example").last_name == "Experte"


def test_the_end_of_a_project_closes_what_was_shared_with_an_expert(client):
    asked = opinion_asked()
    project, piece = asked.submission.milestone.project, asked.shared_pieces.get()
    client.force_login(asked.expert)
    assert client.get(piece.get_absolute_url()).status_code == 200
    accept_submission(asked.submission.milestone, by=asked.asked_by, number=1)
    closed(project, by=asked.asked_by)
    assert client.get(piece.get_absolute_url()).status_code == 404
    sent = client.post(url("give", asked), {"verdict": "favourable", "text": "Longuement pesé."})
    assert (sent.status_code, "Longuement pesé." in sent.text) == (409, True)
    asked.refresh_from_db()
    assert asked.is_expected


def test_where_nothing_can_be_shared_the_question_has_to_do():
    milestone = milestone_at(MilestoneStatus.RETURNED)
    lead, by = lead_of(milestone.project), accompanier_of(milestone.project)
    submit_milestone(milestone, by=lead, text="", item_answers=dict.fromkeys(open_items(milestone), "C’est fait."))
    asked = ask_opinion(milestone, by=by, expert=PersonFactory(), question="Et vous ?", due_on=timezone.localdate())
    assert (asked.shares_text, list(asked.shared_pieces.all())) == (False, [])


def test_the_expert_gives_an_opinion_with_a_file(client, mailoutbox, run_tasks):
    asked = opinion_asked()
    client.force_login(asked.expert)
    sent = {"verdict": "reservations", "text": "Oui, mais.", "upload": pdf_upload("avis.pdf")}
    assert client.post(url("give", asked), {"verdict": "", "text": "Oui, mais."}).status_code == 422
    assert client.post(url("give", asked), sent)["Location"] == asked.get_absolute_url()
    asked.refresh_from_db()
    assert (asked.status, asked.verdict, asked.text) == (OpinionStatus.GIVEN, "reservations", "Oui, mais.")
    assert client.get(url("download", asked)).status_code == 200
    run_tasks()
    [mail] = [mail for mail in mailoutbox if mail.to == [asked.asked_by.email] and "rendu" in mail.subject]
    assert "Oui, mais." in mail.body


def test_a_file_that_is_not_what_it_says_keeps_what_was_typed(client):
    asked = opinion_asked()
    client.force_login(asked.expert)
    upload = pdf_upload("avis.docx")
    answer = client.post(url("give", asked), {"verdict": "favourable", "text": "Longuement pesé.", "upload": upload})
    assert answer.status_code == 422
    assert "Longuement pesé." in answer.content.decode()
    assert opinion_status(asked) == OpinionStatus.ASKED


def opinion_status(asked):
    asked.refresh_from_db()
    return asked.status


def test_what_is_typed_while_the_request_is_declined_elsewhere_is_shown_again(client):
    asked = opinion_asked()
    client.force_login(asked.expert)
    decline_opinion(asked, by=asked.expert)
    answer = client.post(url("give", asked), {"verdict": "favourable", "text": "Longuement pesé."})
    assert answer.status_code == 409
    assert "Longuement pesé." in answer.content.decode()


def test_once_withdrawn_the_page_and_the_files_are_gone_at_once(client, mailoutbox, run_tasks):
    asked = opinion_asked()
    client.force_login(asked.expert)
    assert client.get(asked.get_absolute_url()).status_code == 200
    assert client.post(url("revoke", asked)).status_code == 403
    revoke_opinion(asked, by=asked.asked_by)
    assert client.get(asked.get_absolute_url()).status_code == 404
    late = client.post(url("give", asked), {"verdict": "favourable", "text": "Longuement pesé."})
    assert late.status_code == 409
    assert "Longuement pesé." in late.content.decode()  # theirs; the question and what was shared are not shown
    assert asked.question not in late.content.decode()
    assert asked.shared_pieces.get().name not in late.content.decode()
    run_tasks()
    subjects = [mail.subject for mail in mailoutbox if mail.to == [asked.expert.email]]
    assert len(subjects) == 1  # the question was withdrawn before its mail left
    assert "n’est plus nécessaire" in subjects[0]


def test_a_lead_sees_an_opinion_only_once_it_is_shared(client, mailoutbox, run_tasks):
    asked = brought_to("given")
    milestone = asked.submission.milestone
    lead = asked.submission.submitted_by
    client.force_login(lead)
    assert str(asked.expert) not in client.get(milestone.get_absolute_url()).content.decode()
    assert client.get(asked.get_absolute_url()).status_code == 404
    client.force_login(asked.asked_by)
    assert str(asked.expert) in client.get(milestone.get_absolute_url()).content.decode()
    assert client.post(url("share", asked))["Location"] == milestone.get_absolute_url()
    client.force_login(lead)
    assert str(asked.expert) in client.get(milestone.get_absolute_url()).content.decode()
    assert client.get(asked.get_absolute_url()).status_code == 200
    run_tasks()
    assert [mail for mail in mailoutbox if mail.to == [lead.email] and asked.get_absolute_url() in mail.body]


def test_it_waits_for_the_expert_and_leaves_with_the_answer():
    asked = opinion_asked()
    [item] = waiting_for(asked.expert)
    assert (item.url, item.due, item.action) == (asked.get_absolute_url(), asked.due_on, "Répondre")
    give_opinion(asked, by=asked.expert, verdict="favourable", text="Oui.")
    assert waiting_for(asked.expert) == []


def test_the_expert_is_reminded_once_before_the_date(mailoutbox, run_tasks):
    asked = opinion_asked(due_in=3)
    OpinionRequest.objects.update(asked_at=timezone.now() - timedelta(days=4))
    opinion_asked(due_in=9)
    for _ in range(2):
        remind_experts(timezone.localdate())
    run_tasks()
    reminders = [mail for mail in mailoutbox if "est attendu" in mail.subject]
    assert [mail.to for mail in reminders] == [[asked.expert.email]]
    assert reminders[0].reply_to == [asked.asked_by.email]


def test_who_does_not_decide_here_neither_withdraws_nor_shares():
    asked = brought_to("given")
    for act in (revoke_opinion, share_opinion):
        with pytest.raises(OpinionRefusal):
            act(asked, by=in_role(asked.submission.milestone.project, ProjectRoles.LEAD))


@pytest.mark.parametrize("count", [1, 3])
def test_a_milestone_with_many_requests_costs_as_much_as_with_one(client, count):
    milestone = MilestoneFactory()
    by = accompanier_of(milestone.project)
    for _ in range(count):
        opinion_asked(milestone, by=by)
    client.force_login(by)
    with CaptureQueriesContext(connection) as counted:
        client.get(milestone.get_absolute_url())
    assert len([query for query in counted if "projects_opinionrequest" in query["sql"]]) == 1


def test_what_an_expert_was_asked_about_is_withdrawn_no_more():
    asked = opinion_asked()
    submission = asked.submission
    submission.refresh_from_db()
    assert submission.first_read_by == asked.asked_by
    assert not permissions.can_withdraw(submission.submitted_by, submission)


def test_the_words_of_an_opinion_are_not_sent_to_who_may_not_open_it(mailoutbox, run_tasks):
    asked = opinion_asked()
    project, former = asked.submission.milestone.project, asked.asked_by
    accompanier = accompanier_of(project)
    roles.end(ProjectRole.objects.get(person=former), by=None)
    in_role(project, ProjectRoles.OBSERVER, former)
    give_opinion(asked, by=asked.expert, verdict="favourable", text="Oui, mais.")
    run_tasks()
    assert [mail.to for mail in mailoutbox if "Oui, mais." in mail.body] == [[accompanier.email]]
