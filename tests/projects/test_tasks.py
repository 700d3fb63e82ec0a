"""projects/tasks.py: reminders before a date, files nobody submitted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.actions import add_draft_file, ask_visa, forget_old_drafts, withdraw_visa
from projects.enums import MilestoneStatus, ProjectRoles
from projects.models import DraftFile, Milestone, Reminder
from projects.tasks import remind_due
from tests.factories.projects import MilestoneFactory, in_role, lead_of, milestone_at, pdf_upload

pytestmark = pytest.mark.django_db


def test_leads_are_reminded_fourteen_and_three_days_before_and_once():
    today = timezone.localdate()
    due = {days: MilestoneFactory(due_on=today + timedelta(days=days)) for days in (2, 3, 4, 14, 15)}
    leads = {days: lead_of(milestone.project) for days, milestone in due.items()}
    MilestoneFactory(due_on=today + timedelta(days=3))  # has no lead
    done = milestone_at(MilestoneStatus.ACCEPTED)
    Milestone.objects.filter(pk=done.pk).update(due_on=today + timedelta(days=3))
    assert remind_due(today) == 2
    assert remind_due(today) == 0
    reminded = set(Reminder.objects.values_list("person", "by"))
    assert reminded == {(leads[3].pk, None), (leads[14].pk, None)}


def test_files_nobody_submitted_are_forgotten_after_a_month():
    milestone = MilestoneFactory()
    lead = lead_of(milestone.project)
    old = add_draft_file(milestone, owner=lead, upload=pdf_upload("ancien.pdf"))
    fresh = add_draft_file(milestone, owner=lead, upload=pdf_upload("récent.pdf"))
    DraftFile.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=31))
    forget_old_drafts()
    assert list(DraftFile.objects.all()) == [fresh]


def test_a_lead_is_not_reminded_of_what_waits_for_the_director():
    today = timezone.localdate()
    milestone = MilestoneFactory(due_on=today + timedelta(days=3))
    lead = lead_of(milestone.project)
    in_role(milestone.project, ProjectRoles.DIRECTOR)
    visa = ask_visa(milestone, by=lead, text="Voici.")
    assert remind_due(today) == 0
    withdraw_visa(visa, by=lead)
    assert remind_due(today) == 1
