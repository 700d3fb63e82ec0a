"""A file that is being made a text."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.files import PrivateFileField, random_path

from ..enums import TextImportStates
from .group import WorkingGroup
from .specification import Specification


class TextImport(models.Model):
    """A file somebody sent: read in the background, and made a text in one transaction or not at all.

    `given` is what the form asked beside the file (title, kind, code_prefix); `epoch` is that of the text to replace,
    as the person saw it. `specification` is that text, or the one that was begun. The file goes once it is read.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="+")
    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, null=True, related_name="+")
    epoch = models.PositiveIntegerField(null=True)
    given = models.JSONField(default=dict)
    source = PrivateFileField(upload_to=random_path("groups/imports"), blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="fr")
    state = models.CharField(
        _("state"), max_length=10, choices=TextImportStates.choices, default=TextImportStates.READING
    )
    problem = models.CharField(max_length=500, blank=True)
    taken = models.JSONField(default=dict)
    is_told = models.BooleanField(default=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    started_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("file that becomes a text")
        verbose_name_plural = _("files that become texts")
        ordering = ["-sent_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("workgroups:text-import", args=[self.group.slug, self.public_id])

    @property
    def is_at_work(self):
        """Whether it waits to be read, or is being read."""
        return self.state == TextImportStates.READING

    @property
    def is_done(self):
        """Whether it has become a text."""
        return self.state == TextImportStates.DONE
