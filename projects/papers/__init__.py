"""What is printed for a project: the receipt of a submission."""

from .receipts import receipt, receipt_name

__all__ = ["receipt", "receipt_name"]
