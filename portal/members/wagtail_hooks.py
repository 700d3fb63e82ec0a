from wagtail import hooks

from .viewsets import MembersGroup


@hooks.register("register_admin_viewset")
def register_members():
    """Adds the register to Wagtail's menu."""
    return MembersGroup()
