"""A project that has ended stays as it ended: every act of it is refused, in words, and what stays possible is done."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal import roles, threads
from portal.threads.actions import add_attachment, edit_post, remove_post
from portal.versions import version_of
from projects import actions, permissions
from projects.enums import ProjectRoles, Stages
from projects.models import Consultancy, FundingLine, Milestone, Project, ProjectContact, ProjectRole
from projects.refusals import ProjectEnded
from tests.factories.closing import closed
from tests.factories.courses import template_of
from tests.factories.office import person_of
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, opinion_asked, pdf_upload

pytestmark = pytest.mark.django_db

LATER = timezone.now() + timedelta(days=7)
PLANNED = {"starts_at": LATER, "ends_at": LATER + timedelta(hours=2), "agenda": "Budget"}
SOON = timezone.localdate() + timedelta(days=7)


class Ended:
    """A project with a bit of everything, then ended; the names are what the acts below are done to."""

    def __init__(self):
        request = opinion_asked()
        self.opinion, self.expert = request, request.expert
        self.milestone = request.submission.milestone
        self.project = self.milestone.project
        self.lead, self.staff = lead_of(self.project), person_of(roles.AssociationRoles.STAFF)
        self.accompanier = accompanier_of(self.project)
        actions.accept_submission(self.milestone, by=self.accompanier, number=1)
        self.pending = MilestoneFactory(project=self.project, order=2)
        self.link = actions.make_deposit_link(self.pending, by=self.lead, consultancy="Cabinet", expires_on=SOON)
        self.meeting = actions.plan_meeting(self.project, by=self.lead, **PLANNED)
        self.decision = actions.note_decision(self.meeting, by=self.lead, text="Visiter.")
        self.brief = actions.begin_brief(self.project, by=self.lead)
        self.contact = ProjectContact.objects.create(project=self.project, name="Mme Roy")
        self.consultancy = Consultancy.objects.create(project=self.project, name="Cabinet")
        self.replacement = actions.name_replacement(
            self.project, by=self.lead, email="remplace@example.org", first_name="R", last_name="R", until=SOON
        )
        self.template = template_of(10)
        self.place = threads.place("project", str(self.project.pk))
        self.post = threads.post(self.place, by=self.lead, text="Bonjour.")
        closed(self.project, by=self.accompanier)
        self.place = threads.place("project", str(self.project.pk))
        for one in (self.milestone, self.pending):
            one.refresh_from_db()


may_study, may_fund = permissions.can_write_study, permissions.can_write_funding
# Name of the act → what is tried. `p` is the project with all that is in it.
REFUSED = {
    "submit": lambda p: actions.submit_milestone(p.pending, by=p.lead, text="Voici."),
    "submit for a lead": lambda p: actions.submit_milestone(p.pending, by=p.staff, on_behalf_of=p.lead, text="Là."),
    "hand in": lambda p: actions.hand_in(p.pending, by=p.lead, text="Voici."),
    "ask for a visa": lambda p: actions.ask_visa(p.pending, by=p.lead, text="Voici."),
    "save a draft": lambda p: actions.save_draft(p.pending, owner=p.lead, values={}, version=0),
    "make a link": lambda p: actions.make_deposit_link(p.pending, by=p.lead, consultancy="C", expires_on=SOON),
    "accept": lambda p: actions.accept_submission(p.milestone, by=p.accompanier, number=1),
    "return": lambda p: actions.return_submission(p.milestone, by=p.accompanier, number=1, items=[]),
    "reopen a milestone": lambda p: actions.reopen_milestone(p.milestone, by=p.accompanier, reason="Non."),
    "begin a review": lambda p: actions.begin_review(p.opinion.submission, by=p.accompanier),
    "withdraw": lambda p: actions.withdraw_submission(p.opinion.submission, by=p.lead),
    "remind": lambda p: actions.send_reminder(p.pending, by=p.accompanier),
    "postpone": lambda p: actions.snooze_reminders(p.pending, by=p.accompanier, until=SOON, reason="Vu."),
    "ask an opinion": lambda p: actions.ask_opinion(
        p.milestone, by=p.accompanier, expert=PersonFactory(), question="?", due_on=SOON
    ),
    "decline an opinion": lambda p: actions.decline_opinion(p.opinion, by=p.expert),
    "share an opinion": lambda p: actions.share_opinion(p.opinion, by=p.accompanier),
    "plan a meeting": lambda p: actions.plan_meeting(p.project, by=p.lead, **PLANNED),
    "change a meeting": lambda p: actions.change_meeting(
        p.meeting, by=p.lead, version=version_of(p.meeting), place="", link="", **PLANNED
    ),
    "call a meeting off": lambda p: actions.cancel_meeting(p.meeting, by=p.lead),
    "note who came": lambda p: actions.note_attendance(p.meeting, by=p.lead, presences={}, name="Lui"),
    "begin the minutes": lambda p: actions.begin_minutes(p.meeting, by=p.lead),
    "note a decision": lambda p: actions.note_decision(p.meeting, by=p.lead, text="Autre."),
    "save the funding": lambda p: actions.save_funding(
        p.project, by=p.lead, version=0, total_cost=1, note="", lines=[FundingLine(source="S", kind="own")]
    ),
    "begin a brief": lambda p: actions.begin_brief(p.project, by=p.lead),
    "keep a version": lambda p: actions.keep_version(p.brief, by=p.lead, name="Une"),
    "write a contact": lambda p: actions.save_record(
        ProjectContact(project=p.project, name="Lui"), by=p.lead, may=may_study, version=""
    ),
    "write a consultancy": lambda p: actions.save_record(
        p.consultancy, by=p.lead, may=may_fund, version=version_of(p.consultancy)
    ),
    "lay a template": lambda p: actions.apply_template(p.project, p.template, by=p.staff, start_on=SOON),
    "add a milestone": lambda p: actions.adapt_milestone(Milestone(project=p.project, title="N"), by=p.staff),
    "adapt a milestone": lambda p: actions.adapt_milestone(p.pending, by=p.staff),
    "take a milestone away": lambda p: actions.remove_milestone(p.pending, by=p.staff),
    "write the sheet": lambda p: save_sheet(p, name="Autre nom"),
    "write the course in the sheet": lambda p: save_course(p, title="Autre titre"),
    "change the stage": lambda p: actions.change_stage(p.project, Stages.WORKS, by=p.accompanier),
    "give a role": lambda p: actions.give_role(
        p.project, by=p.accompanier, email="nouveau@example.org", role=ProjectRoles.LEAD
    ),
    "name the referent": lambda p: actions.name_referent(p.project, by=p.accompanier, person=p.lead),
    "name a replacement": lambda p: actions.name_replacement(p.project, by=p.lead, email="a@example.org", until=SOON),
    "post": lambda p: threads.post(p.place, by=p.lead, text="Encore."),
    "write down a post": lambda p: threads.post(p.place, by=p.accompanier, on_behalf_of=p.lead, text="Lu."),
    "attach a file": lambda p: add_attachment(p.place, owner=p.lead, upload=pdf_upload()),
    "change a post": lambda p: edit_post(p.post, by=p.lead, text="Bonsoir."),
}
DONE = {
    "settle a decision": lambda p: actions.settle_decision(p.decision, by=p.lead, is_done=True),
    "take a contact out": lambda p: actions.remove_record(p.contact, by=p.lead, may=permissions.can_remove_contact),
    "end a role": lambda p: actions.end_role(ProjectRole.objects.get(person=p.lead, anchor=p.project), by=p.staff),
    "end a replacement": lambda p: actions.end_replacement(p.replacement, by=p.lead),
    "withdraw a request": lambda p: actions.revoke_opinion(p.opinion, by=p.accompanier),
    "close a link": lambda p: actions.revoke_deposit_link(p.link, by=p.lead),
    "remove a post": lambda p: remove_post(p.post, by=p.accompanier),
    "unpublish the sheet": lambda p: save_sheet(p, is_public=not p.project.is_public),
    "share what was learnt": lambda p: actions.share_lessons(p.project, by=p.accompanier),
    "reopen": lambda p: actions.reopen_project(p.project, by=p.accompanier, reason="Reprise."),
}


def save_course(p, **changed):
    for name, value in changed.items():
        setattr(p.pending, name, value)
    return actions.save_sheet(p.project, milestones=[p.pending], by=p.staff)


def save_sheet(p, **changed):
    for name, value in changed.items():
        setattr(p.project, name, value)
    return actions.save_sheet(p.project, by=p.staff)


def test_every_act_is_refused_with_the_day_it_ended():
    ended = Ended()
    before = list(Project.objects.values())
    answers = {}
    for act, tried in REFUSED.items():
        with pytest.raises(ProjectEnded) as refusal, transaction.atomic():
            tried(ended)
        answers[act] = str(refusal.value)
        ended.project.refresh_from_db()
    assert all("Ce projet est clos depuis le" in answer for answer in answers.values())
    assert list(Project.objects.values()) == before


@pytest.mark.parametrize("act", DONE)
def test_what_an_end_does_not_forbid(act):
    DONE[act](Ended())


PAGES = ["project-detail", "study-detail", "brief-detail", "meeting-list", "funding-detail", "contact-list"]
FORMS = ["meeting-plan", "funding-edit", "contact-new", "consultancy-new"]


def test_the_screens_stay_to_be_read_and_offer_nothing_that_is_refused(client):
    ended = Ended()
    slug = ended.project.slug
    client.force_login(ended.lead)
    read = [reverse(f"projects:{name}", args=[slug]) for name in [*PAGES, "project-thread"]]
    read += [ended.meeting.get_absolute_url(), ended.milestone.get_absolute_url(), ended.pending.get_absolute_url()]
    forms = [reverse(f"projects:{name}", args=[slug]) for name in FORMS]
    for address in read:
        page = client.get(address)
        assert page.status_code == 200, address
        assert not [one for one in forms if f'"{one}"' in page.content.decode()], address
    for address in forms:
        page = client.get(address)
        assert page.status_code == 409 and "Ce projet est clos depuis le" in page.content.decode(), address


def test_a_form_that_comes_after_the_end_keeps_what_was_typed(client):
    ended = Ended()
    client.force_login(ended.lead)
    slug = ended.project.slug
    sent = {
        "contact-new": {"name": "Mme Durand-Lefort"},
        "project-thread": {"text": "Mme Durand-Lefort a appelé.", "public_id": str(uuid4())},
    }
    for name, values in sent.items():
        page = client.post(reverse(f"projects:{name}", args=[slug]), values)
        assert page.status_code == 422, name
        assert "Ce projet est clos depuis le" in page.content.decode(), name
        assert "Durand-Lefort" in page.content.decode(), name


def test_who_manages_ends_roles_and_gives_none(client):
    ended = Ended()
    client.force_login(ended.accompanier)
    address = reverse("projects:project-people", args=[ended.project.slug])
    page = client.get(address).content.decode()
    assert "Mettre fin" in page
    assert 'name="email"' not in page
    page = client.post(address, {"email": "nouveau@example.org", "role": "lead", "first_name": "N", "last_name": "N"})
    assert page.status_code == 422
    assert "Ce projet est clos depuis le" in page.content.decode()
