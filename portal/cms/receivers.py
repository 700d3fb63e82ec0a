"""What the site does when the page tree changes (signals of Wagtail, not ours)."""

from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .menus import forget_menus


def connect():
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget_menus, dispatch_uid="cms-forget-menus")
