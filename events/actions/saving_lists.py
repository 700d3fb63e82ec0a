"""Keeping the organiser's lists under a name."""

from django.db import transaction

from ..listing import for_every_event as without_this_event
from ..models import SavedList


@transaction.atomic
def save_list(event, *, name, query, is_shared, for_every_event, by):
    """Keeps `query` as `by`'s list `name`, instead of an earlier one of that name.

    A list for every event is its owner's alone, and loses what only this event has.
    """
    if for_every_event:
        query, is_shared = without_this_event(query), False
    saved, _is_new = SavedList.objects.update_or_create(
        owner=by,
        event=None if for_every_event else event,
        name=name,
        defaults={"query": query, "is_shared": is_shared},
    )
    return saved


def drop_list(saved):
    """Forgets the list."""
    saved.delete()
