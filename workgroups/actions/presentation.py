"""What the page of a group says of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.versions import version_of

from .. import permissions
from ..refusals import ChangedMeanwhile, GroupRefusal
from .people import locked


@transaction.atomic
def change_presentation(group, *, by, version, aim, description):
    """The sentence and the text of the group's page. Raises ChangedMeanwhile, GroupRefusal."""
    fresh = locked(group)
    if not permissions.can_manage(by, fresh):
        raise GroupRefusal(_("The group's page is written by its facilitator."))
    if version != version_of(fresh):
        raise ChangedMeanwhile
    fresh.aim, fresh.description = aim, description
    fresh.save(update_fields=["aim", "description"])
    return fresh
