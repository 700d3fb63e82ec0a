"""The page of a meeting: shown, and shown again with what was typed where an act is refused."""

from django.contrib import messages
from django.shortcuts import redirect, render

from portal.meetings import when_in_words

from .. import permissions
from ..forms.meetings import AnswerForm
from ..models import Meeting
from ..refusals import GroupRefusal
from .fetching import crumbs_of_meetings
from .minutes_parts import parts_of


def meeting_page(request, meeting, *, status=200, **forms):
    """`forms` take the place of those the page would begin with."""
    answers = list(meeting.answers.select_related("person"))
    own = next((row.answer for row in answers if row.person_id == request.user.pk), "")
    may_answer = permissions.can_answer(request.user, meeting)
    context = meeting_context(meeting) | {
        "answers": answers,
        "attendance": meeting.attendance.select_related("person"),
        "form": AnswerForm(initial={"answer": own}) if may_answer else None,
        "can_change": permissions.can_change_meeting(request.user, meeting),
        "can_note": permissions.can_note_attendance(request.user, meeting),
        "can_manage": permissions.can_manage(request.user, meeting.group),
    }
    context |= parts_of(request.user, meeting) | forms
    return render(request, "workgroups/meeting_detail.html", context, status=status)


def act_on(request, meeting, name, form, act, done, *, place=""):
    """Runs `act` on a valid form; refused, the page comes back with what was typed. `place`: where on the page."""
    if not form.is_valid():
        return meeting_page(request, meeting, status=422, **{name: form})
    try:
        act(form.cleaned_data)
    except GroupRefusal as refusal:
        form.add_error(None, str(refusal))
        fresh = Meeting.objects.select_related("group").get(pk=meeting.pk)
        return meeting_page(request, fresh, status=409, **{name: form})
    messages.success(request, done)
    return redirect(f"{meeting.get_absolute_url()}{place}")


def meeting_context(meeting):
    """What every page of a meeting shows."""
    return {
        "meeting": meeting,
        "group": meeting.group,
        "when": when_in_words(meeting),
        "crumbs": crumbs_of_meetings(meeting.group),
    }
