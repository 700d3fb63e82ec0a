"""Meetings of the steering committee: the list, planning one, the page of one and what is noted there."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.differences import show_both
from portal.meetings import when_in_words

from .. import actions, permissions
from ..forms.meetings import AttendanceForm, CancelMeetingForm, DecisionForm, MeetingForm
from ..models import Decision, SteeringMeeting
from ..refusals import ChangedMeanwhile, StudyRefusal
from .fetching import crumbs_to, in_project

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@in_project()
def meeting_list(request, project):
    """The meetings to come and those held, and the decisions still to be carried out."""
    meetings = list(project.meetings.select_related("project").order_by("-starts_at"))
    context = {
        "project": project,
        "coming": [one for one in reversed(meetings) if not one.is_past],
        "held": [one for one in meetings if one.is_past],
        "decisions": open_decisions(request.user, project),
        "can_write": permissions.can_write_study(request.user, project),
    }
    return render(request, "projects/meeting_list.html", context)


def open_decisions(person, project):
    """The decisions of `project` still to be carried out, each with whether `person` may say that it is."""
    decisions = Decision.objects.to_do().filter(meeting__project=project)
    found = list(decisions.select_related("meeting__project", "person").order_by("due_on", "pk"))
    return _with_rights(person, project, found)


@require_http_methods(FORM_METHODS)
@in_project(permissions.can_write_study)
def meeting_plan(request, project):
    """A new meeting."""
    form = MeetingForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["starts_at"] < timezone.now() and "past" not in request.POST:
            form.add_error("starts_at", _("This moment has passed. If the meeting was held already, save again."))
            return _form_page(request, project, form, is_past=True)
        try:
            meeting = actions.plan_meeting(project, by=request.user, **form.planned())
        except StudyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is planned; those invited are told by mail."))
            return redirect(meeting)
    return _form_page(request, project, form)


@require_http_methods(FORM_METHODS)
@in_project(permissions.can_write_study)
def meeting_edit(request, project, meeting_id):
    """Another hour, place or agenda; what somebody else saved meanwhile is shown beside what was typed."""
    meeting = meeting_of(project, meeting_id)
    form, differing = MeetingForm(request.POST or None, instance=meeting, project=project), []
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(meeting, by=request.user, version=form.cleaned_data["version"], **form.planned())
        except ChangedMeanwhile as refusal:
            now = MeetingForm(instance=meeting_of(project, meeting_id), project=project)
            differing = show_both(form, now, refusal)
        except StudyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is saved; a new hour or place is told by mail."))
            return redirect(meeting)
    return _form_page(request, project, form, meeting=meeting, differing=differing)


def _form_page(request, project, form, *, meeting=None, differing=(), is_past=False):
    context = {
        "project": project,
        "form": form,
        "meeting": meeting,
        "differing": differing,
        "is_past": is_past,
        "crumbs": crumbs_to(project, *([(str(_stored(meeting)), meeting.get_absolute_url())] if meeting else [])),
    }
    return render(request, "projects/meeting_form.html", context, status=422 if form.errors else 200)


def _stored(meeting):
    """The meeting as it is stored: a form writes on the one it is given."""
    return SteeringMeeting.objects.get(pk=meeting.pk)


@require_safe
@in_project()
def meeting_detail(request, project, meeting_id):
    """When, where, about what; who came; the minutes; what was decided."""
    return _page(request, project, meeting_of(project, meeting_id))


@require_POST
@in_project(permissions.can_write_study)
def meeting_cancel(request, project, meeting_id):
    """It will not be held."""
    meeting, form = meeting_of(project, meeting_id), CancelMeetingForm(request.POST)

    def cancel(given):
        actions.cancel_meeting(meeting, by=request.user, **given)

    done = _("The meeting is called off; those invited are told by mail.")
    return _act(request, meeting, "cancel_form", form, cancel, done)


@require_POST
@in_project(permissions.can_write_study)
def attendance_note(request, project, meeting_id):
    """Who came."""
    meeting = meeting_of(project, meeting_id)
    form = AttendanceForm(request.POST, meeting=meeting)

    def note(given):
        actions.note_attendance(meeting, by=request.user, presences=form.presences(), name=given["name"])

    return _act(request, meeting, "attendance_form", form, note, _("The attendance is saved."))


@require_POST
@in_project(permissions.can_write_study)
def decision_note(request, project, meeting_id):
    """What was decided."""
    meeting = meeting_of(project, meeting_id)
    form = DecisionForm(request.POST, project=project)

    def note(given):
        actions.note_decision(meeting, by=request.user, **given)

    return _act(request, meeting, "decision_form", form, note, _("The decision is noted."))


@require_POST
@in_project()
def decision_settle(request, project, meeting_id, public_id):
    """It is carried out, or not after all."""
    meeting = meeting_of(project, meeting_id)
    decision = get_object_or_404(meeting.decisions, public_id=public_id)
    try:
        actions.settle_decision(decision, by=request.user, is_done=request.POST.get("done") == "1")
    except StudyRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The decision is saved."))
    return redirect(meeting)


def meeting_of(project, meeting_id):
    meeting = get_object_or_404(project.meetings.all(), public_id=meeting_id)
    meeting.project = project
    return meeting


def _act(request, meeting, name, form, act, done):
    """Runs `act` on a valid form; refused, the page comes back with what was typed."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except StudyRefusal as refusal:
            form.add_error(None, str(refusal))
            return _page(request, meeting.project, _stored(meeting), status=409, **{name: form})
        messages.success(request, done)
        return redirect(meeting)
    return _page(request, meeting.project, meeting, status=422, **{name: form})


def _with_rights(person, project, decisions):
    writes = permissions.can_write_study(person, project)
    for decision in decisions:
        decision.meeting.project = project
        decision.is_yours = writes or permissions.can_settle(person, decision)
    return decisions


def _page(request, project, meeting, *, status=200, **forms):
    meeting.project = project
    may_write = permissions.can_write_study(request.user, project) and not meeting.is_cancelled
    decisions = list(meeting.decisions.select_related("person", "done_by", "meeting"))
    context = {
        "project": project,
        "meeting": meeting,
        "when": when_in_words(meeting),
        "guests": meeting.guests.select_related("person"),
        "decisions": _with_rights(request.user, project, decisions),
        "can_write": may_write,
        "crumbs": crumbs_to(project),
    }
    if may_write:
        context |= {
            "attendance_form": AttendanceForm(meeting=meeting),
            "decision_form": DecisionForm(project=project),
        }
        if not meeting.is_past:
            context["cancel_form"] = CancelMeetingForm()
    return render(request, "projects/meeting_detail.html", context | forms, status=status)
