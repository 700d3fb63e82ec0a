"""A list somebody uses again: its filters, its columns, its order."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .event import Event


class SavedListQuerySet(models.QuerySet):
    def offered_to(self, user, event):
        """One's own for this event or for every event, and those the event's team shares."""
        return self.filter(Q(owner=user, event=None) | Q(owner=user, event=event) | Q(event=event, is_shared=True))


class SavedList(models.Model):
    """The address of a list under a name. Without an event it is its owner's, for every event."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, blank=True, related_name="saved_lists")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=4000, blank=True)
    is_shared = models.BooleanField(_("shared with the team"), default=False)

    objects = SavedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "event", "name"], name="events_savedlist_one_per_name"),
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(event=None), name="events_savedlist_one_per_name_of_all"
            ),
            models.CheckConstraint(condition=Q(event__isnull=False) | Q(is_shared=False), name="events_savedlist_team"),
        ]

    def __str__(self):
        return self.name
