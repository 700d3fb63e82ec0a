"""What is printed for a group: sign-in sheets, minutes."""

from .minutes import minutes_docx, minutes_pdf, state_in_words
from .sign_in_sheet import sign_in_sheet

__all__ = ["minutes_docx", "minutes_pdf", "sign_in_sheet", "state_in_words"]
