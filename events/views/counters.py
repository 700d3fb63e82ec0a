"""The one light request by which the pages of everybody who looks at an event learn how many places are left."""

from django.http import Http404, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..counters import FRESH_SECONDS, kept_counters


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def event_counters(request, slug):
    """The places left, in words of the address's language; the same for everybody."""
    counters = kept_counters(slug)
    if not counters:
        raise Http404
    return JsonResponse({name: counters[name] for name in ("is_open", "at", "register", "words", "full")})
