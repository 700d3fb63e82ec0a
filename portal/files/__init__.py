"""Private files: kept apart from the site's media, checked when they come, streamed to who may read them."""

from .checks import DELIVERABLES, MB, CheckedFile, RefusedFile, check_upload, refuse_kind
from .fields import PrivateFileField, random_path
from .streaming import data_address, download, stream

__all__ = [
    "DELIVERABLES",
    "MB",
    "CheckedFile",
    "PrivateFileField",
    "RefusedFile",
    "check_upload",
    "data_address",
    "download",
    "random_path",
    "refuse_kind",
    "stream",
]
