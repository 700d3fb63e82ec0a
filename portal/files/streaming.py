"""Sending a private file: in pieces, without holding it in memory or keeping the server's other people waiting.

Under ASGI a synchronous `FileResponse` is read whole into memory; this one reads in a thread, piece by piece.
"""

import asyncio
import base64
import re

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

PIECE = 256 * 1024
INLINE = {"application/pdf", "image/png", "image/jpeg"}


def stream(request, stored_file, *, name: str, content_type: str, inline: bool = False):
    """A response that sends `stored_file` (a private FieldFile) under `name`. The caller has asked for the right.

    `inline` lets the browser show PDF and images in its own window; everything else is always downloaded. One byte
    range is honoured (RFC 9110 §14), so that an interrupted download can go on. Nothing on the way may keep a copy.
    """
    size = stored_file.size
    first, last = _asked_range(request.headers.get("Range", ""), size)
    if first is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    partial = (first, last) != (0, size - 1)
    pieces = _pieces_async if isinstance(request, ASGIRequest) else _pieces
    response = StreamingHttpResponse(
        pieces(stored_file, first, last), status=206 if partial else 200, content_type=content_type
    )
    response["Content-Length"] = str(last - first + 1)
    if partial:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = content_disposition_header(not (inline and content_type in INLINE), name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def data_address(stored_file, content_type: str) -> str:
    """The whole file as an address (`data:image/png;base64,…`), for what is printed. Raises FileNotFoundError."""
    with stored_file.open("rb") as source:
        return f"data:{content_type};base64,{base64.b64encode(source.read()).decode()}"


def download(written: bytes | str, *, name: str, content_type: str, inline: bool = False) -> HttpResponse:
    """A response that sends what was just made (a few megabytes at most) under `name`, as `stream` sends a file."""
    headers = {
        "Content-Disposition": content_disposition_header(not inline, name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(written, content_type=content_type, headers=headers)


def _asked_range(header: str, size: int) -> tuple[int | None, int | None]:
    """First and last byte asked for; the whole file for no range or one we do not read; None when beyond its end."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not found or found.groups() == ("", ""):
        return 0, size - 1
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    if int(first) >= size or (last and int(last) < int(first)):
        return None, None
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(stored_file, first: int, last: int):
    with stored_file.storage.open(stored_file.name, "rb") as source:
        source.seek(first)
        left = last - first + 1
        while left > 0 and (piece := source.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


async def _pieces_async(stored_file, first: int, last: int):
    pieces = _pieces(stored_file, first, last)
    try:
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            yield piece
    finally:
        await asyncio.to_thread(pieces.close)
