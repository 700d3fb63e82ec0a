"""Threads, their posts, who was called upon, what was attached, and how far each person has read."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import files, hours

from .enums import PieceKinds


def _person(**options):
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class Thread(models.Model):
    """What is said about one thing, which is named and not pointed at: this app knows none of those above it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=30)
    anchor_id = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "anchor_id"], name="threads_thread_once")]

    def __str__(self):
        return f"{self.kind} {self.anchor_id}"


class Post(models.Model):
    """One thing said. Keys rise within a thread in the order of the commits: writing locks the thread."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the form brings it: sent once
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    author = _person(verbose_name=_("author"))
    on_behalf_of = _person(null=True, blank=True, verbose_name=_("on behalf of"))
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveSmallIntegerField(_("version it is about"), null=True, editable=False)
    posted_at = models.DateTimeField(_("posted"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = _person(null=True, blank=True, verbose_name=_("removed by"))
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Mention", related_name="+")

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["thread", "pk"]

    def __str__(self):
        return f"{self.speaker}, {self.posted_at:%Y-%m-%d}"

    @property
    def speaker(self):
        """Whose words these are."""
        return self.on_behalf_of or self.author


class PostVersion(models.Model):
    """What a post said before it was changed. Removed with the post's words."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField(_("text"))
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)

    class Meta:
        verbose_name = _("earlier version of a post")
        verbose_name_plural = _("earlier versions of posts")
        ordering = ["post", "pk"]

    def __str__(self):
        return f"{self.post} ({hours.hour(self.replaced_at)})"


class Mention(models.Model):
    """Somebody whom a post calls upon."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["post", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="threads_mention_once")]

    def __str__(self):
        return f"{self.post} → {self.person}"


class PostAttachment(models.Model):
    """A file of a post; without post it is one that its owner has uploaded and not sent yet."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="attachments")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments")
    owner = _person()
    kind = models.CharField(_("kind"), max_length=10, choices=PieceKinds.choices, default=PieceKinds.DOCUMENT)
    file = files.PrivateFileField(upload_to=files.random_path("threads"))
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64)
    content_type = models.CharField(_("content type"), max_length=100)
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attachment of a post")
        verbose_name_plural = _("attachments of posts")
        ordering = ["thread", "pk"]

    def __str__(self):
        return self.name


class Reading(models.Model):
    """How far somebody has read a thread: up to the post with this key."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    read_to = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("reading of a discussion")
        verbose_name_plural = _("readings of discussions")
        ordering = ["thread", "person"]
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="threads_reading_once")]

    def __str__(self):
        return f"{self.person}: {self.thread}"
