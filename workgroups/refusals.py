"""What this app refuses, in the person's words."""

from django.utils.translation import gettext as _

from portal.refusals import Refusal


class GroupRefusal(Refusal):
    """A "no" of this app."""


class ChangedMeanwhile(GroupRefusal):
    """Somebody else saved the same thing after the form was opened."""

    def __init__(self):
        super().__init__(
            _("Somebody else saved this meanwhile. Compare below what is saved and what you typed, then save again.")
        )
