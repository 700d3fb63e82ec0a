"""An expected "no": the action raises it, the view shows it in the person's words."""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


class Refusal(Exception):
    """Base of every app's refusals; its text is written for the person, already translated."""


class Hidden(Http404):
    """There is no such page, or not for this person: visitors are asked to log in in both cases, others see a 404."""


class Denied(PermissionDenied):
    """The person may see it and not do this: visitors are asked to log in, others see a 403."""


def shown_or_hidden(rows, **lookups):
    """The one of `rows` that answers to `lookups`; Hidden where there is none."""
    try:
        return rows.get(**lookups)
    except rows.model.DoesNotExist as error:
        raise Hidden from error


class RefusalMiddleware:
    """Asks visitors to log in where that may help; shows a refusal for which the view has no place of its own.

    Such is a right lost since the view asked for it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """The login and back for visitors of what is Hidden or Denied; 409 with the refusal's words and the way back,
        for people and for scripts; other errors are not ours."""
        if isinstance(exception, Hidden | Denied):
            if request.method in ("GET", "HEAD") and not request.user.is_authenticated:
                return redirect(f"{resolve_url(settings.LOGIN_URL)}?next={quote(request.get_full_path(), safe='/')}")
            return None
        if not isinstance(exception, Refusal):
            return None
        if request.accepts("text/html"):
            context = {"refusal": exception, "came_from": _page_before(request)}
            return render(request, "409.html", context, status=409)
        return JsonResponse({"error": str(exception)}, status=409)


def _page_before(request):
    """The page of ours on which the form stood, or nothing."""
    address = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else ""


class ShowsRefusals:
    """For Wagtail's form views, whose `save_instance` calls an action: the form shows its refusal, input kept."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
