"""The meetings of a group: planned, seen, called off, answered on the site or by the mail's link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import tokens
from portal.calendars import CALENDAR_TYPE
from portal.meetings import calendar_file, when_in_words

from .. import permissions
from ..actions import GroupRefusal, answer_meeting, cancel_meeting, plan_meeting
from ..decorators import insider_of_group
from ..forms.meetings import AnswerForm, MeetingForm
from ..meeting_links import PURPOSE
from ..models import Meeting, MeetingAnswer
from .fetching import crumbs_of


@require_http_methods(["GET", "HEAD", "POST"])
@insider_of_group(permissions.can_manage)
def meeting_plan(request, group):
    """A new meeting."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = plan_meeting(group, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is planned; the group's people are told by mail."))
            return redirect(meeting)
    context = {"group": group, "form": form, "crumbs": crumbs_of(group)}
    return render(request, "workgroups/meeting_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meeting_detail(request, slug, meeting_id):
    """When, where, about what, and who comes; one's own answer."""
    meeting = _meeting(request, slug, meeting_id)
    answers = list(meeting.answers.select_related("person"))
    own = next((row.answer for row in answers if row.person_id == request.user.pk), "")
    form = AnswerForm(request.POST or None, initial={"answer": own})
    if request.method == "POST" and form.is_valid():
        return _answer(request, meeting, request.user, form, meeting.get_absolute_url())
    context = _context(meeting) | {
        "answers": answers,
        "form": form if permissions.can_answer(request.user, meeting) else None,
        "can_cancel": permissions.can_manage(request.user, meeting.group)
        and not (meeting.is_cancelled or meeting.is_past),
    }
    return render(request, "workgroups/meeting_detail.html", context, status=422 if form.errors else 200)


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
    meeting = _meeting(request, slug, meeting_id)
    file = calendar_file(meeting, of=meeting.group.name)
    disposition = content_disposition_header(as_attachment=True, filename=_("meeting.ics"))
    headers = {"Content-Disposition": disposition}
    return HttpResponse(file, content_type=f"{CALENDAR_TYPE}; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
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
    context = _context(row.meeting) | {
        "row": row,
        "form": form if permissions.can_answer(row.person, row.meeting) else None,
    }
    response = render(request, "workgroups/meeting_answer.html", context, status=422 if form.errors else 200)
    response["Referrer-Policy"], response["Cache-Control"] = "no-referrer", "no-store"
    return response


def _answer(request, meeting, person, form, address):
    try:
        answer_meeting(meeting, by=person, **form.cleaned_data)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Your answer is noted; you can change it until the meeting."))
    return redirect(address)


def _context(meeting):
    return {
        "meeting": meeting,
        "group": meeting.group,
        "when": when_in_words(meeting),
        "crumbs": crumbs_of(meeting.group),
    }


def _meeting(request, slug, meeting_id):
    visible = Meeting.objects.visible_to(request.user).select_related("group")
    return get_object_or_404(visible, public_id=meeting_id, group__slug=slug)
