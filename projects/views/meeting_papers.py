"""What a meeting leaves: its minutes, written together and on paper, and its calendar file."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import coediting, files
from portal.calendars import CALENDAR_TYPE
from portal.meetings import calendar_file, when_in_words

from .. import actions, permissions
from ..papers import docx_response, pdf_response
from ..refusals import StudyRefusal
from .fetching import crumbs_to, in_project
from .meetings import meeting_of


@require_POST
@in_project(permissions.can_write_study)
def minutes_begin(request, project, meeting_id):
    """Begins the minutes from the agenda, then opens them."""
    meeting = meeting_of(project, meeting_id)
    try:
        actions.begin_minutes(meeting, by=request.user)
    except StudyRefusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(meeting)
    return redirect("projects:minutes-detail", project.slug, meeting_id)


@require_safe
@in_project()
def minutes_detail(request, project, meeting_id):
    """The minutes: written together by those who may, read by the others."""
    meeting = _with_minutes(project, meeting_id)
    may_write = permissions.can_write_study(request.user, project)
    context = {
        "project": project,
        "meeting": meeting,
        "title": _title(meeting),
        "crumbs": crumbs_to(project, (str(meeting), meeting.get_absolute_url())),
    }
    context |= coediting.editor_context(request, meeting.minutes, may_write=may_write)
    return render(request, "projects/minutes_detail.html", context)


@require_safe
@in_project()
def minutes_docx(request, project, meeting_id):
    """The minutes as they are now, to go on with in a word processor."""
    return docx_response(**_paper(project, meeting_id))


@require_safe
@in_project()
def minutes_pdf(request, project, meeting_id):
    """The minutes as they are now, to pass on."""
    return pdf_response(**_paper(project, meeting_id))


@require_safe
@in_project()
def meeting_calendar(request, project, meeting_id):
    """The meeting for a calendar."""
    file = calendar_file(meeting_of(project, meeting_id), of=project.name)
    return files.download(file, name=_("meeting.ics"), content_type=f"{CALENDAR_TYPE}; charset=utf-8")


def _with_minutes(project, meeting_id):
    meeting = meeting_of(project, meeting_id)
    if meeting.minutes is None:
        raise Http404
    return meeting


def _title(meeting):
    return _("Minutes – %(meeting)s") % {"meeting": meeting}


def _paper(project, meeting_id):
    meeting = _with_minutes(project, meeting_id)
    content = coediting.as_json(meeting.minutes)
    told = {"title": _title(meeting), "project": project, "date": when_in_words(meeting)}
    return {"content": content, "of": meeting.minutes_id, **told}
