"""A draft that leads nowhere for now is put aside: nobody writes in it, no list shows it; it can be taken up again."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal import coediting

from .. import permissions
from ..enums import SpecificationStatus, TextEvents
from ..models import SpecificationEvent
from ..refusals import GroupRefusal
from .consulting import refuse_planned
from .freezing import locked


@transaction.atomic
def put_aside(specification, *, by):
    """Closes a draft that was never shown and takes it out of the lists; its title and codes stay taken.

    What was acknowledged before is in it, and nothing is committed after, whatever a page still sends. Raises
    GroupRefusal.
    """
    fresh = locked(specification)
    if fresh.status == SpecificationStatus.ASIDE:
        raise GroupRefusal(_("This text was put aside meanwhile."))
    if not permissions.can_put_aside(by, fresh):
        raise GroupRefusal(
            _("Only a draft that was never in consultation, voted on or adopted is put aside, by the facilitator.")
        )
    refuse_planned(fresh)
    coediting.give_codes(fresh.document)  # what was written a moment ago has none yet, and gets none while it is aside
    coediting.close_document(fresh.document)
    return _now(fresh, SpecificationStatus.ASIDE, TextEvents.PUT_ASIDE, by)


@transaction.atomic
def take_up(specification, *, by):
    """Makes it a draft again, as it was. Raises GroupRefusal."""
    fresh = locked(specification)
    if fresh.status != SpecificationStatus.ASIDE:
        raise GroupRefusal(_("This text is not put aside any more."))
    if not permissions.can_take_up(by, fresh):
        raise GroupRefusal(_("A text is taken up again by the group's facilitator."))
    coediting.reopen_document(fresh.document)
    return _now(fresh, SpecificationStatus.DRAFT, TextEvents.TAKEN_UP, by)


def _now(specification, status, what, by):
    specification.status = status
    specification.save(update_fields=["status"])
    SpecificationEvent.objects.create(specification=specification, what=what, by=by)
    return specification
