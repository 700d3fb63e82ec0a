"""What the device of a writer asks of the site: its own page, a Word file of what it kept, the service worker."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import files, paper

from . import editor
from .device import device_key
from .schema import UnknownContent, check_content

MAX_COPY = 2 * 1024 * 1024  # bytes of JSON: a copy holds what one person typed, not a whole text


@login_required
@require_safe
def kept_texts(request):
    """What this device keeps of texts: the script fills it, the server knows nothing of it."""
    settings = {"person": device_key(request.user.pk), "words": editor.kept_words()}
    return render(request, "coediting/kept_texts.html", {"settings": settings})


@login_required
@require_POST
def copy_as_docx(request):
    """A Word file of what the browser sends back: text that could not be saved. Nothing is stored."""
    given = request.POST.get("content", "")
    title = request.POST.get("title", "").strip()[:200] or _("Kept text")
    if len(given) > MAX_COPY:
        return HttpResponseBadRequest()
    try:
        content = json.loads(given)
        check_content(content)
        if content["type"] != "doc":
            return HttpResponseBadRequest()
        written = paper.docx(content, title=title, language=translation.get_language())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, UnknownContent):
        return HttpResponseBadRequest()
    return files.download(written, name=f"{slugify(title) or 'copie'}.docx", content_type=paper.DOCX_TYPE)


@require_safe
def offline_worker(request):
    """The service worker of a text's page; it may rule an address outside its own folder.

    For everybody: a browser asks for it again after the log-out, and takes a redirect for a fault.
    """
    script = f"importScripts({json.dumps(static('texts_worker.js'))});"
    headers = {"Service-Worker-Allowed": "/"}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)
