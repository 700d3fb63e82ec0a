"""What is printed for a project: what is asked, receipts, texts written together, the balance sheet of its end."""

from .asked import asked_list
from .balance_sheet import balance_sheet
from .receipts import receipt, receipt_name
from .responses import docx_response, pdf_response

__all__ = ["asked_list", "balance_sheet", "docx_response", "pdf_response", "receipt", "receipt_name"]
