"""A file of a word processor (.docx, .odt) as the beginning of a text: checked, read by pandoc, made the editor's."""

from .apart import takes_too_long
from .archive import KINDS, MAX_FILE, MB, RefusedDocument, check_beginning
from .pictures import placed
from .reading import Imported, read_document

__all__ = [
    "KINDS",
    "MAX_FILE",
    "MB",
    "Imported",
    "RefusedDocument",
    "check_beginning",
    "placed",
    "read_document",
    "takes_too_long",
]
