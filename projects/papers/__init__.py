"""What is printed for a project."""

from .balance_sheet import balance_sheet

__all__ = ["balance_sheet"]
