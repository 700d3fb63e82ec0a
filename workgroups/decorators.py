"""The way in to a group's own screens."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from .models import WorkingGroup


def insider_of_group(may):
    """Hands the view its group: 404 where the person may not see it, 403 where `may(person, group)` says no."""

    def decorate(view):
        @wraps(view)
        def guarded(request, slug, **kwargs):
            group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
            if not may(request.user, group):
                raise PermissionDenied
            return view(request, group, **kwargs)

        return guarded

    return decorate
