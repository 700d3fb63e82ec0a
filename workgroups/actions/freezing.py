"""Closing a text to everybody, and keeping it as it is at that moment."""

from portal import coediting

from ..models import Specification, Version
from ..readiness import obstacles, without_comments
from ..refusals import GroupRefusal


def locked(specification):
    """The specification, locked: what is decided about its status is decided by one at a time."""
    return (
        Specification.objects.select_for_update(of=("self",))
        .select_related("group", "document")
        .get(pk=specification.pk)
    )


def frozen_version(specification, kind, *, by):
    """Closes the text of a locked specification and keeps it as a Version: it holds everything acknowledged so far.

    Requirements that have no code yet get theirs first. Raises GroupRefusal, with everything that is to be done
    first, where the text is not ready; the transaction then puts all back.
    """
    coediting.give_codes(specification.document)
    specification.refresh_from_db(fields=["next_number"])
    state = coediting.close_document(specification.document)
    content = without_comments(state.content)
    lacking = obstacles(content, has_requirements=specification.has_requirements, of=specification.document_id)
    if lacking:
        raise GroupRefusal(" ".join(map(str, lacking)))
    return Version.objects.create(
        specification=specification, kind=kind, by=by, epoch=state.epoch, seq=state.seq, content=content
    )
