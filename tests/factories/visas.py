"""Submissions that wait for a director's word."""

from projects.actions import ask_visa
from projects.enums import ProjectRoles

from .projects import in_role


def director_of(project):
    return in_role(project, ProjectRoles.DIRECTOR)


def waiting_visa(milestone, lead, *, text="Voici.", pieces=()):
    """What the lead prepared, waiting."""
    visa = ask_visa(milestone, by=lead, text=text, pieces=pieces)
    milestone.refresh_from_db()
    return visa
