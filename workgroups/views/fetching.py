"""The ways up from a group's own screens."""


def crumbs_of(group):
    """The way to a screen of the group."""
    return [(group.name, group.get_absolute_url())]
