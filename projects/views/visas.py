"""What the director reads before a submission leaves, and their word on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import files

from .. import permissions, visas
from ..actions import give_visa, refuse_visa, withdraw_visa
from ..forms.visas import RefuseVisaForm
from ..models import Milestone, Visa
from ..refusals import MilestoneRefusal, VisaRefusal


@login_required
@require_safe
def visa_detail(request, slug, visa_id):
    """What was prepared, and the two answers."""
    return _page(request, _readable(request, slug, visa_id))


@login_required
@require_safe
def visa_piece(request, slug, visa_id, public_id):
    """One piece of what was prepared."""
    visa = _readable(request, slug, visa_id)
    piece = next((one for one in visa.files() if one.public_id == public_id and one.file), None)
    if piece is None:
        raise Http404
    return files.stream(request, piece.file, name=piece.name, content_type=piece.content_type)


@login_required
@require_POST
def visa_give(request, slug, visa_id):
    """Yes: it is handed in."""
    visa = _readable(request, slug, visa_id)
    try:
        give_visa(visa, by=request.user)
    except (VisaRefusal, MilestoneRefusal) as refusal:
        return _page(request, _readable(request, slug, visa_id), status=409, refusal=str(refusal))
    messages.success(request, _("The visa is given: the submission is with the accompanier."))
    return redirect(visa.milestone)


@login_required
@require_POST
def visa_refuse(request, slug, visa_id):
    """No: it goes back with a word."""
    visa = _readable(request, slug, visa_id)
    form = RefuseVisaForm(request.POST)
    if not form.is_valid():
        return _page(request, visa, status=422, refuse_form=form)
    try:
        refuse_visa(visa, by=request.user, word=form.cleaned_data["word"])
    except VisaRefusal as refusal:
        return _page(request, _readable(request, slug, visa_id), status=409, refusal=str(refusal), refuse_form=form)
    messages.success(request, _("Sent back. %(person)s receives your word by mail.") % {"person": visa.prepared_by})
    return redirect(visa)


@login_required
@require_POST
def visa_withdraw(request, slug, visa_id):
    """The request is taken back."""
    visa = _readable(request, slug, visa_id)
    try:
        withdraw_visa(visa, by=request.user)
    except VisaRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The request is taken back: what was prepared is a draft again."))
    return redirect(visa.milestone)


def _readable(request, slug, visa_id):
    seen = Milestone.objects.visible_to(request.user).order_by().values("pk")
    rows = Visa.objects.filter(milestone__in=seen, milestone__project__slug=slug)
    visa = get_object_or_404(rows.select_related("milestone__project", "prepared_by", "decided_by"), public_id=visa_id)
    if not permissions.can_read_visa(request.user, visa):
        raise PermissionDenied
    return visa


def _page(request, visa, *, status=200, **more):
    milestone, project = visa.milestone, visa.milestone.project
    context = visas.prepared(visa) | {
        "visa": visa,
        "milestone": milestone,
        "project": project,
        "crumbs": [(project.name, project.get_absolute_url()), (milestone.title, milestone.get_absolute_url())],
        "can_withdraw": permissions.can_withdraw_visa(request.user, visa),
    }
    if permissions.can_give_visa(request.user, visa):
        context |= {"can_give": True, "refuse_form": RefuseVisaForm()}
    return render(request, "projects/visa_detail.html", context | more, status=status)
