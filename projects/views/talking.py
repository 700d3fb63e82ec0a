"""The discussions of a project: on itself, on a milestone, on a deliverable."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404

from portal import threads
from portal.threads import Place, summaries

from .. import permissions
from ..models import Deliverable, Milestone, Project
from ..threads import DELIVERABLE, MILESTONE, PROJECT, deliverable_path, milestone_path
from .reading import milestone_of


@login_required
def project_thread(request, slug):
    """What is said about the project; beside it, its milestones and pieces of which something was said."""
    project = get_object_or_404(Project.objects.followed_by(request.user), slug=slug)
    return _answer(
        request,
        Place(PROJECT, str(project.pk), project),
        project,
        crumbs=[(project.name, project.get_absolute_url())],
        others=_others(request.user, project),
    )


@login_required
def milestone_thread(request, slug, milestone_id):
    """What is said about one milestone."""
    milestone = milestone_of(request.user, slug, milestone_id)
    place = Place(MILESTONE, str(milestone.public_id), milestone)
    return _answer(request, place, milestone.project, crumbs=_way_to(milestone))


@login_required
def deliverable_thread(request, slug, public_id):
    """What is said about one piece that was handed in."""
    piece = get_object_or_404(
        Deliverable.objects.select_related("submission__milestone__project").filter(
            submission__milestone__in=Milestone.objects.visible_to(request.user).order_by().values("pk")
        ),
        public_id=public_id,
        submission__milestone__project__slug=slug,
    )
    place = Place(DELIVERABLE, str(piece.public_id), piece)
    milestone = piece.submission.milestone
    return _answer(request, place, milestone.project, crumbs=_way_to(milestone))


def _answer(request, place, project, **shown):
    """The page of a thread, under the tabs of its project."""
    beside = {"project": project, "about": place.thing}
    return threads.answer(request, place, template="projects/thread.html", beside=beside, **shown)


def _way_to(milestone):
    project = milestone.project
    return [(project.name, project.get_absolute_url()), (milestone.title, milestone.get_absolute_url())]


def _others(person, project):
    """The threads of the project's milestones and pieces in which something was said: four queries for all."""
    milestones = list(project.milestones.all())
    pieces = Deliverable.objects.filter(submission__milestone__project=project).select_related("submission__milestone")
    found = []
    for kind, things, path_of in [
        (MILESTONE, milestones, milestone_path),
        (DELIVERABLE, list(pieces), deliverable_path),
    ]:
        said = summaries(person, kind, [thing.public_id for thing in things])
        for thing in things:
            _set_project(thing, project)
            if said[str(thing.public_id)].posts and _is_shown(person, thing):
                found.append({"title": str(thing), "path": path_of(thing), "summary": said[str(thing.public_id)]})
    return found


def _is_shown(person, thing):
    """What was withdrawn, and its very name, stays with those who hand in."""
    return isinstance(thing, Milestone) or permissions.can_read_submission(person, thing.submission)


def _set_project(thing, project):
    milestone = thing if isinstance(thing, Milestone) else thing.submission.milestone
    milestone.project = project
