"""The mails of events; importing this package registers their kinds."""

from . import group_message, invitation, preview, registration

__all__ = ["group_message", "invitation", "preview", "registration"]
