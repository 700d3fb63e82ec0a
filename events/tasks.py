"""What happens by the clock, and what takes long."""

from django_tasks import task

from portal import schedule

from . import actions, erasure, reminders
from .actions import importing
from .models import RegistrationImport


@task()
def read_import(pk):
    """Plans an import that was just sent."""
    if kept := RegistrationImport.objects.filter(pk=pk).first():
        with importing.giving_up(kept):
            importing.plan_import(kept)


@task()
def write_import(pk):
    """Writes one batch of a confirmed import, then makes way for other tasks before the next one."""
    kept = RegistrationImport.objects.filter(pk=pk).first()
    if kept:
        with importing.giving_up(kept):
            if importing.write_batch(kept):
                write_import.enqueue(pk)


@schedule.every(hours=6)
def forget_old_imports():
    """A list of people does not lie about."""
    importing.forget_old_imports()


@schedule.every(minutes=1)
def lapse_offers():
    """Passes places whose offer nobody took to the next in line."""
    actions.lapse_offers()


@schedule.every(minutes=15)
def send_reminders_and_thanks():
    """Reminds those who come, thanks those who came."""
    reminders.send_due_mails()


@schedule.every(hours=24)
def erase_due_events():
    """Forgets who came to events whose announced period is over."""
    erasure.erase_due_events()
