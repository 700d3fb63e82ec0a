"""When something last happened in a project: what the board calls stalled is told by it, never by who logged in."""

from django.utils import timezone

from ..models import Project


def note_activity(project, *, at=None):
    """Every act in a project that moves it on calls this, in its own transaction; `at` is a moment, now by default.

    A reminder is no activity: it is the sign that there is none.
    """
    at = at or timezone.now()
    Project.objects.filter(pk=project.pk, last_activity_at__lt=at).update(last_activity_at=at)
    project.last_activity_at = max(project.last_activity_at, at)
