"""Role rows: who holds which role, from when to when, given by whom. Rows are ended, never deleted."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import AssociationRoles


class RoleGroup(models.Model):
    """Marks a Django group as ours: it carries one role on one object (or over the association) and nothing else."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role_group")
    role_model = models.CharField(max_length=100)
    anchor_pk = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role_model", "anchor_pk", "role"], name="roles_rolegroup_unique")
        ]

    def __str__(self):
        return f"{self.role_model} {self.anchor_pk} {self.role}".strip()


class RoleQuerySet(models.QuerySet):
    def current(self, at=None):
        """Rows in force at `at` (an aware datetime; now by default): `[since, until)`."""
        moment = at or timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment)


class RoleBase(models.Model):
    """One person's role during `[since, until)`. Concrete models add `role` and, where it is on an object, `anchor`."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)s_rows", verbose_name=_("person")
    )
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+", editable=False)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given by"),
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["person__name_folded", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="%(app_label)s_%(class)s_since_until"
            )
        ]

    def __str__(self):
        return f"{self.person} – {self.get_role_display()}"

    @property
    def is_current(self):
        """Whether the row is in force now."""
        return self.since <= timezone.now() and (self.until is None or self.until > timezone.now())

    @property
    def has_ended(self):
        """Whether the row is over; one that is still to begin is not."""
        return self.until is not None and self.until <= timezone.now()

    @classmethod
    def anchor_model(cls):
        """The model this role is on, or None for a role over the association."""
        fields = {field.name: field for field in cls._meta.concrete_fields}
        return fields["anchor"].related_model if "anchor" in fields else None


class AssociationRole(RoleBase):
    """A role over everything."""

    role = models.CharField(_("role"), max_length=20, choices=AssociationRoles.choices)

    class Meta(RoleBase.Meta):
        verbose_name = _("role over the association")
        verbose_name_plural = _("roles over the association")
