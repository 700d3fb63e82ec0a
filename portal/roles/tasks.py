"""Housekeeping of roles by the clock."""

from portal import schedule

from . import actions


@schedule.every(minutes=1)
def keep_memberships():
    """Roles that begin or end by their date."""
    actions.keep_memberships()
