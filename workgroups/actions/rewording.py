"""Writing what was reworded elsewhere into a draft, as suggestions."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal import coediting

from .. import permissions
from ..refusals import GroupRefusal
from .freezing import locked


@transaction.atomic
def suggest_rewording(specification, proposals, levels, *, by):
    """Writes `proposals` as suggestions of `by`, and the levels at once; all or nothing.

    Raises GroupRefusal where `by` may not write in it (any more), coediting.Overtaken and coediting.Fixed where the
    text is not what the wordings were made from.
    """
    fresh = locked(specification)
    if not permissions.can_edit(by, fresh):
        raise GroupRefusal(_("Only the group's editors write in this text, while it is a draft."))
    coediting.propose(fresh.document, proposals, levels, by=by)
