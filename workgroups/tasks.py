"""What runs by itself."""

from portal import schedule

from .actions import keep_automatic_versions, thin_versions


@schedule.every(minutes=10)
def keep_versions():
    """Texts that rested since somebody wrote in them."""
    keep_automatic_versions()


@schedule.every(hours=24)
def thin_old_versions():
    """Of old automatic versions one a day stays, of very old ones one a week."""
    thin_versions()
