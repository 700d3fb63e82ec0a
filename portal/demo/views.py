"""The page that lists the demonstration's mails. Routed only where DEMO is on (`portal.urls`)."""

import base64

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from portal.demo import mailbox

SANDBOX = ["allow-popups", "allow-popups-to-escape-sandbox"]  # no script, no form; a link opens in a page of its own


@require_safe
def mail_list(request):
    """The mails, newest first, of one address if asked."""
    address = request.GET.get("to", "").strip()[:254]
    return render(request, "demo/mail_list.html", {"mails": mailbox.newest(to=address), "address": address})


def _mail_or_404(name):
    kept = mailbox.find(name)
    if kept is None:
        raise Http404
    return kept


@require_safe
def mail(request, name):
    """One mail: its text, its HTML part in a frame, its pieces."""
    kept = _mail_or_404(name)
    return render(request, "demo/mail_detail.html", {"mail": kept})


@require_safe
@xframe_options_sameorigin
@csp_replace({"default-src": [NONE], "img-src": ["data:"], "style-src": [UNSAFE_INLINE], "sandbox": SANDBOX})
def mail_html(request, name):
    """The HTML part alone, for a sandboxed frame: no script, nothing fetched; images of the mail are put inside."""
    kept = _mail_or_404(name)
    return HttpResponse(_with_images(kept))


def _with_images(kept):
    html = kept.html.replace("<head>", '<head><base target="_blank">', 1)
    for part in kept.message.walk():
        if identifier := part.get("Content-ID"):
            payload = base64.b64encode(part.get_payload(decode=True)).decode()
            html = html.replace(f"cid:{identifier.strip('<>')}", f"data:{part.get_content_type()};base64,{payload}")
    return html


@require_safe
def attachment(request, name, number):
    """One piece of a mail, to be saved."""
    pieces = _mail_or_404(name).pieces
    if not 1 <= number <= len(pieces):
        raise Http404
    filename, content_type, content = pieces[number - 1]
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, filename)
    return response
