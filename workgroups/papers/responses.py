"""A printed document on its way to the reader."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def file_response(written, content_type, name):
    """`written` (bytes) to download under `name`; nothing on the way keeps a copy."""
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Cache-Control": "no-store",
    }
    return HttpResponse(written, content_type=content_type, headers=headers)
