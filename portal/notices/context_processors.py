"""The bell in the head of every page."""

from django.utils.functional import SimpleLazyObject

from .messages import plain_path
from .models import Notice

MOST = 100  # the bell says "99+" beyond


class Bell:
    """How much somebody has not read, and what of it leads to this very page: one query, made by who looks."""

    def __init__(self, request):
        unread = Notice.objects.in_bell_of(request.user).unread().order_by("-pk").values_list("pk", "path")[:MOST]
        rows, here = list(unread), plain_path(request.path)
        self.unread = len(rows)
        self.last = rows[0][0] if rows else 0
        self.is_here = any(path and plain_path(path) == here for _pk, path in rows)


def bell(request):
    """`bell`, for who is logged in."""
    return {"bell": SimpleLazyObject(lambda: Bell(request))}
