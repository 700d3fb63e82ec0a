"""Documents to print and to pass on: other apps call `paper.docx(text, title=…)` and `paper.pdf(template, data, …)`."""

from .docx import DOCX_TYPE, docx
from .pdf import PDF_TYPE, pdf
from .text import text_pdf

__all__ = ["DOCX_TYPE", "PDF_TYPE", "docx", "pdf", "text_pdf"]
