"""What "Mon espace" shows of the site's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.permissions import page_permission_policy

from portal.roles import WaitingItem

from .models import AdoptionNews


def waiting_for(person):
    """Articles about adoptions that wait for who may publish pages: those nobody has published yet."""
    if not page_permission_policy.user_has_permission(person, "publish"):
        return []
    drafts = AdoptionNews.objects.filter(page__live=False, page__first_published_at=None)
    return [
        WaitingItem(
            title=news.page.title,
            detail=_("An article about an adoption, to publish"),
            url=reverse("wagtailadmin_pages:edit", args=[news.page.pk]),
            action=pgettext("verb", "Publish"),
            since=news.made_at,
        )
        for news in drafts.select_related("page").order_by("made_at")
    ]
