"""What runs by itself."""

from portal import schedule

from .actions import forget_old_attachments


@schedule.every(hours=24)
def forget_attachments():
    """Files that were uploaded for a post and never sent."""
    forget_old_attachments()
