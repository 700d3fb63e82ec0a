"""What may come in: the size, the name, and a content that is what the name says."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portal.refusals import Refusal

from . import contents

MB = 1024 * 1024
MAX_NAME = 150

# What a deliverable may be: extension → the content type it is served with.
DELIVERABLES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain",
    "csv": "text/csv",
}


class RefusedFile(Refusal):
    """The file cannot be taken; the text says which one and why, in the person's words."""


@dataclass(frozen=True)
class CheckedFile:
    """What is known of a file once it has been read: a safe name, its size in bytes, SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str
    content_type: str


def check_upload(upload, *, allowed: dict[str, str] = DELIVERABLES, max_bytes: int = 50 * MB) -> CheckedFile:
    """Reads an uploaded file once through; it is left at its beginning, ready to be stored.

    `allowed` maps an extension to its content type. Raises RefusedFile when the file is empty, larger than
    `max_bytes`, of a kind that is not allowed, or when its content is not what its extension says.
    """
    name = safe_name(upload.name)
    extension = extension_of(name)
    if not upload.size:
        raise RefusedFile(_("“%(name)s” is empty: nothing could be read in it.") % {"name": name})
    if upload.size > max_bytes:
        raise RefusedFile(
            _("“%(name)s” weighs %(size)s; a file may weigh up to %(limit)s.")
            % {"name": name, "size": filesizeformat(upload.size), "limit": filesizeformat(max_bytes)}
        )
    refuse_kind(name, allowed)
    if not contents.matches(upload, extension):
        raise RefusedFile(
            _("The content of “%(name)s” is not that of a .%(extension)s file: open it and save it again.")
            % {"name": name, "extension": extension}
        )
    return CheckedFile(name=name, size=upload.size, sha256=_sha256(upload), content_type=allowed[extension])


def refuse_kind(name: str, allowed: dict[str, str] = DELIVERABLES) -> None:
    """Raises RefusedFile when the extension of `name` is none of `allowed`: what can be said before the file comes."""
    if extension_of(name) not in allowed:
        raise RefusedFile(
            _("“%(name)s” is not of a kind we can take. Accepted files: %(kinds)s.")
            % {"name": name, "kinds": ", ".join(sorted(allowed))}
        )


def extension_of(name: str) -> str:
    """The extension in small letters, without its dot."""
    return PurePosixPath(name).suffix.lstrip(".").lower()


def safe_name(name: str) -> str:
    """The last part of `name`, without separators or invisible characters, at most 150 characters, extension kept."""
    last = unicodedata.normalize("NFC", name or "").replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(" " if letter in '<>:"|?*' else letter for letter in last if letter.isprintable())
    path = PurePosixPath(" ".join(plain.split()).strip(". ") or "file")
    return path.stem[: MAX_NAME - len(path.suffix[:12])].rstrip() + path.suffix[:12]


def _sha256(upload) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
