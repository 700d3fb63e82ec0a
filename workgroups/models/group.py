"""Working groups and their people's roles."""

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from portal import roles
from portal.text import fold

from .. import permissions
from ..enums import Access, GroupRoles, Visibility
from ..validators import refuse_reserved_slug


class WorkingGroupQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The groups whose page `person` (or a visitor) may see; agrees with `permissions.can_view`."""
        public = models.Q(visibility=Visibility.PUBLIC)
        if not person.is_authenticated:
            return self.filter(public)
        return self.filter(public | models.Q(pk__in=roles.objects_for(person, "workgroups.view_group").values("pk")))


class WorkingGroup(models.Model):
    """People who think a subject through together; their product is specifications."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[refuse_reserved_slug])
    name = models.CharField(_("name"), max_length=200)
    aim = models.CharField(_("aim"), max_length=300, help_text=_("One sentence: what the group is to bring about."))
    description = models.TextField(_("description"), blank=True)
    access = models.CharField(_("how to join"), max_length=20, choices=Access.choices, default=Access.ON_REQUEST)
    visibility = models.CharField(
        _("page seen by"), max_length=20, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    position = models.PositiveSmallIntegerField(_("rank in lists"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    name_folded = models.CharField(max_length=400, editable=False, default="")
    text_folded = models.TextField(editable=False, default="")

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["position", "pk"]
        default_permissions = ("add", "change")
        permissions = [
            (permissions.VIEW_GROUP, _("See the group, its people and its titles")),
            (permissions.READ_DOCUMENTS, _("Read the group's documents")),
            (permissions.COMMENT_DOCUMENTS, _("Comment the group's documents")),
            (permissions.EDIT_DOCUMENTS, _("Write in the group's documents and begin new ones")),
            (permissions.MANAGE_GROUP, _("Add people to the group and end their roles")),
            (permissions.VOTE_DOCUMENTS, _("Vote on the group's documents")),
            (permissions.ADOPT_DOCUMENTS, _("Open consultations and votes on the group's documents")),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name_folded, self.text_folded = fold(self.name), fold(f"{self.aim} {self.description}")
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_folded", "text_folded"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("workgroups:group-detail", args=[self.slug])


class GroupRole(roles.RoleBase):
    """What one person is in one group, since when and until when; ended, never deleted."""

    anchor = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=GroupRoles.choices)

    class Meta(roles.RoleBase.Meta):
        verbose_name = _("role in a group")
        verbose_name_plural = _("roles in groups")

    @property
    def last_day(self):
        """The last day of the role, as people write it; None without a planned end."""
        return self.until and timezone.localdate(self.until - timedelta(microseconds=1))


class GroupGroupObjectPermission(GroupObjectPermissionBase):
    """Guardian's table for working groups, with a real foreign key."""

    content_object = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE)
