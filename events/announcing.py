"""The pages of the site that announce an event: the ways to them, for those who write them."""

from django.urls import reverse
from wagtail.models import Page


def pages_to_edit(event, person):
    """(title, address) of the screens where `person` changes the pages that announce the event."""
    return [
        (page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in event.pages.all()
        if page.permissions_for_user(person).can_edit()
    ]


def new_page_address(person):
    """Where `person` writes a new announcement, or "" where that is not theirs to do."""
    index = Page.objects.filter(content_type__app_label="pages", content_type__model="eventindexpage").first()
    if index is None or not index.permissions_for_user(person).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["pages", "eventpage", index.pk])
