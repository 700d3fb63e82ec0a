"""Who comes: a registration, the workshops it holds or wishes for, and what happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from portal import roles, tokens
from portal.text import fold

from ..enums import ACTIVE, EventStatus, RegistrationStatus, Steps
from .event import Event, Slot, Workshop, random_id
from .seats import Seat, WorkshopSeat, seat_of

LINK_PURPOSE = "registration"
DAYS_LINK_OUTLIVES_EVENT = 60


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The registrations of the events whose list this person may see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(event__in=roles.objects_for(user, "events.view_registrations").values("pk"))

    def active(self):
        """Confirmed or waiting."""
        return self.filter(status__in=ACTIVE)

    def waiting(self):
        """The waiting list, the first in line first."""
        return self.filter(status=RegistrationStatus.WAITING).order_by("waiting_number")

    def opened_by(self, token):
        """The registration whose personal link carries `token`, or None."""
        try:
            public_id, _, mark = tokens.read(LINK_PURPOSE, token).partition(".")
        except tokens.BadToken:
            return None
        found = self.filter(public_id=public_id).first()
        return found if found and constant_time_compare(mark, found.address_mark) else None

    def matching(self, text):
        """Those whose name, organisation or address holds every word of `text`, whatever its accents and case."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(search_folded__contains=word)
        return rows

    def with_workshops(self):
        """Brings the workshops along in one query, each with its slot."""
        return self.prefetch_related(
            models.Prefetch("bookings", WorkshopBooking.objects.select_related("workshop__slot"))
        )


class Registration(models.Model):
    """One person's place at one event, or their place in the line for it."""

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    status = models.CharField(_("status"), max_length=12, choices=RegistrationStatus.choices)
    seat = models.OneToOneField(
        Seat, on_delete=models.RESTRICT, null=True, blank=True, related_name="registration", verbose_name=_("seat")
    )
    waiting_number = models.PositiveIntegerField(_("order on the waiting list"), null=True, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    language = models.CharField(_("language of mails"), max_length=5, choices=settings.LANGUAGES, default="fr")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    consent_at = models.DateTimeField(_("consent given"))
    created_at = models.DateTimeField(_("registered"), auto_now_add=True)
    sequence = models.PositiveIntegerField(default=0, help_text=_("counts changes; the calendar file carries it"))
    form_key = models.CharField(max_length=40, blank=True, editable=False)
    search_folded = models.CharField(max_length=700, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["event", "status"])]
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=Q(status__in=ACTIVE) & ~Q(email=""),
                name="events_registration_one_per_address",
            ),
            models.UniqueConstraint(fields=["event", "waiting_number"], name="events_registration_line"),
            models.CheckConstraint(condition=seat_of("seat", "event"), name="events_registration_seat_of_event"),
            models.CheckConstraint(
                condition=Q(status=RegistrationStatus.CONFIRMED, seat__isnull=False)
                | (~Q(status=RegistrationStatus.CONFIRMED) & Q(seat__isnull=True)),
                name="events_registration_confirmed_has_seat",
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
        self.search_folded = fold(f"{self.last_name} {self.first_name} {self.organisation} {self.email}")
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_folded"}
        super().save(*args, **kwargs)

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_confirmed(self):
        return self.status == RegistrationStatus.CONFIRMED

    @property
    def is_waiting(self):
        return self.status == RegistrationStatus.WAITING

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
        return self.event.registrations.waiting().filter(waiting_number__lte=self.waiting_number).count()

    @property
    def ticket(self):
        """What the QR code says: the event and the registration, both unguessable."""
        return f"{self.event.public_id}.{self.public_id}"

    @property
    def address_mark(self):
        """Ties the personal link to the address: once corrected, what went to the wrong mailbox opens nothing."""
        return salted_hmac("events.registration-address", self.email.lower()).hexdigest()[:12]

    def sign_link(self):
        """The token of the personal link, good until some weeks after the event or until the address is corrected."""
        days = (self.event.ends_at - self.created_at).days + DAYS_LINK_OUTLIVES_EVENT
        identifier = f"{self.public_id}.{self.address_mark}"
        return tokens.sign(LINK_PURPOSE, identifier, days=max(days, DAYS_LINK_OUTLIVES_EVENT))

    def personal_path(self, token=None):
        """Where its holder changes or cancels it, without an account."""
        return reverse("events:registration-personal", args=[self.event.slug, token or self.sign_link()])


class WorkshopBooking(models.Model):
    """A workshop somebody chose: with a seat it is held; without one it is a wish, kept while they wait."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="bookings")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="bookings")
    seat = models.OneToOneField(
        WorkshopSeat, on_delete=models.RESTRICT, null=True, blank=True, related_name="booking", verbose_name=_("seat")
    )

    class Meta:
        ordering = ["slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "slot"], name="events_booking_one_per_slot"),
            models.CheckConstraint(condition=seat_of("seat", "workshop"), name="events_booking_seat_of_workshop"),
        ]

    def __str__(self):
        return f"{self.registration} — {self.workshop}"

    @property
    def in_words(self):
        """Hour, title and room as far as they are known, for mails and calendars, in the active language."""
        names = {"workshop": _("“%(title)s”") % {"title": self.workshop.title}}
        if self.seat_id and self.workshop.room:
            names["workshop"] += f", {self.workshop.room}"
        if self.slot.starts_at is None:
            return (_("Workshop: %(workshop)s") if self.seat_id else _("Workshop you wish for: %(workshop)s")) % names
        names["start"] = f"{timezone.localtime(self.slot.starts_at):%H:%M}"
        if self.seat_id:
            return _("Workshop at %(start)s: %(workshop)s") % names
        return _("Workshop you wish for at %(start)s: %(workshop)s") % names


class RegistrationTransition(models.Model):
    """The one log of what happened to a registration, and who did it."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="transitions")
    step = models.CharField(max_length=20, choices=Steps.choices)
    from_status = models.CharField(max_length=12, choices=RegistrationStatus.choices, blank=True)
    to_status = models.CharField(max_length=12, choices=RegistrationStatus.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("empty: the holder of the personal link"),
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.registration}: {self.get_step_display()}"
