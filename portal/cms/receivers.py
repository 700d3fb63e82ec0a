"""What the site does when what its frame shows changes (signals of Wagtail's own screens, not ours)."""

from django.db.models.signals import post_delete, post_save
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .identity import Identity
from .kept import forget
from .whole_pages import forget_whole_pages


def connect():
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget_all, dispatch_uid="cms-forget-all")
    for model in (Site, Identity, get_image_model(), PageViewRestriction):
        for signal in (post_save, post_delete):
            signal.connect(forget_all, sender=model, dispatch_uid=f"cms-forget-all-{model.__name__}")


def forget_all(**_):
    """The frame of every page, and the pages that are kept whole in it."""
    forget()
    forget_whole_pages()
