"""The sweep, once a day."""

from portal import schedule

from .sweeping import sweep


@schedule.every(hours=24)
def sweep_private_files():
    """Deletes stored files that no row names any more."""
    sweep()
