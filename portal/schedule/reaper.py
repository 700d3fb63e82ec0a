"""Tasks whose worker was killed while it ran them, and old results."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .registry import every

LOST_AFTER = timedelta(minutes=15)
MOST_ATTEMPTS = 3


@every(minutes=1)
def reap_lost_tasks():
    """Gives a task that has been running for 15 minutes to the next worker, three times at most.

    Returns (given back, given up).
    """
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER)
    back = given_up = 0
    for row in lost:
        same = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
        if len(row.worker_ids) < MOST_ATTEMPTS:
            back += same.update(status="READY", started_at=None)
        else:
            given_up += same.update(
                status="FAILED", finished_at=timezone.now(), traceback="Its worker was lost three times."
            )
    return back, given_up


@every(hours=24)
def clear_sessions():
    """Forgets sessions that have expired."""
    call_command("clearsessions")


@every(hours=24)
def prune_task_results():
    """Forgets results of tasks older than two weeks."""
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)
