"""A message to those a list shows."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .event import Event, random_id


class GroupMessage(models.Model):
    """What somebody wrote to a list of registrations; once sent it stays, with when, by whom and to how many.

    `query` is the list's filters, read again when it is sent.
    """

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="group_messages")
    query = models.CharField(max_length=4000, blank=True)
    subject_fr = models.CharField(_("subject (French)"), max_length=200)
    body_fr = models.TextField(_("text (French)"), max_length=10_000)
    subject_en = models.CharField(_("subject (English)"), max_length=200, blank=True)
    body_en = models.TextField(_("text (English)"), max_length=10_000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_to = models.PositiveIntegerField(_("people it was sent to"), default=0)

    class Meta:
        verbose_name = _("message to a group")
        verbose_name_plural = _("messages to groups")
        ordering = ["-written_at", "-pk"]

    def __str__(self):
        return self.subject_fr

    def words_for(self, registration):
        """(subject, text) in the language of the registration where they were written in it, else in French."""
        if registration.language == "en" and self.subject_en and self.body_en:
            return self.subject_en, self.body_en
        return self.subject_fr, self.body_fr
