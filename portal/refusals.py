"""An expected "no": the action raises it, the view shows it in the person's words."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


class Refusal(Exception):
    """Base of every app's refusals; its text is written for the person, already translated."""


class RefusalMiddleware:
    """Shows a refusal for which the view has no place of its own, such as a right lost since the view asked for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """409 with the refusal's words and the way back, for people and for scripts; other errors are not ours."""
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
