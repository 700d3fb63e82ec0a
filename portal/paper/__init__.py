"""Documents to print and to pass on: other apps call `paper.docx(text, title=…)` and `paper.pdf(template, data, …)`."""

from .contents import ADDED as ADDED_CONTENTS
from .docx import DOCX_TYPE, ODT_TYPE, docx, odt
from .pdf import PDF_TYPE, pdf
from .plain import text_html, text_markdown
from .text import text_pdf

__all__ = [
    "ADDED_CONTENTS",
    "DOCX_TYPE",
    "ODT_TYPE",
    "PDF_TYPE",
    "docx",
    "odt",
    "pdf",
    "text_html",
    "text_markdown",
    "text_pdf",
]
