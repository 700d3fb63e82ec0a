"""What runs by itself: reminders around a date, forgotten drafts."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal import schedule

from .actions import forget_old_drafts, send_reminder
from .models import Milestone, ReminderSettings
from .refusals import MilestoneRefusal


@schedule.every(hours=1)
def remind_around_due_dates():
    """Reminds so many days before and after a date as the settings say, from eight in the morning; once a day."""
    now = timezone.localtime()
    if now.hour >= 8:
        remind_due(now.date())


def remind_due(today):
    """Reminds of every milestone whose date is so many days away; returns how many milestones."""
    settings = ReminderSettings.load()
    dates = [today + timedelta(days=days) for days in settings.before]
    dates += [today - timedelta(days=days) for days in settings.after]
    sent = 0
    for milestone in Milestone.objects.with_lead().filter(due_on__in=dates).order_by("pk"):
        try:
            with transaction.atomic():
                send_reminder(milestone, today=today)
            sent += 1
        except MilestoneRefusal:  # nobody to remind, postponed, or done already today
            continue
    return sent


@schedule.every(hours=24)
def forget_drafts():
    """Files nobody submitted."""
    forget_old_drafts()
