"""Who comes: a registration, its place or its number in the line, and the link to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal import tokens
from portal.text import fold

from ..enums import ACTIVE, SEATED, EventStatus, RegistrationStatus, Sources
from .audience import Audience, Invitation
from .event import Event, random_id
from .places import Pool, Seat, seat_of_pool
from .registration_queries import BEFORE_ADDRESS, BEFORE_ORGANISATION, LINK_PURPOSE, RegistrationQuerySet

DAYS_LINK_OUTLIVES_EVENT = 60
LONGEST_FOLDED = 700


class Registration(models.Model):
    """One person's place at one event, or their place in the line for it."""

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    status = models.CharField(_("status"), max_length=12, choices=RegistrationStatus.choices)
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="registrations")
    seat = models.OneToOneField(
        Seat, on_delete=models.RESTRICT, null=True, blank=True, related_name="registration", verbose_name=_("seat")
    )
    waiting_number = models.PositiveIntegerField(_("order on the waiting list"), null=True, blank=True)
    offer_expires_at = models.DateTimeField(_("the offer lapses"), null=True, blank=True)
    audience = models.ForeignKey(
        Audience,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("audience"),
    )
    registered_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="companions",
        verbose_name=_("registered by"),
        help_text=_("the colleague on whose form they were; mails go there where they have no address of their own"),
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    source = models.CharField(_("how it came"), max_length=12, choices=Sources.choices, default=Sources.FORM)
    email = models.EmailField(_("e-mail address"), blank=True)
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    language = models.CharField(_("language of mails"), max_length=5, choices=settings.LANGUAGES, default="fr")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    consent_at = models.DateTimeField(_("consent given"))
    created_at = models.DateTimeField(_("registered"), auto_now_add=True)
    sequence = models.PositiveIntegerField(default=0, help_text=_("counts changes; the calendar file carries it"))
    form_key = models.CharField(max_length=40, blank=True, editable=False)
    replied_at = models.DateField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    search_folded = models.CharField(max_length=LONGEST_FOLDED, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["event", "status"]), models.Index(fields=["event", "created_at"])]
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=Q(status__in=ACTIVE) & ~Q(email=""),
                name="events_registration_one_per_address",
            ),
            models.UniqueConstraint(fields=["pool", "waiting_number"], name="events_registration_line"),
            seat_of_pool("events_registration_seat_of_pool"),
            models.CheckConstraint(
                condition=Q(status__in=SEATED, seat__isnull=False) | (~Q(status__in=SEATED) & Q(seat__isnull=True)),
                name="events_registration_confirmed_has_seat",
            ),
            models.CheckConstraint(
                condition=Q(status=RegistrationStatus.OFFERED, offer_expires_at__isnull=False)
                | (~Q(status=RegistrationStatus.OFFERED) & Q(offer_expires_at__isnull=True)),
                name="events_registration_offer_has_end",
            ),
            models.CheckConstraint(
                condition=Q(status=RegistrationStatus.WAITING, waiting_number__isnull=False)
                | (~Q(status=RegistrationStatus.WAITING) & Q(waiting_number__isnull=True)),
                name="events_registration_waiting_has_order",
            ),
        ]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.fold_words()
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_folded"}
        super().save(*args, **kwargs)

    def fold_words(self):
        """Fills what is searched and sorted by: names, organisation and address, each folded, in three parts."""
        name, organisation = fold(f"{self.last_name} {self.first_name}"), fold(self.organisation)
        folded = f"{name} {BEFORE_ORGANISATION} {organisation} {BEFORE_ADDRESS} {fold(self.email)}"
        self.search_folded = folded[:LONGEST_FOLDED]  # a folded letter can be eighteen

    @property
    def full_name(self):
        if self.erased_at:
            return str(_("Personal data erased"))
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_confirmed(self):
        return self.status == RegistrationStatus.CONFIRMED

    @property
    def is_waiting(self):
        return self.status == RegistrationStatus.WAITING

    @property
    def is_offered(self):
        return self.status == RegistrationStatus.OFFERED

    @property
    def has_open_offer(self):
        """Whether a place is offered that can still be taken."""
        return self.is_offered and self.offer_expires_at > timezone.now() and self.is_open_to_change

    @property
    def is_cancelled(self):
        return self.status == RegistrationStatus.CANCELLED

    @property
    def is_open_to_change(self):
        """Whether its holder can still change or cancel it: until the event begins or is called off."""
        is_coming = self.event.status == EventStatus.PUBLISHED and self.event.starts_at > timezone.now()
        return is_coming and not self.is_cancelled

    @property
    def rank(self):
        """The place in the waiting list: 1 is next."""
        if hasattr(self, "counted_rank"):
            return self.counted_rank
        line = Registration.objects.filter(pool=self.pool_id, status=RegistrationStatus.WAITING)
        return line.filter(waiting_number__lte=self.waiting_number).count()

    @property
    def frees_for_somebody(self):
        """Whether the place it holds goes to somebody who waits, once it is cancelled."""
        return self.seat_id is not None and self.pool.line().exists()

    @property
    def mail_address(self):
        """Where its mails go: the person's own address, or that of the colleague who registered them, or nowhere."""
        if self.email or self.registered_by is None:
            return self.email
        return self.registered_by.email

    @property
    def is_mailed_to_another(self):
        """Whether its mails go to who registered them, to be handed on."""
        return not self.email and self.registered_by is not None

    @property
    def standing_check_in(self):
        """The check-in that counts, or None where they have not come."""
        return self.check_ins.standing().first()

    @property
    def ticket(self):
        """What the QR code says: the event and the registration, both unguessable."""
        return f"{self.event.public_id}.{self.public_id}"

    @property
    def address_mark(self):
        """Ties the personal link to the address: once corrected, what went to the wrong mailbox opens nothing."""
        return salted_hmac("events.registration-address", self.mail_address.lower()).hexdigest()[:12]

    def sign_link(self):
        """The token of the personal link, good until some weeks after the event or until the address is corrected."""
        days = (self.event.ends_at - self.created_at).days + DAYS_LINK_OUTLIVES_EVENT
        identifier = f"{self.public_id}.{self.address_mark}"
        return tokens.sign(LINK_PURPOSE, identifier, days=max(days, DAYS_LINK_OUTLIVES_EVENT))

    def personal_path(self, token=None):
        """Where its holder changes or cancels it, without an account."""
        return reverse("events:registration-personal", args=[self.event.slug, token or self.sign_link()])

    def feedback_path(self, token=None):
        """Where somebody who came says what they think of it, once the event is over."""
        return reverse("events:feedback", args=[self.event.slug, token or self.sign_link()])
