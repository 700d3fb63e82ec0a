"""What is printed for a group: sign-in sheets, minutes."""

from .responses import file_response
from .sign_in_sheet import sign_in_sheet

__all__ = ["file_response", "sign_in_sheet"]
