"""The way in to what belongs to one project."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from ..models import Project


def in_project(may=None):
    """Hands the view the project: the login first, 404 to who does not follow it, 403 where `may` says no."""

    def decorate(view):
        @wraps(view)
        @login_required
        def guarded(request, slug, **kwargs):
            project = get_object_or_404(Project.objects.followed_by(request.user), slug=slug)
            if may is not None and not may(request.user, project):
                raise PermissionDenied
            return view(request, project, **kwargs)

        return guarded

    return decorate


def crumbs_to(project, *more):
    """The way to a page of `project`: pairs of a name and an address."""
    return [(project.name, project.get_absolute_url()), *more]
