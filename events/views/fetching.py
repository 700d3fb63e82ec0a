"""Fetching the event of a screen: what everybody who follows or prepares one comes through."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from ..models import Event


def event_for(request, slug, allowed):
    """The event this person sees, with its places, if `allowed(user, event)`; else 404 or 403."""
    event = get_object_or_404(Event.objects.visible_to(request.user).with_places(), slug=slug)
    if not allowed(request.user, event):
        raise PermissionDenied
    return event
