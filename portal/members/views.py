"""The members' area: the sheet of one's own organisation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from . import actions
from .forms import SheetForm
from .models import Organisation
from .permissions import can_edit_sheet


@login_required
def organisation_mine(request):
    """The sheets of the organisations for which the person holds a mandate today."""
    organisations = Organisation.objects.represented_by(request.user).select_related("college")
    sheets = [
        {
            "organisation": organisation,
            "mandates": organisation.mandates.current().select_related("person"),
            "can_edit": can_edit_sheet(request.user, organisation),
        }
        for organisation in organisations
    ]
    return render(request, "members/organisation_mine.html", {"sheets": sheets})


@login_required
def organisation_edit(request, pk):
    """Corrects the short fields of one's organisation."""
    organisation = get_object_or_404(Organisation.objects.represented_by(request.user), pk=pk)
    if not can_edit_sheet(request.user, organisation):
        messages.warning(request, _("Only a representative or a deputy may correct the sheet."))
        return redirect("members:organisation_mine")
    form = SheetForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_sheet(organisation, by=request.user, **form.cleaned_data)
        except actions.MembersRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The sheet is saved."))
            return redirect("members:organisation_mine")
    return render(request, "members/organisation_edit.html", {"organisation": organisation, "form": form})
