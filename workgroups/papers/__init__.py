"""What is printed for a group: sign-in sheets, minutes."""

from .minutes import minutes_docx, minutes_pdf, state_in_words
from .responses import file_response
from .sign_in_sheet import sign_in_sheet

__all__ = ["file_response", "minutes_docx", "minutes_pdf", "sign_in_sheet", "state_in_words"]
