"""What is printed for a project: the list of what is asked at a milestone, the receipt of a submission."""

from .asked import asked_list
from .receipts import receipt, receipt_name

__all__ = ["asked_list", "receipt", "receipt_name"]
