"""Asking to come into a group."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import permissions
from ..enums import RequestStatus
from .group import WorkingGroup


class JoinRequestQuerySet(models.QuerySet):
    def waiting(self):
        """Those nobody has answered, the oldest first."""
        return self.filter(status=RequestStatus.ASKED).order_by("asked_at")

    def to_answer(self, person):
        """Those `person` may answer; agrees with `permissions.can_manage`."""
        return self.waiting().filter(group__in=permissions.managed_by(person).values("pk"))


class JoinRequest(models.Model):
    """Somebody asks to come into a group; answered once, then kept as it is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="group_requests")
    message = models.TextField(_("what brings you"), max_length=2000)
    status = models.CharField(_("status"), max_length=20, choices=RequestStatus.choices, default=RequestStatus.ASKED)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join a group")
        verbose_name_plural = _("requests to join a group")
        ordering = ["asked_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(status=RequestStatus.ASKED),
                name="workgroups_joinrequest_one_waits",
            )
        ]

    def __str__(self):
        return f"{self.person} – {self.group}"

    def get_absolute_url(self):
        return f"{reverse('workgroups:group-people', args=[self.group.slug])}#request-{self.public_id}"
