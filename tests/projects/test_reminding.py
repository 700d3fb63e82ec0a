"""projects/actions/reminding.py, snoozing.py and tasks.py: whom, never twice the same day, postponed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from portal import roles
from projects.actions import (
    end_snooze,
    log_reminder,
    name_referent,
    send_reminder,
    send_reminders,
    snooze_reminders,
    submit_milestone,
)
from projects.enums import ReminderKinds
from projects.models import ProjectRole, Reminder, ReminderSettings
from projects.models.reminding import check_days
from projects.refusals import MilestoneRefusal, TeamRefusal
from projects.tasks import remind_due
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, in_role, lead_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def in_days(days):
    return TODAY() + timedelta(days=days)


@pytest.fixture
def late():
    """A milestone that is ten days late, with a lead and an accompanier."""
    milestone = MilestoneFactory(due_on=in_days(-10), project=ProjectFactory(name="Valfleury"))
    milestone.lead, milestone.accompanier = lead_of(milestone.project), accompanier_of(milestone.project)
    return milestone


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_reminders_go_to_the_referent_only_as_long_as_they_lead(late):
    second = lead_of(late.project)
    name_referent(late.project, by=late.accompanier, person=second)
    late.refresh_from_db()
    assert send_reminder(late, by=late.accompanier) == [second]
    Reminder.objects.all().delete()
    roles.end(ProjectRole.objects.get(person=second), by=None)
    assert send_reminder(late, by=late.accompanier) == [late.lead]


def test_only_a_lead_becomes_the_referent_and_only_who_manages_says_so(late):
    contributor = in_role(late.project, "contributor")
    with pytest.raises(TeamRefusal, match="not a lead"):
        name_referent(late.project, by=late.accompanier, person=contributor)
    with pytest.raises(TeamRefusal, match="not yours"):
        name_referent(late.project, by=late.lead, person=late.lead)
    late.project.refresh_from_db()
    assert late.project.referent is None


def test_a_call_that_was_noted_is_the_reminder_of_that_day(late):
    log_reminder(late, by=late.accompanier, person=late.lead, kind=ReminderKinds.PHONE, note=" Rappelle lundi. ")
    with pytest.raises(MilestoneRefusal, match="already been sent today"):
        send_reminder(late)
    with pytest.raises(MilestoneRefusal, match="already been made on that day"):
        log_reminder(late, by=late.accompanier, person=late.lead, kind=ReminderKinds.MEETING)
    log_reminder(late, by=late.accompanier, person=late.lead, kind=ReminderKinds.MAIL, on=in_days(-1))
    assert list(late.reminders.values_list("kind", "note", "sent_on").order_by("sent_on")) == [
        ("mail", "", in_days(-1)),
        ("phone", "Rappelle lundi.", TODAY()),
    ]


def test_what_cannot_be_noted(late):
    def note(**changed):
        log_reminder(late, **{"by": late.accompanier, "person": late.lead, "kind": ReminderKinds.PHONE} | changed)

    for changed, words in [
        ({"on": in_days(1)}, "still to come"),
        ({"kind": ReminderKinds.PORTAL}, "noted by itself"),
        ({"person": late.accompanier}, "not a lead"),
        ({"by": late.lead}, "Nothing has been submitted"),
    ]:
        with pytest.raises(MilestoneRefusal, match=words):
            note(**changed)
    assert not late.reminders.exists()


def test_postponed_reminders_wait_by_hand_and_on_schedule_until_that_day_or_the_end(late):
    snooze_reminders(late, by=late.accompanier, until=in_days(5), reason="Conseil le 12")
    with pytest.raises(MilestoneRefusal, match="postponed until"):
        send_reminder(late, by=late.accompanier)
    assert send_reminder(late, today=in_days(5)) == [late.lead]
    snooze_reminders(late, by=late.accompanier, until=in_days(8), reason="Encore")
    assert [one.reason for one in late.snoozes.in_force()] == ["Encore"]
    end_snooze(late, by=late.accompanier)
    assert send_reminder(late, by=late.accompanier) == [late.lead]
    with pytest.raises(MilestoneRefusal, match="no longer postponed"):
        end_snooze(late, by=late.accompanier)


def test_a_submission_ends_what_was_postponed(late):
    snooze_reminders(late, by=late.accompanier, until=in_days(50), reason="Congés")
    submit_milestone(late, by=late.lead, text="Voici.")
    assert not late.snoozes.in_force().exists()


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_snooze_ends_within_the_year_to_come(late, days):
    with pytest.raises(MilestoneRefusal, match="within the year"):
        snooze_reminders(late, by=late.accompanier, until=in_days(days), reason="?")
    with pytest.raises(MilestoneRefusal):
        snooze_reminders(late, by=late.lead, until=in_days(3), reason="?")


def test_several_at_once_what_is_refused_holds_nothing_back(late):
    other = MilestoneFactory(due_on=in_days(-3), project=late.project)
    send_reminder(other)
    sent, refused = send_reminders([late, other], by=late.accompanier)
    assert [(one, people) for one, people in sent] == [(late, [late.lead])]
    assert [one for one, _refusal in refused] == [other]


def test_the_days_before_and_after_are_the_association_s(late):
    milestone = MilestoneFactory(due_on=in_days(5))
    lead_of(milestone.project)
    settings = ReminderSettings.load()
    settings.days_before, settings.days_after = "5", ""
    settings.save()
    assert remind_due(TODAY()) == 1
    settings.days_before, settings.days_after = "", "10; 3"
    settings.save()
    assert remind_due(TODAY()) == 1
    assert set(Reminder.objects.values_list("milestone", flat=True)) == {milestone.pk, late.pk}


@pytest.mark.parametrize("text", ["demain", "-1", "400", "1 2 3 4 5 6 7 8 9 10 11"])
def test_days_are_numbers(text):
    with pytest.raises(ValidationError):
        check_days(text)
