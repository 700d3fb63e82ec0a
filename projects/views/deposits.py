"""The public page behind a deposit link, and its uploads in parts (tus 1.0: creation, termination, checksum).

The token in the address is the whole authority here: no session, and so no forgery to protect from.
"""

import base64
import binascii
import hashlib
import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import files, tokens
from portal.refusals import Refusal

from .. import deposits
from ..actions.receiving import WrongOffset, add_chunk, begin_upload, finish_upload, receive_whole
from ..models import DepositLink

TUS = {"Tus-Resumable": "1.0.0", "Cache-Control": "no-store"}
ABILITIES = {
    "Tus-Version": "1.0.0",
    "Tus-Extension": "creation,termination,checksum",
    "Tus-Checksum-Algorithm": "sha256",
}
OFFSETS = "application/offset+octet-stream"


@require_safe
def deposit_page(request, token):
    """What is asked, what has arrived, and the place for files."""
    return _page(request, _link(token), token)


@csrf_exempt
@require_POST
def deposit_send(request, token):
    """One file at once, for a browser without a script."""
    link = _link(token)
    upload = request.FILES.get("upload")
    if upload is None:
        return _page(request, link, token, status=422, refusal=_("Choose a file first: none was received."))
    try:
        deposit = receive_whole(link, upload=upload)
    except Refusal as refusal:
        return _page(request, link, token, status=422, refusal=str(refusal))
    messages.success(request, _("%(name)s has arrived.") % {"name": deposit.name})
    return redirect("projects:deposit-page", token)


@csrf_exempt
@require_http_methods(["OPTIONS", "POST"])
def upload_create(request, token):
    """tus: what this server can, and the creation of an upload."""
    link = _link(token)
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=TUS | ABILITIES | {"Tus-Max-Size": str(deposits.MAX_BYTES)})
    if not _speaks_tus(request):
        return HttpResponse(status=412, headers=TUS | ABILITIES)
    known = _metadata(request.headers.get("Upload-Metadata", ""))
    length = request.headers.get("Upload-Length", "")
    if not re.fullmatch(r"\d{1,15}", length) or not known.get("filename"):
        return _said(400, _("The name and the size of the file are missing."))
    try:
        upload = begin_upload(link, name=known["filename"], size=int(length), sha256=known.get("sha256", "")[:64])
    except Refusal as refusal:
        return _said(413 if int(length) > deposits.MAX_BYTES else 422, str(refusal))
    return HttpResponse(
        status=201, headers=TUS | {"Location": reverse("projects:upload", args=[token, upload.public_id])}
    )


@csrf_exempt
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload_part(request, token, public_id):
    """tus: how much has come, the next part, or the end of it."""
    link = _link(token)
    if not _speaks_tus(request):
        return HttpResponse(status=412, headers=TUS | ABILITIES)
    if request.method != "DELETE" and (done := link.deposits.filter(upload_id=public_id).first()):
        headers = TUS | {"Upload-Offset": str(done.size), "Upload-Length": str(done.size)}
        return HttpResponse(status=200 if request.method == "HEAD" else 204, headers=headers)
    upload = get_object_or_404(link.uploads, public_id=public_id)
    upload.link = link
    if request.method == "HEAD":
        return HttpResponse(headers=TUS | {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.size)})
    if request.method == "DELETE":
        upload.delete()
        return HttpResponse(status=204, headers=TUS)
    return _patch(request, upload)


def _patch(request, upload):
    if request.content_type != OFFSETS:
        return _said(415, _("The part of the file was sent in a way this server does not know."))
    offset = request.headers.get("Upload-Offset", "")
    if not re.fullmatch(r"\d{1,15}", offset):
        return _said(400, _("The part of the file does not say where it begins."))
    content = request.read(deposits.CHUNK + 1)
    if len(content) > deposits.CHUNK:
        return _said(413, _("The part of the file is too large."))
    if not _is_intact(content, request.headers.get("Upload-Checksum", "")):
        return _said(460, _("A part of the file was damaged on its way."))
    try:
        reached = add_chunk(upload, offset=int(offset), content=content)
        if reached == upload.size:
            finish_upload(upload)
    except WrongOffset as wrong:
        return _said(409, _("This part of the file is already here, or comes too early."), offset=wrong.offset)
    except Refusal as refusal:
        return _said(422, str(refusal))
    return HttpResponse(status=204, headers=TUS | {"Upload-Offset": str(reached)})


def _speaks_tus(request):
    return request.headers.get("Tus-Resumable") == "1.0.0"


def _is_intact(content, announced):
    """`announced` is "sha256 <base64>", or nothing."""
    if not announced:
        return True
    algorithm, _space, value = announced.partition(" ")
    return algorithm == "sha256" and base64.b64encode(hashlib.sha256(content).digest()).decode() == value.strip()


def _metadata(header):
    """tus: "key base64,key base64"; what cannot be read is left out."""
    known = {}
    for pair in header.split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            known[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return known


def _said(status, text, *, offset=None):
    headers = TUS | ({"Upload-Offset": str(offset)} if offset is not None else {})
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers=headers)


def _link(token):
    try:
        return deposits.link_of(token)
    except (tokens.BadToken, DepositLink.DoesNotExist) as error:
        raise Http404 from error


def _page(request, link, token, *, status=200, refusal=""):
    is_open = deposits.takes_files(link)
    context = {
        "link": link,
        "token": token,
        "milestone": link.milestone,
        "project": link.milestone.project,
        "deposits": link.deposits.all(),
        "is_open": is_open,
        "limit": filesizeformat(deposits.MAX_BYTES),
        "max_bytes": deposits.MAX_BYTES,
        "kinds": ", ".join(sorted(files.DELIVERABLES)),
        "refusal": refusal,
    }
    response = render(request, "projects/deposit_page.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
