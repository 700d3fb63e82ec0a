"""Coming into a group by oneself: at once where it is open, by a request where somebody answers it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices

from .. import permissions
from ..enums import GroupRoles, RequestStatus
from ..models import JoinRequest
from ..people import facilitators_of
from ..refusals import GroupRefusal
from .people import give, locked


@transaction.atomic
def join_group(group, *, by):
    """`by` comes in as a reader of an open group; the facilitator may give more. Twice does no harm."""
    group = locked(group)
    if permissions.takes_part(by, group):
        return
    if not permissions.can_join(by, group):
        raise GroupRefusal(_("This group is not open to everybody any more."))
    give(group, person=by, role=GroupRoles.READER, by=by)


@transaction.atomic
def ask_to_join(group, *, by, message):
    """A request that waits for the facilitators, who are told by mail. Raises GroupRefusal."""
    group = locked(group)
    if not permissions.can_ask_to_join(by, group):
        raise GroupRefusal(_("One cannot ask to join this group, or you are in it already."))
    if group.requests.waiting().filter(person=by).exists():
        raise GroupRefusal(_("Your request is waiting for an answer already."))
    request = JoinRequest.objects.create(group=group, person=by, message=message)
    for facilitator in facilitators_of(group):
        key = f"group-join-asked:{request.pk}:{facilitator.pk}"
        notices.send("group_join_asked", subject_id=request.pk, key=key, person=facilitator)
    return request


@transaction.atomic
def withdraw_request(group, *, by):
    """`by` does not wish to come in after all. Twice does no harm."""
    waiting = locked(group).requests.waiting().filter(person=by)
    waiting.update(status=RequestStatus.WITHDRAWN, answered_at=timezone.now(), answered_by=by)


@transaction.atomic
def accept_request(request, *, by, role):
    """The person comes in with `role` and is told. Raises GroupRefusal."""
    request = _to_answer(request, by)
    give(request.group, person=request.person, role=role, by=by)
    notices.send(
        "group_join_accepted", subject_id=request.pk, key=f"group-join-accepted:{request.pk}", person=request.person
    )


@transaction.atomic
def decline_request(request, *, by, reason):
    """The person is told why they cannot come in. Raises GroupRefusal."""
    request = _to_answer(request, by)
    request.status, request.reason = RequestStatus.DECLINED, reason
    request.answered_at, request.answered_by = timezone.now(), by
    request.save(update_fields=["status", "reason", "answered_at", "answered_by"])
    notices.send(
        "group_join_declined", subject_id=request.pk, key=f"group-join-declined:{request.pk}", person=request.person
    )


def _to_answer(request, by):
    group = locked(request.group)
    fresh = JoinRequest.objects.select_related("person").get(pk=request.pk)
    fresh.group = group
    if not permissions.can_manage(by, group):
        raise GroupRefusal(_("Only the group's facilitator answers requests."))
    if fresh.status != RequestStatus.ASKED:
        raise GroupRefusal(_("This request was answered or withdrawn meanwhile."))
    return fresh
