"""What was announced to those who registered, and holds whoever asks for something else."""

from django.utils.translation import gettext as _

from .models import Event
from .refusals import EventNotSaved


def refuse_keeping_longer(event):
    """Raises EventNotSaved where `event`, about to be saved, would keep the data of people who are registered longer
    than they were told. Shorter is always possible."""
    promised = Event.objects.filter(pk=event.pk).values_list("keep_days", flat=True).first()
    if promised is not None and event.keep_days > promised and event.registrations.exists():
        text = _("People have registered: their data is erased after %(days)s days, as they were told.")
        raise EventNotSaved(text % {"days": promised})
