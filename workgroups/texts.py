"""What the co-editing engine asks about the text of a specification, beside the right."""

from portal import coediting


def place(document):
    """Where it is read; None where it was deleted."""
    specification = getattr(document, "specification", None)
    if specification is None:
        return None
    return coediting.Place(specification.title, specification.get_absolute_url(), specification.group.name)


def kept(document):
    """The contents of its versions, one after the other."""
    specification = getattr(document, "specification", None)
    if specification is not None:
        yield from specification.versions.values_list("content", flat=True).iterator()


def minutes_place(document):
    """Where minutes are read."""
    minutes = getattr(document, "group_minutes", None)
    if minutes is None:
        return None
    return coediting.Place(str(minutes), minutes.get_absolute_url(), minutes.meeting.group.name)


def minutes_kept(document):
    """What was adopted of them."""
    minutes = getattr(document, "group_minutes", None)
    return [minutes.content] if minutes is not None and minutes.content else []
