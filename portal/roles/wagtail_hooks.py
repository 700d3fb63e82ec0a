from wagtail import hooks

from .viewsets import association_roles


@hooks.register("register_admin_viewset")
def register_association_roles():
    """Adds the roles to Wagtail's settings menu."""
    return association_roles
