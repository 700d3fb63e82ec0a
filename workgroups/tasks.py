"""What runs by itself."""

from django.utils import timezone

from portal import schedule

from .actions import keep_automatic_versions, remind_of_actions, thin_versions


@schedule.every(minutes=10)
def keep_versions():
    """Texts that rested since somebody wrote in them."""
    keep_automatic_versions()


@schedule.every(hours=24)
def thin_old_versions():
    """Of old automatic versions one a day stays, of very old ones one a week."""
    thin_versions()


@schedule.every(hours=1)
def remind_before_actions():
    """Who has something to do is reminded before its day, from eight in the morning."""
    now = timezone.localtime()
    if now.hour >= 8:
        remind_of_actions(now.date())
