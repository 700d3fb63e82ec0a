"""Is the content what the extension says? By what is read in the file, never by what the browser claims."""

import codecs
import zipfile

import filetype

HEAD = 8192
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENTS = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
SIGNATURES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
TEXTS = {"txt", "csv"}
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<body", b"<head", b"<iframe")
MOST_MEMBERS = 20_000
MOST_UNPACKED = 2 * 1024**3  # what would come out of it on the computer of who opens it


def matches(upload, extension: str) -> bool:
    """True when the bytes of `upload` are those of a file of that extension."""
    upload.seek(0)
    if extension in OFFICE_FOLDERS or extension in OPEN_DOCUMENTS:
        return _is_office_document(upload, extension)
    if extension in TEXTS:
        return _is_text(upload)
    guessed = filetype.guess(upload.read(HEAD))
    return guessed is not None and guessed.mime == SIGNATURES.get(extension)


def _is_office_document(upload, extension: str) -> bool:
    """The archive is only listed, never unpacked: a bomb costs nothing. One that carries macros is not a .docx."""
    try:
        with zipfile.ZipFile(upload) as archive:
            names = archive.namelist()
            if len(names) > MOST_MEMBERS or sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                return False
            if expected := OPEN_DOCUMENTS.get(extension):
                return names[:1] == ["mimetype"] and _first_bytes(archive, "mimetype") == expected
            return (
                "[Content_Types].xml" in names
                and any(name.startswith(OFFICE_FOLDERS[extension]) for name in names)
                and not any(name.endswith("vbaProject.bin") for name in names)
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):  # damaged or encrypted
        return False


def _first_bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(100).strip()


def _is_text(upload) -> bool:
    """Text in UTF-8, UTF-16 with its mark, or an 8-bit code: no control character, and not markup in disguise."""
    head = upload.read(HEAD)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    if head.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(MARKUP):
        return False
    upload.seek(0)
    forbidden = bytes(set(range(32)) - set(b"\t\n\r\f\x1a"))
    return all(len(chunk.translate(None, forbidden)) == len(chunk) for chunk in upload.chunks())
