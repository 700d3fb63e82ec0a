"""The words of the mails where the organiser has written their own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import MailKinds
from .event import Event


class MessageText(models.Model):
    """Subject and opening of one kind of mail in one language; date, place, workshops and link follow by themselves."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(_("mail"), max_length=40, choices=MailKinds.choices)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("opening"), blank=True, max_length=4000)

    class Meta:
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "language"], name="events_messagetext_one_per_language")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.language})"
