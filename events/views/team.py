"""Who has which role at an event, and from when to when."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.refusals import Refusal

from ..actions import team
from ..forms.team import GiveEventRoleForm
from ..models import EventRole
from .opening import for_organisers


@for_organisers
def team_people(request, event):
    """The people of an event, past ones too, and the form that gives a role."""
    form = GiveEventRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = team.give_role(event, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            given = {"person": row.person, "role": row.get_role_display()}
            messages.success(request, _("%(person)s now has the role: %(role)s.") % given)
            return redirect("events:team-people", event.slug)
    rows = EventRole.objects.filter(anchor=event).select_related("person")
    context = {"event": event, "form": form, "rows": sorted(rows, key=lambda row: row.has_ended)}
    return render(request, "events/team_people.html", context, status=422 if form.errors else 200)


@for_organisers
@require_POST
def role_end(request, event, role_id):
    """Ends one role."""
    row = EventRole.objects.filter(anchor=event, pk=role_id).select_related("person", "anchor").first()
    if row is None:
        raise Http404
    try:
        team.end_role(row, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        ended = {"person": row.person, "role": row.get_role_display()}
        messages.success(request, _("%(person)s no longer has the role: %(role)s.") % ended)
    if row.person_id == request.user.pk:
        return redirect("dashboard:home")
    return redirect("events:team-people", event.slug)
