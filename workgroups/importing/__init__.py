"""A file of a word processor (.docx, .odt) as the beginning of a text: checked, read by pandoc, made the editor's."""

from .archive import KINDS, MAX_FILE, MB, RefusedDocument
from .pictures import placed
from .reading import Imported, read_document

__all__ = ["KINDS", "MAX_FILE", "MB", "Imported", "RefusedDocument", "placed", "read_document"]
