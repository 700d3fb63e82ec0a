"""Following events: the live dashboard of one, several side by side."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import roles, spreadsheets

from .. import comparison, dashboard, permissions
from ..figures.comparison import compare
from ..forms.comparison import ComparisonForm
from ..models import Event


def followed(request, slug):
    """The event with its places, if this person may see how it stands; else 404 or 403."""
    event = get_object_or_404(Event.objects.visible_to(request.user).with_places(), slug=slug)
    if not permissions.can_view_registrations(request.user, event):
        raise PermissionDenied
    return event


@login_required
@never_cache
@require_safe
def event_dashboard(request, slug):
    """Every figure with its drawing and its table; asked by htmx it answers with the part that changes."""
    event = followed(request, slug)
    standing = dashboard.standing_of(event)
    context = {
        "event": event,
        "standing": standing,
        "timed_charts": dashboard.timed_charts(event, standing),
        "counted_charts": dashboard.counted_charts(event, standing),
        "now": timezone.now(),
        "is_live": request.GET.get("live") != "no",
    }
    return render(request, "events/_dashboard_figures.html" if request.htmx else "events/dashboard.html", context)


@login_required
@require_safe
def dashboard_export(request, slug):
    """The figures of the dashboard as .xlsx, a sheet for each."""
    event = followed(request, slug)
    sheets = dashboard.sheets(event, dashboard.standing_of(event))
    return spreadsheets.workbook_response(f"suivi-{event.slug}.xlsx", sheets)


def _comparable(request):
    """The events this person may follow, the latest first; 403 where there is none."""
    events = roles.objects_for(request.user, "events.view_registrations").order_by("-starts_at")
    if not events.exists():
        raise PermissionDenied
    return events


@login_required
@never_cache
@require_safe
def event_comparison(request):
    """Two to six events side by side; which, says the address."""
    form = ComparisonForm(request.GET or None, events=_comparable(request))
    context = {"form": form}
    if form.is_valid():
        compared = compare(form.chosen)
        timed, counted = comparison.drawings(compared)
        table, rows = comparison.territories(compared)
        context |= {
            "compared": compared,
            "measures": comparison.measures(compared),
            "timed_charts": timed,
            "counted_charts": counted,
            "territories": table,
            "territory_rows": rows,
        }
    return render(request, "events/comparison.html", context)


@login_required
@require_safe
def comparison_export(request):
    """The same as .xlsx; where the choice makes no sense, back to it."""
    form = ComparisonForm(request.GET or None, events=_comparable(request))
    if not form.is_valid():
        return redirect("events:event-comparison")
    return spreadsheets.workbook_response("comparaison.xlsx", comparison.sheets(compare(form.chosen)))
