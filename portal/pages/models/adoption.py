"""Which article announces which adopted version: one each, whatever is tried again."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workgroups.models import AdoptedVersion

from .news import NewsPage


class AdoptionNews(models.Model):
    """The article made from an adoption. It stays without its page once the editors deleted that one."""

    version = models.OneToOneField(
        AdoptedVersion, verbose_name=_("adopted version"), on_delete=models.PROTECT, related_name="news"
    )
    page = models.OneToOneField(
        NewsPage, verbose_name=_("article"), on_delete=models.SET_NULL, null=True, related_name="adoption"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("article about an adoption")
        verbose_name_plural = _("articles about adoptions")
        default_permissions = ()

    def __str__(self):
        return str(self.version)
