"""What the page of a meeting shows of its minutes and of what was decided there."""


def parts_of(person, meeting):
    """For the template of a meeting's page."""
    return {}
