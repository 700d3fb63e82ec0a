"""The minutes of a meeting: begun, sent to those who were there, adopted and frozen; corrected by a note beside them.

Every act locks the minutes; the adoption locks their text too, so that nothing is written between reading and freezing.
"""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import coediting, notices

from .. import permissions
from ..enums import MinutesStatus
from ..minutes_text import first_text
from ..models import Meeting, Minutes, MinutesNote
from ..papers.minutes import minutes_pdf
from ..people import people_of
from ..refusals import GroupRefusal


@transaction.atomic
def begin_minutes(meeting, *, by):
    """The minutes, begun from the attendance and the agenda as they stand; twice, the first ones stay."""
    fresh = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if not permissions.can_write_minutes(by, fresh):
        raise GroupRefusal(_("The minutes of this meeting are not yours to write."))
    if found := Minutes.objects.filter(meeting=fresh).first():
        return found
    document = coediting.create_document("group_minutes", by=by, content=first_text(fresh))
    return Minutes.objects.create(meeting=fresh, document=document)


@transaction.atomic
def send_minutes(minutes, *, by, remarks_until):
    """To those who were there, for their remarks until that day; again with another day. Raises GroupRefusal."""
    fresh = _locked(minutes)
    if not permissions.can_manage(by, fresh.meeting.group) or fresh.is_adopted:
        raise GroupRefusal(_("These minutes are not yours to send, or are adopted already."))
    if not fresh.meeting.is_past:
        raise GroupRefusal(_("The meeting is not over yet."))
    if remarks_until < timezone.localdate():
        raise GroupRefusal(_("This day has passed."))
    there = fresh.meeting.attendance.there()
    if not there.exists():
        raise GroupRefusal(_("Note first who was at the meeting: the minutes are sent to them."))
    fresh.status, fresh.sent_at, fresh.remarks_until = MinutesStatus.READ, timezone.now(), remarks_until
    fresh.save(update_fields=["status", "sent_at", "remarks_until"])
    for row in there.exclude(person=None).exclude(person=by).select_related("person"):
        key = f"group-minutes-read:{row.pk}:{remarks_until}"
        notices.send("group_minutes_read", subject_id=fresh.pk, key=key, person=row.person)
    return fresh


@transaction.atomic
def remark_on_minutes(minutes, *, by, text):
    """Somebody who was there says what should be otherwise. Raises GroupRefusal."""
    fresh = _locked(minutes)
    if not permissions.can_remark(by, fresh):
        raise GroupRefusal(_("These minutes do not wait for remarks any more, or not for yours."))
    return MinutesNote.objects.create(minutes=fresh, text=text, by=by)


@transaction.atomic
def adopt_minutes(minutes, *, by, adopted_in=None):
    """Freezes the text with its PDF and checksum, and tells the group. Raises GroupRefusal.

    After the last day for remarks; or at any time in a later meeting of the group (`adopted_in`) that has begun.
    """
    fresh = _locked(minutes)
    if not permissions.can_manage(by, fresh.meeting.group):
        raise GroupRefusal(_("The minutes are adopted by the group's facilitator."))
    if fresh.is_adopted:
        raise GroupRefusal(_("These minutes are adopted already."))
    if fresh.status != MinutesStatus.READ:
        raise GroupRefusal(_("Send the minutes first to those who were there."))
    if adopted_in is None and fresh.is_out:
        raise GroupRefusal(_("The time for remarks is not over yet."))
    if adopted_in is not None and not permissions.may_adopt_in(fresh.meeting, adopted_in):
        raise GroupRefusal(_("Minutes are adopted in a later meeting of the same group, once it has begun."))
    coediting.close_document(fresh.document)  # what was acknowledged is in it, and nothing comes after
    fresh.content = coediting.as_json(fresh.document)
    fresh.status, fresh.adopted_at, fresh.adopted_by = MinutesStatus.ADOPTED, timezone.now(), by
    fresh.adopted_in = adopted_in
    written = minutes_pdf(fresh, fresh.content)
    fresh.sha256 = hashlib.sha256(written).hexdigest()
    fresh.pdf.save("minutes.pdf", ContentFile(written), save=False)
    fresh.save()
    for person in people_of(fresh.meeting.group):
        key = f"group-minutes-adopted:{fresh.pk}:{person.pk}"
        notices.send("group_minutes_adopted", subject_id=fresh.pk, key=key, person=person)
    return fresh


@transaction.atomic
def correct_minutes(minutes, *, by, text):
    """A note beside adopted minutes, which themselves stay. Raises GroupRefusal."""
    fresh = _locked(minutes)
    if not permissions.can_manage(by, fresh.meeting.group) or not fresh.is_adopted:
        raise GroupRefusal(_("Only adopted minutes are corrected, and by the group's facilitator."))
    return MinutesNote.objects.create(minutes=fresh, text=text, by=by, is_correction=True)


def _locked(minutes):
    related = Minutes.objects.select_related("meeting__group", "document")
    return related.select_for_update(of=("self",)).get(pk=minutes.pk)
