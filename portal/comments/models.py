"""A comment: on which text, about which words, and whether it is settled."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.coediting.models import Document

LONGEST_QUOTE = 400


class Comment(models.Model):
    """Where it is anchored is a mark in the text that bears `public_id`; what is said is the thread of that name."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the page draws it, to anchor it
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="comments")
    quote = models.CharField(_("words it is about"), max_length=LONGEST_QUOTE)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["document", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.quote
