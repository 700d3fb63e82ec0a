"""The requirements of a text as a workbook, and what somebody reworded in it, on its way back as suggestions."""

from .preview import Preview, preview
from .reading import Returned, read_workbook
from .sheets import register, requirement_sheets
from .slip import BadSlip, read_slip, slip_of

__all__ = [
    "BadSlip",
    "Preview",
    "Returned",
    "preview",
    "read_slip",
    "read_workbook",
    "register",
    "requirement_sheets",
    "slip_of",
]
