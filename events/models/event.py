"""An event, its programme of slots, and the workshops a slot offers side by side."""

import secrets
from datetime import time

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal import roles
from portal.text import fold

from ..enums import EventStatus, RegistrationStatus


def random_id():
    """An identifier nobody can guess: 128 random bits, 22 characters."""
    return secrets.token_urlsafe(16)


def in_language(name):
    """A property that reads `<name>_en` where English is active, else (or where that is empty) `<name>_fr`."""

    def read(row):
        english = getattr(row, f"{name}_en") if (get_language() or "").startswith("en") else ""
        return english or getattr(row, f"{name}_fr")

    return property(read)


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is announced is public; what is in preparation shows to those who prepare it."""
        public = Q(status__in=[EventStatus.PUBLISHED, EventStatus.CANCELLED, EventStatus.ARCHIVED])
        if not user.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(pk__in=roles.objects_for(user, "events.view_event").values("pk")))

    def upcoming(self):
        """Announced and not over, the next one first."""
        return self.filter(status=EventStatus.PUBLISHED, ends_at__gt=timezone.now()).order_by("starts_at")

    def past(self):
        """Over or archived, the last one first."""
        return self.filter(Q(ends_at__lte=timezone.now()) | Q(status=EventStatus.ARCHIVED)).order_by("-starts_at")

    def with_places(self):
        """Adds `places` and `taken`, counted from the seats' rows."""
        return self.annotate(places=Count("seats", distinct=True), taken=Count("seats__registration", distinct=True))


class Event(models.Model):
    """A day people come to. Wagtail pages announce it; publishing one never touches places or registrations."""

    slug = models.SlugField(_("name in addresses"), max_length=80, unique=True)
    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    status = models.CharField(_("status"), max_length=12, choices=EventStatus.choices, default=EventStatus.DRAFT)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    venue = models.CharField(_("place"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    access_fr = models.TextField(_("how to get there (French)"), blank=True)
    access_en = models.TextField(_("how to get there (English)"), blank=True)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    attended = models.PositiveIntegerField(_("number of people who came"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    title_folded = models.CharField(max_length=800, editable=False, default="")
    place_folded = models.CharField(max_length=1000, editable=False, default="")

    objects = EventQuerySet.as_manager()
    title = in_language("title")
    access = in_language("access")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at"]
        permissions = [
            ("manage_event", _("Can prepare the event and change its places")),
            ("view_registrations", _("Can see who is registered")),
            ("export_registrations", _("Can see addresses and export the list")),
            ("cancel_registrations", _("Can cancel a registration for somebody")),
            ("check_in", _("Can check people in at the door")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_event_ends_after_start"),
            models.CheckConstraint(
                condition=Q(registration_opens_at=None)
                | Q(registration_closes_at=None)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                name="events_event_closes_after_opening",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.title_folded = fold(f"{self.title_fr} {self.title_en}")
        self.place_folded = fold(f"{self.venue} {self.address}")
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "title_folded", "place_folded"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """Where one registers."""
        return reverse("events:registration-create", args=[self.slug])

    @property
    def is_registration_open(self):
        """Whether the form takes registrations now."""
        moment = timezone.now()
        return (
            self.status == EventStatus.PUBLISHED
            and self.registration_opens_at is not None
            and self.registration_opens_at <= moment < (self.registration_closes_at or self.starts_at)
        )

    @property
    def is_whole_day(self):
        """Whether only the day is known (old events): it is kept as beginning at midnight."""
        return timezone.localtime(self.starts_at).time() == time.min

    @property
    def closes_at(self):
        """When registration ends: at its date, or when the event begins."""
        return self.registration_closes_at or self.starts_at

    @property
    def capacity(self):
        """How many places there are: the seats themselves, never a number kept beside them."""
        return self.places if hasattr(self, "places") else self.seats.count()

    @property
    def places_left(self):
        """How many people can still be confirmed at once."""
        if hasattr(self, "places"):
            return self.places - self.taken
        return self.seats.filter(registration=None).count()

    @property
    def waiting_count(self):
        return self.registrations.filter(status=RegistrationStatus.WAITING).count()

    @property
    def is_full(self):
        """Whether the next person joins the waiting list."""
        return self.places_left <= 0


class Slot(models.Model):
    """One line of the programme: everybody together, or several workshops side by side. Old ones may lack hours."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)

    title = in_language("title")

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_slot_ends_after_start"),
        ]

    def __str__(self):
        return self.title


class WorkshopQuerySet(models.QuerySet):
    def with_places(self):
        """Adds `places` and `taken`, counted from the seats' rows."""
        return self.annotate(places=Count("seats", distinct=True), taken=Count("seats__booking", distinct=True))


class Workshop(models.Model):
    """One of the parallel sessions of a slot, with places of its own."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="workshops")
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)

    objects = WorkshopQuerySet.as_manager()
    title = in_language("title")

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["slot__starts_at", "pk"]

    def __str__(self):
        return self.title

    @property
    def capacity(self):
        return self.places if hasattr(self, "places") else self.seats.count()

    @property
    def places_left(self):
        if hasattr(self, "places"):
            return self.places - self.taken
        return self.seats.filter(booking=None).count()

    @property
    def is_full(self):
        return self.places_left <= 0
