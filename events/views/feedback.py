"""What people say after an event: the form of those who came, and the results."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import spreadsheets

from .. import actions, feedback_results, permissions
from ..figures.feedback import FEWEST_REPLIES, results
from ..forms.feedback import FeedbackForm
from ..refusals import AlreadyReplied, FeedbackRefused
from .following import followed
from .personal import by_personal_link


@by_personal_link
def feedback_form(request, registration, token):
    """The form, by the personal link of somebody who came; without account and without script."""
    event = registration.event
    form = FeedbackForm(request.POST or None, registration=registration)
    try:
        actions.refuse_feedback(registration)
        if request.method == "POST" and form.is_valid():
            actions.give_feedback(registration, answers=form.answers)
            return redirect("events:feedback-sent", event.slug, token)
    except FeedbackRefused as refusal:
        context = {"event": event, "refusal": refusal, "has_replied": isinstance(refusal, AlreadyReplied)}
        return render(request, "events/feedback_closed.html", context | {"token": token})
    return render(request, "events/feedback_form.html", {"event": event, "form": form, "fewest": FEWEST_REPLIES})


@by_personal_link
@require_safe
def feedback_sent(request, registration, token):
    """Thanks."""
    return render(request, "events/feedback_sent.html", {"event": registration.event, "token": token})


@login_required
@never_cache
def feedback_results_page(request, slug):
    """How many replied and what they said; where nothing is asked, three questions to start from."""
    event = followed(request, slug)
    can_manage = permissions.can_manage_event(request.user, event)
    if request.method == "POST":
        if not can_manage:
            raise PermissionDenied
        if actions.add_standard_questions(event, by=request.user):
            messages.success(request, _("Three questions are added: those who came are asked them after the event."))
        return redirect("events:feedback-results", slug)
    found = results(event)
    context = {
        "event": event,
        "results": found,
        "summary": feedback_results.summary(event, found),
        "charts": feedback_results.charts_of(found),
        "fewest": FEWEST_REPLIES,
        "can_manage": can_manage,
    }
    return render(request, "events/feedback_results.html", context)


@login_required
@require_safe
def feedback_export(request, slug):
    """The results as .xlsx, as far as they are shown."""
    event = followed(request, slug)
    return spreadsheets.workbook_response(f"avis-{event.slug}.xlsx", feedback_results.sheets(event, results(event)))
