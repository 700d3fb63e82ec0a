"""Discussions of a project."""

from portal import threads


def place_of(thing):
    """The place of a project, a milestone or a deliverable."""
    kind = thing._meta.model_name
    return threads.place(kind, str(thing.pk if kind == "project" else thing.public_id))


def said(thing, *, by, text="Bonjour.", **options):
    """A post in the thread of that thing."""
    return threads.post(place_of(thing), by=by, text=text, **options)
