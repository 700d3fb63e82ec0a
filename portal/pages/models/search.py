"""What search reads of a page: its words, once as they are shown and once folded."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class SearchEntry(models.Model):
    """The words of one published page. Who may read the page is asked of the page, at each search."""

    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    text = models.TextField(_("text"), blank=True)
    title_folded = models.CharField(max_length=600, editable=False, default="")
    text_folded = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("words of a page")
        verbose_name_plural = _("words of pages")

    def __str__(self):
        return self.title_folded
