"""Discussions of a project."""

from portal import threads


def place_of(thing):
    """The place of a project, a milestone or a deliverable."""
    kind = thing._meta.model_name
    key = {"project": "pk", "deliverable": "lineage"}.get(kind, "public_id")
    return threads.place(kind, str(getattr(thing, key)))


def said(thing, *, by, text="Bonjour.", **options):
    """A post in the thread of that thing."""
    return threads.post(place_of(thing), by=by, text=text, **options)
