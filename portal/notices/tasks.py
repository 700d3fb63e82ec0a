"""The worker's side of the outbox."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from portal import schedule

from . import actions, delivery
from .models import Notice

# A task enqueued with the notice has normally run long before this.
LEFT_BEHIND = timedelta(seconds=20)


@task()
def deliver(notice_pk):
    """One attempt to deliver a notice."""
    return delivery.attempt(notice_pk)


@schedule.every(seconds=30)
def enqueue_left_behind():
    """Mails whose worker was killed or whose sending failed get another task when their time has come."""
    for notice in Notice.objects.due(timezone.now() - LEFT_BEHIND)[:500]:
        actions.enqueue(notice)
