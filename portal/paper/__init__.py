"""Documents to print and to pass on. Other apps import from here: `paper.docx(text, title=…)`."""

from .docx import DOCX_TYPE, docx

__all__ = ["DOCX_TYPE", "docx"]
