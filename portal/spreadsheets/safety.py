"""What is asked of a file before anything parses it: a workbook of a sane size, not a bomb, not a cipher."""

import zipfile
from typing import IO

from django.utils.translation import gettext as _

from portal.refusals import Refusal

MB = 1024 * 1024
MAX_FILE = 20 * MB
MAX_PARTS = 2_000
MAX_UNPACKED = 120 * MB
MAX_RATIO = 100  # a real sheet packs 5 to 30 times
RATIO_MATTERS_FROM = 5 * MB
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the old .xls, and what Office wraps an encrypted .xlsx in
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


class UnreadableWorkbook(Refusal):
    """The file cannot be read as a workbook; the text says why, for the person who sent it."""


def check_archive(source: IO[bytes]) -> None:
    """Raises UnreadableWorkbook unless `source` is a whole, plain .xlsx that unpacks to a sane size.

    The sizes are those the archive declares; Python's zipfile never unpacks more of a part than it declares.
    """
    source.seek(0)
    beginning = source.read(8)
    if beginning == OLE:
        raise UnreadableWorkbook(_ole_sentence(source))
    if not beginning:
        raise UnreadableWorkbook(_("The file is empty."))
    if beginning[:2] != b"PK":
        raise UnreadableWorkbook(_("This is not an Excel workbook (.xlsx)."))
    if source.seek(0, 2) > MAX_FILE:
        raise UnreadableWorkbook(_("The file is too large: %(limit)d MB at most.") % {"limit": MAX_FILE // MB})
    try:
        with zipfile.ZipFile(source) as archive:
            _check_parts(archive.infolist())
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise UnreadableWorkbook(_("The file is damaged or cut short: please send it again.")) from error
    source.seek(0)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableWorkbook(_("This is not an Excel workbook (.xlsx)."))
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableWorkbook(_("The workbook is protected by a password: remove it and send the file again."))
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    is_bomb = any(_is_swollen(part.file_size, part.compress_size) for part in parts) or _is_swollen(unpacked, packed)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or is_bomb:
        raise UnreadableWorkbook(
            _("Unpacked, this workbook would be abnormally large. Copy the table into a new workbook and send that.")
        )


def _is_swollen(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_MATTERS_FROM and unpacked > packed * MAX_RATIO


def _ole_sentence(source: IO[bytes]) -> str:
    source.seek(0)
    if ENCRYPTED_PART in source.read(MAX_FILE):
        return _("The workbook is protected by a password: remove it and send the file again.")
    return _("This is an old Excel file (.xls): save it as .xlsx and send that.")
