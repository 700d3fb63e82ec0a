"""What is printed for a project: what is asked at a milestone, the receipt of a submission, a text written together."""

from .asked import asked_list
from .receipts import receipt, receipt_name
from .responses import docx_response, pdf_response

__all__ = ["asked_list", "docx_response", "pdf_response", "receipt", "receipt_name"]
