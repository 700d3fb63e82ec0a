from wagtail import hooks

from .viewsets import EventViewSet


@hooks.register("register_admin_viewset")
def register_events():
    """Adds the events to Wagtail's screens."""
    return EventViewSet("office_events")
