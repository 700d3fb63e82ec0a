"""Housekeeping of the register."""

from datetime import timedelta

from django.utils import timezone

from portal import schedule

from .actions import drop_import
from .enums import ImportStates
from .models import MemberImport

KEPT = timedelta(days=1)  # a list of people does not lie about


@schedule.every(hours=6)
def drop_forgotten_imports():
    """Lets go of workbooks whose preview nobody confirmed within a day."""
    for kept in MemberImport.objects.filter(state=ImportStates.PREVIEWED, uploaded_at__lt=timezone.now() - KEPT):
        drop_import(kept)
