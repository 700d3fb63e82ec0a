"""How much is said about a project and its parts, for their lines on other pages."""

from portal.threads import summaries

from .models import Deliverable
from .threads import DELIVERABLE, MILESTONE, PROJECT, deliverable_path, milestone_path, project_path


def project_summary(person, project):
    """The line of the project's page: how much is said about it, milestones and pieces counted apart."""
    return {"path": project_path(project), "summary": summaries(person, PROJECT, [project.pk])[str(project.pk)]}


def milestone_summary(person, milestone):
    """The line of a milestone's page."""
    said = summaries(person, MILESTONE, [milestone.public_id])
    return {"path": milestone_path(milestone), "summary": said[str(milestone.public_id)]}


def discussions_of(project):
    """Every discussion of a project, by kind: pairs of a kind and the identifiers of its things."""
    pieces = Deliverable.objects.filter(submission__milestone__project=project)
    return [
        (PROJECT, [str(project.pk)]),
        (MILESTONE, [str(key) for key in project.milestones.values_list("public_id", flat=True)]),
        (DELIVERABLE, [str(key) for key in pieces.values_list("lineage", flat=True)]),
    ]


def give_summaries(person, pieces, milestone):
    """Gives each piece of a milestone its `talk`, which its versions share, for its line: one query for all."""
    said = summaries(person, DELIVERABLE, [piece.lineage for piece in pieces])
    for piece in pieces:
        piece.submission.milestone = milestone
        piece.talk = {"path": deliverable_path(piece), "summary": said[str(piece.lineage)]}
