"""What the check-in page's script asks for: the list, what it scanned, and what makes the page an app."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from .. import door_list, permissions
from ..actions import Passage
from ..enums import DoorAnswers
from ..refusals import DoorFull, LineFirst, RegistrationRefused
from ..scans import LAST_MOMENT, UnreadableScans, read_scans
from .door import check_in_path, event_for

ICONS = [(192, "any"), (512, "any"), (512, "maskable")]


def _as_json(content, status=200):
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    patch_cache_control(response, private=True, no_store=True)
    return response


@login_required
@require_safe
@gzip_page
def door_list_data(request, slug):
    """Everybody, or what changed since the version `depuis`. Whoever has the list as it is gets 304."""
    event = event_for(request, slug, permissions.can_check_in)
    version = request.GET.get("depuis", "")
    if version.isascii() and version.isdigit() and int(version) <= LAST_MOMENT:
        content = door_list.changes_since(event, int(version))
        return _as_json(content | {"now": content["version"]})
    content = door_list.whole_list(event)
    etag = quote_etag(door_list.fingerprint(content))
    if request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
        response = HttpResponseNotModified()
        response["X-Version"] = content["version"]
    else:
        response = _as_json(content | {"now": content["version"]})
    response["ETag"] = etag
    return response


@login_required
@require_POST
def door_passages(request, slug):
    """Takes what a device scanned, also long ago; answers what became of each scan, with the row of each person."""
    event = event_for(request, slug, permissions.can_check_in)
    try:
        results = [(scan, _passage(act, event, scan, request.user)) for act, scan in read_scans(request.body)]
    except UnreadableScans as refusal:
        return _as_json({"text": str(refusal)}, status=400)
    except RegistrationRefused as refusal:  # the event is not taking place: the device keeps what it has
        return _as_json({"text": str(refusal)}, status=409)
    said = [
        {"id": str(scan.scan_id), "person": scan.person, "answer": passage.answer, "text": passage.text}
        for scan, passage in results
    ]
    people = door_list.rows_after(passage for scan, passage in results)
    return _as_json({"now": door_list.now(), "results": said, "people": people})


def _passage(act, event, scan, by):
    try:
        return act(event, scan, by=by)
    except (DoorFull, LineFirst) as refusal:
        return Passage(DoorAnswers.FULL, text=str(refusal))


@login_required
@require_safe
@never_cache
def door_worker(request, slug):
    """The service worker, under the page's own path so that it rules this page and no other."""
    event_for(request, slug, permissions.can_check_in)
    script = f"importScripts({json.dumps(static('door_worker.js'))});"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@login_required
@require_safe
def door_manifest(request, slug):
    """What a telephone needs to install the page."""
    event = event_for(request, slug, permissions.can_check_in)
    path = check_in_path(event)
    icons = [
        {"src": static(f"images/door-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in ICONS
    ]
    content = {
        "id": path,
        "name": _("Check-in: %(event)s") % {"event": event.title},
        "short_name": _("Check-in"),
        "lang": get_language(),
        "start_url": path,
        "scope": path,
        "display": "standalone",
        "background_color": "#0f6b5c",
        "theme_color": "#0f6b5c",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")
