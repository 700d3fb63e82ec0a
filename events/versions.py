"""The mark a form carries of what it was opened on: a form sent after somebody else saved the same thing is refused."""

from portal.versions import held, mark

from .models import Audience, Question, Slot, Workshop

# What a form changes together with the row itself.
BELOW = {Slot: ["workshops"], Question: ["options", "audiences"]}


def version_of(row, fields=None):
    """A mark of what `row` and the rows below it hold now, places included; of its `fields` alone where named."""
    return mark(_held(row, fields))


def version_of_event(event):
    """The mark of all that the back office's form shows: the event, its places and its whole programme."""
    return mark([_held(event), event.capacity, *(_held(slot) for slot in event.slots.order_by("pk"))])


def version_of_places(event):
    """The mark of how many places there are of each kind."""
    return mark(list(event.pools.with_places().order_by("pk").values_list("pk", "places")))


def _held(row, fields=None):
    if row.pk is None:
        return []
    stored = type(row)._base_manager.get(pk=row.pk)
    own = held(row, fields)
    below = [
        _held(child) for relation in BELOW.get(type(row), []) for child in getattr(stored, relation).order_by("pk")
    ]
    return [own, below, _places(stored)]


def _places(row):
    if isinstance(row, Workshop):
        return row.capacity
    return row.pool.capacity if isinstance(row, Audience) and hasattr(row, "pool") else None
