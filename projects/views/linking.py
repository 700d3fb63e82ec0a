"""Deposit links at a milestone: make, revoke; files that came by them: read, set aside."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import files

from ..actions import make_deposit_link, revoke_deposit_link, set_deposit_aside
from ..forms import DepositLinkForm
from ..models import Deposit
from ..refusals import MilestoneRefusal
from .reading import milestone_page
from .submitting import submittable


@login_required
@require_POST
def link_make(request, slug, milestone_id):
    """A link for a consultancy."""
    milestone = submittable(request, slug, milestone_id)
    form = DepositLinkForm(request.POST)
    if form.is_valid():
        try:
            link = make_deposit_link(milestone, by=request.user, **form.cleaned_data)
        except MilestoneRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            sent = _("The link is made and is being sent to %(address)s.") % {"address": link.sent_to}
            to_copy = _("The link is made: copy it and send it to the consultancy.")
            messages.success(request, sent if link.sent_to else to_copy)
            return redirect(f"{milestone.get_absolute_url()}#liens")
    return milestone_page(request, milestone, status=422, link_form=form)


@login_required
@require_POST
def link_revoke(request, slug, milestone_id, link_id):
    """It takes no more files."""
    milestone = submittable(request, slug, milestone_id)
    revoke_deposit_link(get_object_or_404(milestone.deposit_links, public_id=link_id), by=request.user)
    messages.success(request, _("The link is revoked; what has arrived stays."))
    return redirect(f"{milestone.get_absolute_url()}#liens")


@login_required
@require_POST
def deposit_set_aside(request, slug, milestone_id, public_id):
    """The file is not offered any more."""
    milestone = submittable(request, slug, milestone_id)
    deposit = get_object_or_404(_deposits(milestone), public_id=public_id)
    try:
        set_deposit_aside(deposit, by=request.user)
    except MilestoneRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(name)s is set aside.") % {"name": deposit.name})
    return redirect(f"{milestone.get_absolute_url()}#depot")


@login_required
@require_safe
def deposit_download(request, slug, milestone_id, public_id):
    """What came, for those who may take it into a submission."""
    milestone = submittable(request, slug, milestone_id)
    deposit = get_object_or_404(_deposits(milestone).exclude(file=""), public_id=public_id)
    return files.stream(request, deposit.file, name=deposit.name, content_type=deposit.content_type)


def _deposits(milestone):
    return Deposit.objects.filter(link__milestone=milestone).select_related("link__milestone")
