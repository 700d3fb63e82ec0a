"""The back office's screens of the import: a workbook, its preview row by row, then the very same thing applied."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.refusals import Refusal
from portal.spreadsheets import workbook_response

from . import actions
from .forms import ImportForm
from .imports import report
from .imports.plan import REFUSED
from .models import MemberImport
from .permissions import can_export, can_import
from .sheets import register_sheets

SHOWN = 500  # rows of a preview; every refused row is shown


def upload(request):
    """Takes a workbook and leads to its preview; below, the imports of before."""
    if not can_import(request.user):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.keep_for_preview(form.cleaned_data["workbook"], by=request.user)
        except Refusal as refusal:
            form.add_error("workbook", str(refusal))
        else:
            return redirect("members_import:preview", public_id=kept.public_id)
    past = MemberImport.objects.select_related("uploaded_by")[:20]
    return render(request, "members/import_upload.html", {"form": form, "past": past})


def preview(request, public_id):
    """Shows what the workbook would do; POST applies exactly that, or drops it."""
    if not can_import(request.user):
        raise PermissionDenied
    kept = get_object_or_404(MemberImport, public_id=public_id)
    if request.method == "POST":
        if "drop" in request.POST:
            actions.drop_import(kept)
            messages.info(request, _("The workbook was dropped: nothing was changed."))
            return redirect("members_import:index")
        try:
            plan = actions.confirm_import(kept, fingerprint=request.POST.get("fingerprint", ""), by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Imported: %(summary)s") % {"summary": report.summary(plan)})
            return redirect("members_organisations:index")
    try:
        plan = actions.plan_kept(kept)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("members_import:index")
    return render(request, "members/import_preview.html", _preview_context(kept, plan))


@require_safe
def export(request):
    """The register as a workbook."""
    if not can_export(request.user):
        raise PermissionDenied
    return workbook_response(f"adherents-{timezone.localdate():%Y-%m-%d}.xlsx", register_sheets())


def _preview_context(kept, plan):
    names = report.outcome_names()
    return {
        "kept": kept,
        "plan": plan,
        "remarks": [report.summary(plan), *report.remarks(plan)],
        "refused": [row for row in plan.rows if row.outcome == REFUSED],
        "rows": [(row, names[row.outcome]) for row in plan.rows if row.outcome != REFUSED][:SHOWN],
        "hidden_count": max(0, len(plan.rows) - plan.counts[REFUSED] - SHOWN),
    }
