"""Who an event is for: audiences with places of their own or not, and the invitations that open a closed door."""

from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Access
from .event import Event, in_language, random_id


class Audience(models.Model):
    """A kind of attendee: members, students, press. With a pool it has places of its own, else the event's."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="audiences")
    name_fr = models.CharField(_("name (French)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)
    access = models.CharField(_("who may choose it"), max_length=12, choices=Access.choices, default=Access.PUBLIC)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    name = in_language("name")

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class InvitationQuerySet(models.QuerySet):
    def valid(self):
        """Those that still open the form."""
        return self.filter(revoked_at=None)


class Invitation(models.Model):
    """Lets people register where not everybody may: a link for whoever has it, or one for one address of a list."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Blank: a link that may be passed on."))
    name = models.CharField(_("name"), max_length=200, blank=True)
    audience = models.ForeignKey(
        Audience,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("audience"),
    )
    language = models.CharField(_("language of mails"), max_length=5, choices=settings.LANGUAGES, default="fr")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                "event",
                condition=~models.Q(email="") & models.Q(revoked_at=None),
                name="events_invitation_one_per_address",
            )
        ]

    def __str__(self):
        return self.email or self.name

    @property
    def path(self):
        """Where whoever has it registers."""
        return f"{self.event.get_absolute_url()}?{urlencode({'invitation': self.public_id})}"
