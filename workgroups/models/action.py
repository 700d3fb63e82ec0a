"""What a group decided to do: who, what, by when."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import roles

from .group import WorkingGroup
from .meeting import Meeting


class GroupActionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Actions of the groups `person` is inside of; agrees with `permissions.is_inside`."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(group__in=roles.objects_for(person, "workgroups.view_group").values("pk"))

    def to_do(self):
        """Those still to be done: the most urgent first, those without a date last."""
        return self.filter(done_at=None).order_by(models.F("due_on").asc(nulls_last=True), "pk")


class GroupAction(models.Model):
    """Decided in a meeting, or between two; done, and reopened where it was not after all."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions")
    text = models.TextField(_("what is to be done"), max_length=2000)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who does it"),
    )
    charged_name = models.CharField(_("or somebody else, by name"), max_length=200, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)

    objects = GroupActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action of a group")
        verbose_name_plural = _("actions of groups")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return f"{reverse('workgroups:action-list', args=[self.group.slug])}#action-{self.public_id}"

    @property
    def who(self):
        """Who does it, in words."""
        return str(self.person) if self.person else self.charged_name

    @property
    def is_late(self):
        """Whether its day has passed and it is not done."""
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()
