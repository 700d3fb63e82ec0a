"""The minutes of a meeting: written together, read, adopted, downloaded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import coediting, files, paper

from .. import permissions
from ..actions import GroupRefusal, adopt_minutes, begin_minutes, correct_minutes, remark_on_minutes, send_minutes
from ..forms.minutes import AdoptForm, NoteForm, SendMinutesForm
from ..models import Minutes
from ..papers import minutes_docx, minutes_pdf, state_in_words
from .fetching import crumbs_of_meetings, meeting_of
from .meeting_page import act_on

PLACE = "#minutes"


@require_POST
@login_required
def minutes_begin(request, slug, meeting_id):
    """Begins the minutes from the attendance and the agenda, then opens them."""
    meeting = meeting_of(request.user, slug, meeting_id, permissions.can_write_minutes)
    try:
        minutes = begin_minutes(meeting, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(meeting)
    return redirect(minutes)


@require_safe
@login_required
def minutes_detail(request, slug, meeting_id):
    """The text: written together by those who may until it is adopted, then as it was frozen."""
    minutes = _minutes(request, slug, meeting_id)
    meeting, group = minutes.meeting, minutes.meeting.group
    context = {
        "group": group,
        "meeting": meeting,
        "minutes": minutes,
        "title": str(minutes),
        "state": state_in_words(minutes),
        "crumbs": crumbs_of_meetings(group, meeting),
    }
    if minutes.is_adopted:
        context["html"] = coediting.html(minutes.content)
        context["corrections"] = minutes.notes.filter(is_correction=True).select_related("by")
        return render(request, "workgroups/minutes_adopted.html", context)
    may_write = permissions.can_write_minutes(request.user, meeting)
    context |= coediting.editor_context(request, minutes.document, may_write=may_write)
    return render(request, "workgroups/minutes_detail.html", context)


@require_safe
@login_required
def minutes_as_pdf(request, slug, meeting_id):
    """The adopted minutes as they were frozen; before, the text as it is now."""
    minutes = _minutes(request, slug, meeting_id)
    if minutes.is_adopted:
        return files.stream(request, minutes.pdf, name=_name(minutes, "pdf"), content_type=paper.PDF_TYPE)
    written = minutes_pdf(minutes, coediting.as_json(minutes.document))
    return files.download(written, name=_name(minutes, "pdf"), content_type=paper.PDF_TYPE)


@require_safe
@login_required
def minutes_as_docx(request, slug, meeting_id):
    """The minutes, to go on with in a word processor."""
    minutes = _minutes(request, slug, meeting_id)
    content = minutes.content if minutes.is_adopted else coediting.as_json(minutes.document)
    return files.download(minutes_docx(minutes, content), name=_name(minutes, "docx"), content_type=paper.DOCX_TYPE)


@require_POST
@login_required
def minutes_send(request, slug, meeting_id):
    """To those who were there, for their remarks."""
    minutes = _minutes(request, slug, meeting_id, _runs_the_group)

    def send(given):
        send_minutes(minutes, by=request.user, **given)

    done = _("The minutes are sent to those who were there.")
    return act_on(request, minutes.meeting, "send_form", SendMinutesForm(request.POST), send, done, place=PLACE)


@require_POST
@login_required
def minutes_remark(request, slug, meeting_id):
    """What should be otherwise."""
    minutes = _minutes(request, slug, meeting_id)
    form = NoteForm(request.POST, label=_("What should be otherwise?"))

    def remark(given):
        remark_on_minutes(minutes, by=request.user, **given)

    return act_on(request, minutes.meeting, "remark_form", form, remark, _("Your remark is noted."), place=PLACE)


@require_POST
@login_required
def minutes_adopt(request, slug, meeting_id):
    """From now on they do not change any more."""
    minutes = _minutes(request, slug, meeting_id, _runs_the_group)
    form = AdoptForm(request.POST, minutes=minutes)

    def adopt(given):
        adopt_minutes(minutes, by=request.user, **given)

    done = _("The minutes are adopted; the group is told by mail.")
    return act_on(request, minutes.meeting, "adopt_form", form, adopt, done, place=PLACE)


@require_POST
@login_required
def minutes_correct(request, slug, meeting_id):
    """A note beside them."""
    minutes = _minutes(request, slug, meeting_id, _runs_the_group)
    form = NoteForm(request.POST, label=_("Correction"))

    def correct(given):
        correct_minutes(minutes, by=request.user, **given)

    done = _("The correction is noted beside the minutes.")
    return act_on(request, minutes.meeting, "correction_form", form, correct, done, place=PLACE)


def _minutes(request, slug, meeting_id, may=None):
    meeting = meeting_of(request.user, slug, meeting_id, may)
    if not permissions.can_read_documents(request.user, meeting.group):
        raise Http404
    minutes = Minutes.objects.select_related("document", "adopted_in", "adopted_by").filter(meeting=meeting).first()
    if minutes is None:
        raise Http404
    minutes.meeting = meeting
    return minutes


def _runs_the_group(person, meeting):
    return permissions.can_manage(person, meeting.group)


def _name(minutes, extension):
    return f"{slugify(str(minutes))}.{extension}"
