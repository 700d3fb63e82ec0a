"""The way in to what belongs to one project."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from ..models import Project
from ..permissions import may_but_for_the_end
from ..refusals import ProjectEnded


def in_project(may=None):
    """Hands the view the project: the login first, 404 to who does not follow it, then `allow` where `may` is given."""

    def decorate(view):
        @wraps(view)
        @login_required
        def guarded(request, slug, **kwargs):
            project = get_object_or_404(Project.objects.followed_by(request.user), slug=slug)
            if may is not None:
                allow(request, may, project)
            return view(request, project, **kwargs)

        return guarded

    return decorate


def allow(request, may, project):
    """403 where `may(person, project)` says no. What is sent to a project that has ended meanwhile goes on.

    The action refuses it, so that what was typed stays on its form. A form that would only be opened is refused here.
    """
    if may(request.user, project):
        return
    if not may_but_for_the_end(may, request.user, project):
        raise PermissionDenied
    if request.method != "POST":
        raise ProjectEnded(project)


def crumbs_to(project, *more):
    """The way to a page of `project`: pairs of a name and an address."""
    return [(project.name, project.get_absolute_url()), *more]
