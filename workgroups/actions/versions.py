"""Keeping a moment of a text, and putting it back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import coediting, hours, schedule
from portal.coediting.models import Document
from portal.files import RefusedFile

from .. import permissions
from ..enums import SpecificationStatus, VersionKinds
from ..models import Specification, Version
from ..refusals import GroupRefusal
from .freezing import locked

REST = timedelta(minutes=10)
BETWEEN = timedelta(hours=1)
DAILY_AFTER = timedelta(days=7)
WEEKLY_AFTER = timedelta(days=90)


@transaction.atomic
def keep_version(specification, *, name, by):
    """Keeps the committed text under `name`; returns the Version. Raises GroupRefusal."""
    fresh = locked(specification)
    if not permissions.can_keep_version(by, fresh):
        raise GroupRefusal(_("Versions are kept by the group's editors, while the text is a draft."))
    if not name.strip():
        raise GroupRefusal(_("Give the version a name."))
    return _keep(fresh, VersionKinds.NAMED, name=name.strip(), by=by)


@transaction.atomic
def restore_version(version, *, epoch, by):
    """Puts the text of `version` in place of the present one, which is kept as a version first; returns that one.

    `epoch` is the document's as `by` saw it: where somebody restored in between, nothing is done and they are told.
    Everyone who has the text open is told by the engine. Raises GroupRefusal.
    """
    before = keep_before_replacing(version.specification, epoch=epoch, by=by)
    try:
        content = coediting.with_names(version.content)  # the name of somebody erased since does not come back
        coediting.replace_content(version.specification.document, content, by=by)
    except coediting.UnknownContent as error:
        raise GroupRefusal(_("This version cannot be opened by the present editor.")) from error
    except RefusedFile as refusal:  # its images are another text's, and there is no room for them
        raise GroupRefusal(str(refusal)) from refusal
    return before


def keep_before_replacing(specification, *, epoch, by):
    """Keeps the text that is about to be replaced, and locks it until the caller's transaction ends; returns it.

    Raises GroupRefusal where `by` may not write in it (any more), or it is not of the `epoch` they saw.
    """
    fresh = locked(specification)
    if not permissions.can_keep_version(by, fresh):
        raise GroupRefusal(_("Versions are restored by the group's editors, while the text is a draft."))
    # Locked, no change can be committed between the state that is kept and the one that takes its place.
    document = Document.objects.select_for_update().get(pk=fresh.document_id)
    if document.epoch != epoch:
        raise GroupRefusal(_replaced_by(fresh))
    return _keep(fresh, VersionKinds.BEFORE_RESTORE, by=by)


def _replaced_by(specification):
    """Who put another text in place, as the person who comes second is told."""
    last = specification.versions.filter(kind=VersionKinds.BEFORE_RESTORE).select_related("by").first()
    if last is None or last.by is None:
        return _("Another text was put in place in the meantime: nothing was changed. Read it first.")
    told = {"person": last.by, "when": hours.hour(last.at)}
    return _("%(person)s put another text in place at %(when)s: nothing was changed. Read it first.") % told


def keep_automatic_versions(now=None):
    """Keeps each draft that changed and has rested since; at most one an hour for each text."""
    now = now or timezone.now()
    rested = Specification.objects.with_last_change().filter(
        status=SpecificationStatus.DRAFT, document__last_seq__gt=0, last_changed_at__lte=now - REST
    )
    schedule.each(rested, lambda specification: _keep_if_changed(specification, now))


@transaction.atomic
def _keep_if_changed(specification, now):
    fresh = locked(specification)
    document = Document.objects.get(pk=fresh.document_id)
    if fresh.versions.filter(epoch=document.epoch, seq=document.last_seq).exists():
        return
    if fresh.versions.filter(kind=VersionKinds.AUTOMATIC, at__gt=now - BETWEEN).exists():
        return
    _keep(fresh, VersionKinds.AUTOMATIC, at=now)


def thin_versions(now=None):
    """Of automatic versions older than a week the last of each day stays, older than 90 days that of each week."""
    now = now or timezone.now()
    old = Version.objects.filter(kind=VersionKinds.AUTOMATIC, at__lt=now - DAILY_AFTER).order_by("-at", "-pk")
    seen, dropped = set(), []
    for pk, specification, at in old.values_list("pk", "specification", "at"):
        day = timezone.localdate(at)
        span = day.isocalendar()[:2] if at < now - WEEKLY_AFTER else day
        if (specification, span) in seen:
            dropped.append(pk)
        seen.add((specification, span))
    Version.objects.filter(pk__in=dropped).delete()


def _keep(specification, kind, *, name="", by=None, at=None):
    state = coediting.state(specification.document)
    return Version.objects.create(
        specification=specification,
        kind=kind,
        name=name,
        by=by,
        at=at or timezone.now(),
        epoch=state.epoch,
        seq=state.seq,
        content=state.content,
    )
