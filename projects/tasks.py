"""What runs by itself: reminders, forgotten drafts and applications, originals past their day."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal import schedule

from .actions import (
    forget_abandoned_uploads,
    forget_addresses_of_links,
    forget_declined_applications,
    forget_old_drafts,
    remind_expert,
    remind_of_questions,
    send_reminder,
)
from .models import Milestone, OpinionRequest, ReminderSettings
from .refusals import MilestoneRefusal
from .retention import delete_old_originals

DAYS_BEFORE_AN_OPINION = 3


@schedule.every(hours=1)
def remind_around_due_dates():
    """Reminds so many days before and after a date as the settings say, from eight in the morning; once a day."""
    now = timezone.localtime()
    if now.hour >= 8:
        remind_due(now.date())
        remind_experts(now.date())


def remind_due(today):
    """Reminds of every milestone whose date is so many days away; returns how many milestones."""
    settings = ReminderSettings.load()
    dates = [today + timedelta(days=days) for days in settings.before]
    dates += [today - timedelta(days=days) for days in settings.after]
    sent = 0
    waiting = Milestone.objects.asked_of_lead().filter(due_on__in=dates)
    for milestone in waiting.order_by("pk"):
        try:
            with transaction.atomic():
                send_reminder(milestone, today=today)
            sent += 1
        except MilestoneRefusal:  # nobody to remind, postponed, or done already today
            continue
    return sent


def remind_experts(today):
    """Reminds the experts whose opinion is expected within three days and was asked before today; once a date."""
    soon = OpinionRequest.objects.expected().filter(
        due_on__range=(today, today + timedelta(days=DAYS_BEFORE_AN_OPINION))
    )
    soon = soon.filter(submission__milestone__project__closed_on=None)
    for request in soon.filter(asked_at__date__lt=today).select_related("expert").order_by("pk"):
        remind_expert(request)


@schedule.every(hours=24)
def forget_drafts():
    """Files nobody submitted."""
    forget_old_drafts()


@schedule.every(hours=24)
def remind_applicants():
    """Questions about an application that nobody has answered for sixty days."""
    remind_of_questions()


@schedule.every(hours=24)
def forget_applications():
    """Who proposed what was declined or withdrawn a year ago."""
    forget_declined_applications()


@schedule.every(hours=24)
def delete_originals_past_their_day():
    """What was announced to be kept so long is kept no longer."""
    delete_old_originals()


@schedule.every(hours=24)
def forget_addresses():
    """Where links that have ended were sent."""
    forget_addresses_of_links()


@schedule.every(hours=6)
def forget_uploads():
    """Uploads by deposit links that nobody goes on with."""
    forget_abandoned_uploads()
