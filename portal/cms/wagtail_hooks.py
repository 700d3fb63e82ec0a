"""Wiring into Wagtail's back office."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.models import Page

from .addresses import is_taken
from .base import path_from_home
from .office import ACTIVITIES_MENU

activities = Menu(register_hook_name=ACTIVITIES_MENU)


@hooks.register("register_admin_menu_item")
def register_activities():
    """One entry for what the association does; shown where one of its screens is the person's."""
    return SubmenuMenuItem(gettext_lazy("Activities"), activities, name="activities", icon_name="date", order=300)


@hooks.register("before_move_page")
def refuse_taken_address(request, page, destination):
    """A page may not be moved to where an app's screen stands."""
    home_of = getattr(page.specific, "home_of", "")
    if destination.depth > 1 and is_taken(path_from_home(f"{destination.url_path}{page.slug}/"), home_of=home_of):
        messages.error(request, _("There, this page's address would be that of a screen of the portal."))
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


@hooks.register("before_copy_page")
def refuse_copy_to_taken_address(request, page):
    """The same for a copy: its new slug is checked before anything is written."""
    if request.method != "POST":
        return None
    parent = Page.objects.filter(pk=request.POST.get("new_parent_page") or page.get_parent().pk).first()
    slug = request.POST.get("new_slug", "")
    if parent and slug and parent.depth > 1 and is_taken(path_from_home(f"{parent.url_path}{slug}/")):
        messages.error(request, _("There, this page's address would be that of a screen of the portal."))
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None
