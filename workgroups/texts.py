"""What the co-editing engine asks about the text of a specification, beside the right."""


def place(document):
    """Its title and the address of its page; None where it was deleted."""
    specification = getattr(document, "specification", None)
    return (specification.title, specification.get_absolute_url()) if specification else None


def kept(document):
    """The contents of its versions, one after the other."""
    specification = getattr(document, "specification", None)
    if specification is not None:
        yield from specification.versions.values_list("content", flat=True).iterator()


def minutes_place(document):
    """The title of minutes and the address of their page."""
    minutes = getattr(document, "group_minutes", None)
    return (str(minutes), minutes.get_absolute_url()) if minutes else None


def minutes_kept(document):
    """What was adopted of them."""
    minutes = getattr(document, "group_minutes", None)
    return [minutes.content] if minutes is not None and minutes.content else []
