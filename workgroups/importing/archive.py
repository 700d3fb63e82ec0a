"""What is asked of a file before anything reads it: a whole .docx or .odt of a sane size, no cipher, no entities."""

import zipfile
import zlib
from contextlib import contextmanager

from django.utils.translation import gettext as _

from portal.refusals import Refusal

MB = 1024 * 1024
KINDS = ("docx", "odt")
MAX_FILE = 20 * MB
MAX_PARTS = 5_000
MAX_UNPACKED = 150 * MB
MAX_MARKUP = 30 * MB  # of the text itself and its styles: 300 pages take 5
MAX_RATIO = 100  # a real text packs 5 to 30 times
RATIO_MATTERS_FROM = 5 * MB
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the old .doc, and what Word wraps an encrypted .docx in
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
MAIN = {"docx": "word/document.xml", "odt": "content.xml"}
MANIFEST = "META-INF/manifest.xml"  # nobody reads it as XML here, and old office programs write a DOCTYPE into it
MARKUP = (".xml", ".rels")
BLANK = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # and the marks of UTF-8 and UTF-16
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class RefusedDocument(Refusal):
    """The file cannot be taken as a text; it says why, for the person who sent it."""


@contextmanager
def opened(upload):
    """The archive of an uploaded file, after every check, and its kind ("docx" or "odt").

    Raises RefusedDocument. The sizes are those the archive declares; zipfile never unpacks more than it declares.
    """
    check_beginning(upload)
    try:
        archive = zipfile.ZipFile(upload)
    except DAMAGED as error:
        raise damaged() from error
    with archive:
        try:
            _check_parts(archive.infolist())
            kind = _kind(archive)
            _check_markup(archive)
        except DAMAGED as error:
            raise damaged() from error
        yield archive, kind


def damaged():
    """The refusal of what is cut short or not what it says."""
    return RefusedDocument(_("The file is damaged or cut short: open it in your word processor and save it again."))


def check_beginning(upload):
    """What the first bytes say of a file, and its size. Raises RefusedDocument."""
    upload.seek(0)
    beginning = upload.read(8)
    if not beginning:
        raise RefusedDocument(_("The file is empty."))
    if upload.size > MAX_FILE:
        raise RefusedDocument(_("The file is too large: %(limit)d MB at most.") % {"limit": MAX_FILE // MB})
    if beginning == OLE:
        upload.seek(0)
        if ENCRYPTED_PART in upload.read(MAX_FILE):
            raise _ciphered()
        raise RefusedDocument(_("This is an old Word file (.doc): save it as .docx and send that."))
    if beginning[:2] != b"PK":
        raise RefusedDocument(_("This is not a Word (.docx) or LibreOffice (.odt) file."))
    upload.seek(0)


def _ciphered():
    return RefusedDocument(_("The file is protected by a password: remove it and send the file again."))


def _kind(archive):
    names = set(archive.namelist())
    if "[Content_Types].xml" in names and MAIN["docx"] in names:
        return "docx"
    if "mimetype" in names and MAIN["odt"] in names and _is_odt(archive):
        return "odt"
    raise RefusedDocument(_("This is not a Word (.docx) or LibreOffice (.odt) file."))


def _is_odt(archive):
    return archive.getinfo("mimetype").file_size < 2 * len(ODT_TYPE) and archive.read("mimetype").strip() == ODT_TYPE


def _check_parts(parts):
    if any(part.flag_bits & 0x1 for part in parts):
        raise _ciphered()
    unpacked = sum(part.file_size for part in parts)
    markup = sum(part.file_size for part in parts if part.filename.lower().endswith(MARKUP))
    packed = sum(part.compress_size for part in parts)
    is_bomb = any(_is_swollen(part.file_size, part.compress_size) for part in parts) or _is_swollen(unpacked, packed)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or markup > MAX_MARKUP or is_bomb:
        raise RefusedDocument(
            _("Unpacked, this file would be abnormally large. Copy the text into a new document and send that.")
        )


def _is_swollen(unpacked, packed):
    return unpacked > RATIO_MATTERS_FROM and unpacked > packed * MAX_RATIO


def _check_markup(archive):
    """No part may bring a DOCTYPE: office programs write none, and entities are what makes a small file explode."""
    for part in archive.infolist():
        if not _is_markup(archive, part):
            continue
        content = archive.read(part).replace(b"\0", b"")  # UTF-16 as well
        if b"encryption-data" in content and part.filename == MANIFEST:
            raise _ciphered()
        if b"<!ENTITY" in content or (b"<!DOCTYPE" in content and part.filename != MANIFEST):
            raise RefusedDocument(
                _("This file holds declarations that no word processor writes (XML entities): it is not opened.")
            )


def _is_markup(archive, part):
    """By its name or its first letter: a part may be called anything."""
    if part.filename.lower().endswith(MARKUP):
        return True
    with archive.open(part) as opened_part:
        return opened_part.read(64).lstrip(BLANK).startswith(b"<")
