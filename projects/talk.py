"""How much is said about a project and its parts, for their lines on other pages."""

from portal.threads import summaries

from .threads import DELIVERABLE, MILESTONE, PROJECT, deliverable_path, milestone_path, project_path


def project_summary(person, project):
    """The line of the project's page: how much is said about it, milestones and pieces counted apart."""
    return {"path": project_path(project), "summary": summaries(person, PROJECT, [project.pk])[str(project.pk)]}


def milestone_summary(person, milestone):
    """The line of a milestone's page."""
    said = summaries(person, MILESTONE, [milestone.public_id])
    return {"path": milestone_path(milestone), "summary": said[str(milestone.public_id)]}


def give_summaries(person, pieces, milestone):
    """Gives each piece of a milestone its `talk`, for its line: one query for all."""
    said = summaries(person, DELIVERABLE, [piece.public_id for piece in pieces])
    for piece in pieces:
        piece.submission.milestone = milestone
        piece.talk = {"path": deliverable_path(piece), "summary": said[str(piece.public_id)]}
