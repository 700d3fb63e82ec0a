"""The discussions of a project: on itself, on a milestone, on a deliverable."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404

from portal import threads
from portal.threads import Place, summaries

from ..models import Deliverable, Project
from ..threads import DELIVERABLE, MILESTONE, PROJECT, deliverable_path, milestone_path, place_of_deliverable
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
    """What is said about one piece that was handed in, in whichever of its versions."""
    followed = Project.objects.followed_by(request.user).filter(slug=slug).order_by().values("pk")
    pieces = Deliverable.objects.visible_to(request.user).filter(submission__milestone__project__in=followed)
    place = place_of_deliverable(get_object_or_404(pieces, public_id=public_id))
    milestone = place.thing.submission.milestone
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
    found = []
    for kind, things, path_of in [
        (MILESTONE, {str(one.public_id): one for one in milestones}, milestone_path),
        (DELIVERABLE, _last_versions(person, project), deliverable_path),
    ]:
        said = summaries(person, kind, things)
        for identifier, thing in things.items():
            if said[identifier].posts:
                found.append({"title": str(thing), "path": path_of(thing), "summary": said[identifier]})
    return found


def _last_versions(person, project):
    """By lineage, the last version the person reads: what was withdrawn, and its very name, is not among them."""
    pieces = Deliverable.objects.visible_to(person).filter(submission__milestone__project=project)
    rows = pieces.select_related("submission__milestone__project").order_by("version", "pk")
    return {str(piece.lineage): piece for piece in rows}
