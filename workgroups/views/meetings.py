"""The meetings of a group: the list, planned, changed, seen, called off, answered on the site or by the mail's link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import files, tokens
from portal.calendars import CALENDAR_TYPE
from portal.differences import show_both
from portal.meetings import calendar_file

from .. import permissions
from ..actions import ChangedMeanwhile, GroupRefusal, answer_meeting, cancel_meeting, change_meeting, plan_meeting
from ..decorators import insider_of_group
from ..forms.meetings import AnswerForm, MeetingForm
from ..meeting_links import PURPOSE
from ..models import Meeting, MeetingAnswer
from .fetching import crumbs_of_meetings, meeting_of
from .meeting_page import meeting_context, meeting_page

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@login_required
@insider_of_group(permissions.is_inside)
def meeting_list(request, group):
    """The meetings to come, and those held with their minutes."""
    meetings = list(group.meetings.select_related("group", "minutes"))
    context = {
        "group": group,
        "coming": [one for one in reversed(meetings) if not one.is_past],
        "held": [one for one in meetings if one.is_past],
        "can_manage": permissions.can_manage(request.user, group),
    }
    return render(request, "workgroups/meeting_list.html", context)


@require_http_methods(FORM_METHODS)
@insider_of_group(permissions.can_manage)
def meeting_plan(request, group):
    """A new meeting; one that is over already is asked about once."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["starts_at"] < timezone.now() and "past" not in request.POST:
            form.add_error("starts_at", _("This moment has passed. If the meeting was held already, save again."))
            return _form_page(request, group, form, is_past=True)
        try:
            meeting = plan_meeting(group, by=request.user, **form.planned())
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is planned; the group's people are told by mail."))
            return redirect(meeting)
    return _form_page(request, group, form)


@require_http_methods(FORM_METHODS)
@login_required
def meeting_change(request, slug, meeting_id):
    """Another hour, place or agenda; what somebody else saved meanwhile is shown beside what was typed."""
    meeting = meeting_of(request.user, slug, meeting_id, permissions.can_change_meeting)
    form, differing = MeetingForm(request.POST or None, instance=meeting), []
    if request.method == "POST" and form.is_valid():
        try:
            change_meeting(meeting, by=request.user, version=form.cleaned_data["version"], **form.planned())
        except ChangedMeanwhile as refusal:
            differing = show_both(form, MeetingForm(instance=Meeting.objects.get(pk=meeting.pk)), refusal)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is saved; what changed is told by mail."))
            return redirect(meeting)
    return _form_page(request, meeting.group, form, meeting=meeting, differing=differing)


def _form_page(request, group, form, *, meeting=None, differing=(), is_past=False):
    stored = Meeting.objects.select_related("group").get(pk=meeting.pk) if meeting else None
    context = {
        "group": group,
        "form": form,
        "meeting": stored,
        "differing": differing,
        "is_past": is_past,
        "crumbs": crumbs_of_meetings(group, stored),
    }
    return render(request, "workgroups/meeting_form.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
@login_required
def meeting_detail(request, slug, meeting_id):
    """When, where, about what, and who comes; one's own answer; the minutes and what was decided."""
    meeting = meeting_of(request.user, slug, meeting_id)
    if request.method != "POST":
        return meeting_page(request, meeting)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, meeting, status=422, form=form)
    return _answer(request, meeting, request.user, form, meeting.get_absolute_url())


@require_POST
@insider_of_group(permissions.can_manage)
def meeting_cancel(request, group, meeting_id):
    """It will not be held."""
    meeting = get_object_or_404(group.meetings.all(), public_id=meeting_id)
    try:
        cancel_meeting(meeting, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The meeting is called off; those invited are told by mail."))
    return redirect(meeting)


@require_safe
@login_required
def meeting_calendar(request, slug, meeting_id):
    """The meeting for a calendar."""
    meeting = meeting_of(request.user, slug, meeting_id)
    file = calendar_file(meeting, of=meeting.group.name)
    return files.download(file, name=_("meeting.ics"), content_type=f"{CALENDAR_TYPE}; charset=utf-8")


@require_http_methods(FORM_METHODS)
def meeting_answer(request, slug, token):
    """One person's answer, by the link of their mail; dead once they have left the group."""
    try:
        public_id = tokens.read(PURPOSE, token)
    except tokens.BadToken as error:
        raise Http404 from error
    rows = MeetingAnswer.objects.select_related("meeting__group", "person")
    row = get_object_or_404(rows, public_id=public_id, meeting__group__slug=slug, person__is_active=True)
    if not permissions.takes_part(row.person, row.meeting.group):
        raise Http404
    form = AnswerForm(request.POST or None, initial={"answer": row.answer})
    if request.method == "POST" and form.is_valid():
        return _answer(request, row.meeting, row.person, form, request.path)
    context = meeting_context(row.meeting) | {
        "row": row,
        "form": form if permissions.can_answer(row.person, row.meeting) else None,
    }
    response = render(request, "workgroups/meeting_answer.html", context, status=422 if form.errors else 200)
    response["Referrer-Policy"] = "strict-origin"  # the address is the key; forms still say where they come from
    response["Cache-Control"] = "no-store"
    return response


def _answer(request, meeting, person, form, address):
    try:
        answer_meeting(meeting, by=person, **form.cleaned_data)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Your answer is noted; you can change it until the meeting."))
    return redirect(address)
