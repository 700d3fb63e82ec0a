"""The workbench of reminders: who has not answered; send, note, postpone."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from portal.exports import answer

from ..actions import end_snooze, log_reminder, send_reminders, snooze_reminders
from ..board import exports, reminding
from ..forms.reminding import LogReminderForm, SnoozeForm
from ..models import Milestone, Project
from ..permissions import may_review_here
from ..refusals import MilestoneRefusal
from .board import chosen

PER_PAGE = 50


@login_required
@require_safe
def board_reminders(request):
    """One line a milestone that waits for its leads, the oldest date first; tick some and remind."""
    form, projects = chosen(request)
    which = _which(request)
    page = Paginator(reminding.asked_milestones(projects, which), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": reminding.rows(page.object_list), "which": which}
    return render(request, "projects/board_reminders.html", context | {"choices": reminding.WHICH})


@login_required
@require_safe
def reminders_export(request):
    """The same as .xlsx, all pages."""
    _form, projects = chosen(request)
    arguments = {"address": request.GET.urlencode(), "which": _which(request)}
    rows = reminding.asked_milestones(projects, arguments["which"]).count()
    return answer(request, exports.REMINDERS, arguments=arguments, rows=rows)


def _which(request):
    asked = request.GET.get("which", "")
    return asked if asked in dict(reminding.WHICH) else ""


@login_required
@require_POST
def reminders_send(request):
    """Reminds of every milestone that was ticked; those that are no longer to be reminded of are named."""
    chosen(request)  # 403 for who has no board
    reviewed = Project.objects.reviewed_by(request.user).order_by().values("pk")
    ticked = [value for value in request.POST.getlist("milestones") if _is_identifier(value)][:PER_PAGE]
    milestones = Milestone.objects.filter(public_id__in=ticked, project__in=reviewed).select_related("project")
    sent, refused = send_reminders(milestones, by=request.user)
    if not sent and not refused:
        messages.warning(request, _("Tick at least one milestone to remind of."))
    if sent:
        number = len(sent)
        text = ngettext("%(number)d reminder is on its way.", "%(number)d reminders are on their way.", number)
        messages.success(request, text % {"number": number})
    for milestone, refusal in refused:
        messages.warning(request, _("%(milestone)s (%(project)s): %(reason)s") % _told(milestone, refusal))
    return _back(request)


@login_required
def reminder_log(request, milestone_id):
    """Notes a reminder that was made by telephone, by letter, at a meeting."""
    milestone = _reviewed(request, milestone_id)
    form = LogReminderForm(request.POST or None, milestone=milestone)
    if request.method == "POST" and form.is_valid():
        try:
            log_reminder(milestone, by=request.user, **form.cleaned_data)
        except MilestoneRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The reminder is noted: no other leaves on that day."))
            return _back(request)
    return _form_page(request, milestone, form, title=_("Note a reminder"), button=_("Note the reminder"))


@login_required
def reminder_snooze(request, milestone_id):
    """Holds the reminders of a milestone back for a while."""
    milestone = _reviewed(request, milestone_id)
    form = SnoozeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            snooze_reminders(milestone, by=request.user, **form.cleaned_data)
        except MilestoneRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Postponed: the milestone is now in the list “Postponed”."))
            return _back(request)
    return _form_page(request, milestone, form, title=_("Postpone the reminders"), button=_("Postpone"))


@login_required
@require_POST
def snooze_end(request, milestone_id):
    """Lets the reminders leave again."""
    milestone = _reviewed(request, milestone_id)
    try:
        end_snooze(milestone, by=request.user)
    except MilestoneRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The reminders of this milestone leave again."))
    return _back(request)


def _form_page(request, milestone, form, **words):
    crumbs = [(pgettext("workbench", "Reminders"), reverse("projects:board-reminders"))]
    history = milestone.reminders.select_related("person", "by")[:10]
    context = {"milestone": milestone, "form": form, "crumbs": crumbs, "reminders": history, **words}
    return render(request, "projects/reminder_form.html", context, status=422 if form.errors else 200)


def _reviewed(request, milestone_id):
    milestones = Milestone.objects.visible_to(request.user).select_related("project")
    milestone = get_object_or_404(milestones, public_id=milestone_id)
    if not may_review_here(request.user, milestone):
        raise PermissionDenied
    return milestone


def _back(request):
    """To the list with its filters, which the address of each act carries."""
    filters = request.GET.urlencode()
    return redirect(reverse("projects:board-reminders") + (f"?{filters}" if filters else ""))


def _is_identifier(value):
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _told(milestone, refusal):
    return {"milestone": milestone, "project": milestone.project, "reason": refusal}
