"""What takes long, and the housekeeping."""

from django_tasks import task

from portal import schedule

from . import actions
from .models import Export


@task()
def prepare_export(pk):
    """Prepares one workbook."""
    if export := Export.objects.select_related("person").filter(pk=pk).first():
        actions.prepare(export)


@schedule.every(hours=6)
def forget_expired_exports():
    """A workbook about people does not lie about."""
    actions.forget_expired()
