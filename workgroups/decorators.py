"""The way in to a group's own screens."""

from functools import wraps

from portal.refusals import Denied, shown_or_hidden

from .models import WorkingGroup


def insider_of_group(may):
    """Hands the view its group: 404 where the person may not see it, 403 where `may(person, group)` says no,
    the login for visitors."""

    def decorate(view):
        @wraps(view)
        def guarded(request, slug, **kwargs):
            group = shown_or_hidden(WorkingGroup.objects.visible_to(request.user), slug=slug)
            if not may(request.user, group):
                raise Denied
            return view(request, group, **kwargs)

        return guarded

    return decorate
