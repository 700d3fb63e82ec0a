"""The documents a group keeps beside what it writes: each with its versions, under a subject."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import roles
from portal.files import PrivateFileField, random_path
from portal.text import fold

from ..enums import Visibility
from .group import WorkingGroup


class GroupFileQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What `person`, or a visitor, may download; agrees with `permissions.can_read_file`."""
        published = models.Q(is_published=True, group__visibility=Visibility.PUBLIC)
        if person.is_authenticated:
            published |= models.Q(group__in=roles.objects_for(person, "workgroups.read_documents").values("pk"))
        return self.filter(published, removed_at=None)


class GroupFile(models.Model):
    """One document; its content is the last of its versions. Removed, it is kept and nobody finds it any more."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="files")
    title = models.CharField(_("title"), max_length=200)
    subject = models.CharField(pgettext_lazy("of a document", "subject"), max_length=100, blank=True)
    is_published = models.BooleanField(_("visitors may download it"), default=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    sorting = models.CharField(max_length=620, editable=False, default="", db_index=True)

    objects = GroupFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a group")
        verbose_name_plural = _("documents of groups")
        ordering = ["sorting", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.sorting = f"{fold(self.subject)} / {fold(self.title)}"[:620]
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "sorting"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("workgroups:file-detail", args=[self.group.slug, self.public_id])


class FileVersion(models.Model):
    """What was brought at one moment, and by whom; a later one takes its place, and it stays."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    of = models.ForeignKey(GroupFile, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    file = PrivateFileField(_("file"), upload_to=random_path("groups"))
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64)
    content_type = models.CharField(max_length=120)
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a group's document")
        verbose_name_plural = _("versions of groups' documents")
        ordering = ["of", "-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="workgroups_fileversion_number_unique")]

    def __str__(self):
        return self.name
