from wagtail import hooks

from .viewsets import GroupViewSet


@hooks.register("register_admin_viewset")
def register_groups():
    """Adds the working groups to Wagtail's screens."""
    return GroupViewSet("office_groups")
