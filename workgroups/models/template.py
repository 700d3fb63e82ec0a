"""Texts kept as templates, from which new specifications begin."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.files import PrivateFileField, random_path

from ..enums import SpecificationKinds
from .group import WorkingGroup


class SpecificationTemplate(models.Model):
    """A text without codes, as somebody kept it; every group may begin from it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("name of the template"), max_length=200, unique=True)
    about = models.CharField(_("what it is for"), max_length=300, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=SpecificationKinds.choices, default=SpecificationKinds.SPECIFICATION
    )
    content = models.JSONField(_("text"))
    group = models.ForeignKey(WorkingGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="templates")
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kept_at = models.DateTimeField(_("kept"), default=timezone.now)

    class Meta:
        verbose_name = _("template of a specification")
        verbose_name_plural = _("templates of specifications")
        ordering = ["title", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.title


class TemplateImage(models.Model):
    """An image of a template: the file stays, whatever becomes of the text it is from. Each new text gets its own."""

    template = models.ForeignKey(SpecificationTemplate, on_delete=models.CASCADE, related_name="images")
    source = models.CharField(max_length=200)  # its address in the text
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stored = PrivateFileField(upload_to=random_path("images"), max_length=200)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("image of a template")
        verbose_name_plural = _("images of templates")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["template", "source"], name="workgroups_templateimage_once")]

    def __str__(self):
        return self.source
