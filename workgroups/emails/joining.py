"""The mails about coming into a group. Their links work by a code sent to the address: no password is needed."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices

from ..enums import RequestStatus
from ..models import GroupRole, JoinRequest, WorkingGroup
from ..people import addresses_of_facilitators
from ..permissions import can_manage


def _of_request(subject_id):
    """The group of a request."""
    return WorkingGroup.objects.filter(requests__pk=subject_id).first()


@notices.mail("group_join_asked", category=notices.Category.WAITS_FOR_ME, about=_of_request, may=can_manage)
def group_join_asked(notice):
    """To a facilitator: somebody asks to come in. Nothing once it was answered."""
    request = _request(notice, RequestStatus.ASKED)
    return request and notices.letter(
        subject=_("%(person)s asks to join the group “%(group)s”")
        % {"person": request.person, "group": request.group.name},
        lines=[
            _("%(person)s would like to take part in your group and waits for your answer.")
            % {"person": request.person}
        ],
        quote=request.message,
        path=request.get_absolute_url(),
        button=_("Answer the request"),
        reply_to=[request.person.email] if request.person.email else [],
    )


@notices.mail("group_join_accepted")
def group_join_accepted(notice):
    """To who asked: they are in."""
    request = _request(notice, RequestStatus.ACCEPTED)
    return request and _welcome(
        request.group, _("You have been taken into the group “%(group)s”.") % {"group": request.group.name}
    )


@notices.mail("group_join_declined")
def group_join_declined(notice):
    """To who asked: not now, and why."""
    request = _request(notice, RequestStatus.DECLINED)
    return request and notices.letter(
        subject=_("Your request to join the group “%(group)s”") % {"group": request.group.name},
        lines=[_("The group's facilitator cannot take you in, for this reason:")],
        quote=request.reason,
        path="",
        button="",
        reply_to=[request.answered_by.email] if request.answered_by and request.answered_by.email else [],
    )


@notices.mail("group_welcome")
def group_welcome(notice):
    """To somebody the facilitator added: the way in. Nothing where the role has ended meanwhile."""
    row = GroupRole.objects.select_related("anchor").filter(pk=notice.subject_id).first()
    if row is None or row.has_ended:
        return None
    facts = [
        (_("Your role"), row.get_role_display()),
        (_("From"), "" if row.is_current else date_format(row.since)),
        (_("Until"), date_format(row.last_day) if row.until else ""),
    ]
    line = _("You are invited to take part in the group “%(group)s”.") % {"group": row.anchor.name}
    return _welcome(row.anchor, line, facts)


def _welcome(group, line, facts=()):
    path = group.get_absolute_url()
    return notices.letter(
        subject=_("Welcome to the group “%(group)s”") % {"group": group.name},
        lines=[line, group.aim, _("You can leave it whenever you like, on its page.")],
        facts=facts,
        path=f"{reverse('account_login')}?{urlencode({'next': path})}",
        button=_("Open the group"),
        reply_to=addresses_of_facilitators(group),
    )


def _request(notice, status):
    requests = JoinRequest.objects.select_related("group", "person", "answered_by")
    return requests.filter(pk=notice.subject_id, status=status).first()
