from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from portal import roles

from ..enums import EventRoles
from .event import Event


class EventRole(roles.RoleBase):
    """Who prepares an event or stands at its door, from when to when."""

    anchor = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="roles", verbose_name=_("event"))
    role = models.CharField(_("role"), max_length=20, choices=EventRoles.choices)

    class Meta(roles.RoleBase.Meta):
        verbose_name = _("role at an event")
        verbose_name_plural = _("roles at events")


class EventGroupObjectPermission(GroupObjectPermissionBase):
    """guardian's table for events, with a real foreign key."""

    content_object = models.ForeignKey(Event, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
