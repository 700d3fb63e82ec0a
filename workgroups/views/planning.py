"""A planned consultation put otherwise or called off, and an open one prolonged."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.differences import show_both

from .. import permissions
from ..actions import ChangedMeanwhile, GroupRefusal, call_off_plan, change_plan, extend_consultation
from ..forms.consultation import ExtensionForm, PlanForm
from ..models import Consultation, ConsultationPlan
from .adoption import frame, steps_of
from .fetching import specification_of

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
def plan_change(request, slug, document_id, public_id):
    """Other days, people or question, before it opens."""
    plan = _plan(request, slug, document_id, public_id)
    if not plan.is_waiting:
        messages.warning(request, _("This consultation is no longer planned: see below what became of it."))
        return redirect(plan)
    form, differing = PlanForm(request.POST or None, instance=plan), []
    if request.method == "POST" and form.is_valid():
        try:
            change_plan(plan, by=request.user, version=form.cleaned_data["version"], **form.given())
        except ChangedMeanwhile as refusal:
            differing = show_both(form, PlanForm(instance=ConsultationPlan.objects.get(pk=plan.pk)), refusal)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("What is planned is saved; the group is told by mail."))
            return redirect(plan)
    specification = plan.specification
    context = frame(specification, steps_of(specification)) | {"form": form, "plan": plan, "differing": differing}
    return render(request, "workgroups/plan_change.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def plan_call_off(request, slug, document_id, public_id):
    """It will not open."""
    plan = _plan(request, slug, document_id, public_id)
    try:
        call_off_plan(plan, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The consultation is called off; the group is told by mail."))
    return redirect(plan)


@require_http_methods(FORM_METHODS)
@login_required
def consultation_extend(request, slug, document_id, public_id):
    """A later last day."""
    specification = _led(request, slug, document_id)
    consultation = get_object_or_404(specification.consultations, public_id=public_id)
    consultation.specification = specification
    form, differing = ExtensionForm(request.POST or None, instance=consultation), []
    if request.method == "POST" and form.is_valid():
        try:
            extend_consultation(consultation, by=request.user, **form.cleaned_data)
        except ChangedMeanwhile as refusal:
            now = Consultation.objects.get(pk=consultation.pk)
            saved = ExtensionForm(instance=now, initial={"ends_on": now.ends_on})
            differing = show_both(form, saved, refusal)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The consultation is prolonged; everybody concerned is told by mail."))
            return redirect(consultation)
    stored = Consultation.objects.get(pk=consultation.pk)
    up = (_("Consultation"), consultation.get_absolute_url())
    context = frame(specification, steps_of(specification), up) | {
        "form": form,
        "consultation": stored,
        "differing": differing,
    }
    return render(request, "workgroups/consultation_extend.html", context, status=422 if form.errors else 200)


def _led(request, slug, document_id):
    specification = specification_of(request.user, slug, document_id)
    if not permissions.can_lead_adoption(request.user, specification):
        raise PermissionDenied
    return specification


def _plan(request, slug, document_id, public_id):
    specification = _led(request, slug, document_id)
    plan = get_object_or_404(specification.consultation_plans, public_id=public_id)
    plan.specification = specification
    return plan
