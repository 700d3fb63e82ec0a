"""Pages of the tree that are kept whole for visitors without an account, so that a rush for one costs next to nothing.

A page says so by `keep(response, until=…)`. It is kept for `KEPT_SECONDS` at most, for those who bring no session and
no message; everybody else gets it made anew. Whatever may change a page forgets them all (`forget_whole_pages`): a
page that was begun before is not kept, since it carries the number that was valid then.
"""

import time
import uuid
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from wagtail.views import serve

KEPT_SECONDS = 15
GENERATION = "cms-whole-pages"
MESSAGES_COOKIE = "messages"


def keep(response, *, until=None):
    """Lets visitors share this answer, until the moment `until` (None: as long as may be) at the latest."""
    response.is_for_all, response.true_until = True, until


def forget_whole_pages(**_):
    """Receiver, or called by name: what a page shows has changed."""
    _begin_generation()
    transaction.on_commit(_begin_generation)


def _begin_generation():
    cache.set(GENERATION, uuid.uuid4().hex, None)


class WholePagesMiddleware:
    """Answers from what is kept before the page is even looked for, and keeps what a page lets it keep."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(response, "is_for_all", False):
            generation = getattr(request, "_whole_pages_generation", False)
            if generation is False or response.cookies or response.status_code != 200:
                patch_cache_control(response, private=True)
                return response
            return self._keep(request, response, generation)
        return response

    def process_view(self, request, view, args, kwargs):
        """The kept page, if this is an anonymous visitor who asks for one."""
        if view is not serve or request.method not in ("GET", "HEAD") or is_somebody(request):
            return None
        found = cache.get_many([GENERATION, _key(request)])
        request._whole_pages_generation = found.get(GENERATION)
        page = found.get(_key(request))
        if page is None or page["generation"] != found.get(GENERATION) or page["until"] <= time.time():
            return None
        return _answer(request, HttpResponse(page["content"], content_type=page["content_type"]), page["etag"])

    def _keep(self, request, response, generation):
        now = time.time()
        until = min(now + KEPT_SECONDS, response.true_until.timestamp() if response.true_until else now + KEPT_SECONDS)
        etag = f'"{sha256(response.content).hexdigest()[:32]}"'
        if until > now and request.method == "GET":
            page = {
                "generation": generation,
                "until": until,
                "content": response.content,
                "content_type": response["Content-Type"],
                "etag": etag,
            }
            cache.set(_key(request), page, KEPT_SECONDS)
        return _answer(request, response, etag)


def is_somebody(request):
    """Whether this visitor may see something of their own: an account, a message."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or MESSAGES_COOKIE in request.COOKIES


def _key(request):
    """The same page at the same address; its language is in the path."""
    return f"cms-whole-page-{sha256(f'{request.get_host()} {request.path}'.encode()).hexdigest()}"


def _answer(request, response, etag):
    """A browser may keep it, and asks each time whether it still holds."""
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=etag, response=response)
