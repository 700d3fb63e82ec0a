"""Preferences, with and without a login, and marking as read what a page shows."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from portal.tokens import BadToken

from .actions import mark_opened
from .forms import PreferenceForm
from .models import Notice
from .preferences import Levels, Paces, link_token, read_link, set_preference, wish_of
from .registry import scopes_for


@login_required
def preferences(request):
    """The person's own page: of everything, and the way to each project."""
    form = PreferenceForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your choice is saved."))
        return redirect("notices:preferences")
    context = {"form": form, "lines": [_line(request.user, scope) for scope in scopes_for(request.user)]}
    return render(request, "notices/preferences.html", context, status=422 if form.errors else 200)


def _line(person, scope):
    wish = wish_of(person, scope)
    is_own = wish.pk is not None and wish.scope_kind == scope.kind
    return {
        "title": scope.title,
        "level": Levels(wish.level).label,
        "pace": Paces(wish.pace).label if wish.level != Levels.NOTHING else "",
        "is_own": is_own,
        "token": link_token(person, scope),
    }


def by_link(view):
    """Gives the view the person and the scope that the token of a mail opens; a dead link gets a page that says so."""

    @wraps(view)
    def opened(request, token):
        try:
            person_id, scope = read_link(token)
        except BadToken:
            return render(request, "notices/link_expired.html", status=404)
        person = get_user_model()._default_manager.filter(pk=person_id, is_active=True).first()
        if person is None:
            return render(request, "notices/link_expired.html", status=404)
        response = view(request, person, scope, token)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(opened)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def preferences_by_link(request, person, scope, token):
    """What every mail leads to: the wish for its project, and the one for everything. A GET changes nothing."""
    asked = request.POST.get("where")
    one = PreferenceForm(request.POST if asked == "one" else None, person=person, scope=scope) if scope else None
    everything = PreferenceForm(request.POST if asked == "all" else None, person=person)
    sent = one if asked == "one" else everything
    if request.method == "POST" and sent is not None and sent.is_valid():
        sent.save()
        messages.success(request, _("Your choice is saved."))
        return redirect("notices:preferences-by-link", token)
    context = {"person": person, "scope": scope, "one": one, "everything": everything, "token": token}
    return render(request, "notices/preferences_by_link.html", context, status=422 if request.method == "POST" else 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def preferences_stop(request, person, scope, token):
    """The button of a mail program (RFC 8058): its POST stops the mails of this project, or all; others are led on."""
    if request.method != "POST":
        return redirect("notices:preferences-by-link", token)
    set_preference(person, scope=scope, level=Levels.NOTHING, pace=wish_of(person, scope).pace)
    return HttpResponse(_("You will receive no more of these e-mails."), content_type="text/plain; charset=utf-8")


@login_required
@require_POST
def opened(request):
    """Marks as read what leads to a page that is open; by script it answers how much is still unread."""
    path, until = request.POST.get("path", ""), request.POST.get("until", "")
    if path and until.isdecimal() and len(until) < 18:
        mark_opened(request.user, path, until=int(until))
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"unread": Notice.objects.in_bell_of(request.user).unread().count()})
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return redirect(path if safe else "notices:preferences")
