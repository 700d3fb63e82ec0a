"""Runs the jobs that are due; of several workers exactly one gets each turn."""

import logging

from django.utils import timezone

from .models import JobRun
from .registry import jobs

logger = logging.getLogger(__name__)


def run_due_jobs():
    """Runs every job whose turn it is. A failure is logged and gets its next turn. Returns the names."""
    ran = []
    for job in jobs():
        if _claim(job):
            ran.append(job.name)
            try:
                job.run()
            except Exception:  # one broken job must not stop the others; the log tells
                logger.exception("The job %s failed.", job.name)
    return ran


def _claim(job):
    now = timezone.now()
    _, is_new = JobRun.objects.get_or_create(name=job.name, defaults={"due_at": now + job.period})
    if is_new:
        return True
    return JobRun.objects.filter(name=job.name, due_at__lte=now).update(due_at=now + job.period) == 1
