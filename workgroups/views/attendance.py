"""The sign-in sheet of a meeting: ticked on a telephone, or printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import files, paper
from portal.meetings import when_in_words

from .. import permissions
from ..actions import GroupRefusal, note_attendance
from ..attendance import expected_at
from ..forms.meetings import AttendanceForm
from ..papers import sign_in_sheet
from .fetching import crumbs_of_meetings, meeting_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance_note(request, slug, meeting_id):
    """Who is there, ticked one by one; several people may tick at once."""
    meeting = meeting_of(request.user, slug, meeting_id, permissions.can_note_attendance)
    form = AttendanceForm(request.POST or None, expected=expected_at(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            note_attendance(meeting, by=request.user, **form.ticked())
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The attendance is saved."))
            return redirect(meeting if "done" in request.POST else request.path)
    context = {
        "group": meeting.group,
        "meeting": meeting,
        "when": when_in_words(meeting),
        "form": form,
        "crumbs": crumbs_of_meetings(meeting.group, meeting),
    }
    return render(request, "workgroups/attendance_note.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def attendance_sheet(request, slug, meeting_id):
    """The sheet to print and sign."""
    meeting = meeting_of(request.user, slug, meeting_id, _may_print)
    name = f"{slugify(_('Sign-in sheet'))}-{slugify(str(meeting))}.pdf"
    return files.download(sign_in_sheet(meeting), name=name, content_type=paper.PDF_TYPE)


def _may_print(person, meeting):
    return permissions.can_manage(person, meeting.group)
