"""A draft gets another title, and another code for its requirements as long as none has been given."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.versions import held, mark

from .. import permissions
from ..enums import TextEvents
from ..models import SpecificationEvent
from ..refusals import ChangedMeanwhile, GroupRefusal
from .freezing import locked
from .indexing import index_text

NAMES = {"title", "code_prefix"}


def names_version(specification):
    """The mark of what a text is called as stored now: writing in it does not change it."""
    return mark(held(specification, NAMES))


@transaction.atomic
def rename_specification(specification, *, title, code_prefix=None, version, by):
    """The draft is called otherwise from now on; the former names stay in its history. Returns it.

    `version`: of the names the form showed. Without `code_prefix` the code stays. Raises ChangedMeanwhile,
    GroupRefusal.
    """
    fresh = locked(specification)
    if not permissions.can_rename(by, fresh):
        raise GroupRefusal(_("A text is renamed by the group's editors, while it is a draft."))
    if version != names_version(fresh):
        raise ChangedMeanwhile
    before = {"was_title": fresh.title, "was_code_prefix": fresh.code_prefix}
    wanted = fresh.code_prefix if code_prefix is None else code_prefix
    if (title, wanted) == (fresh.title, fresh.code_prefix):
        return fresh
    if wanted != fresh.code_prefix and fresh.has_codes:
        raise GroupRefusal(_("Codes have been given with the present letters: they stay."))
    fresh.title, fresh.code_prefix = title, wanted
    try:
        with transaction.atomic():
            fresh.save(update_fields=["title", "code_prefix"])
    except IntegrityError as error:
        raise GroupRefusal(_("The group already has a document with this title or code.")) from error
    SpecificationEvent.objects.create(
        specification=fresh, what=TextEvents.RENAMED, title=title, code_prefix=wanted, by=by, **before
    )
    index_text(fresh)
    return fresh
