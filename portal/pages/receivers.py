"""What the pages do when what they show changes (signals of Wagtail, and of the floors below, which know no page)."""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished

from events.models import Audience, Event, Slot, Workshop
from portal.cms.whole_pages import forget_whole_pages
from workgroups.models import AdoptedVersion

from .adoptions import announce_adoption
from .search.indexing import forget_page, index_page

SHOWN_ON_PAGES = (Event, Slot, Workshop, Audience)


def connect():
    page_published.connect(index_published, dispatch_uid="pages-index-published")
    page_unpublished.connect(forget_unpublished, dispatch_uid="pages-forget-unpublished")
    post_save.connect(announce_version, sender=AdoptedVersion, dispatch_uid="pages-announce-adoption")
    for model in SHOWN_ON_PAGES:
        for signal in (post_save, post_delete):
            signal.connect(forget_whole_pages, sender=model, dispatch_uid=f"pages-forget-{model.__name__}")


def index_published(instance, **_):
    """A deleted page's words go with it."""
    index_page(instance.specific)


def forget_unpublished(instance, **_):
    forget_page(instance)


def announce_version(instance, created, **_):
    """In the transaction of the adoption: what is not adopted after all is not announced."""
    if created:
        announce_adoption.enqueue(instance.pk)
