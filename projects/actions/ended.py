"""The one rule about an end: a project that has ended stays as it ended. docs/projects.md says what stays possible."""

from ..models import Project
from ..refusals import ProjectEnded


def still_open(project):
    """The project as it is now, held until the end of the transaction; every act that changes one passes here first.

    Raises ProjectEnded where it has ended: whoever ends it holds the same row.
    """
    fresh = held(project)
    if fresh.is_closed:
        raise ProjectEnded(fresh)
    return fresh


def held(project):
    """The same for the few acts that an end does not forbid: reopening, ending a role, what only takes away."""
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
