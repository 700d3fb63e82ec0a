"""What this app refuses, in the person's words."""

from portal.refusals import Refusal


class GroupRefusal(Refusal):
    """A "no" of this app."""
