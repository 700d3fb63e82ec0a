"""Pictures of the pieces that can be shown: made in the background, or when they are first asked for."""

import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task

from .models import Deliverable, Preview, PreviewPage

logger = logging.getLogger(__name__)

SHOWN = {"application/pdf": "pdf", "image/png": "image", "image/jpeg": "image"}
PROGRAM = Path(__file__).with_name("rendering.py")
SECONDS = 45


@task()
def make_previews(submission_pk):
    """The pictures of every piece of a submission that has none yet."""
    for piece in Deliverable.objects.filter(submission=submission_pk, removed_at=None):
        if can_be_shown(piece):
            preview_of(piece)


def can_be_shown(piece):
    """Whether a picture of this piece can be made: a PDF or an image whose original is still there."""
    return piece.content_type in SHOWN and bool(piece.file)


def preview_of(piece):
    """The Preview of a piece's content, made now where there is none; without pages where it cannot be shown."""
    if found := Preview.objects.filter(sha256=piece.sha256).first():
        return found
    with tempfile.TemporaryDirectory() as folder:
        return _keep(piece.sha256, Path(folder), _rendered(piece, Path(folder)))


def _keep(sha256, folder, found):
    """Two who ask at once both draw, and the first one's pictures are kept."""
    with transaction.atomic():
        preview, is_new = Preview.objects.get_or_create(sha256=sha256, defaults={"page_count": found["count"]})
        if is_new:
            for number, page in enumerate(found["pages"], 1):
                PreviewPage.objects.create(
                    preview=preview,
                    number=number,
                    file=ContentFile((folder / page["file"]).read_bytes(), name=page["file"]),
                    content_type=page["type"],
                    width=page["width"],
                    height=page["height"],
                    text=page["text"].replace("\0", ""),
                )
    return preview


def _rendered(piece, folder):
    source = folder / "source"
    with piece.file.storage.open(piece.file.name) as stored, source.open("wb") as copy:
        for chunk in stored.chunks():
            copy.write(chunk)
    command = [sys.executable, "-I", str(PROGRAM), SHOWN[piece.content_type], str(source), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS)  # noqa: S603 - ours
    except subprocess.TimeoutExpired:
        logger.info("no preview of %s: it takes too long to draw", piece.sha256)
        return {"count": 0, "pages": []}
    if done.returncode:
        logger.info("no preview of %s: %s", piece.sha256, done.stderr.decode(errors="replace")[-300:])
        return {"count": 0, "pages": []}
    return json.loads((folder / "pages.json").read_text())
