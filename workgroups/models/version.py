"""Moments of a text that are kept: named by people, or kept by themselves when the text rested."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import hours

from ..enums import VersionKinds
from .specification import Specification


class Version(models.Model):
    """The text of a specification as it was after change `seq` of `epoch`; never changed, automatic ones thinned."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=VersionKinds.choices)
    name = models.CharField(gettext_lazy("name of the version"), max_length=120, blank=True)
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(gettext_lazy("kept"), default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("version of a specification")
        verbose_name_plural = gettext_lazy("versions of specifications")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["specification", "epoch", "seq"],
                condition=models.Q(kind=VersionKinds.AUTOMATIC),
                name="workgroups_version_automatic_once",
            )
        ]

    def __str__(self):
        return self.name or str(self.get_kind_display())

    def get_absolute_url(self):
        specification = self.specification
        place = [specification.group.slug, specification.document_id, self.public_id]
        return reverse("workgroups:version-detail", args=place)

    @property
    def label(self):
        """The version as a list to choose from names it."""
        return _("%(version)s, %(when)s") % {"version": self, "when": hours.short_moment(self.at)}
