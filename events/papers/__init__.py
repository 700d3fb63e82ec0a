"""What is printed for an event: tickets, badges, sign-in sheets, certificates."""

from .badges import badges
from .certificates import certificate, certificates
from .sheets import sign_in_sheet, workshop_sheets
from .tickets import ticket

__all__ = ["badges", "certificate", "certificates", "sign_in_sheet", "ticket", "workshop_sheets"]
