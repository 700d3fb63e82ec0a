"""What changed in a programme that was already announced, so that those it touches can be told."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from portal import hours

from .event import Event


class ProgrammeChange(models.Model):
    """One saving that changed something people rely on.

    `lines` is a list of {"fr": text, "en": text, "workshops": [ids]}: a line with no workshop touches everybody, else
    those who hold or wait for one of them.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="changes")
    lines = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.event}: {hours.short_moment(self.at)}"

    @property
    def lines_here(self):
        """Its lines in the active language."""
        return [self.in_words(line) for line in self.lines]

    @staticmethod
    def in_words(line):
        """One of the lines in the active language."""
        return line["en" if (get_language() or "").startswith("en") else "fr"]
