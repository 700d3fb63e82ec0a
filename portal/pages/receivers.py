"""What search does when the page tree changes (signals of Wagtail, not ours). A deleted page's words go with it."""

from wagtail.signals import page_published, page_unpublished

from .search.indexing import forget_page, index_page


def connect():
    page_published.connect(index_published, dispatch_uid="pages-index-published")
    page_unpublished.connect(forget_unpublished, dispatch_uid="pages-forget-unpublished")


def index_published(instance, **_):
    index_page(instance.specific)


def forget_unpublished(instance, **_):
    forget_page(instance)
